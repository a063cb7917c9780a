"""Signing, the table of all handouts, and what changed, as they are called."""

import json
import os
import re
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handout.cli.diff import command as diff
from handout.cli.sign import command as sign
from handout.cli.status import command as status
from handout.cli.translate import command as translate
from handout.problems import HandoutError
from support.portal import make_small

VECTORS = Path(__file__).parent / "vectors" / "digest"
WHO = ["--name", "Ana Example", "--credentials", "R.N.", "--role", "clinical"]
SPANISH = {"How to rest.": "Cómo descansar.", "You cannot sleep.": "No puede dormir.", "Lie down.": "Acuéstese."}
SIGNED = "2026-11-22T09:00:00+00:00"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    content = make_small(tmp_path) / "content"
    spanish = (VECTORS / "small.yaml").read_text("utf-8")
    for english, said in SPANISH.items():
        spanish = spanish.replace(english, said)
    (content / "rest.es.yaml").write_text(spanish, "utf-8")
    return tmp_path


def run(command: click.Command, project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--project", str(project)], standalone_mode=False)


def run_sign(project: Path, *more: str, file: str = "content/rest.yaml") -> Result:
    options = [] if "--due" in more else ["--due", "2028-11-22"]
    moment = [] if "--today" in more or "--time" in more else ["--time", SIGNED]
    return run(sign, project, file, *WHO, *options, *moment, *more)


def change(project: Path, old: str, new: str, file: str = "rest.yaml") -> None:
    path = project / "content" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def cells(project: Path, *more: str, today: str = "2026-11-23") -> dict[str, list[str]]:
    """The rows of the table by handout and language, without the count of comments."""
    lines = run(status, project, "--today", today, *more).output.splitlines()[1:]
    rows = [re.split(r"  +", line) for line in lines]
    return {f"{row[0]} {row[1]}": row[2:8] for row in rows}


def test_signing_tells_what_was_signed(project: Path) -> None:
    lines = run_sign(project, "--affiliation", "Riverside Kidney Clinic").output.splitlines()
    assert lines[:6] == [
        "signed content/rest.yaml",
        "  reviewer   Ana Example, R.N., Riverside Kidney Clinic",
        "  role       clinical",
        "  attests    I have read this handout in full and approve it for patients (clinical review).",
        "  time       2026-11-22T09:00:00+00:00",
        "  due        2028-11-22",
    ]


def test_the_signed_text_is_kept_beside_the_sign_offs_under_its_digest(project: Path) -> None:
    run_sign(project)
    names = sorted(path.name for path in (project / "content" / "reviews").iterdir())
    assert re.fullmatch(r"rest\.[0-9a-f]{12}\.txt", names[0])
    assert names[1:] == ["rest.yaml"]


def test_a_translation_has_sign_offs_of_its_own(project: Path) -> None:
    run(translate, project, "content/rest.yaml", "--to", "es", "--accept")
    run_sign(project, file="content/rest.es.yaml")
    assert (project / "content" / "reviews" / "rest.es.yaml").is_file()
    found = cells(project)
    assert (found["rest en-US"][0], found["rest es"][0]) == ("draft", "signed")


def test_what_the_reviewer_attests_may_be_said(project: Path) -> None:
    assert "attests    The doses are right." in run_sign(project, "--attests", "The doses are right.").output


def test_without_a_due_date_the_clinic_gives_it(project: Path) -> None:
    done = run(sign, project, "content/rest.yaml", *WHO, "--time", SIGNED)
    assert "due        2028-11-22" in done.output


def test_a_double_name_in_two_alphabets_is_signed_and_a_day_that_is_over_is_told(project: Path) -> None:
    who = ["--name", "Анна-Maria Example", *WHO[2:]]
    done = run(sign, project, "content/rest.yaml", *who, "--time", "2024-11-22T10:00:00+00:00", "--due", "2025-01-01")
    assert "reviewer   Анна-Maria Example" in done.output
    assert "due        2025-01-01 (overdue already, and the pages say so)" in done.output


def test_without_any_due_date_it_is_asked_for(project: Path) -> None:
    change(project, "review: {required: [clinical], valid_for: 24 months}\n", "", "clinic.yaml")
    with pytest.raises(click.UsageError, match="--due"):
        raise_from(run(sign, project, "content/rest.yaml", *WHO, "--time", SIGNED))


def test_the_day_may_be_given_instead_of_the_time(project: Path) -> None:
    assert "time       2026-11-22T00:00:00+00:00" in run_sign(project, "--today", "2026-11-22").output


def test_the_time_may_come_from_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795340000")
    done = run(sign, project, "content/rest.yaml", *WHO, "--due", "2028-11-22")
    assert "time       2026-11-22T09:33:20+00:00" in done.output


def raise_from(done: Result) -> None:
    assert done.exception is not None
    raise done.exception


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--name", " "], "--name is empty"),
        (["--name", "\u200c"], "--name is empty"),
        (["--credentials", ""], "--credentials is empty"),
        (["--name", "…"], "--name is empty"),
        (["--name", "[name]"], r"--name still holds '\[name\]', which was left to be filled in"),
        (["--credentials", "XXXX"], "--credentials still holds 'XXXX'"),
        (["--role", ""], "--role is empty"),
        (["--name", "\u0410na Example"], "--name mixes two alphabets: its '\u0410' is a Cyrillic capital letter a"),
        (["--credentials", "R.N. \u00b7 next review May 2090"], "--credentials holds a '\u00b7' between spaces"),
        (["--name", "Ana\nExample"], r"--name holds a character that cannot be printed \(U\+000A\)"),
        (["--name", "Ana \u202eelpmaxE"], r"--name holds a character that cannot be printed \(U\+202E\)"),
        (["--attests", "x" * 501], "--attests has 501 characters"),
        (["--due", "2026-11-21"], "--due 2026-11-21 is before the day of signing, 2026-11-22"),
        (["--time", "2026-11-22T09:00:00"], "is not a time with its zone"),
        (["--due", "2026-11-31"], "is not a date"),
    ],
)
def test_what_must_not_stand_under_a_handout_is_refused(project: Path, arguments: list[str], told: str) -> None:
    with pytest.raises(click.UsageError, match=told):
        raise_from(run_sign(project, *arguments))
    assert not (project / "content" / "reviews").exists()


def test_a_name_that_the_footer_has_no_room_for_is_refused(project: Path) -> None:
    with pytest.raises(HandoutError) as told:
        raise_from(run_sign(project, "--name", "Ana Example " * 12))
    message = str(told.value.problems[0])
    assert re.search(
        r"error\[E93\] who signed has \d+ letters too many for the footer in the style 'standard'", message
    )
    assert not (project / "content" / "reviews" / "rest.yaml").exists()
    assert run_sign(project, "--name", "Ana-Maria Example-Longname, of Riverside").exit_code == 0


def test_content_with_errors_is_not_signed(project: Path) -> None:
    change(project, "purpose: How to rest.\n", "")
    with pytest.raises(HandoutError, match=r"rest.yaml:1:1: error\[E04\] this handout needs 'purpose'"):
        raise_from(run_sign(project))
    assert not (project / "content" / "reviews").exists()


def test_nothing_is_signed_after_an_edited_sign_off(project: Path) -> None:
    run_sign(project)
    change(project, "Ana", "Eva", "reviews/rest.yaml")
    with pytest.raises(HandoutError, match="E80"):
        raise_from(run_sign(project))


def test_it_asks_on_a_terminal_and_takes_no_for_an_answer(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def no(question: str, *, abort: bool) -> None:
        asked.append(question)
        raise click.Abort

    monkeypatch.setattr(click, "confirm", no)
    with CliRunner().isolation():
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        with pytest.raises(click.Abort):
            sign.main([str(project / "content" / "rest.yaml"), *WHO, "--due", "2028-11-22", "--time", SIGNED,
                       "--project", str(project)], standalone_mode=False)  # fmt: skip
    assert asked == ["Sign it?"]
    assert not (project / "content" / "reviews").exists()


def test_the_table_shows_every_handout_and_language(project: Path) -> None:
    run_sign(project)
    assert cells(project) == {
        "rest en-US": ["signed", "Ana Example, R.N. (clinical)", "2026-11-22", "2028-11-22", "730", "-"],
        "rest es": ["draft", "waits for clinical", "-", "-", "-", "not recorded"],
        "(words) es": ["unsigned", "machine-made", "-", "-", "-", "-"],
    }


def test_a_changed_handout_shows_no_name(project: Path) -> None:
    run_sign(project)
    change(project, "Lie down", "Lie dawn")
    assert cells(project)["rest en-US"] == ["changed", "-", "-", "-", "-", "-"]


def test_a_changed_disclaimer_of_the_clinic_takes_the_name_away(project: Path) -> None:
    run_sign(project)
    change(project, "Ask your care team.", "Ask your care teams.", "clinic.yaml")
    assert cells(project)["rest en-US"][0] == "changed"


def test_an_overdue_handout_counts_the_days(project: Path) -> None:
    run_sign(project)
    found = cells(project, today="2028-11-24")["rest en-US"]
    assert (found[0], found[3], found[4]) == ("overdue", "2028-11-22", "-2")


def test_what_falls_due_soon_may_be_asked_for(project: Path) -> None:
    run_sign(project)
    assert cells(project, "--due-within", "90d") == {}
    assert [*cells(project, "--due-within", "90d", today="2028-10-01")] == ["rest en-US"]
    assert [*cells(project, "--due-within", "12w", today="2028-12-01")] == ["rest en-US"]


@pytest.mark.parametrize(
    ("arguments", "today", "code"),
    [
        ([], "2026-11-23", 0),
        (["--strict"], "2026-11-23", 1),
        (["--strict", "content/rest.yaml"], "2026-11-23", 0),
        (["--strict", "content/rest.yaml"], "2028-11-23", 1),
        (["--strict", "--due-within", "90d"], "2026-11-23", 1),
        (["--strict", "--due-within", "90d", "content/rest.yaml"], "2026-11-23", 0),
        (["--strict", "--due-within", "90d"], "2028-10-01", 1),
    ],
)
def test_strict_fails_on_what_is_unsigned_overdue_or_due(
    project: Path, arguments: list[str], today: str, code: int
) -> None:
    run_sign(project)
    assert run(status, project, *arguments, "--today", today).return_value == code


def test_a_handout_with_errors_stands_in_the_table_and_fails(project: Path) -> None:
    change(project, "title: Resting\n", "titel: Resting\n")
    done = run(status, project, "--today", "2026-11-23")
    assert done.return_value == 1
    assert "rest     -         error" in done.output
    assert "unknown key 'titel'" in done.output


def test_an_edited_sign_off_is_an_error_in_the_table(project: Path) -> None:
    run_sign(project)
    change(project, "2028-11-22", "2038-11-22", "reviews/rest.yaml")
    done = run(status, project, "--today", "2026-11-23")
    assert done.return_value == 1
    assert "content/reviews/rest.yaml:4:5: error[E80]" in done.output


def test_the_table_may_be_json(project: Path) -> None:
    run_sign(project)
    spanish, english = sorted(
        json.loads(run(status, project, "--format", "json", "--today", "2026-11-23").output),
        key=lambda row: row["language"], reverse=True,
    )  # fmt: skip
    assert (spanish["state"], spanish["missing_roles"], spanish["sign_offs"]) == ("draft", ["clinical"], [])
    assert (english["state"], english["due"], english["days_left"]) == ("signed", "2028-11-22", 730)
    assert english["sign_offs"][0]["name"] == "Ana Example"


def test_the_change_since_the_last_sign_off_is_told_with_its_place(project: Path) -> None:
    run_sign(project)
    change(project, "Lie down", "Lie dawn")
    assert run(diff, project, "content/rest.yaml", "--today", "2026-11-23").output.splitlines() == [
        "content/rest.yaml: changed since Ana Example, R.N. signed on 2026-11-22 (clinical)",
        "",
        'content/rest.yaml:6:12: section "Resting", block 1 (text): changed',
        '  ~ "Lie [-down-]{+dawn+}."',
    ]


def test_a_change_in_the_clinics_file_is_told_there(project: Path) -> None:
    run_sign(project)
    change(project, "555 0100", "555 0199", "clinic.yaml")
    assert "content/clinic.yaml:2:9: clinic, phone: changed" in run(diff, project, "content/rest.yaml").output


def test_there_is_no_change_when_there_is_none(project: Path) -> None:
    run_sign(project)
    done = run(diff, project, "content/rest.yaml")
    assert done.output == "content/rest.yaml: as Ana Example, R.N. signed on 2026-11-22\n"


def test_a_text_put_back_to_one_that_was_signed_before_is_as_it_was_signed(project: Path) -> None:
    run_sign(project)
    change(project, "Lie down", "Sit down")
    run_sign(project, "--name", "Bo Example")
    change(project, "Sit down", "Lie down")
    done = run(diff, project, "content/rest.yaml")
    assert done.output == "content/rest.yaml: as Ana Example, R.N. signed on 2026-11-22\n"


def test_without_a_sign_off_there_is_nothing_to_compare(project: Path) -> None:
    with pytest.raises(HandoutError, match="nobody has signed"):
        raise_from(run(diff, project, "content/rest.yaml"))


def test_a_lost_text_is_told_and_the_sign_off_still_holds(project: Path) -> None:
    run_sign(project)
    for text in (project / "content" / "reviews").glob("*.txt"):
        text.unlink()
    assert cells(project)["rest en-US"][0] == "signed"
    change(project, "Lie down", "Lie dawn")
    with pytest.raises(HandoutError, match="is not here"):
        raise_from(run(diff, project, "content/rest.yaml"))
    os.mkfifo(text)
    with pytest.raises(HandoutError, match="it is not a regular file"):
        raise_from(run(diff, project, "content/rest.yaml"))


def test_a_signed_text_that_is_a_link_is_read_and_one_that_was_edited_is_told(project: Path, tmp_path: Path) -> None:
    run_sign(project)
    change(project, "Lie down", "Lie dawn")
    (text,) = (project / "content" / "reviews").glob("*.txt")
    text.symlink_to(text.rename(tmp_path / "elsewhere.txt"))
    assert "{+dawn+}" in run(diff, project, "content/rest.yaml").output
    text.write_text(text.read_text("utf-8").replace("Lie down", "Lie up"), "utf-8")
    with pytest.raises(HandoutError, match="its digest differs"):
        raise_from(run(diff, project, "content/rest.yaml"))


def test_who_should_look_again_is_told_to_other_programs(project: Path) -> None:
    def look_again() -> list[str]:
        rows = json.loads(run(status, project, "--format", "json").output)
        return next(row["look_again"] for row in rows if row["language"] == "en-US")

    run_sign(project)
    assert look_again() == []
    change(project, "Lie down", "Lie still")
    assert look_again() == ["Ana Example (clinical)"]
