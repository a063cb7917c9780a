"""The operators of one page, or of one form: always inside exactly one mark, each state said only when it changes.

Text marks lie inside text objects, all others outside of them; none is open where a whole state is kept or taken up
again (ISO 32000-1, 8.4.2, 9.4 and 14.6). Artifact is the resting state: what nobody claims belongs to no element
(ISO 14289-1, 7.1; ISO 32000-1, 14.8.2.2).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from handout.pdf.file.font_objects import DocumentFonts
from handout.pdf.file.structure import Box, Leaf
from handout.pdf.file.structure_writer import around
from handout.pdf.text.faces import Face
from handout.pdf.text.lines import Line
from handout.pdf.text.runs import Ink
from handout.problems import InternalError
from handout.style.values import Rgb

ARTIFACT = "/Artifact BMC"
LeafOrOperator: TypeAlias = Leaf | str
"""A leaf of the structure tree, or the operator that opens an artifact."""
UNKNOWN = -1e9
"""No rise, and no place, that text can have."""
MOST_NUMBERS = 20_000
ROUND = 0.4477152
"""How far a corner's control points stay from the corner, in parts of its radius."""


class _Hundredths(dict[int, str]):
    """Numbers given in hundredths, as a file writes them: most moves of the pen are made again and again."""

    def __missing__(self, number: int) -> str:
        if len(self) >= MOST_NUMBERS:
            self.clear()
        text = self[number] = f"{number / 100:g}"
        return text


hundredths = _Hundredths().__getitem__
"""The text of a number. Asked so, and not by brackets, no method of the class stands between."""
_LOOK_OF_RULE = itemgetter(0, 1, 2)


class ContentStream:
    """What is painted, as operators; `rise` is that of text at its start, where it is known.

    Colours are parts of red, green and blue, lengths are points.
    """

    __slots__ = (
        "_across", "_face", "_fill", "_font", "_fonts", "_in_text", "_ink", "_marks", "_open", "_operators", "_rise",
        "_rules", "_stroke", "_up", "_width",
    )  # fmt: skip

    def __init__(self, marks: Marks, fonts: DocumentFonts, rise: float = UNKNOWN) -> None:
        self._marks = marks
        self._fonts = fonts
        self._operators: list[str] = []
        self._open: LeafOrOperator | None = None
        self._in_text = False
        self._rules: list[tuple[str, Rgb, float, str]] = []
        # What has been said of the state: nothing yet.
        self._font, self._width, self._rise = "", -1.0, rise
        self._fill: Rgb | None = None
        self._stroke: Rgb | None = None
        self._ink: Ink | None = None
        self._face: Face | None = None
        self._across = self._up = 0

    def content(self) -> bytes:
        """All of it, every mark closed."""
        self.rest()
        return " ".join(self._operators).encode("latin-1")

    # marks

    def enter(self) -> None:
        """Be inside the wanted mark, and outside of text."""
        if self._in_text:
            self._end_text()
        if self._open is not self._marks.wanted:
            self._begin(self._marks.wanted, self._marks.tag)

    def rest(self) -> None:
        """Be inside no mark and no text object."""
        if self._in_text:
            self._end_text()
        if self._open is not None:
            self._operators.append("EMC")
            self._open = None

    def _begin(self, mark: LeafOrOperator, tag: str = "P") -> None:
        """Close the mark that is open and open another."""
        opening = mark if isinstance(mark, str) else self._marks.opening(mark, tag)
        self._operators.append(opening if self._open is None else f"EMC {opening}")
        self._open = mark

    # text

    def show_line(self, line: Line, x: float, baseline: float, artifact: bool) -> None:
        """The pieces of a line, each under its own leaf; an artifact where there is none, or when told so.

        A piece that begins where the one before it ended needs no move: there the pen is.
        """
        if not self._in_text:
            self._begin_text()
        operators, resting, show = self._operators, self._marks.resting, self._fonts.show
        # Hundredths of a point, as whole numbers: moves add up without drifting.
        up = round(baseline * 100.0)
        end = UNKNOWN
        for piece in line.pieces:
            at, ink, face = piece.x, piece.ink, piece.face
            mark: LeafOrOperator = resting if artifact else piece.leaf or resting
            follows = goes_on = -0.005 < at - end < 0.005
            if mark is not self._open:
                self._begin(mark)
                goes_on = False
            if ink is not self._ink or face is not self._face:
                self._set_ink(ink, face)
                goes_on = False
            shown = show(piece)
            if piece.body is None and piece.glyphs[0].rtl:
                # Glyphs stand as they are seen, left to right; this says that they are read the other way round
                # (ISO 32000-1, 14.8.2.3.3).
                shown = f"/ReversedChars BMC{shown} EMC"
            end = at + piece.width
            if not follows:
                across = round((x + at) * 100.0)
                shown = f"{hundredths(across - self._across)} {hundredths(up - self._up)} Td{shown}"
                self._across, self._up = across, up
            elif goes_on and operators[-1].endswith(")]TJ") and shown.startswith("[("):
                operators[-1] = operators[-1][:-4] + shown[2:]
                continue
            operators.append(shown)

    def _begin_text(self) -> None:
        self.rest()
        self._operators.append("BT")
        self._in_text = True
        self._across = self._up = 0

    def _end_text(self) -> None:
        """Leave the text object, and draw the rules that waited for its end."""
        operators = self._operators
        if self._open is not None:
            operators.append("EMC")
            self._open = None
        operators.append("ET")
        self._in_text = False
        if self._rules:
            rules, self._rules = self._rules, []
            for (mark, color, width), paths in groupby(rules, _LOOK_OF_RULE):
                if mark != self._open:
                    self._begin(mark)
                self._set_stroke(color, width)
                operators += [path for _, _, _, path in paths]
                operators.append("S")

    def _set_ink(self, ink: Ink, face: Face) -> None:
        if face is not self._face or self._ink is None or ink.size != self._ink.size:
            font = self._fonts.selected(face, ink.size)
            if font != self._font:
                self._font = font
                self._operators.append(font)
        if ink.rise != self._rise:
            self._rise = ink.rise
            self._operators.append(f"{ink.rise:.4g} Ts")
        if ink.color != self._fill:
            self._fill = ink.color
            self._operators.append(color_operator(ink.color, "g", "rg"))
        self._ink, self._face = ink, face

    # paths

    def paint(self, path: str, stroke: Rgb | None, fill: Rgb | None, width: float) -> None:
        """A path, filled and stroked in these colours, of which one is given; `width` is the stroke's."""
        self.enter()
        if fill is not None and fill != self._fill:
            self._fill = fill
            self._ink = None
            self._operators.append(color_operator(fill, "g", "rg"))
        if stroke is not None:
            self._set_stroke(stroke, width)
        self._operators.append(f"{path} {'f' if stroke is None else 'S' if fill is None else 'B'}")

    def rule(self, path: str, color: Rgb, width: float) -> None:
        """A line. An artifact among text waits for the text to end, so that it cuts no mark in two."""
        wanted = self._marks.wanted
        if self._in_text and isinstance(wanted, str):
            self._rules.append((wanted, color, width, path))
            return
        self.enter()
        self._set_stroke(color, width)
        self._operators += (path, "S")

    def _set_stroke(self, color: Rgb, width: float) -> None:
        if color != self._stroke:
            self._stroke = color
            self._operators.append(color_operator(color, "G", "RG"))
        if width != self._width:
            self._width = width
            self._operators.append(f"{width:.6g} w")

    # what was painted elsewhere

    def insert(self, operators: str) -> None:
        """Operators that leave the state as they found it, under the wanted mark."""
        self.enter()
        self._operators.append(f"q {operators} Q")

    def show_form(self, name: str) -> None:
        """A form whose marks are its own: it stands in none of ours (ISO 32000-1, 8.10.1)."""
        self.rest()
        self._operators.append(f"{name} Do")


@lru_cache(maxsize=256)
def color_operator(color: Rgb, grey: str, rgb: str) -> str:
    """The operator that sets a colour, to thousandths: all 256 steps of a channel stay apart.

    Equal parts are a grey, which printers set with black ink alone (ISO 32000-1, 8.6.4.2).
    """
    parts = [f"{part:.3f}".strip("0").rstrip(".") or "0" for part in color]
    return f"{parts[0]} {grey}" if parts[0] == parts[1] == parts[2] else f"{' '.join(parts)} {rgb}"


class Marks:
    """Of one document. `wanted` is the mark of what is painted next, `resting` the artifact that takes over after it.

    `leaves` are those of each page in the order of their numbers, `boxes` where leaves that are no text lie.
    """

    __slots__ = ("boxes", "leaves", "resting", "tag", "wanted")

    def __init__(self) -> None:
        self.leaves: list[list[Leaf]] = []
        self.boxes: dict[Leaf, Box] = {}
        self.resting = ARTIFACT
        self.wanted: LeafOrOperator = ARTIFACT
        self.tag = "P"

    def begin_page(self) -> None:
        """Number anew, at rest."""
        self.leaves.append([])
        self.wanted = self.resting = ARTIFACT

    def opening(self, leaf: Leaf, tag: str) -> str:
        """The operator that opens a leaf's mark on the last page (ISO 32000-1, 14.7.4.2); it gets a number there."""
        page = len(self.leaves) - 1
        if page < 0:
            raise InternalError("something was painted before the first page")
        leaves = self.leaves[page]
        number = len(leaves)
        leaves.append(leaf)
        leaf.marks += ((page, number),)
        return f"/{tag}<</MCID {number}>>BDC"

    def note_box(self, box: Box) -> None:
        """Remember where the wanted leaf, which is no text, lies on its first page: its element may have to say so."""
        leaf = self.wanted
        if isinstance(leaf, Leaf) and not (leaf.marks and leaf.marks[0][0] < len(self.leaves) - 1):
            before = self.boxes.get(leaf)
            self.boxes[leaf] = box if before is None else around((before, box))


def artifact(kind: str, subtype: str | None) -> str:
    """The operator that opens an artifact of this type (ISO 32000-1, table 330)."""
    below = f"/Subtype/{subtype}" if subtype else ""
    return f"/Artifact<</Type/{kind}{below}>>BDC"


@lru_cache(maxsize=MOST_NUMBERS)
def length(points: float) -> str:
    """A length or a place, to hundredths of a point."""
    return f"{round(points, 2):.9g}"


def segment(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return f"{length(x1)} {length(y1)} m {length(x2)} {length(y2)} l"


def rectangle(x: float, y: float, width: float, height: float, radius: float) -> str:
    """A box; its corners are round when they have a radius."""
    if not radius:
        return f"{length(x)} {length(y)} {length(width)} {length(height)} re"
    r = min(radius, width / 2, height / 2)
    right, top = x + width, y + height
    xs = [length(at) for at in (x, x + r * ROUND, x + r, right - r, right - r * ROUND, right)]
    ys = [length(at) for at in (y, y + r * ROUND, y + r, top - r, top - r * ROUND, top)]
    return (
        f"{xs[2]} {ys[0]} m {xs[3]} {ys[0]} l {xs[4]} {ys[0]} {xs[5]} {ys[1]} {xs[5]} {ys[2]} c "
        f"{xs[5]} {ys[3]} l {xs[5]} {ys[4]} {xs[4]} {ys[5]} {xs[3]} {ys[5]} c "
        f"{xs[2]} {ys[5]} l {xs[1]} {ys[5]} {xs[0]} {ys[4]} {xs[0]} {ys[3]} c "
        f"{xs[0]} {ys[2]} l {xs[0]} {ys[1]} {xs[1]} {ys[0]} {xs[2]} {ys[0]} c h"
    )
