"""`handout watch` makes a handout again when it is saved, and lives through every mistake in it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handout.watching import changed, look
from support.faulty import handout_yaml, make_project

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
