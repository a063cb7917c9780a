"""The fonts of one document, subset to what is shown, each code with the exact text it stands for.

Latin words of a face that sets them plainly are shown in a simple font: TrueType, WinAnsiEncoding, a byte a letter.
All else is shown in a composite one: Type 0, Identity-H. There the code (CID) of a character that is shown by its own
glyph is its number in Unicode, so what a segment shows is the same in every document: it is cached. A glyph that stands
for something else, and every cluster of several glyphs, gets a code that is no character's, in the order of painting.
A CIDToGIDMap leads from codes to the subset's glyphs, and one map from codes to text serves all composite fonts. Where
a face is shown both ways it is still embedded once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from handout.pdf.file.font_subset import Program, program
from handout.pdf.file.objects import LEVEL_WHEN_KEPT, deflated
from handout.pdf.text.faces import FREE, Face
from handout.pdf.text.lines import Piece
from handout.pdf.text.segments import CODES, Cluster, Segment
from handout.record import Record
from handout.text.phrase import NO_BREAK_SPACE, SOFT_HYPHEN

AddObject = Callable[[bytes], int]
AddStream = Callable[[bytes, bytes], int]
LAST_CHARACTER = 0xFFFD
SYMBOLIC, NONSYMBOLIC, ITALIC = 4, 32, 64
"""Flags of a font descriptor (ISO 32000-1, 9.8.2)."""
NAMED = {SOFT_HYPHEN: "-", NO_BREAK_SPACE: " "}
"""What WinAnsiEncoding calls two codes: hyphen and space, whose glyphs they show (ISO 32000-1, D.2, notes 3 and 5)."""
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
COMMON = LETTERS | frozenset(" !%&'()+,-./:;?–’“”•·")
COMMON_ASCII = "".join(sorted(filter(str.isascii, COMMON)))
COMMON_BYTES = COMMON_ASCII.encode("ascii")
MANY = 40
"""A face that shows so many letters and digits gets all of them, with common signs: the next document that is set in
it shows others, and its font is then found again instead of being made."""


class _Used:
    """What a document has shown of one face in one kind of font."""

    __slots__ = ("clusters", "face", "free", "more", "name", "segments", "texts")

    def __init__(self, name: str, face: Face, free: Iterator[int]) -> None:
        self.name = name
        self.face = face
        self.free = free
        self.texts: list[str] = []
        self.more: set[str] = set()
        self.clusters: dict[Cluster, str] = {}
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
                yield CODES[self.clusters.get(code) or self._allot(code)]
            else:
                self.more.add(code)
                yield CODES[code]
            if kern:
                yield f"){kern:g}("

    def _allot(self, cluster: Cluster) -> str:
        """A code that nothing else in the document has, as a character."""
        code = next(self.free, None)
        if code is None:
            raise OverflowError("this document shows more forms of letters than its fonts can have codes")
        self.clusters[cluster] = chr(code)
        return chr(code)

    def chars(self) -> frozenset[str]:
        """The characters of what was shown, but for those that stand in clusters alone."""
        chars = _chars_in("".join(self.texts)) | self.more
        return frozenset(chars | COMMON if len(chars & LETTERS) >= MANY else chars)


class DocumentFonts:
    """The fonts of one document, named in the order of their first use."""

    def __init__(self) -> None:
        self._used: dict[Face, _Used] = {}
        self._free = chain.from_iterable(FREE)
        self._selected: dict[tuple[Face, float], str] = {}

    def resource(self, face: Face) -> str:
        """The name of a face in the document's font resources: /F1, /F2, …"""
        return self._of(face).name

    def selected(self, face: Face, size: float) -> str:
        """The operator that selects a face at a size."""
        found = self._selected.get((face, size))
        if found is None:
            found = self._selected[face, size] = f"{self.resource(face)} {size:.6g} Tf"
        return found

    def faces(self) -> list[Face]:
        """The faces that the document shows, in the order of their first use."""
        return list(self._used)

    def codes(self) -> tuple[tuple[str, str, tuple[tuple[Cluster, str], ...]], ...]:
        """Of each font its name, its file, and the codes that it has in this document alone."""
        return tuple((used.name, used.face.sha256, tuple(used.clusters.items())) for used in self._used.values())

    def show(self, piece: Piece) -> str:
        """The operator that shows a piece's glyphs: a string of characters U+0000 to U+00FF, one for each byte.

        It goes into the content stream as Latin-1. The face's font must be set at the size of the piece's ink.
        """
        used = self._used.get(piece.face) or self._of(piece.face)
        body = piece.body
        if body is None:
            body = "".join([used.body(segment) for segment in piece.glyphs])
        else:
            used.texts.append(piece.text)
        return f"[({body})]TJ"

    def objects(self, add: AddObject, add_stream: AddStream) -> dict[str, int]:
        """Write the fonts; give the object number of each resource name (without its slash).

        `add` allots an indirect object for a body. `add_stream` is given the entries of a stream's dictionary, without
        the brackets and /Length, and the data that they describe.
        """
        used = self._used
        shown = {
            face: _Shown(used.get(face.simple), used.get(face))
            for face in dict.fromkeys([face.composite for face in used])
        }
        return _write(shown, add, add_stream)

    def _of(self, face: Face) -> _Used:
        used = self._used.get(face)
        if used is None:
            used = self._used[face] = _Used(f"/F{len(self._used) + 1}", face, self._free)
        return used


def _chars_in(text: str) -> set[str]:
    """Every character of a text: the same as `set(text)`, sooner where most are letters of English."""
    rare = text.encode("utf-8", "surrogatepass").translate(None, COMMON_BYTES).decode("utf-8", "surrogatepass")
    return {char for char in COMMON_ASCII if char in text}.union(rare)


class _Shown(Record, kw_only=False):
    """What a document has shown of one face: in a simple font, and in a composite one."""

    simple: _Used | None
    composite: _Used | None

    def parts(self, face: Face) -> _Parts:
        """What the face's objects hold."""
        clusters = () if self.composite is None else tuple(self.composite.clusters.items())
        simple, plain = (frozenset() if used is None else used.chars() for used in (self.simple, self.composite))
        return _parts(face, simple, plain, clusters)


class _Parts(Record, kw_only=False):
    """What the objects of a face hold, but for the numbers of other objects.

    `rows` are the rows of 256 codes that characters of its composite font stand in, `clusters` the text of each code
    that is no character's.
    """

    name: str
    descriptor: str
    program: bytes
    program_length: int
    simple_widths: str
    widths: str
    map: bytes
    rows: frozenset[int]
    clusters: tuple[tuple[str, str], ...]


def _write(shown: dict[Face, _Shown], add: AddObject, add_stream: AddStream) -> dict[str, int]:
    """The streams of all fonts, then their dictionaries, like beside like: so they deflate best."""
    parts = {face: used.parts(face) for face, used in shown.items()}
    simple = [(used.simple, parts[face]) for face, used in shown.items() if used.simple is not None]
    composite = [(used.composite, parts[face]) for face, used in shown.items() if used.composite is not None]
    compressed = b"/Filter/FlateDecode"
    programs = [
        add_stream(b"%s/Length1 %d" % (compressed, part.program_length), part.program) for part in parts.values()
    ]
    maps = [add_stream(compressed, part.map) for _, part in composite]
    reading = add_stream(compressed, _composite_reading([part for _, part in composite])) if composite else 0
    simple_reading = add_stream(compressed, _simple_reading()) if simple else 0
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
        for (used, part), descendant in zip(composite, descendants, strict=True)
    }
    numbers |= {
        used.name[1:]: add(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{part.name}/Encoding/WinAnsiEncoding"
            f"/ToUnicode {simple_reading} 0 R/FontDescriptor {descriptors[part.name]} 0 R"
            f"{part.simple_widths}>>".encode("ascii")
        )
        for used, part in simple
    }
    return numbers


@lru_cache(maxsize=512)
def _parts(
    face: Face, in_simple: frozenset[str], in_composite: frozenset[str], clusters: tuple[tuple[Cluster, str], ...]
) -> _Parts:
    """A face's fonts for exactly these characters and clusters, cached for documents that show the same."""
    simple, plain = _own_glyphs(in_simple, face.simple_codes), _own_glyphs(in_composite, face.plain)
    if SOFT_HYPHEN in in_simple:
        simple += SOFT_HYPHEN
    letters = {char: face.cmap[NAMED.get(char, char)] for char in simple}
    letters |= {name: face.cmap[name] for char, name in NAMED.items() if char in letters}
    shown = {*plain, *(NAMED.get(char, char) for char in simple)}
    font = program(face, shown, [cluster for cluster, _ in clusters], letters)
    targets = {ord(char): font.glyphs[face.plain[char]] for char in plain}
    targets |= {ord(code): target for (_, code), target in zip(clusters, font.clusters, strict=True)}
    targets = dict(sorted(targets.items()))
    name = f"{_tag(face, simple, plain, clusters)}+{face.postscript_name}"
    simple_widths = {char.encode("cp1252")[0]: font.widths[font.glyphs[letters[char]]] for char in simple}
    return _Parts(
        name=name,
        descriptor=_descriptor(face, font, name, is_symbolic=not simple),
        program=deflated(font.data, LEVEL_WHEN_KEPT),
        program_length=len(font.data),
        simple_widths=_simple_widths(simple_widths, face.units),
        widths=_widths({code: font.widths[target] for code, target in targets.items()}, face.units),
        map=deflated(_code_map(targets), LEVEL_WHEN_KEPT),
        rows=frozenset(ord(char) >> 8 for char in plain),
        clusters=tuple((code, cluster.text) for cluster, code in clusters),
    )


def _own_glyphs(chars: frozenset[str], known: Mapping[str, object]) -> str:
    """Those of the characters that are shown by their own glyphs, in rising order."""
    return "".join(sorted(filter(known.__getitem__, chars)))


def _tag(face: Face, simple: str, plain: str, clusters: tuple[tuple[Cluster, str], ...]) -> str:
    """Six letters that tell subsets apart (ISO 32000-1, 9.6.4), from what is in them."""
    shown = repr((face.key, simple, plain, [(tuple(cluster), code) for cluster, code in clusters])).encode("utf-8")
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


def _widths(widths: dict[int, int], units: int) -> str:
    """The W array: runs of codes that follow each other, with the widths that the font program has."""
    runs: list[tuple[int, list[str]]] = []
    following = -1
    for code, width in widths.items():
        written = _width(width, units)
        if code == following:
            runs[-1][1].append(written)
        else:
            runs.append((code, [written]))
        following = code + 1
    return "/DW 0/W[" + "".join(f"{first}[{' '.join(row)}]" for first, row in runs) + "]"


def _code_map(targets: dict[int, int]) -> bytes:
    """The glyph of each code, two bytes each (ISO 32000-1, 9.7.4.2)."""
    table = bytearray(2 * (max(targets, default=0) + 1))
    for code, target in targets.items():
        table[2 * code : 2 * code + 2] = target.to_bytes(2, "big")
    return bytes(table)


@cache
def _simple_reading() -> bytes:
    """What the codes of every simple font stand for, deflated: two say more than WinAnsiEncoding calls them."""
    codes = [code for code in range(32, 256) if bytes([code]).decode("cp1252", "ignore") and code != 127]
    readings = list(bytes(codes).decode("cp1252"))
    return deflated(_to_unicode(codes, readings, digits=2), LEVEL_WHEN_KEPT)


def _composite_reading(fonts: list[_Parts]) -> bytes:
    """What the codes of a document's composite fonts stand for, deflated."""
    rows = frozenset[int]().union(*[font.rows for font in fonts])
    return _composite_map(rows, tuple(sorted([cluster for font in fonts for cluster in font.clusters])))


@lru_cache(maxsize=64)
def _composite_map(rows: frozenset[int], clusters: tuple[tuple[str, str], ...]) -> bytes:
    own = [ord(code) for code, _ in clusters]
    return deflated(_to_unicode(own, [text for _, text in clusters], _ranges_of(rows)), LEVEL_WHEN_KEPT)


def _ranges_of(rows: frozenset[int]) -> list[tuple[int, int, str]]:
    """The characters that stand for themselves, by row; of the first and the last row but those that are characters."""
    found = []
    for row in sorted(rows):
        first, last = row << 8, row << 8 | 0xFF
        if row == 0:
            found.append((0x20, 0x7E, " "))
            first = 0xA0
        found.append((first, min(last, LAST_CHARACTER), chr(first)))
    return found


def _to_unicode(
    codes: list[int], readings: list[str], ranges: Sequence[tuple[int, int, str]] = (), digits: int = 4
) -> bytes:
    """The ToUnicode CMap (ISO 32000-1, 9.10.3): at most 100 entries a block, UTF-16BE.

    Codes in a row that stand for characters in a row are one range, within which only the last byte differs; other
    ranges are given by their first and last code and the first reading. A code has so many hexadecimal digits.
    """
    ranges = list(ranges)
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
