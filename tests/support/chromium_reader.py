"""What Chromium tells screen readers of a PDF when it reads its tags: its feature PdfTags, off by default.

Chromium is asked through its page chrome://accessibility: its protocol for tools knows nothing of what a plug-in tells.
"""

import json
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from support.node import need_chromium
from support.outside_readers import Heard

SINCE = 150
"""The first version that the tests were made with; an older one may not read tags."""
PATIENCE = 180.0
"""Seconds for Chromium to have told all; it takes two where nothing else runs."""
PART = re.compile(r"(\+*)id#=-?\d+ (\w+)(.*?)(?=\n?\+*id#=|\Z)", re.DOTALL)
NAME = re.compile(r" name='(.*?)'(?= nameFrom=| restriction=)", re.DOTALL)
DESCRIPTION = re.compile(r" description='(.*?)'(?= [a-zA-Z]+[=])", re.DOTALL)
LANGUAGE = re.compile(r" language='(.*?)'")
LOADED = "name='Finished loading PDF'"
SHOW = """
  [...document.querySelectorAll("#pages .row")].filter((row) => row.textContent.includes(FILE)).map((row) => {
    const told = row.querySelector("pre")?.textContent ?? "";
    row.querySelector("[id$=-showOrRefreshTree]").click();
    return told;
  }).join("")
"""
"""Asks for the tree anew, and gives what was told the last time."""
PAUSE = 0.3


class Chromium:
    """One that is told what to do through a socket; every wait ends, at the latest, when patience does."""

    def __init__(self, socket: Any) -> None:
        self._socket, self._last, self._end = socket, 0, time.monotonic() + PATIENCE

    def ask(self, method: str, session: str | None = None, **parameters: object) -> dict[str, Any]:
        """The answer to one request; an empty one where a page was just going."""
        self._last += 1
        asked = {"id": self._last, "method": method, "params": parameters}
        self._socket.send(json.dumps(asked | ({"sessionId": session} if session else {})))
        message: dict[str, Any] = {}
        while message.get("id") != self._last:
            self.still_patient()
            message = json.loads(self._socket.recv(PATIENCE))
        return dict(message.get("result", {}))

    def still_patient(self) -> None:
        assert time.monotonic() < self._end, f"Chromium has not answered for {PATIENCE:.0f} seconds"

    def opened(self, url: str) -> str:
        """The session of a new window: a tab behind another one would not be loaded."""
        tab = self.ask("Target.createTarget", url=url, newWindow=True)["targetId"]
        return str(self.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"])


@contextmanager
def chromium(folder: Path) -> Iterator[Chromium]:
    """A Chromium that tells of accessibility and reads tags; skipped, by name, where there is none."""
    program = need_chromium()
    connect = pytest.importorskip("websockets.sync.client", reason="websockets is not here: make .venv/test.ok").connect
    version = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=PATIENCE).stdout
    found = re.search(r"(\d+)\.\d", version)
    if found is None or int(found[1]) < SINCE:
        pytest.skip(f"Chromium {SINCE} or later reads tags; here is {version.strip() or program}")
    command = [
        program, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'user'}",
        "--remote-debugging-port=0", "--force-renderer-accessibility", "--enable-features=PdfTags", "about:blank",
    ]  # fmt: skip
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            with connect(_address(folder / "user" / "DevToolsActivePort"), max_size=None, proxy=None) as socket:
                yield Chromium(socket)
        finally:
            process.terminate()


def _address(noted: Path) -> str:
    """Where to talk to Chromium: the port and the path that it notes in its profile once it listens."""
    end = time.monotonic() + PATIENCE
    while not (noted.is_file() and len(lines := noted.read_text("utf-8").split()) == 2):
        assert time.monotonic() < end, "Chromium did not start"
        time.sleep(PAUSE)
    return f"ws://127.0.0.1:{lines[0]}{lines[1]}"


def by_chromium(paths: Sequence[Path], folder: Path) -> dict[str, list[Heard]]:
    """The pages of PDFs by their names, each with what is told of it, in Chromium's names of roles.

    `folder` holds Chromium's profile.
    """
    with chromium(folder) as browser:
        return {path.stem: _pages(browser, path) for path in paths}


def _pages(browser: Chromium, path: Path) -> list[Heard]:
    browser.opened(path.as_uri())
    overview, tries, told = browser.opened("chrome://accessibility"), 0, ""
    wanted = [LOADED, *(f"name='Page {number + 1}'" for number in range(len(pypdfium2.PdfDocument(path))))]
    while not all(words in told for words in wanted):
        browser.still_patient()
        time.sleep(PAUSE)
        asked = {"expression": SHOW.replace("FILE", json.dumps(path.name)), "returnByValue": True}
        told = str(browser.ask("Runtime.evaluate", overview, **asked).get("result", {}).get("value", ""))
        tries += 1
        if not told and tries % 20 == 0:
            browser.ask("Page.reload", overview)
    return [part for part in _tree(told).walk() if part.role == "region"]


def _tree(told: str) -> Heard:
    """The parts of a dump: each has a plus sign for every part around it."""
    root = Heard("root")
    around: list[tuple[int, Heard]] = [(-1, root)]
    for part in PART.finditer(told):
        depth, role, properties = len(part[1]), part[2], part[3]
        name, description, language = (found.search(properties) for found in (NAME, DESCRIPTION, LANGUAGE))
        said = name[1].replace("<newline>", "\n") if name else ""
        is_text = role == "staticText"
        heard = Heard(
            role,
            alt=description[1] if description else "" if is_text else said,
            language=language[1] if language else "",
            words=said if is_text else "",
        )
        while around[-1][0] >= depth:
            around.pop()
        if role != "inlineTextBox" and " ignored" not in properties[:9]:
            around[-1][1].kids.append(heard)
            around.append((depth, heard))
    return root
