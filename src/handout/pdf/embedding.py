"""The fonts of one document, subset to what is shown, each code with the exact text it stands for.

Latin words of a face that sets them plainly are shown in a simple font: TrueType, WinAnsiEncoding, a byte a letter.
All else is shown in a composite one: Type 0, Identity-H. There the code (CID) of a glyph that stands for its usual
character is its number in the font file, so what a segment shows is the same in every document and is kept. A glyph
that stands for something else, and every cluster of several glyphs, gets a code after those, in the order of painting.
A CIDToGIDMap leads from codes to the subset's glyphs. Where a face is shown both ways it is still embedded once.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from handout.pdf.document import LEVEL_WHEN_KEPT, deflated
from handout.pdf.embedding_program import Program, program
from handout.pdf.faces import NO_BREAK_SPACE, SOFT_HYPHEN, SOFT_HYPHEN_CODE, Face
from handout.pdf.lines import Piece
from handout.pdf.shaping import CODES, Cluster, Segment

AddObject = Callable[[bytes], int]
AddStream = Callable[[bytes, bytes], int]
LAST_CODE = 0xFFFF
SYMBOLIC, NONSYMBOLIC, ITALIC = 4, 32, 64
"""Flags of a font descriptor (ISO 32000-1, 9.8.2)."""
NAMED = {SOFT_HYPHEN: "-", NO_BREAK_SPACE: " "}
"""What WinAnsiEncoding calls two codes: hyphen and space, whose glyphs they show (ISO 32000-1, D.2, notes 3 and 5)."""
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
COMMON = LETTERS | frozenset(" !%&'()+,-./:;?–’“”•·")
MANY = 40
"""A face that shows so many letters and digits gets all of them, with common signs: the next document that is set in
it shows others, and its font is then found again instead of being made."""


class _Used:
    """What a document has shown of one face."""

    __slots__ = ("clusters", "face", "glyphs", "name", "segments", "texts")

    def __init__(self, name: str, face: Face) -> None:
        self.name = name
        self.face = face
        self.texts: list[str] = []
        self.glyphs: set[int] = set()
        self.clusters: dict[Cluster, int] = {}
        self.segments: dict[Segment, str] = {}

    def body(self, segment: Segment) -> str:
        """What this document shows for a segment that needs codes of its own."""
        if segment.body is not None:
            self.texts.append(segment.text)
            return segment.body
        body = self.segments.get(segment)
        if body is None:
            body = self.segments[segment] = "".join(self._codes(segment))
        return body

    def _codes(self, segment: Segment) -> Iterable[str]:
        for code, kern in segment.codes:
            if isinstance(code, Cluster):
                yield CODES[self._code(code)]
            else:
                self.glyphs.add(code)
                yield CODES[code]
            if kern:
                yield f"){kern:g}("

    def _code(self, cluster: Cluster) -> int:
        code = self.clusters.get(cluster)
        if code is None:
            code = self.face.glyph_count + len(self.clusters)
            if code > LAST_CODE:
                raise OverflowError(f"{self.face.key} shows more glyphs than a font can have codes")
            self.clusters[cluster] = code
        return code

    def chars(self) -> set[str]:
        """The characters shown by what needs no codes of its own."""
        chars = set("".join(self.texts))
        if len(chars & LETTERS) >= MANY:
            chars |= COMMON
        return chars

    def plain(self) -> tuple[int, ...]:
        """Every plain glyph of a composite font, in rising order."""
        cmap = self.face.cmap
        glyphs = {cmap[char] for char in self.chars()} | self.glyphs
        glyphs.discard(0)
        return tuple(sorted(glyphs))

    def codes(self) -> bytes:
        """Every code of a simple font, in rising order."""
        chars = self.chars()
        codes = {*map(self.face.simple_codes.__getitem__, chars)} - {0}
        return bytes(sorted(codes | {SOFT_HYPHEN_CODE} if SOFT_HYPHEN in chars else codes))


class DocumentFonts:
    """The fonts of one document, named in the order of their first use."""

    def __init__(self) -> None:
        self._used: dict[Face, _Used] = {}

    def resource(self, face: Face) -> str:
        """The name of a face in the document's font resources: /F1, /F2, …"""
        return self._of(face).name

    def show(self, piece: Piece) -> str:
        """The operator that shows a piece's glyphs: a string of characters U+0000 to U+00FF, one for each byte.

        It goes into the content stream as Latin-1. The face's font must be set at the size of the piece's ink.
        """
        used = self._used.get(piece.face) or self._of(piece.face)
        try:
            body = "".join([segment.body for segment in piece.glyphs])  # type: ignore[misc]
        except TypeError:
            body = "".join([used.body(segment) for segment in piece.glyphs])
        else:
            used.texts.append(piece.text)
        return f"[({body})]TJ"

    def objects(self, add: AddObject, add_stream: AddStream) -> dict[str, int]:
        """Write the fonts; give the object number of each resource name (without its slash).

        `add` allots an indirect object for a body. `add_stream` is given the entries of a stream's dictionary, without
        the brackets and /Length, and the data that they describe.
        """
        shown: dict[Face, _Shown] = {}
        for face, used in self._used.items():
            shown.setdefault(face.composite, _Shown()).add(used)
        return _write(shown, add, add_stream)

    def _of(self, face: Face) -> _Used:
        used = self._used.get(face)
        if used is None:
            used = self._used[face] = _Used(f"/F{len(self._used) + 1}", face)
        return used


class _Shown:
    """What a document has shown of one face, in a simple font and in a composite one."""

    __slots__ = ("composite", "simple")

    def __init__(self) -> None:
        self.simple: _Used | None = None
        self.composite: _Used | None = None

    def add(self, used: _Used) -> None:
        if used.face.is_simple:
            self.simple = used
        else:
            self.composite = used

    def what(self) -> tuple[bytes, tuple[int, ...], tuple[Cluster, ...]]:
        """The codes of the simple font; the plain glyphs of the composite one, and its clusters by their codes."""
        codes = b"" if self.simple is None else self.simple.codes()
        return (
            (codes, (), ()) if self.composite is None else (codes, self.composite.plain(), (*self.composite.clusters,))
        )


class _Parts(NamedTuple):
    """What the objects of a face hold, but for the numbers of other objects."""

    name: str
    descriptor: str
    program: bytes
    program_length: int
    simple_widths: str
    widths: str
    map: bytes
    unicode: bytes


def _write(shown: dict[Face, _Shown], add: AddObject, add_stream: AddStream) -> dict[str, int]:
    """The streams of all fonts, then their dictionaries, like beside like: so they deflate best."""
    parts = {face: _parts(face, *used.what()) for face, used in shown.items()}
    simple = [(used.simple, parts[face]) for face, used in shown.items() if used.simple is not None]
    composite = [(used.composite, parts[face]) for face, used in shown.items() if used.composite is not None]
    compressed = b"/Filter/FlateDecode"
    programs = [
        add_stream(b"%s/Length1 %d" % (compressed, part.program_length), part.program) for part in parts.values()
    ]
    maps = [add_stream(compressed, part.map) for _, part in composite]
    readings = [add_stream(compressed, part.unicode) for _, part in composite]
    plain_reading = add_stream(compressed, _simple_to_unicode()) if simple else 0
    descriptors = {
        part.name: add(f"<<{part.descriptor}/FontFile2 {number} 0 R>>".encode("ascii"))
        for part, number in zip(parts.values(), programs, strict=True)
    }
    descendants = [
        add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{part.name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor {descriptors[part.name]} 0 R/CIDToGIDMap {number} 0 R"
            f"{part.widths}>>".encode("ascii")
        )
        for (_, part), number in zip(composite, maps, strict=True)
    ]
    numbers = {
        used.name[1:]: add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{part.name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
            f"/ToUnicode {reading} 0 R>>".encode("ascii")
        )
        for (used, part), descendant, reading in zip(composite, descendants, readings, strict=True)
    }
    numbers |= {
        used.name[1:]: add(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{part.name}/Encoding/WinAnsiEncoding/ToUnicode {plain_reading} 0 R"
            f"/FontDescriptor {descriptors[part.name]} 0 R{part.simple_widths}>>".encode("ascii")
        )
        for used, part in simple
    }
    return numbers


@lru_cache(maxsize=512)
def _parts(face: Face, simple: bytes, glyphs: tuple[int, ...], clusters: tuple[Cluster, ...]) -> _Parts:
    """A face's fonts for exactly these codes, glyphs and clusters, kept for documents that show the same."""
    shown = simple.decode("cp1252")
    letters = {char: face.cmap[NAMED.get(char, char)] for char in shown}
    letters |= {name: face.cmap[name] for char, name in NAMED.items() if char in letters}
    font = program(face, glyphs, clusters, {ord(char): glyph for char, glyph in letters.items()})
    codes = [*glyphs, *range(face.glyph_count, face.glyph_count + len(clusters))]
    readings = [*(face.reading[glyph] for glyph in glyphs), *(cluster.text for cluster in clusters)]
    targets = [*(font.glyphs[glyph] for glyph in glyphs), *font.clusters]
    name = f"{_tag(face, simple, glyphs, clusters)}+{face.postscript_name}"
    return _Parts(
        name=name,
        descriptor=_descriptor(face, font, name, is_symbolic=not simple),
        program=deflated(font.data, LEVEL_WHEN_KEPT),
        program_length=len(font.data),
        simple_widths=_simple_widths(
            {code: font.widths[font.glyphs[letters[char]]] for code, char in zip(simple, shown, strict=True)},
            face.units,
        ),
        widths=_widths(codes, [font.widths[target] for target in targets], face.units),
        map=deflated(_code_map(codes, targets), LEVEL_WHEN_KEPT),
        unicode=deflated(_to_unicode(codes, readings), LEVEL_WHEN_KEPT),
    )


def _tag(face: Face, simple: bytes, glyphs: tuple[int, ...], clusters: tuple[Cluster, ...]) -> str:
    """Six letters that tell subsets apart (ISO 32000-1, 9.6.4), from what is in them."""
    shown = repr((face.key, simple, glyphs, [tuple(cluster) for cluster in clusters])).encode("utf-8")
    number = int.from_bytes(hashlib.sha256(shown).digest()[:8], "big")
    letters = []
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters.append(chr(65 + rest))
    return "".join(letters)


def _descriptor(face: Face, font: Program, name: str, *, is_symbolic: bool) -> str:
    """The entries of a font descriptor (ISO 32000-1, 9.8.1) but for the font file."""
    scale = 1000 / face.units
    flags = (SYMBOLIC if is_symbolic else NONSYMBOLIC) | (ITALIC if face.italic else 0)
    box = " ".join(f"{edge * scale:.0f}" for edge in font.box)
    return (
        f"/Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]"
        f"/ItalicAngle {face.italic_angle:g}/Ascent {face.ascent * 1000:.0f}/Descent {-face.descent * 1000:.0f}"
        f"/CapHeight {face.cap_height * 1000:.0f}/StemV {140 if face.bold else 80}"
    )


def _simple_widths(widths: dict[int, int], units: int) -> str:
    """The widths of a simple font, from its first code to its last."""
    if not widths:
        return ""
    first, last = min(widths), max(widths)
    written = [_width(widths.get(code, 0), units) for code in range(first, last + 1)]
    return f"/FirstChar {first}/LastChar {last}/Widths[{' '.join(written)}]"


def _width(width: int, units: int) -> str:
    return f"{round(width * 1000 / units, 3):g}"


def _widths(codes: list[int], widths: list[int], units: int) -> str:
    """The W array: runs of codes that follow each other, with the widths that the font program has."""
    runs: list[tuple[int, list[str]]] = []
    following = -1
    for code, width in zip(codes, widths, strict=True):
        written = _width(width, units)
        if code == following:
            runs[-1][1].append(written)
        else:
            runs.append((code, [written]))
        following = code + 1
    return "/DW 0/W[" + "".join(f"{first}[{' '.join(row)}]" for first, row in runs) + "]"


def _code_map(codes: list[int], targets: list[int]) -> bytes:
    table = bytearray(2 * (codes[-1] + 1)) if codes else bytearray(2)
    for code, target in zip(codes, targets, strict=True):
        table[2 * code : 2 * code + 2] = target.to_bytes(2, "big")
    return bytes(table)


@cache
def _simple_to_unicode() -> bytes:
    """The map of every simple font, deflated: that of WinAnsiEncoding, but for the codes that it calls by two names."""
    codes = [code for code in range(32, 256) if bytes([code]).decode("cp1252", "ignore") and code != 127]
    readings = list(bytes(codes).decode("cp1252"))
    return deflated(_to_unicode(codes, readings, digits=2), LEVEL_WHEN_KEPT)


def _to_unicode(codes: list[int], readings: list[str], digits: int = 4) -> bytes:
    """The ToUnicode CMap (ISO 32000-1, 9.10.3): at most 100 entries a block, UTF-16BE.

    Codes in a row that stand for characters in a row are one range, within which only the last byte differs. A code is
    written in so many hexadecimal digits.
    """
    ranges: list[tuple[int, int, str]] = []
    for code, reading in zip(codes, readings, strict=True):
        if ranges and _follows(*ranges[-1], code, reading):
            ranges[-1] = (ranges[-1][0], code, ranges[-1][2])
        elif reading:
            ranges.append((code, code, reading))
    single = [f"<{first:0{digits}x}>{_utf16(text)}" for first, last, text in ranges if first == last]
    several = [f"<{first:0{digits}x}><{last:0{digits}x}>{_utf16(text)}" for first, last, text in ranges if first < last]
    body = "\n".join([*_blocks("bfrange", several), *_blocks("bfchar", single)])
    return (
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<{'0' * digits}><{'f' * digits}>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
    ).encode("ascii")


def _follows(first: int, last: int, start: str, code: int, reading: str) -> bool:
    """Whether a code and its reading go on where a range ends."""
    if code != last + 1 or code & 255 == 0 or len(reading) != 1 or len(start) != 1 or reading > "\uffff":
        return False
    return ord(reading) == ord(start) + code - first and ord(reading) & 255 != 0


def _utf16(reading: str) -> str:
    return f"<{reading.encode('utf-16-be').hex()}>"


def _blocks(kind: str, rows: list[str]) -> Iterator[str]:
    for at in range(0, len(rows), 100):
        block = rows[at : at + 100]
        yield f"{len(block)} begin{kind}\n" + "\n".join(block) + f"\nend{kind}"
