"""Ask HarfBuzz for the glyphs of a text in one face, and whether they put its letters and marks together well."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from handout.pdf.text.faces import SELECTORS, Face

_ALPHABETS = "\u0041\u052f\u1d00\u1dbf\u1e00\u1fff\u2c60\u2c7f\ua640\ua69f\ua720\ua7ff\uab30\uab6f"
"""First and last of the blocks of Latin, Greek and Cyrillic letters. Marks of other scripts may well stand where the
font's own origin has them."""
_ANY_LETTERS = "\u0300\u036f\u1ab0\u1aff\u1dc0\u1dff\u20d0\u20ff\ufe20\ufe2f"
"""First and last of the blocks of marks that belong to no script: they may stand with digits and signs too."""
FRAMES = frozenset("\u20dd\u20de\u20df\u20e0\u20e2\u20e3\u20e4")
"""Marks that stand around what they belong to: a circle, a key of a telephone."""
UNSEEN = "\u034f"
"""The combining grapheme joiner: it is passed over, and stays with the letter before it."""
_BESIDE = frozenset({216, 232})
"""Combining classes of marks that stand at a letter's upper right: where a face leaves them is where they belong."""
_SPARE = 0.05
"""Parts of the em that a frame around a sign may reach beyond the sign's own width."""


def harfbuzz(texts: tuple[str, str, str], face: Face, language: str, script: str, rtl: bool) -> tuple[Any, Any]:
    """Glyphs and their positions for the middle text, which stands between the two others."""
    import uharfbuzz

    before, text, after = texts
    if not text.isascii() and not SELECTORS.isdisjoint(text):
        text = _with_known_selectors(text, face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(before + text + after, len(before), len(text))
    if not text.isascii():
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.direction = "rtl" if rtl else "ltr"
    if rtl:
        # A mark and its letter are told apart, so that each has a code of its own.
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.language = language
    if script:
        buffer.script = script
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.font, buffer)
    return buffer.glyph_infos, buffer.glyph_positions


def _with_known_selectors(text: str, face: Face) -> str:
    """The text with a sign that is never seen in place of each selector of a form that the face has not.

    HarfBuzz takes no letter apart before a selector, though the face may have only its parts.
    """
    chars = list(text)
    for at, char in enumerate(chars):
        if char in SELECTORS and not (at and face.font.get_variation_glyph(ord(chars[at - 1]), ord(char))):
            chars[at] = UNSEEN
    return "".join(chars)


def with_marks(text: str) -> Iterator[str]:
    """The text in pieces that no font may come between: each letter with the marks that follow it."""
    start = 0
    for at, char in enumerate(text):
        if at and not unicodedata.category(char).startswith("M"):
            yield text[start:at]
            start = at
    yield text[start:]


def composes(face: Face, text: str, *, anchored: bool = True) -> bool:
    """Whether a face that has these characters puts Latin, Greek and Cyrillic letters and their marks together well.

    So must it digits and signs and the marks that belong to no script. A mark that is not `anchored` may also stand
    where it was drawn, if that is over its letter.
    """
    return text.isascii() or all(
        _places_marks(face, letter, anchored)
        for letter in with_marks(text)
        if (len(letter) > 1 or not face.cmap[letter]) and _wants_its_place(letter)
    )


def _wants_its_place(letter: str) -> bool:
    """Whether the marks of a letter or sign are looked at: other scripts are left to their fonts, and so is a blank.

    A mark on a blank is shown by itself, be the blank in the same segment or at the end of the one before.
    """
    if letter[0].isalpha():
        return _is_in(_ALPHABETS, letter[0])
    return unicodedata.category(letter[0])[0] not in "MZ" and any(_is_in(_ANY_LETTERS, mark) for mark in letter[1:])


def _is_in(blocks: str, char: str) -> bool:
    return any(a <= char <= b for a, b in zip(blocks[::2], blocks[1::2], strict=True))


@lru_cache(maxsize=4096)
def _places_marks(face: Face, letter: str, anchored: bool) -> bool:
    """Whether no mark is left where it was drawn: without an anchor it mostly stands beside its letter."""
    marks = [char for char in unicodedata.normalize("NFD", letter)[1:] if unicodedata.combining(char)]
    if marks and all(unicodedata.combining(mark) in _BESIDE for mark in marks):
        return True
    infos, positions = harfbuzz(("", letter, ""), face, "und", "", False)
    if not FRAMES.isdisjoint(letter):
        return _has_room(face, infos, positions)
    left = [info for info, at in zip(infos[1:], positions[1:], strict=True) if not any(at.position[:3])]
    if anchored or not left:
        return not left
    first, moved = face.font.get_glyph_extents(infos[0].codepoint), positions[0].x_advance
    boxes = [face.font.get_glyph_extents(info.codepoint) for info in left]
    middles = [moved + box.x_bearing + box.width / 2 for box in boxes]
    return all(first.x_bearing <= middle <= first.x_bearing + first.width for middle in middles)


def _has_room(face: Face, infos: Any, positions: Any) -> bool:
    """Whether a sign with a frame around it, as a key of a telephone, keeps clear of the letters beside it."""
    spare, end = _SPARE * face.units, sum(position.x_advance for position in positions)
    pen = 0
    for info, at in zip(infos, positions, strict=True):
        box = face.font.get_glyph_extents(info.codepoint)
        left = pen + at.x_offset + box.x_bearing
        if box.width and not -spare <= left <= left + box.width <= end + spare:
            return False
        pen += at.x_advance
    return True
