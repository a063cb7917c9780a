"""One style of one family, opened once a process: its metrics, which characters it has, what its glyphs stand for."""

from __future__ import annotations

import unicodedata
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any

from handout.text.phrase import NO_BREAK_SPACE

SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors: they choose among forms of the sign before them; a face with one form passes over them."""
INVISIBLE = SELECTORS | frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"
)
FREE = (range(0x01, 0x20), range(0x7F, 0xA0), range(0xD800, 0xF900), range(0x3400, 0x4D00), range(0xA000, 0xA400))
"""Codes that are never a character's own in a composite font, but are given to what has none: controls, surrogates and
private use, then rare Han and Yi; but for controls whole rows of 256."""


class Cmap(dict[str, int]):
    """The glyph of each character, looked up once; 0 where the face has none."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._glyph_of = font.get_nominal_glyph

    def __missing__(self, char: str) -> int:
        glyph: int = self._glyph_of(ord(char)) or 0
        self[char] = glyph
        return glyph


class Advances(dict[int, int]):
    """The advance width of each glyph in font units, before kerning."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._advance_of = font.get_glyph_h_advance

    def __missing__(self, glyph: int) -> int:
        advance: int = self._advance_of(glyph)
        self[glyph] = advance
        return advance


class Plain(dict[str, int]):
    """The glyph of each character that is seen and whose number in Unicode can be its code; 0 for the others."""

    def __init__(self, cmap: Cmap) -> None:
        super().__init__()
        self._cmap = cmap

    def __missing__(self, char: str) -> int:
        code = ord(char)
        can_be = 0 < code <= 0xFFFF and char not in INVISIBLE and not any(code in codes for codes in FREE)
        glyph = self[char] = self._cmap[char] if can_be else 0
        return glyph


class SimpleCodes(dict[str, int]):
    """The code of each character in a simple font that has WinAnsiEncoding (ISO 32000-1, D.2); 0 for the others.

    Code 173 there is a hyphen, and is kept for one at a line's end; code 160 is a space.
    """

    def __init__(self, cmap: Cmap, advances: Advances) -> None:
        super().__init__()
        self._cmap = cmap
        self._advances = advances

    def __missing__(self, char: str) -> int:
        code = self[char] = self._find(char)
        return code

    def _find(self, char: str) -> int:
        if len(char) != 1 or not " " <= char != "\x7f" or char in INVISIBLE or not self._cmap[char]:
            return 0
        if char == NO_BREAK_SPACE and self._advances[self._cmap[char]] != self._advances[self._cmap[" "]]:
            return 0
        return (char.encode("cp1252", "ignore") or b"\0")[0]


class Face:
    """A TrueType font at one place of its variation axes.

    `key` is the same in every process, so that sorting by it, and what is written, never depends on history.
    `composite` is the face itself, or for one that is shown as a simple font the face that is not. `data` are the bytes
    of a clinic's own font file; `is_shipped` is whether the file is a package's. One that `lacks_bold` is regular where
    bold was asked for.
    """

    __slots__ = (
        "__dict__",
        "advances",
        "ascent",
        "axes",
        "bold",
        "cmap",
        "composite",
        "descent",
        "family",
        "font",
        "glyph_count",
        "hb_face",
        "italic",
        "key",
        "path",
        "style",
        "units",
    )

    def __init__(self, family: str, bold: bool, italic: bool, path: Path, opened: Any, axes: dict[str, float]) -> None:
        import uharfbuzz

        self.family = family
        self.bold = bold
        self.italic = italic
        self.style = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
        self.key = f"{family}/{self.style}"
        self.path = path
        self.axes = axes
        self.hb_face = opened
        self.font = uharfbuzz.Font(opened)
        if axes:
            self.font.set_variations(axes)
        self.units: int = self.hb_face.upem
        self.glyph_count: int = self.hb_face.glyph_count
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.units
        self.descent: float = -extents.descender / self.units
        self.cmap = Cmap(self.font)
        self.advances = Advances(self.font)
        self.composite = self
        self.data: bytes | None = None
        self.is_shipped = True
        self.lacks_bold = False

    @property
    def is_simple(self) -> bool:
        """Whether this is shown as a simple font, with codes of one byte (ISO 32000-1, 9.6)."""
        return self.composite is not self

    @cached_property
    def simple(self) -> Face:
        """The same face, shown as a simple font."""
        face = copy(self)
        face.simple_codes = self.simple_codes
        return face

    @cached_property
    def simple_codes(self) -> SimpleCodes:
        """The codes that characters have when the face is shown as a simple font."""
        return SimpleCodes(self.cmap, self.advances)

    def __repr__(self) -> str:
        return f"<Face {self.key}>"

    def covers(self, text: str) -> bool:
        """Whether every visible character has a glyph, as it is or as its letter and marks."""
        return not any(True for _ in self.missing(text))

    def missing(self, text: str) -> list[str]:
        """The characters of a text that this face cannot draw, in order, each once."""
        cmap = self.cmap
        found = dict.fromkeys(char for char in text if not cmap[char] and char not in INVISIBLE)
        return [
            char
            for char in found
            if (parts := unicodedata.normalize("NFD", char)) == char or not all(cmap[part] for part in parts)
        ]

    @cached_property
    def plain(self) -> Plain:
        """The characters that need no care."""
        return Plain(self.cmap)

    @cached_property
    def sha256(self) -> str:
        """The digest of the font file."""
        import hashlib

        return hashlib.sha256(self.path.read_bytes() if self.data is None else self.data).hexdigest()

    @cached_property
    def cap_height(self) -> float:
        """The height of capitals, in parts of the font size."""
        return self._metric("CAP_HEIGHT", 0.7 * self.units) / self.units

    @cached_property
    def italic_angle(self) -> float:
        """Degrees that the stems lean, counter-clockwise from upright."""
        table = self.hb_face.reference_table("post").data if "post" in self.hb_face.table_tags else b""
        return int.from_bytes(table[4:8], "big", signed=True) / 65536 if len(table) >= 8 else 0.0

    def _metric(self, tag: str, otherwise: float) -> float:
        import uharfbuzz

        found = self.font.get_metric_position(getattr(uharfbuzz.OTMetricsTag, tag))
        return float(found) if found else otherwise

    @cached_property
    def postscript_name(self) -> str:
        """A name for the font's dictionaries: family and style, in the letters that PDF names may hold plainly."""
        plain = "".join(char for char in self.family if char.isascii() and char.isalnum())
        return f"{plain or 'Font'}-{self.style}"
