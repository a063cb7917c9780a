"""Milliseconds from a key to the picture of the page that it changed, in a Chromium in front of a desk."""

import json
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.desk import browser, page_of, running  # noqa: E402

REST = 0.6
"""Seconds between two keys: the advice of the one before is then done."""
WATCH = """(words) => {
  const editor = getElement(Number(document.querySelector(".nicegui-codemirror").id.slice(1))).editor;
  const at = editor.state.doc.toString().indexOf(words);
  editor.dispatch({selection: {anchor: at}, scrollIntoView: true});
  editor.focus();
  window.key = 0;
  window.took = [];
  document.addEventListener("keydown", (event) => { window.key = event.timeStamp; window.took = []; }, true);
  document.addEventListener("load", (event) => {
    if (event.target.tagName === "IMG") event.target.decode().then(
      () => requestAnimationFrame(() => window.took.push(performance.now() - window.key)));
  }, true);
}"""


def keys(project: Path, stem: str, words: str, today: str, count: int) -> list[float]:
    """Type `count` letters into the text before these words; of each, how long until its page was shown."""
    taken = []
    with running(project, today) as desk, browser() as chromium:
        page = page_of(chromium)
        page.goto(desk.entry)
        page.goto(f"{desk.home}/handout/{stem}")
        page.locator(".desk-page img[src]").first.wait_for()
        page.wait_for_timeout(3000)
        page.evaluate(WATCH, words)
        for number in range(count + 3):
            page.keyboard.press("abcdefghijklmnopqrst"[number % 20])
            end = time.monotonic() + 20
            while not (took := page.evaluate("window.took")) and time.monotonic() < end:
                page.wait_for_timeout(1000 * REST)
            # The first keys meet a desk that is still waking.
            taken += took[:1] if number > 2 else []
    return taken


def main() -> None:
    project, stem, words, today, count = sys.argv[1:]
    home = Path(project)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    shutil.copytree(ROOT / "content", home / "content")
    sys.stdout.write(json.dumps(keys(home, stem, words, today, int(count))))


if __name__ == "__main__":
    main()
