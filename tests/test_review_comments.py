"""Comments on a text: kept beside it, found again when it has changed, closed by others, never edited."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handout.cli.build import command as build
from handout.cli.comments import command as comments
from handout.cli.sign import command as sign
from handout.cli.status import command as status
from handout.problems import HandoutError
from handout.review.sealed_file import seal_of
from support.portal import make_small

VECTORS = Path(__file__).parent / "vectors" / "digest"
DAY = ["--today", "2026-11-22"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_small(tmp_path)


def run(command: click.Command, project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, *DAY, "--project", str(project)], standalone_mode=False)


def on_rest(project: Path, *arguments: str) -> Result:
    return run(comments, project, "content/rest.yaml", *arguments)


def line_of(project: Path, words: str) -> int:
    text = (project / "content" / "rest.yaml").read_text("utf-8")
    return text[: text.index(words)].count("\n") + 1


def remark(project: Path, words: str = "Lie down.", text: str = "How long?") -> None:
    line = str(line_of(project, words))
    assert on_rest(project, "--add", text, "--at", line, "--by", "Ana Example").return_value == 0


def change(project: Path, old: str, new: str) -> None:
    path = project / "content" / "rest.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_handout_without_comments_says_so(project: Path) -> None:
    assert on_rest(project).output == "no comments\n"


def test_a_comment_is_told_at_its_line(project: Path) -> None:
    remark(project)
    line = line_of(project, "Lie down.")
    assert on_rest(project).output.startswith(f"content/rest.yaml:{line}:")
    assert "comment 1 by Ana Example: How long?" in on_rest(project).output


def test_it_moves_with_its_part(project: Path) -> None:
    remark(project)
    change(project, "title:", "# a line above\n# and another\ntitle:")
    assert on_rest(project).output.startswith(f"content/rest.yaml:{line_of(project, 'Lie down.')}:")


def test_it_says_when_its_text_changed_or_went(project: Path) -> None:
    remark(project)
    change(project, "Lie down.", "Lie down for an hour.")
    assert "(the text has changed since)" in on_rest(project).output
    assert json.loads(on_rest(project, "--format", "json").output)[0]["found_by"] == "part"


def test_a_quote_finds_its_part(project: Path) -> None:
    assert on_rest(project, "--add", "Since when?", "--quote", "cannot sleep", "--by", "B").return_value == 0
    assert on_rest(project).output.startswith(f"content/rest.yaml:{line_of(project, 'You cannot sleep.')}:")


def test_a_closed_comment_is_shown_when_asked_for(project: Path) -> None:
    remark(project)
    assert on_rest(project, "--close", "1", "--by", "Ben Example", "--add", "Said now.").return_value == 0
    assert on_rest(project).output == "no open comments\n"
    assert "[closed by Ben Example: Said now.]" in on_rest(project, "--all").output


@pytest.mark.parametrize("number", ["2", "7"])
def test_what_is_not_open_cannot_be_closed(project: Path, number: str) -> None:
    remark(project)
    done = on_rest(project, "--close", number, "--by", "B")
    assert isinstance(done.exception, HandoutError)
    assert "there is no open comment" in str(next(iter(done.exception.problems)))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--add", "x", "--at", "2"], "say who comments"),
        (["--add", "x", "--by", "B"], "say what it is about"),
        (["--add", " ", "--at", "2", "--by", "B"], "the comment is empty"),
        (["--add", "x\u202e", "--at", "2", "--by", "B"], "cannot be printed"),
        (["--add", "x" * 2001, "--at", "2", "--by", "B"], "the most is 2000"),
        (["--add", "x", "--quote", "not there", "--by", "B"], "no part of the handout says"),
        (["--add", "x", "--at", "999", "--by", "B"], "there is no line 999"),
        (["--by", "B"], "goes with --add or --close"),
        (["--close", "1", "--at", "2", "--by", "B"], "leave out --at and --quote"),
    ],
)
def test_wrong_use_is_told(project: Path, arguments: list[str], why: str) -> None:
    done = on_rest(project, *arguments)
    assert isinstance(done.exception, click.UsageError)
    assert why in done.exception.message


@pytest.mark.parametrize(("old", "new"), [("How long", "How short"), ('id: "1"', 'id: "2"'), ("Ana", "Eva")])
def test_a_comment_that_was_edited_is_found_out(project: Path, old: str, new: str) -> None:
    remark(project)
    path = project / "content" / "comments" / "rest.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    done = on_rest(project)
    assert (done.return_value, "error[E77]" in done.stderr) == (1, True)


def test_one_that_was_taken_out_is_found_out(project: Path) -> None:
    remark(project)
    remark(project, text="And then?")
    path = project / "content" / "comments" / "rest.yaml"
    head, _, rest = path.read_text("utf-8").partition("  - id")
    path.write_text(f"{head}  - id{rest.partition('  - id')[2]}", "utf-8")
    assert "error[E77]" in on_rest(project).stderr


def test_what_two_people_said_on_two_branches_holds_in_one_file(project: Path) -> None:
    path = project / "content" / "comments" / "rest.yaml"
    remark(project, text="First")
    common = path.read_text("utf-8")
    remark(project, text="Theirs")
    on_rest(project, "--close", "2", "--by", "Bo Example")
    theirs = path.read_text("utf-8").removeprefix(common)
    path.write_text(common, "utf-8")
    remark(project, text="Ours")
    remark(project, text="Ours too")
    path.write_text(path.read_text("utf-8") + theirs, "utf-8")

    def waiting() -> list[tuple[int, str]]:
        return [(one["id"], one["text"]) for one in json.loads(on_rest(project, "--format", "json").output)]

    assert waiting() == [(1, "First"), (2, "Ours"), (3, "Ours too")]
    on_rest(project, "--close", "2", "--by", "Bo Example")
    assert waiting() == [(1, "First"), (3, "Ours too")]
    joined = path.read_text("utf-8")
    path.write_text(joined + theirs, "utf-8")
    assert "stands here twice" in on_rest(project).stderr
    # Each entry is missed, whether another is sealed to it or not; the last of all is a shorter file.
    head, *entries = joined.split("  - id")
    for missing in range(len(entries) - 1):
        path.write_text("  - id".join([head, *entries[:missing], *entries[missing + 1 :]]), "utf-8")
        assert "error[E77]" in on_rest(project).stderr, missing


def test_comments_that_earlier_versions_wrote_are_read_closed_and_added_to(project: Path) -> None:
    """Ana, Ben and Cy wrote four with version 0.1: the third closes the first."""
    path = project / "content" / "comments" / "rest.yaml"
    path.parent.mkdir()
    path.write_text((Path(__file__).parent / "fixtures" / "review" / "comments.yaml").read_text("utf-8"), "utf-8")
    assert on_rest(project, "--close", "2", "--by", "Di Example").return_value == 0
    assert on_rest(project, "--add", "New", "--at", "2", "--by", "Di Example").return_value == 0
    found = json.loads(on_rest(project, "--format", "json").output)
    assert [(one["id"], one["text"]) for one in found] == [(4, "Third"), (6, "New")]


def test_an_entry_with_the_seal_of_nothing_is_found_out(project: Path) -> None:
    remark(project)
    path = project / "content" / "comments" / "rest.yaml"
    seal = seal_of(())
    path.write_text(f'{path.read_text("utf-8")}  - {{id: x, by: Eve, time: x, text: Fine, seal: "{seal}"}}\n', "utf-8")
    assert "error[E77]" in on_rest(project).stderr


def test_lines_of_a_comment_come_back(project: Path) -> None:
    remark(project, text='One "line"\nand another: # so')
    assert json.loads(on_rest(project, "--format", "json").output)[0]["text"] == 'One "line"\nand another: # so'


def test_open_comments_are_warned_of_and_counted(project: Path) -> None:
    remark(project)
    assert "warning[W85] 1 comment is open" in run(build, project).stderr
    assert run(status, project).output.splitlines()[1].endswith("  1")
    on_rest(project, "--close", "1", "--by", "B")
    assert "W85" not in run(build, project).stderr


def test_whoever_signs_is_told_of_open_comments(project: Path) -> None:
    who = ["--name", "Ana Example", "--credentials", "M.D.", "--role", "clinical", "--due", "2027-11-22", "--yes"]
    remark(project)
    assert (
        "  comments   1 open: handout comments content/rest.yaml\n"
        in run(sign, project, "content/rest.yaml", *who).output
    )


def test_a_clinic_may_refuse_to_release_with_open_comments(project: Path) -> None:
    clinic = project / "content" / "clinic.yaml"
    text = clinic.read_text("utf-8")
    policy = "{required: [clinical], open_comments: refuse}"
    clinic.write_text(
        "\n".join(line for line in text.splitlines() if not line.startswith("review")) + f"\nreview: {policy}\n"
    )
    remark(project)
    assert "error[E78] not released: 1 comment is open" in run(build, project, "--release").stderr


def test_comments_change_no_digest(project: Path) -> None:
    before = json.loads(run(status, project, "--format", "json").output)[0]["digest"]
    remark(project)
    assert json.loads(run(status, project, "--format", "json").output)[0]["digest"] == before
