"""Every mark stands over its own letter: a face that cannot put the two together leaves the word to the next one."""

import unicodedata

import pytest

from handout.pdf.text.faces import Face
from handout.pdf.text.font_book import book
from handout.pdf.text.harfbuzz import composes, harfbuzz
from handout.pdf.text.segments import Uncovered
from handout.pdf.text.shaper import Shaper, shaper

FAMILIES = ("Atkinson Hyperlegible", "Noto Sans")
BLOCKS = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
COMPOSED = [
    char for block in BLOCKS for char in map(chr, block)
    if char.isalpha() and unicodedata.is_normalized("NFC", char) and len(unicodedata.normalize("NFD", char)) > 1
]  # fmt: skip


def shapes(bold: bool = False):
    return shaper(FAMILIES, bold, False, "en")


def boxes(face: Face, text: str) -> list[tuple[float, float]]:
    """Where the ink of each glyph begins and ends, from left to right, in parts of the em."""
    infos, positions = harfbuzz(("", text, ""), face, "und", "", False)
    found, x = [], 0
    for info, at in zip(infos, positions, strict=True):
        box = face.font.get_glyph_extents(info.codepoint)
        left = x + at.x_offset + box.x_bearing
        found.append((left / face.units, (left + box.width) / face.units))
        x += at.x_advance
    return found


def far_from_its_letter(face: Face, text: str) -> bool:
    """Whether the middle of a mark lies outside the ink of the letter, with a fifth of it to spare."""
    (left, right), *marks = boxes(face, text)
    spare = (right - left) / 5 + 0.05
    return any(not left - spare <= (a + b) / 2 <= right + spare for a, b in marks)


@pytest.mark.parametrize("bold", [False, True])
def test_marks_of_all_composed_letters_stand_over_them(bold):
    faces = {char: shapes(bold)[char].face for char in COMPOSED}
    assert [char for char, face in faces.items() if face and far_from_its_letter(face.composite, char)] == []


@pytest.mark.parametrize("bold", [False, True])
def test_the_first_face_keeps_the_letters_that_it_has(bold):
    first = book().face(FAMILIES[0], bold)
    drawn = [char for char in COMPOSED if first.cmap[char]]
    assert drawn and all(shapes(bold)[char].face in (first, first.simple) for char in drawn)


def test_a_word_with_a_letter_that_the_first_face_puts_together_badly_is_set_in_the_next_one_whole():
    words = ["Ẁen", "Ǽfen", "ĵaŭde", "ẍerîb", "shį́į́"]
    assert {word: shapes()[word].face.family for word in words} == dict.fromkeys(words, "Noto Sans")


def test_a_word_beside_a_sign_is_not_parted_into_two_faces():
    segment = shapes()["dŵr→"]
    assert next((part.text, part.face.family) for part in segment.parts) == ("dŵr", "Noto Sans")


def test_a_mark_that_no_face_anchors_may_stand_where_it_was_drawn_if_that_is_over_its_letter():
    assert shapes()["бб̣б"].face.family == "Noto Sans"


def test_a_mark_that_every_face_puts_beside_its_letter_is_told():
    only = Shaper(FAMILIES[:1], False, False, "en", "", False)
    only._spare = []
    with pytest.raises(Uncovered) as caught:
        only["dŵr"]
    assert caught.value.chars == only.lacking("dŵr") == ["ŵ"]


def test_marks_that_belong_at_the_upper_right_may_stay_there():
    assert composes(book().face("Noto Sans"), "ɔ̕")


@pytest.mark.parametrize("keys", ["1\ufe0f\u20e3", "#\ufe0f\u20e3", "0\u20e3"])
def test_a_key_of_a_telephone_is_one_sign_that_covers_no_letter_beside_it(keys):
    segment = shapes()[f"{keys} "]
    key, space = segment.parts
    assert [code.text for code, _ in key.codes] == [keys.replace("\ufe0f", "")]
    assert (key.face.family, space.face.family) == ("Noto Emoji", FAMILIES[0])


@pytest.mark.parametrize("letter", ["x\u20dd", "1\u20dd", "5\u0336", "3\u0305", "%\u0332", "=\u0338"])
def test_a_mark_that_no_face_puts_in_its_place_is_told_whatever_it_stands_with(letter):
    kept = shapes().lacking(letter)
    assert kept == [letter] or not far_from_its_letter(shapes()[letter].face.composite, letter)


@pytest.mark.parametrize("mark", ["\u0301", "\u0331\u0301", "\u0332"])
def test_a_mark_shown_by_itself_stands_on_a_blank(mark):
    assert shapes().lacking(f"a {mark} b \u00a0{mark}") == []
    assert shapes()[f"{mark}ld "].text == f"{mark}ld "


def test_digits_with_a_mark_beside_them_are_told():
    digits = [f"{digit}{mark}" for digit in "059" for mark in "\u0304\u0332\u0336\u0338\u20dd"]
    assert [digit for digit in digits if not shapes().lacking(digit)] == []


def test_a_letter_with_a_line_over_it_is_drawn():
    assert shapes().lacking("c̄ p̄ s̄ x̄ n̂") == []
