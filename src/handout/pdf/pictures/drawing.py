"""A vector picture: shapes in a view box. What reads one (SVG), makes one (a QR code) or paints one meets here.

There are no words in it: what a picture says stands beside it, where it is shaped, tagged and read back.
"""

from __future__ import annotations

from typing import Literal

from handout.record import Record
from handout.style.values import Rgb

Point = tuple[float, float]
Area = tuple[float, float, float, float]
"""Left, top, right, bottom, in units of the picture."""
ViewBox = tuple[float, float, float, float]
"""Left, top, width, height of what is shown, in units of the picture."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ROUND, SQUARE = 1, 2
CAPS = {"butt": 0, "round": ROUND, "square": SQUARE}
JOINS = {"miter": 0, "round": 1, "bevel": 2}


class PathStep(Record, kw_only=False):
    """One step of a path: `m` to a point, `l` a line, `c` a curve (two controls and its end), `z` closes.

    `r` is a whole rectangle: its corner, then its width and height.
    """

    kind: Literal["m", "l", "c", "z", "r"]
    points: tuple[Point, ...]


class Shape(Record, kw_only=False):
    """One painted path; lengths in the drawing's units, y downwards. None: not filled, not stroked."""

    steps: tuple[PathStep, ...] = ()
    matrix: Matrix = IDENTITY
    fill: Rgb | None = (0.0, 0.0, 0.0)
    even_odd: bool = False
    stroke: Rgb | None = None
    width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = 4.0


class Drawing(Record, kw_only=False):
    """A whole drawing: its view box and its shapes, the undermost first."""

    view_box: ViewBox
    shapes: tuple[Shape, ...]
