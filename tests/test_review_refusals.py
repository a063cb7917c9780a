"""What may not be signed: each cause is told at its place, and once it is mended the text is signed."""

import hashlib
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.faulty import TODAY, Result, build, handout_yaml, make_project, run

WHO = ("--name", "Example Reviewer", "--credentials", "R.N.", "--due", "2028-11-22", "--yes")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path, rest=handout_yaml(title="Rest", more='version: "1.0"\n'))
    change(root, "clinic.yaml", "language: en-US\n", "language: en-US\nreview: {required: [clinical]}\n")
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "content" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def sign(root: Path, *more: str, role: str = "clinical", file: str = "rest.yaml", today: str = TODAY) -> Result:
    return run(root, "sign", str(root / "content" / file), *WHO, "--role", role, "--today", today, *more)


def codes(result: Result) -> list[str]:
    return re.findall(r"error\[(E\d\d)\]", result.err)


def test_another_text_is_not_signed_under_a_version_that_was_signed(project: Path) -> None:
    assert sign(project).code == 0
    change(project, "rest.yaml", "Wash", "Rinse")
    refused = sign(project)
    assert (refused.code, codes(refused)) == (1, ["E15"])
    assert "content/rest.yaml:6:11:" in refused.err
    change(project, "rest.yaml", '"1.0"', '"1.1"')
    assert sign(project).code == 0


@pytest.mark.parametrize("typed", ["1.0 ", "1 .0", "１.0"])
def test_a_version_that_reads_the_same_is_the_same(project: Path, typed: str) -> None:
    assert sign(project).code == 0
    change(project, "rest.yaml", "Wash", "Rinse")
    change(project, "rest.yaml", '"1.0"', f'"{typed}"')
    assert codes(sign(project)) == ["E15"]


def test_the_same_text_may_be_signed_again_in_its_version(project: Path) -> None:
    assert (sign(project).code, sign(project).code) == (0, 0)


def test_a_role_that_nobody_asked_for_must_be_meant(project: Path) -> None:
    refused = sign(project, role="clincal")
    assert (refused.code, codes(refused)) == (1, ["E14"])
    assert "did you mean 'clinical'?" in refused.err
    assert not (project / "content" / "reviews").exists()
    assert sign(project, "--also", role="plain language").code == 0


@pytest.mark.parametrize("time", ["2031-03-03T09:00:00+00:00", "2026-11-25T00:00:00+00:00"])
def test_nobody_signs_at_a_time_that_has_not_come(project: Path, time: str) -> None:
    refused = sign(project, "--time", time, "--due", "2032-01-01")
    assert (refused.code, codes(refused)) == (1, ["E16"])


@pytest.mark.parametrize(("time", "refused"), [((), []), (("--time", "2031-03-03T09:06:00Z"), ["E16"])])
def test_the_time_that_a_build_is_told_is_the_time(
    project: Path, monkeypatch: pytest.MonkeyPatch, time: tuple[str, ...], refused: list[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2031, 3, 3, 9, tzinfo=UTC).timestamp())))
    assert codes(sign(project, *time, "--due", "2032-01-01", today="2031-03-03")) == refused


def test_a_sign_off_of_a_day_that_has_not_come_holds_nothing(project: Path) -> None:
    assert sign(project, today="2026-11-25").code == 0
    early = build(project, "--release")
    assert (early.code, codes(early)) == (1, ["E83"])
    assert "W80" in build(project).err
    assert "W80" not in (after := run(project, "build", "--release", "--today", "2026-11-25")).err
    assert after.code == 0
    assert build(project, "--release").code == 1


@pytest.mark.parametrize("year", ["1999", "2200", "9999"])
def test_years_far_away_are_refused_where_they_are_typed(project: Path, year: str) -> None:
    assert sign(project, "--due", f"{year}-01-01").code == 2
    assert sign(project, "--time", f"{year}-01-01T00:00:00+00:00").code == 2
    assert run(project, "status", "--today", f"{year}-01-01").code == 2


def test_a_starter_is_not_signed_and_each_line_of_it_is_told(tmp_path: Path) -> None:
    run(tmp_path, "new", "rest", "--today", TODAY)
    refused = sign(tmp_path)
    assert refused.code == 1
    assert set(codes(refused)) == {"E13", "E89"}
    assert "content/clinic.yaml" in refused.err
    path = tmp_path / "content" / "rest.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    told = {int(line) for line in re.findall(r"rest.yaml:(\d+):\d+: error\[E13\]", refused.err)}
    assert len(told) == 12
    path.write_text("".join(re.sub(r"\b(Say|Name)\b", "Hear", line) for line in lines), "utf-8")
    change(tmp_path, "clinic.yaml", "name: Your clinic", 'name: Our clinic\nemergency: "911"\nphone: "555 0100"')
    assert sign(tmp_path).code == 0


def test_one_line_of_the_starter_is_enough(tmp_path: Path) -> None:
    make_project(tmp_path, rest=handout_yaml("      - Say the first thing to do.\n", title="Rest"))
    refused = sign(tmp_path)
    assert (refused.code, codes(refused)) == (1, ["E13"])


def test_when_to_call_needs_a_number(project: Path) -> None:
    change(project, "clinic.yaml", 'phone: "555 0100"\n', "")
    assert codes(sign(project)) == ["E89"]
    change(project, "rest.yaml", "The skin turns red.", '"The skin turns red: 555-0100."')
    assert sign(project).code == 0


def test_what_is_withdrawn_is_not_signed(project: Path) -> None:
    path = project / "content" / "rest.yaml"
    path.write_text(path.read_text("utf-8") + "withdrawn: {on: 2026-11-24, because: The medicine is gone.}\n", "utf-8")
    refused = sign(project)
    assert (refused.code, codes(refused)) == (1, ["E17"])


def test_all_causes_are_told_at_once(project: Path) -> None:
    sign(project)
    change(project, "rest.yaml", "Wash your hands.", "Say the first thing to do.")
    refused = sign(project, "--time", "2031-03-03T09:00:00+00:00", "--due", "2032-01-01", role="pharmcy")
    assert sorted(codes(refused)) == ["E13", "E14", "E15", "E16"]


def test_a_sign_off_names_the_files_it_is_for_and_they_are_what_is_built(project: Path) -> None:
    change(project, "clinic.yaml", "[standard]", "[standard, large-print]")
    signed = sign(project)
    entry = (project / "content" / "reviews" / "rest.yaml").read_text("utf-8")
    assert build(project, "--release").code == 0
    for name in ("rest.pdf", "rest.large-print.pdf"):
        digest = hashlib.sha256((project / "out" / name).read_bytes()).hexdigest()
        assert f"file       out/{name} sha256:{digest}" in signed.out
        assert f'- {{path: "out/{name}", sha256: "{digest}"}}' in entry


def test_an_edited_list_of_files_is_found_out(project: Path) -> None:
    sign(project)
    change(project, "reviews/rest.yaml", "out/rest.pdf", "out/Rest.pdf")
    assert codes(build(project)) == ["E80"]


def test_a_sign_off_can_be_tied_to_the_file_that_was_read(project: Path) -> None:
    build(project)
    read = project / "read.pdf"
    read.write_bytes((project / "out" / "rest.pdf").read_bytes())
    change(project, "rest.yaml", "Wash", "Rinse")
    refused = sign(project, "--read", str(read))
    assert (refused.code, codes(refused)) == (1, ["E18"])
    change(project, "rest.yaml", "Rinse", "Wash")
    signed = sign(project, "--read", str(read))
    digest = hashlib.sha256(read.read_bytes()).hexdigest()
    assert f"read       {digest}" in signed.out
    assert f'read: "{digest}"' in (project / "content" / "reviews" / "rest.yaml").read_text("utf-8")
    (project / "content" / "reviews" / "rest.yaml").unlink()
    build(project, "--style", "high-contrast", "--html")
    assert sign(project, "--read", str(project / "out" / "rest.high-contrast.pdf")).code == 0


def test_what_was_built_before_an_edit_is_hardly_what_was_read(project: Path) -> None:
    build(project)
    change(project, "rest.yaml", "Wash", "Rinse")
    assert codes(sign(project)) == ["E18"]
    build(project)
    assert sign(project).code == 0


def test_the_attestation_is_in_the_language_of_the_handout(project: Path) -> None:
    text = handout_yaml("      - Lavez vos mains.\n", title="Repos").replace("en-US", "fr")
    (project / "content" / "repos.yaml").write_text(text, "utf-8")
    change(project, "clinic.yaml", "disclaimer: {", "disclaimer: {fr: Demandez., ")
    assert "attests    J’ai lu cette fiche en entier" in sign(project, file="repos.yaml").out


def test_what_has_changed_names_who_should_look_again(project: Path) -> None:
    sign(project)
    change(project, "rest.yaml", "Wash", "Rinse")
    assert "ask Example Reviewer (clinical) to look again" in build(project, "--release").err


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "America/New_York", "UTC", "Asia/Kolkata", "Etc/GMT-14"])
def test_the_day_of_signing_is_the_one_on_this_machine(project: Path, zone: str) -> None:
    script = (
        "import datetime, sys, handout.cli as cli\n"
        "print(datetime.date.today())\n"
        "sys.stdout.flush()\n"
        "cli.main(['sign', *sys.argv[1:]])\n"
    )
    file = ["--project", str(project), "content/rest.yaml", *WHO, "--role", "clinical"]
    environment = {**{name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}, "TZ": zone}
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, *file], env=environment, capture_output=True, text=True, cwd=project
    )
    assert done.returncode == 0, done.stderr
    day, *lines = done.stdout.splitlines()
    assert f"  time       {day}T" in "\n".join(lines)


@pytest.mark.parametrize("more", [[], ["--also"]])
def test_a_sign_off_that_would_move_a_page_break_is_refused(tmp_path: Path, more: list[str]) -> None:
    refused = []
    for count in range(12, 18):
        root = make_project(tmp_path / str(count), rest=handout_yaml("      - Wash your hands.\n" * count))
        change(root, "clinic.yaml", "language: en-US\n", "language: en-US\nreview: {required: [clinical]}\n")
        if more:
            sign(root)
        done = sign(root, "--attests", "I read it. " * 45, *more, role="pharmacy" if more else "clinical")
        assert codes(done) in ([], ["E93"])
        refused += [done.err] if done.code else []
    assert 0 < len(refused) < 6
    assert all(("'review: required'" in told) is bool(more) for told in refused)
