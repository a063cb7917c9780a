"""The text that a sign-off covers stays as it is, letter for letter: a change here undoes every sign-off there is.

HANDOUT_ACCEPT=1 rewrites the goldens, for a case whose own words were changed and for nothing else.
"""

import difflib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from handout.library import Library
from handout.problems import Problems
from handout.review.canonical import CanonicalLine, text_of
from support.cases import GOLDEN, TODAY, case, names

ROOT = Path(__file__).parent.parent
SIGNED = GOLDEN / "signed"
ACCEPTING = os.environ.get("HANDOUT_ACCEPT") == "1"
SHIPPED = sorted(path.stem for path in (ROOT / "content").glob("*.yaml") if path.stem != "clinic")


@cache
def library() -> Library:
    """The handouts that come with the program."""
    return Library(ROOT, TODAY)


@pytest.mark.parametrize("name", [name for name in names() if not name.startswith("error-")])
def test_the_signed_text_of_a_case_is_what_it_was(name: str) -> None:
    lines = case(name).opened.survey.lines if case(name).pdf is not None else ()
    assert_unchanged(f"{name}.txt", lines)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_signed_text_of_a_handout_that_we_ship_is_what_it_was(name: str) -> None:
    problems = Problems()
    (entry,) = library().chosen([ROOT / "content" / f"{name}.yaml"], problems)
    opened = library().open(entry, problems)
    assert opened is not None, [str(problem) for problem in problems]
    assert_unchanged(f"content-{name}.txt", opened.survey.lines)


def test_every_signed_text_has_its_handout() -> None:
    wanted = {f"content-{name}.txt" for name in SHIPPED} | {f"{name}.txt" for name in names()}
    assert {path.name for path in SIGNED.glob("*.txt")} <= wanted


def assert_unchanged(file: str, lines: Iterable[CanonicalLine]) -> None:
    path, text = SIGNED / file, text_of(lines)
    if ACCEPTING and text:
        path.write_text(text, "utf-8")
    wanted = path.read_text("utf-8") if path.exists() else ""
    if text != wanted:
        differences = difflib.unified_diff(wanted.split("\n"), text.split("\n"), f"golden/signed/{file}", "found", n=2)
        pytest.fail("\n".join(line.rstrip("\n") for line in differences), pytrace=False)
