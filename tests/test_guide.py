"""The guide to blocks says what is there: every kind, its keys, an example that builds, a picture."""

import sys
from pathlib import Path

import pytest

from handout.content.blocks import KINDS

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

import guide


def test_the_page_is_that_of_the_program() -> None:
    """`make guide` writes it anew."""
    assert guide.PAGE.read_text("utf-8") == guide.guide()


def test_every_kind_has_an_example_and_all_but_a_page_break_a_picture() -> None:
    assert list(guide.EXAMPLES) == list(KINDS)
    assert {path.stem for path in guide.PICTURES.glob("*.png")} == KINDS.keys() - guide.NO_PICTURE


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_builds(kind: str) -> None:
    assert guide.page_of(kind).startswith(b"%PDF-1.7")
