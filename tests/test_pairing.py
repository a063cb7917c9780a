"""Words added up from pairs of letters are the words that HarfBuzz shapes."""

import struct
from pathlib import Path

import pytest

import handout
from handout.pdf.text.faces import Face
from handout.pdf.text.font_book import book
from handout.pdf.text.pair_kerning import _lookups, paired_letters
from handout.pdf.text.segments import shaped
from handout.pdf.text.shaper import Shaper

FAMILIAR = Path(handout.__path__[0]) / "lint/data/en/familiar.txt"
STYLES = [(bold, italic) for bold in (False, True) for italic in (False, True)]
SAYINGS = (
    "in\u00a0",
    "AVATAR ",
    "To",
    "(We'll ",
    "L'T",
    "Yo.”",
    "5A",
    "fi",
    "ffl ",
    "T.",
    "“Tea”, ",
    "a/b",
    "x—y",
    "rn  ",
)
SIGNS = ("64", "1,000 ", "555-0100 ", "7.4", "1.", "(2) ", "–", "• ", "…”", "&", "-", " ")


def words() -> list[str]:
    lines = FAMILIAR.read_text("utf-8").splitlines()
    found = [word for line in lines if not line.startswith("#") for word in line.split() if word.isascii()]
    return [*SAYINGS, *SIGNS, *found[::5], *(f"{word.capitalize()}, " for word in found[2::9])]


def atkinson(bold: bool = False, italic: bool = False) -> Face:
    return book().face("Atkinson Hyperlegible", bold, italic)


@pytest.mark.parametrize(("bold", "italic"), STYLES)
def test_a_word_is_the_sum_of_its_pairs(bold: bool, italic: bool) -> None:
    face = atkinson(bold, italic)
    shaper = Shaper((face.family,), bold, italic, "en", "", False)
    for word in words():
        assert paired_letters(face).issuperset(word)
        added, whole = shaper[word], shaped(word, face, "en")
        assert (added.body, added.width, added.ink) == (whole.body, whole.width, whole.ink), word


def test_a_word_of_pairs_that_others_had_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shaper = Shaper((atkinson().family,), False, False, "en", "", False)
    for word in ("on ", "no ", "non "):
        assert shaper[word]
    monkeypatch.setattr("handout.pdf.text.shaper.harfbuzz", None)
    assert shaper["onon "].body == "onon "


@pytest.mark.parametrize("word", ["ne", "né"])
def test_a_kern_too_small_to_be_seen_is_left_out(word: str) -> None:
    face = atkinson()
    segment = Shaper((face.family,), False, False, "en", "", False)[word]
    assert segment.body == word
    assert segment.width == sum(face.advances[face.cmap[char]] for char in word) * 1000 / face.units
    assert shaped("To", face, "en").width < sum(face.advances[face.cmap[char]] for char in "To") * 1000 / face.units


def test_letters_with_accents_are_left_to_harfbuzz() -> None:
    assert not paired_letters(atkinson()) & set("éñçÜ")


@pytest.mark.parametrize("lacking", " -")
def test_a_face_that_cannot_end_lines_has_no_paired_letters(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    face = atkinson()
    monkeypatch.setitem(face.plain, lacking, 0)
    assert paired_letters.__wrapped__(face) == frozenset()


def test_a_faces_tables_are_not_looked_into_for_words_that_they_cannot_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handout.pdf.text.shaper.paired_letters", None)
    assert Shaper(("Noto Sans",), False, False, "ru", "", False)["Русский "].face is book().face("Noto Sans")


def test_a_face_with_ligatures_has_no_paired_letters() -> None:
    assert paired_letters(book().face("Noto Sans")) == frozenset()


def test_a_face_that_keeps_not_to_its_tables_is_left_to_harfbuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    face = book().face("Noto Sans")
    for module in ("shaper", "segments"):
        monkeypatch.setattr(f"handout.pdf.text.{module}.paired_letters", lambda _: frozenset("afi n"))
    shaper = Shaper((face.family,), False, False, "und-x-fi", "", False)
    for word in ("an ", "fin", "affina "):
        added, whole = shaper[word], shaped(word, face, "und-x-fi")
        assert (added.body, added.codes, added.width) == (whole.body, whole.codes, whole.width)


def test_a_pair_that_moves_its_second_glyph_is_seen() -> None:
    value_formats = (0x0004, 0x0004)
    subtable = struct.pack(">4H", 1, 8, *value_formats)
    table = struct.pack(">5H", 1, 0, 0, 0, 10) + struct.pack(">2H", 1, 4) + struct.pack(">4H", 2, 0, 1, 8) + subtable
    assert list(_lookups(table)) == [(2, 0x0004, 0)]


def test_a_lookup_further_away_is_followed() -> None:
    extension = struct.pack(">2HI", 1, 2, 8)
    subtable = struct.pack(">4H", 2, 8, 0x0004, 0)
    table = struct.pack(">5H", 1, 0, 0, 0, 10) + struct.pack(">2H", 1, 4) + struct.pack(">4H", 9, 0, 1, 8)
    assert list(_lookups(table + extension + subtable)) == [(2, 0, 0)]
