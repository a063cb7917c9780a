"""A build makes what has changed, leaves the rest as it stands, and believes no file by its date."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from handout import cache
from handout.library_record import PATH, TABLES, put, rows_of
from support.faulty import TODAY, build, handout_yaml, make_project, run

SIGNED = ("--name", "Example Reviewer", "--credentials", "MD", "--role", "clinical")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path, wound_care=handout_yaml(), rest=handout_yaml(title="Rest"))


@pytest.fixture
def built(project: Path) -> Path:
    assert build(project).code == 0
    return project


def made(result_out: str) -> list[str]:
    """The files that a build made and did not only find."""
    lines = [line for line in result_out.splitlines() if not line.endswith(", unchanged")]
    return sorted(Path(line.partition(":")[0]).name for line in lines)


def pdf(project: Path, name: str) -> Path:
    return project / "out" / f"{name}.pdf"


def test_nothing_is_laid_out_when_nothing_has_changed(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("handout.targets.pdf.make_pdf")
    again = build(built)
    assert (again.code, made(again.out), again.err) == (0, [], "")


def test_files_that_are_as_they_were_are_not_written(built: Path) -> None:
    before = [(path, path.stat().st_mtime_ns) for path in sorted((built / "out").iterdir())]
    build(built)
    assert [(path, path.stat().st_mtime_ns) for path in sorted((built / "out").iterdir())] == before


def test_one_changed_handout_is_made_alone(built: Path) -> None:
    (built / "content" / "rest.yaml").write_text(handout_yaml(title="Sleep"), "utf-8")
    assert made(build(built).out) == ["rest.pdf"]


def test_a_new_handout_is_made_alone(built: Path) -> None:
    (built / "content" / "sleep.yaml").write_text(handout_yaml(title="Sleep"), "utf-8")
    assert made(build(built).out) == ["sleep.pdf"]


def test_the_clinic_belongs_to_every_handout(built: Path) -> None:
    clinic = built / "content" / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8") + "website: https://www.example.org/\n", "utf-8")
    assert made(build(built).out) == ["rest.pdf", "wound-care.pdf"]


def test_a_style_sheet_of_the_project_belongs_to_every_handout(built: Path) -> None:
    (built / "styles").mkdir()
    (built / "styles" / "standard.yaml").write_text("extends: large-print\n", "utf-8")
    assert made(build(built).out) != []


def test_a_picture_that_nobody_shows_belongs_to_no_handout(built: Path) -> None:
    (built / "content" / "images").mkdir()
    (built / "content" / "images" / "arm.png").write_bytes(b"a picture")
    assert made(build(built).out) == []


def test_a_sign_off_belongs_to_its_handout(built: Path) -> None:
    signed = run(
        built, "sign", str(built / "content" / "rest.yaml"), *SIGNED, "--due", "2027-11-24", "--today", TODAY, "--yes"
    )
    assert signed.code == 0, signed.err
    assert made(build(built).out) == ["rest.pdf"]


def test_a_project_may_be_named_by_another_path(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(built)
    assert made(build(Path()).out) == []
    (built / "content" / "rest.yaml").write_text(handout_yaml(title="Sleep"), "utf-8")
    again = build(Path())
    assert (again.code, made(again.out), again.err) == (0, ["rest.pdf"], "")


def test_a_handout_may_lie_on_another_drive_than_its_project(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def relpath(path: str, start: Path) -> str:
        raise ValueError(f"path is on mount 'D:', start on mount {start}")

    monkeypatch.setattr("os.path.relpath", relpath)
    again = build(built)
    assert (again.code, made(again.out), again.err) == (0, [], "")


def test_other_styles_are_another_request(built: Path) -> None:
    assert made(build(built, "--style", "large-print").out) != []
    assert made(build(built, "--style", "large-print").out) == []
    assert made(build(built).out) == []


def test_a_file_changed_by_hand_is_made_again(built: Path) -> None:
    whole = pdf(built, "rest").read_bytes()
    pdf(built, "rest").write_bytes(whole[:-1] + b" ")
    assert made(build(built).out) == ["rest.pdf"]
    assert pdf(built, "rest").read_bytes() == whole


def test_a_file_that_is_gone_is_made_again(built: Path) -> None:
    pdf(built, "rest").unlink()
    assert made(build(built).out) == ["rest.pdf"]


def test_content_changed_under_an_old_date_is_seen(built: Path) -> None:
    content = built / "content" / "rest.yaml"
    before = content.stat()
    content.write_text(content.read_text("utf-8").replace("Rest", "Tser"), "utf-8")
    os.utime(content, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert made(build(built).out) == ["rest.pdf"]


def test_a_touched_file_with_the_same_words_is_not_made_again(built: Path) -> None:
    os.utime(built / "content" / "rest.yaml")
    assert made(build(built).out) == []


def without(column: str, rubbish: object) -> Callable[[Path], object]:
    """What stands in a column of every row of what was built becomes something else."""

    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path)) as record, record:
            record.execute(f"UPDATE builds SET {column} = ?", (rubbish,))

    return harm


HARMS = {
    "something else": lambda path: path.write_bytes(b"no database"),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a pipe": lambda path: (path.unlink(), os.mkfifo(path)),
    "a link to nowhere": lambda path: (path.unlink(), path.symlink_to("elsewhere.sqlite")),
    "another body": without("body", b"{}"),
    "a text for a body": without("body", "{}"),
    "another program's": without("stamp", "another"),
    "no seal": without("seal", None),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_broken_record_is_no_record(built: Path, harm: Callable[[Path], object]) -> None:
    harm(built / PATH)
    again = build(built)
    assert (again.code, made(again.out), again.err) == (0, ["rest.pdf", "wound-care.pdf"], "")
    assert not (built / ".handout" / "elsewhere.sqlite").exists()


def test_a_broken_record_is_made_anew(built: Path) -> None:
    HARMS["cut off"](built / PATH)
    build(built)
    assert made(build(built).out) == []


def test_of_a_damaged_record_no_row_is_believed_that_was_not_put_there(tmp_path: Path) -> None:
    """As after a power cut: pages of before among those of after, bytes that are others, an end that is missing."""
    (tmp_path / "content").mkdir()
    dice, path, states, rows = Random(5), tmp_path / PATH, [], []
    for turn in range(3):
        rows += [(f"{name:02}", f"program {turn}", dice.randbytes(9_000)) for name in range(turn, 12)]
        put(tmp_path, "builds", rows[turn - 12 :], ())
        states.append(path.read_bytes())
    for _ in range(60):
        harmed = bytearray(dice.choice(states))
        for at in dice.sample(range(0, len(harmed), 4096), 5):
            harmed[at : at + 4096] = dice.choice(states)[at : at + 4096]
        for at in dice.sample(range(len(harmed)), dice.choice((0, 1, 30))):
            harmed[at] = dice.randrange(256)
        path.write_bytes(harmed[: dice.choice((len(harmed), dice.randrange(len(harmed))))])
        for name in (None, "01", "07", "11"):
            found = rows_of(tmp_path, "builds", name)
            assert all(row in rows and name in {None, row[0]} for row in found)


def test_a_record_of_another_form_is_made_anew(built: Path) -> None:
    with closing(sqlite3.connect(built / PATH)) as record, record:
        record.execute("DROP TABLE builds")
        record.execute("PRAGMA user_version = 2")
    earlier = built / ".handout" / "build-0123456789abcdef.json"
    earlier.write_bytes(b"what an earlier version wrote")
    assert made(build(built).out) == ["rest.pdf", "wound-care.pdf"]
    assert made(build(built).out) == []
    assert not earlier.exists()


def test_a_record_that_another_process_writes_is_left_to_it(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handout.library_record.PATIENCE", 0.0)
    with closing(sqlite3.connect(built / PATH, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        again = build(built)
        assert (again.code, made(again.out), again.err) == (0, ["rest.pdf", "wound-care.pdf"], "")
    assert made(build(built).out) == []


def test_a_drive_that_locks_nothing_is_built_on_without_a_record(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_arguments: object, **_more: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("handout.library_record.sqlite3.connect", connect)
    first, again = build(project), build(project)
    assert (first.code, first.err) == (again.code, again.err) == (0, "")
    assert made(again.out) == ["rest.pdf", "wound-care.pdf"]


def test_two_builds_at_once_leave_one_record(project: Path) -> None:
    command = [sys.executable, "-P", "-m", "handout", "build", "--project", str(project), "--today", TODAY]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    assert [(one.communicate()[1], one.returncode) for one in both] == [(b"", 0), (b"", 0)]
    assert made(build(project).out) == []


def test_kinds_of_builds_stand_side_by_side_in_one_file(built: Path) -> None:
    build(built, "--style", "large-print")
    run(built, "status")
    run(built, "find", "rest")
    with closing(sqlite3.connect(built / PATH)) as record:
        count = {table: record.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    assert count == {"handouts": 2, "looks": 2, "builds": 2}
    assert [path.name for path in (built / ".handout").iterdir()] == [PATH.name]


def test_of_many_kinds_of_builds_the_latest_are_remembered(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handout.library_record.MOST_BUILDS", 2)
    for more in (("--style", "large-print"), ("--to", "html")):
        build(built, *more)
    with closing(sqlite3.connect(built / PATH)) as record:
        assert record.execute("SELECT count(*) FROM builds").fetchone()[0] == 2
    assert "unchanged" in build(built, "--style", "large-print").out
    assert "unchanged" not in build(built).out


def test_the_record_may_be_deleted(built: Path) -> None:
    shutil.rmtree(built / ".handout")
    again = build(built)
    assert (again.code, made(again.out)) == (0, ["rest.pdf", "wound-care.pdf"])


def test_a_warning_is_told_every_time(project: Path) -> None:
    more = "references:\n  - {id: a, type: webpage, title: A page nobody cites}\n"
    (project / "content" / "rest.yaml").write_text(handout_yaml(title="Rest", more=more), "utf-8")
    first, again = build(project), build(project)
    assert "warning" in first.err
    assert (again.err, again.code) == (first.err, first.code)


def test_a_handout_with_errors_is_told_every_time(built: Path) -> None:
    (built / "content" / "rest.yaml").write_text("title: Rest\n", "utf-8")
    first, again = build(built), build(built)
    assert first.code == 1
    assert (again.err, again.code) == (first.err, first.code)


def test_a_file_with_no_name_for_a_handout_is_told_every_time(built: Path) -> None:
    (built / "content" / "Bad Name.yaml").write_text(handout_yaml(), "utf-8")
    first, again = build(built), build(built)
    assert first.code == 1
    assert (again.err, again.code) == (first.err, first.code)


def test_another_day_changes_no_draft(built: Path) -> None:
    assert made(run(built, "build", "--today", "2031-01-01").out) == []


def test_the_day_a_sign_off_runs_out_its_handout_is_made_again(built: Path) -> None:
    content = str(built / "content" / "rest.yaml")
    assert run(built, "sign", content, *SIGNED, "--due", "2027-11-24", "--today", TODAY, "--yes").code == 0
    build(built)
    assert made(run(built, "build", "--today", "2027-11-24").out) == []
    late = run(built, "build", "--today", "2027-11-25")
    assert made(late.out) == ["rest.pdf"]
    assert "overdue" in late.out
    assert made(run(built, "build", "--today", TODAY).out) == ["rest.pdf"]


@pytest.mark.parametrize("name", ["site-packages", "dist-packages"])
def test_an_installed_program_is_known_by_its_folder_and_another_by_its_files(tmp_path: Path, name: str) -> None:
    home = tmp_path / name / "handout"
    home.mkdir(parents=True)
    (home / "build.py").write_text("")
    (installed,) = cache._stamps_of_program(home, [str(home.parent)])
    (worked_on,) = cache._stamps_of_program(home, [str(tmp_path)])
    os.utime(home.parent, ns=(0, 0))  # as whoever installs another version changes it
    (home / "build.py").write_text("#")
    assert [installed] != [*cache._stamps_of_program(home, [str(home.parent)])]
    assert [worked_on] != [*cache._stamps_of_program(home, [str(tmp_path)])]
