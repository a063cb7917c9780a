"""The unit of page making: a strip is a slice of the page, as wide as its column, that is never cut.

A document is one long list of strips. Boxes around them (panels, table rows) are frames that each strip names, so a
box that runs over a page break needs no splitting: it is drawn around whichever of its strips a page holds.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol, Self

from handout.pdf.text.lines import Line
from handout.record import Struct, field
from handout.style.properties import Rgb

if TYPE_CHECKING:
    from handout.pdf.canvas import TaggedCanvas


class Penalty(IntEnum):
    """How bad it is to break the page before a strip."""

    FREE = 0
    WITHIN = 1
    AVOID = 2
    ALONE = 3
    NEVER = 4
    FORCE = 5


FREE, WITHIN, AVOID, ALONE, NEVER, FORCE = Penalty
"""Their names without the class, which takes a while to look one of its members up."""


class Graphic(Protocol):
    """Something painted that is no text: a tick box, a rule, a picture. `top` is the strip's top, y upwards."""

    def moved(self, across: float) -> Self: ...
    def lowered(self, by: float) -> Self: ...
    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None: ...


class Frame(Struct, eq=False):
    """A box around strips: place and width in the text block, padding, and how it is painted; lengths in points.

    `head` strips are painted again, as artifacts, wherever the frame goes on at the top of a page (`repeats_above`).
    """

    x: float
    width: float
    top: float = 0.0
    bottom: float = 0.0
    fill: Rgb | None = None
    border: Rgb | None = None
    border_width: float = 0.0
    sides: str = "none"
    radius: float = 0.0
    start_is_right: bool = False
    head: list[Strip] = field(default_factory=list)
    name: str = ""

    def repeats_above(self, strip: Strip) -> bool:
        """Whether its head is painted again above a strip of it that begins a page: never above a part of the head."""
        return bool(self.head) and strip not in self.head


class Strip(Struct, eq=False):
    """`gap` is the space above it, dropped at the top of a page. Lines are (line, x, baseline below the top).

    In a table row `cells` says how many of the lines each cell has. `boxes` stand inside it: (frame, top and bottom
    below its own top).
    """

    height: float
    gap: float = 0.0
    penalty: Penalty = Penalty.FREE
    frames: tuple[Frame, ...] = ()
    lines: list[tuple[Line, float, float]] = field(default_factory=list)
    drawings: tuple[Graphic, ...] = ()
    anchors: tuple[str, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    cells: tuple[int, ...] = ()
    boxes: tuple[tuple[Frame, float, float], ...] = ()


class TextColumn(Struct, frozen=True):
    """Where strips may go: x from the left edge of the text block, width, the frames around it."""

    x: float
    width: float
    frames: tuple[Frame, ...] = ()

    def inset(self, start: float, end: float, mirrored: bool) -> TextColumn:
        """Narrower by so much at its start and end sides; start is the right side when mirrored."""
        left = end if mirrored else start
        return TextColumn(self.x + left, self.width - start - end, self.frames)

    def within(self, frame: Frame) -> TextColumn:
        """The same place, inside one more frame."""
        return TextColumn(self.x, self.width, (*self.frames, frame))
