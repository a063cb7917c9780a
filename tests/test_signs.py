"""The signs of leaflets are drawn in a plain install, and a space behind one has the width that spaces have."""

from pathlib import Path

import pytest

from handout.pdf.text.font_book import book
from handout.pdf.text.missing_letters import Missing, missing_problems
from handout.pdf.text.segments import Uncovered
from handout.pdf.text.shaper import Shaper, shaper
from handout.source import Span

FAMILIES = ("Atkinson Hyperlegible", "Noto Sans")
LISTED = (Path(__file__).parent / "fixtures/signs.txt").read_text(encoding="utf-8").splitlines()
SIGNS = dict.fromkeys(sign for line in LISTED if not line.startswith("#") for sign in line.partition(": ")[2].split())
LACKING = {"㎎", "㎏", "㎖", "㎍", "㏄", "㎝", "㎜", "🖂", "⦁"}
"""Units drawn as one sign, which the extra for Chinese, Japanese and Korean has, and two that no font here has."""


@pytest.fixture(params=[False, True], ids=["regular", "bold"])
def plain(request) -> Shaper:
    """The shaper of a plain install."""
    shapes = Shaper(FAMILIES, request.param, False, "en", "", False)
    shapes._spare = [name for name in book().fallbacks(FAMILIES, "en") if name[-2:] not in {"SC", "TC", "JP", "KR"}]
    return shapes


def test_there_are_many_signs():
    assert len(SIGNS) > 600


def test_all_signs_but_a_few_that_are_listed_are_drawn_in_a_plain_install(plain):
    assert set(plain.lacking("".join(SIGNS))) == LACKING


def test_a_sign_has_one_font_also_when_nothing_follows(plain):
    for sign in SIGNS.keys() - LACKING:
        alone, before_space = plain[sign], plain[f"{sign} "]
        first = before_space.parts[0] if before_space.parts else before_space
        assert (alone.face, alone.width) == (first.face, before_space.ink), sign


def test_a_space_behind_a_sign_is_that_of_the_words(plain):
    text_space = plain["a "].width - plain["a"].width
    assert plain["⚠ "].width - plain["⚠"].width == pytest.approx(text_space)


def test_a_sign_with_a_selector_is_the_sign(plain):
    for typed, sign in (("⚠️", "⚠"), ("➡︎", "➡"), ("©️", "©")):
        assert (plain[typed].width, plain[typed].face) == (plain[sign].width, plain[sign].face)


@pytest.mark.parametrize("letter", ["İ", "ẍ", "ŵ", "é", "a", "ᾳ"])
def test_a_letter_with_a_selector_is_the_letter(plain, letter):
    for selector in "\ufe0e\ufe0f\U000e0100":
        assert (plain[letter + selector].width, plain[letter + selector].face.family) == (
            plain[letter].width, plain[letter].face.family,
        )  # fmt: skip


def test_bold_signs_are_bolder():
    regular, bold = (shaper(FAMILIES, is_bold, False, "en")["✓"].face for is_bold in (False, True))
    assert (regular.family, regular.style, bold.style) == ("Handout Signs", "Regular", "Bold")


def test_a_unit_of_one_sign_is_told_with_what_to_write(plain):
    with pytest.raises(Uncovered) as caught:
        plain["㎎"]
    [problem] = missing_problems([Missing(letter, Span("x.yaml", 1, 1)) for letter in caught.value.chars])
    assert (problem.code, problem.hint) == ("E50", "write mg")
