"""Shaped segments: the glyphs of the text between two line-break opportunities, as a PDF shows them."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from handout.pdf.text.faces import INVISIBLE, Face
from handout.pdf.text.harfbuzz import harfbuzz
from handout.pdf.text.pair_kerning import paired_letters
from handout.pdf.text.runs import SPACES
from handout.record import Struct
from handout.text.phrase import SOFT_HYPHEN

UNREAD = dict.fromkeys(map(ord, INVISIBLE - {"\u200c", "\u200d"}))
LATIN = "Latn"
LEAST_KERN = 16.0
"""Latin letters are moved by no less, in thousandths of the font size: at 12 points a dot of a printer is wider."""


class Cluster(NamedTuple):
    """Glyphs that stand for a text together: a ligature, a letter with its marks, another form of a letter.

    `parts` are (glyph, x, y) in font units from the cluster's origin; `advance` is how far it moves the pen. Of a
    right-to-left ligature the first letter has all the glyphs, and each that follows has none.
    """

    parts: tuple[tuple[int, int, int], ...]
    advance: int
    text: str


class Segment(Struct, eq=False, gc=False):
    """A shaped segment. Widths are in thousandths of the font size; `ink` leaves out the spaces at the end.

    `body` is what a PDF shows, without the outer brackets: a byte a glyph when `face` is shown as a simple font, else
    two (characters U+0000 to U+00FF), kerns as `)-20(`. It is None when a glyph needs a code of its own, which only a
    document can give: then `codes` holds (character or Cluster, kern after it). Glyphs are in visual order, which is
    what readers of PDF expect of right-to-left text too. `face` is None when no one face has all: then `parts` are the
    segments it is made of.
    """

    text: str
    face: Face | None
    width: float
    ink: float
    body: str | None = None
    codes: tuple[tuple[str | Cluster, float], ...] = ()
    parts: tuple[Segment, ...] = ()
    rtl: bool = False

    def __repr__(self) -> str:
        return f"<Segment {self.text!r} {self.width:g}>"


class Uncovered(Exception):
    """No installed face has these characters."""

    def __init__(self, text: str, chars: list[str]) -> None:
        self.chars = chars
        super().__init__(text)


class Codes(dict[str, str]):
    """The bytes of a character's code as they stand inside a PDF literal string (ISO 32000-1, 7.3.4.2)."""

    def __init__(self, encoding: str, errors: str) -> None:
        super().__init__()
        self._encoding = encoding
        self._errors = errors

    def __missing__(self, char: str) -> str:
        plain = char.encode(self._encoding, self._errors).decode("latin-1")
        written = self[char] = "".join([ESCAPED.get(byte, byte) for byte in plain])
        return written


ESCAPED = {"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"}
SIMPLE_CODES = Codes("cp1252", "strict")
"""One byte: WinAnsiEncoding."""
CODES = Codes("utf-16-be", "surrogatepass")
"""Two bytes: the character's number in Unicode."""


def shaped(
    text: str, face: Face, language: str, script: str = "", rtl: bool = False, before: str = "", after: str = "",
    *, may_be_simple: bool = True,
) -> Segment:  # fmt: skip
    """A segment of one face, shaped by HarfBuzz; Uncovered if a glyph is missing after all.

    It is shown in a simple font where it can be, in a face that sets its Latin letters plainly.
    """
    face = face.composite
    infos, positions = harfbuzz((before, text, after), face, language, script, rtl)
    if not infos and not INVISIBLE.issuperset(text):
        raise Uncovered(text, list(text))
    scale = 1000 / face.units
    end = len(text.rstrip(SPACES))
    width = ink = 0
    drawn: list[tuple[str | Cluster, int, int, int]] = []
    for first, last, begin, read in _clusters(text, [info.cluster - len(before) for info in infos], rtl):
        if any(info.codepoint == 0 for info in infos[first:last]):
            raise Uncovered(text, list(dict.fromkeys(read)))
        moved = sum(position.x_advance for position in positions[first:last])
        if rtl:
            # Readers turn right-to-left text round, some code by code, some sign by sign: no code may be several signs,
            # not even that of a ligature.
            drawn += [(Cluster((), 0, sign), 0, 0, begin) for sign in reversed(read[1:])]
            read = read[:1]
        drawn.append((*_code(face, infos[first:last], positions[first:last], read), moved, begin))
    shown_as = face.simple if may_be_simple and _is_simple(face, drawn) else face
    codes = []
    for code, nominal, moved, begin in drawn:
        kern = kern_after(shown_as, nominal, moved)
        codes.append((code, kern))
        moved = moved if kern else nominal
        width += moved
        ink += moved if begin < end else 0
    body = _body(codes, SIMPLE_CODES if shown_as.is_simple else CODES)
    return Segment(text, shown_as, width * scale, ink * scale, body, () if body is not None else tuple(codes), rtl=rtl)


def _is_simple(face: Face, drawn: list[tuple[str | Cluster, int, int, int]]) -> bool:
    """Whether a segment can be shown in a simple font, being of a face that sets its letters plainly."""
    signs = [code for code, *_ in drawn if type(code) is str]
    if not signs or len(signs) < len(drawn):
        return False
    return all(map(face.simple_codes.__getitem__, signs)) and bool(paired_letters(face))


def plainly_shaped(text: str, face: Face, language: str, script: str) -> Segment | None:
    """The usual case of `shaped`, found sooner: from left to right, one glyph a letter, each with its usual code.

    None when it is another case.
    """
    glyphs = [*map(face.plain.__getitem__, text)]
    if not glyphs or 0 in glyphs:
        return None
    infos, positions = harfbuzz(("", text, ""), face, language, script, False)
    if [info.codepoint for info in infos] != glyphs or [info.cluster for info in infos] != [*range(len(text))]:
        return None
    across, up, moves, _ = zip(*[position.position for position in positions], strict=True)
    if any(across) or any(up):
        return None
    scale = 1000 / face.units
    is_simple = all(map(face.simple_codes.__getitem__, text)) and bool(paired_letters(face))
    shown_as, codes = (face.simple, SIMPLE_CODES) if is_simple else (face, CODES)
    widths = [*map(face.advances.__getitem__, glyphs)]
    body = [*map(codes.__getitem__, text)]
    for at in [at for at, moved in enumerate(moves) if moved != widths[at]]:
        kern = kern_after(shown_as, widths[at], moves[at])
        if kern:
            body[at] += f"){kern:g}("
            widths[at] = moves[at]
    ink = sum(widths[: len(text.rstrip(SPACES))])
    return Segment(text, shown_as, sum(widths) * scale, ink * scale, "".join(body))


def _code(face: Face, infos: Any, positions: Any, read: str) -> tuple[str | Cluster, int]:
    """What a cluster is called, by its character if that is all it is, and how far it moves the pen in the font."""
    info, position = infos[0], positions[0]
    plain = len(infos) == 1 and not position.x_offset and not position.y_offset
    nominal = face.advances[info.codepoint]
    if plain and len(read) == 1 and face.plain[read] == info.codepoint:
        return read, nominal
    if not plain:
        pairs = zip(infos, positions, strict=True)
        nominal = sum(face.advances[i.codepoint] for i, p in pairs if p.x_advance)
    return Cluster(_parts(infos, positions), nominal, read), nominal


@cache
def spaces(face: Face, text: str, rtl: bool) -> Segment:
    """White space set in the face of the word before it, shown as that is."""
    return shaped(text, face, "und", "", rtl, may_be_simple=face.is_simple)


def hyphen_behind(segment: Segment) -> Segment | None:
    """The hyphen that the soft hyphen at a segment's end becomes where a line ends there; none behind joined letters.

    Hebrew has a hyphen of its own, the maqaf. In Arabic a letter is joined to the next line by its shape.
    """
    if segment.face is None or (segment.rtl and not "\u0590" <= segment.text[-2:-1] < "\u0600"):
        return None
    return _hyphen(segment.face, segment.rtl)


@cache
def _hyphen(face: Face, rtl: bool) -> Segment:
    """It is drawn as a hyphen and read as U+00AD. Its text is empty: the soft hyphen is in the segment before it."""
    signs = "-" if face.is_simple else "\u05be\u2010-" if rtl else "\u2010-"
    glyph = next(filter(None, map(face.cmap.__getitem__, signs)), 0)
    advance = face.advances[glyph]
    width = advance * 1000 / face.units
    if face.is_simple:
        return Segment("", face, width, width, SIMPLE_CODES[SOFT_HYPHEN])
    return Segment("", face, width, width, None, ((Cluster(((glyph, 0, 0),), advance, SOFT_HYPHEN), 0.0),), rtl=rtl)


def _clusters(text: str, places: list[int], rtl: bool) -> list[tuple[int, int, int, str]]:
    """(first glyph, end, place in the text, text read) of each cluster, in visual order."""
    starts = [i for i, place in enumerate(places) if i == 0 or place != places[i - 1]]
    found = []
    for n, first in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else len(places)
        begin = places[first]
        following = (starts[n - 1] if n else len(places)) if rtl else last
        end = places[following] if following < len(places) else len(text)
        found.append((first, last, begin, text[begin:end].translate(UNREAD)))
    return found


def _parts(infos: Any, positions: Any) -> tuple[tuple[int, int, int], ...]:
    x = 0
    parts = []
    for info, position in zip(infos, positions, strict=True):
        parts.append((info.codepoint, x + position.x_offset, position.y_offset))
        x += position.x_advance
    return tuple(parts)


def _body(codes: list[tuple[str | Cluster, float]], written: Codes) -> str | None:
    """What a PDF shows for characters; None if there is something else."""
    out = []
    for code, kern in codes:
        if isinstance(code, Cluster):
            return None
        out.append(written[code])
        if kern:
            out.append(f"){kern:g}(")
    return "".join(out)


def kern_after(shown_as: Face, nominal: int, moved: int) -> float:
    """What is taken off after a glyph, in thousandths of the font size; 0 when it is too little to be seen."""
    kern = round((nominal - moved) * 1000 / shown_as.units, 2)
    return 0.0 if shown_as.is_simple and -LEAST_KERN < kern < LEAST_KERN else kern
