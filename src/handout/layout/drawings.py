"""What is painted beside text: tick boxes, ruled lines to write on, pictures, QR codes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Self

from handout.flow import IN_A_ROW, IconArray, Picture
from handout.icons import GRID, ICONS
from handout.pdf.file.content_stream import hundredths
from handout.pdf.file.structure import Leaf
from handout.pdf.pictures.drawing import PathStep
from handout.pdf.pictures.svg_path import read_path
from handout.record import Record, replace
from handout.style.properties import Rgb

if TYPE_CHECKING:
    from handout.pdf.canvas import TaggedCanvas

PERSON = 0.84
"""A person's height as a share of the room for one."""
OUTLINE = 1.0
"""How thick the line around a person who is not filled in is, in points."""
DASH, DASH_GAP = 6.0, 4.0
SCISSORS = 14.0
_OPERATORS = {"m": "m", "l": "l", "c": "c", "z": "h"}


@cache
def _steps(icon: str) -> tuple[PathStep, ...]:
    return read_path(ICONS[icon])


def icon_path(icon: str, left: float, top: float, size: float) -> str:
    """The operators that build an icon in the square with this upper left corner, y upwards."""
    scale, left, top = 100 * size / GRID, 100 * left, 100 * top
    path: list[str] = []
    for step in _steps(icon):
        for x, y in step.points:
            path += (hundredths(round(left + x * scale)), hundredths(round(top - y * scale)))
        path.append(_OPERATORS[step.kind])
    return " ".join(path)


class PlacedGraphic(Record, kw_only=False):
    """Something drawn in a strip, at an `x` and a `y` of its own."""

    def lowered(self, by: float) -> Self:
        return replace(self, y=self.y + by)  # type: ignore[attr-defined]  # a field of each class below

    def moved(self, across: float) -> Self:
        return replace(self, x=self.x + across)  # type: ignore[attr-defined]


class TickBox(PlacedGraphic, kw_only=False):
    """An empty square; lengths in points, `y` down from the strip's top."""

    leaf: Leaf | None
    x: float
    y: float
    size: float
    color: Rgb
    style: str

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        x, y = left + self.x, top - self.y - self.size
        with canvas.field(self.leaf, (x, y, x + self.size, y + self.size)):
            canvas.rect(x, y, self.size, self.size, stroke=self.color, line=1.2, style=self.style, is_solid=True)


class Icon(PlacedGraphic, kw_only=False):
    """A drawing of ours beside a word, in a square; without a leaf an artifact. `is_open`: its outline alone."""

    leaf: Leaf | None
    icon: str
    x: float
    y: float
    size: float
    color: Rgb
    style: str
    is_open: bool = False

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        x, y = left + self.x, top - self.y
        fill, stroke = (None, self.color) if self.is_open else (self.color, None)
        box = (x, y - self.size, x + self.size, y)
        path = icon_path(self.icon, x, y, self.size)
        canvas.shape(self.leaf, [(path, fill, stroke)], box, OUTLINE, self.style)


class People(PlacedGraphic, kw_only=False):
    """People in rows of ten, the first so many of them filled in; `cell` is the width and height of one."""

    leaf: Leaf | None
    array: IconArray
    x: float
    y: float
    cell: float
    color: Rgb
    style: str
    mirrored: bool

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        array, wide = self.array, self.cell * IN_A_ROW
        x, y = left + self.x, top - self.y
        box = (x, y - self.cell * rows_of(array), x + wide, y)
        filled = [self._person(number, x, y) for number in range(array.filled)]
        others = [self._person(number, x, y) for number in range(array.filled, array.of)]
        parts = [(" ".join(filled), self.color, None), (" ".join(others), None, self.color)]
        canvas.shape(self.leaf, [part for part in parts if part[0]], box, OUTLINE, self.style)

    def _person(self, number: int, x: float, y: float) -> str:
        row, at = divmod(number, IN_A_ROW)
        at = IN_A_ROW - 1 - at if self.mirrored else at
        room = self.cell * (1 - PERSON) / 2
        return icon_path("person", x + at * self.cell + room, y - row * self.cell - room, self.cell * PERSON)


def rows_of(array: IconArray) -> int:
    """How many rows of ten its people fill."""
    return -(-array.of // IN_A_ROW)


class Dashes(PlacedGraphic, kw_only=False):
    """A line to cut along, with scissors on it (artifacts)."""

    x: float
    y: float
    width: float
    color: Rgb
    thickness: float
    style: str

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        x, y, end = left + self.x + SCISSORS * 1.25, top - self.y, left + self.x + self.width
        Icon(None, "scissors", self.x, self.y - SCISSORS / 2, SCISSORS, self.color, self.style).paint(canvas, left, top)
        while x < end:
            canvas.segment(x, y, min(x + DASH, end), y, self.color, self.thickness, self.style)
            x += DASH + DASH_GAP


class Outline(PlacedGraphic, kw_only=False):
    """The frame of a place to write or stick something in; without a colour only its place is marked."""

    leaf: Leaf | None
    x: float
    y: float
    width: float
    height: float
    color: Rgb | None
    thickness: float
    style: str

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        x, y = left + self.x, top - self.y - self.height
        with canvas.field(self.leaf, (x, y, x + self.width, y + self.height)):
            canvas.rect(x, y, self.width, self.height, stroke=self.color, line=self.thickness, style=self.style)


class RuledLine(PlacedGraphic, kw_only=False):
    """A ruled line to write on, with so much room above it."""

    leaf: Leaf | None
    x: float
    y: float
    width: float
    room: float
    color: Rgb
    thickness: float
    style: str

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        x, y = left + self.x, top - self.y
        with canvas.field(self.leaf, (x, y, x + self.width, y + self.room)):
            if self.thickness:
                canvas.segment(x, y, x + self.width, y, self.color, self.thickness, self.style)


class Image(PlacedGraphic, kw_only=False):
    """A picture scaled to a box; without a leaf it is an artifact."""

    leaf: Leaf | None
    picture: Picture
    x: float
    y: float
    width: float
    height: float
    style: str

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.picture(
            self.leaf,
            self.picture.data,
            self.picture.kind,
            left + self.x,
            top - self.y - self.height,
            self.width,
            self.height,
            self.style,
        )


class Qr(PlacedGraphic, kw_only=False):
    """A QR code in a square."""

    leaf: Leaf | None
    text: str
    x: float
    y: float
    size: float
    style: str

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        from handout.pdf.pictures.qr import drawing  # only where there is a code: it brings ReportLab

        code, size = drawing(self.text), self.size
        canvas.drawing(self.leaf, code, left + self.x, top - self.y - size, size, size, self.style)
