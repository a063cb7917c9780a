"""A second look at a library in which nothing has changed shows the same, and a change is always seen."""

import os
from pathlib import Path
from typing import Any

import pytest

from handout.library_record import PATH
from handout.review import table
from support.faulty import TODAY, Result, build, handout_yaml, make_project, run

SIGN = ("--name", "Example Reviewer", "--credentials", "RN", "--role", "clinical", "--due", "2026-12-22", "--yes")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path, rest=handout_yaml(title="Rest"), sleep=handout_yaml(title="Sleep"))
    assert run(root, "sign", str(root / "content" / "rest.yaml"), *SIGN, "--today", TODAY).code == 0
    build(root)
    return root


def status(root: Path, *more: str, today: str = TODAY) -> Result:
    return run(root, "status", "--today", today, *more)


@pytest.mark.parametrize("more", [[], ["--format", "json"], ["--due-within", "90d"], ["--strict"]])
def test_the_second_look_shows_the_same_and_reads_no_handout(
    project: Path, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = status(project, *more)
    monkeypatch.delattr("handout.review.table.row_of")
    assert status(project, *more) == first


@pytest.mark.parametrize("name", ["rest.yaml", "clinic.yaml", "reviews/rest.yaml", "new.yaml"])
def test_a_change_is_seen(project: Path, name: str) -> None:
    before = status(project, "--format", "json")
    path = project / "content" / name
    if name.startswith("reviews"):
        path.unlink()
    elif name == "new.yaml":
        path.write_text(handout_yaml(title="New"), "utf-8")
    else:
        path.write_text(path.read_text("utf-8").replace("555 0100", "555 0199").replace("Wash", "Rinse"), "utf-8")
    after = status(project, "--format", "json")
    assert after.out != before.out
    (project / PATH).unlink()
    assert status(project, "--format", "json") == after


@pytest.mark.parametrize("more", [[], ["--format", "json"], ["--due-within", "90d"]])
def test_the_next_day_counts_the_days_anew_and_reads_no_handout(
    project: Path, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / PATH).unlink(missing_ok=True)
    next_day = status(project, *more, today="2026-12-22")
    (project / PATH).unlink()
    assert status(project, *more) != next_day
    monkeypatch.delattr("handout.review.table.row_of")
    assert status(project, *more, today="2026-12-22") == next_day


STATES = {"2026-11-23": "draft", "2026-12-22": "signed", "2026-12-23": "overdue"}


@pytest.mark.parametrize(("day", "state"), STATES.items())
def test_a_day_that_changes_a_state_is_another_look(project: Path, day: str, state: str) -> None:
    status(project)
    [line] = [line for line in status(project, today=day).out.splitlines() if line.startswith("rest ")]
    assert f" {state} " in line


def test_a_look_is_remembered_without_any_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = status(make_project(tmp_path, rest=handout_yaml()))
    monkeypatch.delattr("handout.review.table.row_of")
    assert status(tmp_path) == first


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_nothing_may_be_written_it_looks_again(tmp_path: Path) -> None:
    make_project(tmp_path, rest=handout_yaml())
    tmp_path.chmod(0o555)
    assert status(tmp_path).code == 0
    tmp_path.chmod(0o755)


def test_a_damaged_record_is_none(project: Path) -> None:
    first = status(project)
    record = project / PATH
    record.write_bytes(record.read_bytes().replace(b"signed", b"SIGNED", 1))
    assert status(project) == first


def test_after_a_change_only_what_it_touches_is_looked_at(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status(project)
    path = project / "content" / "sleep.yaml"
    path.write_text(path.read_text("utf-8").replace("Sleep", "Sleep well"), "utf-8")
    looked: list[str] = []
    row_of = table.row_of

    def noted(*arguments: Any) -> Any:
        looked.append(arguments[1].stem)
        return row_of(*arguments)

    monkeypatch.setattr(table, "row_of", noted)
    assert "Sleep well" in status(project, "--format", "json").out
    assert looked == ["sleep"]
