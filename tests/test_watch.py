"""`handout watch` makes a handout again when it is saved, and lives through every mistake in it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from handout.cli import options, watch
from handout.watching import changed, look
from support.faulty import handout_yaml, make_project, run

PATIENCE = 30.0


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, "subprocess.Popen[str]"]]:
    root = make_project(tmp_path, wound=handout_yaml())
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    with (root / "told").open("w") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "handout", "watch", "--project", str(root)], stdout=told, stderr=told, text=True,
            env=environment,
        )  # fmt: skip
        yield root, process
        process.kill()
        process.wait()


def until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def said(root: Path) -> str:
    return (root / "told").read_text("utf-8")


def test_it_makes_what_is_saved_and_goes_on_after_a_mistake(watched: tuple[Path, "subprocess.Popen[str]"]) -> None:
    root, process = watched
    pdf, source = root / "out" / "wound.pdf", root / "content" / "wound.yaml"
    assert until(lambda: "watching" in said(root))
    first = pdf.read_bytes()
    whole = source.read_text("utf-8")
    source.write_text(f"{whole}\nsectoins: []\n", "utf-8")
    assert until(lambda: "error[E02]" in said(root))
    assert pdf.read_bytes() == first
    source.write_text(whole.replace("title: ", "title: New "), "utf-8")
    assert until(lambda: pdf.read_bytes() != first)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0


def test_what_comes_goes_and_changes_is_seen(tmp_path: Path) -> None:
    root = make_project(tmp_path, wound=handout_yaml())
    before = look(root)
    (root / "styles").mkdir(exist_ok=True)
    (root / "styles" / "a.yaml").write_text("extends: standard\n")
    (root / "content" / "wound.yaml").unlink()
    (root / "content" / ".hidden").write_text("")
    names = [Path(path).name for path in changed(before, look(root))]
    assert names == ["wound.yaml", "a.yaml"]
    for name in ("a", "b", "z"):
        (root / "styles" / f"{name}.link").symlink_to("nowhere")
    before = look(root)
    (root / "styles" / "a.yaml").write_text("extends: large-print\n")
    assert [Path(path).name for path in changed(before, look(root))] == ["a.yaml"]


def test_a_new_day_makes_them_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter([date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 25)])
    made: list[object] = []
    monkeypatch.setattr(options, "today_from_environment", lambda: next(days))
    monkeypatch.setattr(watch, "_build", lambda arguments, is_first=False: made.append(arguments))
    monkeypatch.setattr(watch, "PAUSE", 0)
    with pytest.raises(StopIteration):
        watch.command.main(["--project", str(make_project(tmp_path))], standalone_mode=False)
    assert len(made) == 2


@pytest.mark.parametrize(("more", "code"), [(["--out", "content"], 2), ([], 1)])
def test_what_no_change_of_a_file_mends_ends_it(tmp_path: Path, more: list[str], code: int) -> None:
    if code == 2:
        make_project(tmp_path)
    found = [str(tmp_path / word) if word == "content" else word for word in more]
    assert run(tmp_path, "watch", *found).code == code
    assert not (tmp_path / ".handout").exists()
