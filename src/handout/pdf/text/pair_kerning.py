"""Faces whose Latin words need no shaping: each letter is one glyph, and kerning looks at two neighbours only.

HarfBuzz is still asked, once for each pair of letters; a word is then the sum of its pairs, the same to the last unit.
That this holds is read from the face's own tables (OpenType, chapter 2; GSUB and GPOS), never guessed from a sample.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Set
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from handout.pdf.text.faces import Face
from handout.pdf.text.runs import SPACES

ASCII = frozenset(map(chr, range(0x20, 0x7F)))
SIGNS = frozenset("\u00a0¡¿–—‘’“”•…")
ALPHABETS = (ASCII | SIGNS, ASCII | SIGNS - {"\u00a0"}, ASCII)
"""Characters to try, the largest set first; a space that does not break stands before every citation. Accented letters
are glyphs of letters and marks, which have rules."""
NEEDED = " -"
"""A face without these, which end lines, is left to HarfBuzz."""
STRANGE_TABLES = frozenset({"morx", "kerx", "kern", "trak", "mort"})
"""Tables that move or replace glyphs by other rules than those looked at here."""
_ALWAYS_ON = """
    rvrn ltra ltrm rand Harf HARF Buzz BUZZ abvm blwm ccmp locl mark mkmk rlig calt clig curs dist kern liga rclt
"""
ALWAYS_ON = frozenset(_ALWAYS_ON.split())
"""The features that HarfBuzz applies to Latin words unasked."""
NONE_REQUIRED = 0xFFFF
SKIPS_LETTERS = 0x0002 | 0x0004
"""Lookup flags that pass over base glyphs or ligatures; the others pass over marks only."""
PAIR, EXTENSION = 2, 9
"""Types of GPOS lookups: pair adjustment, and another lookup further away."""
END = "\0"
"""Stands after the last letter of a word."""
OTHERWISE = 2.0**32
"""More than any word is wide, in font units, yet added up exactly; floats are added up in less time than integers."""
_Row: TypeAlias = "dict[str, tuple[float, _Row]]"


class NotPaired(Exception):
    """A character that is not added up from pairs."""


class Pairs:
    """How far a letter before another one moves the pen, in font units: a row for each letter, asked for once.

    With each move stands the row of the letter that follows: a word is read through with one look-up for a letter. The
    row before a word moves nothing. A letter that writes something else than itself, such as a kern after it, has
    `OTHERWISE` added to its move, so that one sum over a word tells both its width and whether it is shown as it is
    written. Were pairs of letters the keys, each would have to be made before it could be looked up, and more memory
    would be read.
    """

    def __init__(self, letters: Set[str], ask: Callable[[str, str], tuple[str, int]], script: str) -> None:
        self._ask = ask
        self._script = script
        self._before: _Row = {letter: (0.0, {}) for letter in letters}
        self._written: dict[str, str] = {}

    def added_up(self, text: str) -> tuple[str, float, float]:
        """What a word writes, how wide it is, and how wide without the spaces at its end."""
        try:
            width, last = self._moved(text)
        except KeyError:
            self._ask_for(text)
            width, last = self._moved(text)
        ink, spaces = width, len(text) - len(text.rstrip(SPACES))
        if spaces:
            ink -= last if spaces == 1 else self._moved(text[-spaces:])[0]
        if width < OTHERWISE:
            return text, width, ink
        return self._body(text), width % OTHERWISE, ink % OTHERWISE

    def _moved(self, text: str) -> tuple[float, float]:
        """How far letters move the pen together, and the last of them; raises KeyError where that was not asked yet."""
        width, row = 0.0, self._before
        for letter in text:
            moved, row = row[letter]
            width += moved
        last, _ = row[END]
        return width + last, last

    def _body(self, text: str) -> str:
        """What is written of a word that has something else than itself."""
        body, ended, row = [*text], text + END, self._before
        for at, letter in enumerate(ended, -1):
            moved, row = row[letter]
            if moved >= OTHERWISE:
                body[at] = self._written[ended[at : at + 2]]
        return "".join(body)

    def _ask_for(self, text: str) -> None:
        """Learn those pairs of a word that are not known yet."""
        before = self._before
        if not before.keys() >= set(text):
            raise NotPaired
        for letter, following in pairwise(text + END):
            _, row = before[letter]
            if following not in row:
                written, moved = self._ask(letter + following, self._script)
                added = 0.0
                if written != letter:
                    self._written[letter + following] = written
                    added = OTHERWISE
                row[following] = moved + added, before[following][1] if following != END else {}


@cache
def paired_letters(face: Face) -> frozenset[str]:
    """The characters of which words may be added up from pairs; none when the face has other rules for them."""
    if STRANGE_TABLES.isdisjoint(face.hb_face.table_tags) and not _requires_features(face):
        for alphabet in ALPHABETS:
            letters = frozenset(char for char in alphabet if face.plain[char])
            if letters.issuperset(NEEDED) and _only_pairs(face, letters):
                return letters
    return frozenset()


def _only_pairs(face: Face, letters: frozenset[str]) -> bool:
    """Whether nothing replaces these letters' glyphs, and all that moves them are pairs that leave the second alone.

    The subsetter follows every rule of every script and language: what it adds to the glyphs is what rules could make
    of them, and the rules that it keeps are those that could apply.
    """
    import uharfbuzz

    glyphs = {face.plain[char] for char in letters}
    # A rule that passes over marks would join the neighbours of a letter that counts as one.
    if any(face.hb_face.get_layout_glyph_class(glyph) == uharfbuzz.OTLayoutGlyphClass.MARK for glyph in glyphs):
        return False
    request = uharfbuzz.SubsetInput()
    request.glyph_set.update(glyphs)
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in ALWAYS_ON)
    plan = uharfbuzz.SubsetPlan(face.hb_face, request)
    if set(dict(plan.old_to_new_glyph_mapping)) - {0} != glyphs:
        return False
    subset = plan.execute()
    rules = {tag: bytes(subset.reference_table(tag).data) for tag in ("GSUB", "GPOS") if tag in subset.table_tags}
    if any(True for _ in _lookups(rules.get("GSUB", b""))):
        return False
    return all(
        kind == PAIR and not second and not flags & SKIPS_LETTERS
        for kind, second, flags in _lookups(rules.get("GPOS", b""))
    )


def _requires_features(face: Face) -> bool:
    """Whether some script or language of the face has a feature that is on whatever its name."""
    for tag in ("GSUB", "GPOS"):
        table = bytes(face.hb_face.reference_table(tag).data) if tag in face.hb_face.table_tags else b""
        scripts = _word(table, 4) if len(table) >= 10 else 0
        for number in range(_word(table, scripts) if scripts else 0):
            script = scripts + _word(table, scripts + 2 + 6 * number + 4)
            offsets = [_word(table, script)]
            offsets += [_word(table, script + 4 + 6 * at + 4) for at in range(_word(table, script + 2))]
            if any(_word(table, script + offset + 2) != NONE_REQUIRED for offset in offsets if offset):
                return True
    return False


def _lookups(table: bytes) -> Iterator[tuple[int, int, int]]:
    """For each subtable of each lookup: its type, the format of the value for a pair's second glyph, its flags."""
    if len(table) < 10:
        return
    listed = _word(table, 8)
    if not listed:
        return
    for number in range(_word(table, listed)):
        lookup = listed + _word(table, listed + 2 + 2 * number)
        for part in range(_word(table, lookup + 4)):
            kind, at = _word(table, lookup), lookup + _word(table, lookup + 6 + 2 * part)
            if kind == EXTENSION:
                kind, at = _word(table, at + 2), at + struct.unpack_from(">I", table, at + 4)[0]
            yield kind, _word(table, at + 6) if kind == PAIR else 0, _word(table, lookup + 2)


def _word(table: bytes, at: int) -> int:
    found: int = struct.unpack_from(">H", table, at)[0]
    return found
