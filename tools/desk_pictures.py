"""The pictures of the desk in docs/desk/, in each of its languages, of a Chromium in front of the shipped content.

python tools/desk_pictures.py [FOLDER]
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from handout.desk.words import DeskWords, languages  # noqa: E402
from support.desk import Running, browser, page_of, running, type_over  # noqa: E402

PICTURES = ROOT / "docs" / "desk"
TODAY = "2026-11-24"
SIZE = {"width": 1240, "height": 820}
COLORS = 128
STEM = "calciphylaxis"


def take(folder: Path, language: str) -> None:
    """Go through a day, and take a picture of each page."""
    folder.mkdir(exist_ok=True)
    say = DeskWords(language)
    with TemporaryDirectory() as place:
        root = Path(place) / "clinic"
        shutil.copytree(ROOT / "content", root / "content")
        with running(root, TODAY, "--words", language) as desk, browser() as chromium:
            page = page_of(chromium)
            page.set_viewport_size(SIZE)
            page.goto(desk.entry)
            for name, show in PAGES.items():
                show(page, desk, say)
                page.wait_for_timeout(1500)
                keep(page.screenshot(), folder / f"{name}.png")


def keep(png: bytes, target: Path) -> None:
    """A small picture: a page of the desk has few colours."""
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    picture.save(target, optimize=True)


def library(page: Any, desk: Running, say: DeskWords) -> None:
    page.get_by_role("row").nth(1).wait_for()
    page.get_by_text(say("new_handout")).click()


def write(page: Any, desk: Running, say: DeskWords) -> None:
    page.goto(f"{desk.home}/handout/{STEM}")
    page.locator(".desk-page img[src]").first.wait_for()
    page.locator(".desk-page img[src]").first.click(position={"x": 200, "y": 300})
    page.locator(".desk-here").first.wait_for()


def problem(page: Any, desk: Running, say: DeskWords) -> None:
    type_over(page, "summary:", "sumary:")
    page.locator(".desk-stale").wait_for()
    page.locator(".desk-problem").first.click()


def form(page: Any, desk: Running, say: DeskWords) -> None:
    type_over(page, "sumary:", "summary:")
    page.locator(".desk-stale").wait_for(state="detached")
    page.get_by_role("button", name=say("form")).click()
    page.get_by_label(say("key_title"), exact=True).wait_for()


def translation(page: Any, desk: Running, say: DeskWords) -> None:
    page.goto(f"{desk.home}/handout/{STEM}.es")
    page.locator(".desk-page img[src]").first.wait_for()
    page.get_by_role("button", name=say("translation")).click()
    page.get_by_text(say("texts_done", count="")).click()
    page.locator(".desk-form textarea").first.wait_for()


def review(page: Any, desk: Running, say: DeskWords) -> None:
    page.goto(f"{desk.home}/review/{STEM}")
    page.get_by_label(say("your_name")).fill("A. Reader")
    page.get_by_label(say("comment"), exact=True).fill("Can we say this in fewer words?")
    page.locator(".desk-page img[src]").first.click(position={"x": 200, "y": 300})
    page.get_by_role("button", name=say("add_comment")).click()
    page.get_by_text("1. A. Reader").wait_for()


PAGES = {
    "library": library, "write": write, "problem": problem, "form": form, "translation": translation,
    "review": review,
}  # fmt: skip


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    for spoken in languages():
        take(target if spoken == "en" else target / spoken, spoken)
