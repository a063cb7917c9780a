"""A desk that runs, and a Chromium in front of it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from support.faulty import TODAY, handout_yaml, make_project

PATIENCE = 60_000
"""Milliseconds to wait for a page; many tests run at once."""

EDITOR = """getElement(Number(document.querySelector(".nicegui-codemirror").id.slice(1))).editor"""
TEXT = f"{EDITOR}.state.doc.toString()"
GO_TO = """(words) => {
  const one = EDITOR;
  const at = one.state.doc.toString().indexOf(words);
  one.dispatch({selection: {anchor: at}, scrollIntoView: true});
  one.focus();
}""".replace("EDITOR", EDITOR)
"""Set the cursor of the editor before these words."""
STILL = """
const still = new CSSStyleSheet();
still.replaceSync(".cm-cursorLayer { animation: none !important; }");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
"""
"""The cursor does not blink: without a graphics card every frame of it is drawn by the processor."""


def need_desk() -> None:
    """Skip, by name, where the desk's extra or a browser is missing."""
    for name in ("nicegui", "uvicorn", "wsproto", "playwright"):
        pytest.importorskip(name, reason=f"the desk needs {name}: pip install 'patient-handout[desk]' playwright")
    if which("chromium") is None:
        pytest.skip("needs chromium")


class Running:
    """A desk as a process: its address without a token, and new addresses with one."""

    def __init__(self, root: Path, today: str, *more: str) -> None:
        self.root = root
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONSAFEPATH": "1"}
        self._log = root / "desk.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "handout", "serve", "--port", "0", "--project", str(root), "--today", today,
                 "--export-to", str(root / "package"), *more],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment,
            )  # fmt: skip
        self.entry = self._address()
        self.home = self.entry.rpartition("/")[0]

    @property
    def told(self) -> str:
        return self._log.read_text("utf-8")

    def _address(self) -> str:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if found := re.search(r"http://\S+", self.told):
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"the desk did not start: {self.told}")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def running(root: Path, today: str, *more: str) -> Iterator[Running]:
    desk = Running(root, today, *more)
    try:
        yield desk
    finally:
        desk.stop()


@contextmanager
def running_with(root: Path, stems: Sequence[str]) -> Iterator[Running]:
    """A desk on a handout of one sentence for each stem."""
    text = "# A remark.\n" + handout_yaml("      - Wash your hands twice a day.\n", title="Your wound")
    with running(make_project(root, **dict.fromkeys(stems, text)), TODAY) as found:
        yield found


@contextmanager
def browser() -> Iterator[Any]:
    """A Chromium; its contexts know nothing of each other."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        yield found
        found.close()


def page_of(chromium: Any, *, width: int = 1500) -> Any:
    """A page of a browser of its own, which gathers what goes wrong in it as `page.wrong`."""
    context = chromium.new_context(viewport={"width": width, "height": 1000})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(STILL)
    page = context.new_page()
    page.wrong = []
    page.on("pageerror", lambda fault: page.wrong.append(str(fault)))
    page.on("console", lambda said: page.wrong.append(said.text) if said.type == "error" else None)
    return page


def until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something comes to hold, looked at again and again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def type_over(page: Any, old: str, new: str) -> None:
    """Replace words in the editor as somebody would who can see them: select them, and type."""
    page.evaluate(
        """(old) => {
          const one = getElement(Number(document.querySelector(".nicegui-codemirror").id.slice(1))).editor;
          const at = one.state.doc.toString().indexOf(old);
          if (at < 0) throw new Error("not in the text: " + old);
          one.contentDOM.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true}));
          one.dispatch({selection: {anchor: at, head: at + old.length}, scrollIntoView: true});
          one.focus();
        }""",
        old,
    )
    page.keyboard.insert_text(new)
