"""Vector pictures, painted by ReportLab's own canvas on a page as large as their view box, and laid into our pages.

What it wrote is checked: paths, colours and matrices only, so that nothing without a tag, no font and no state beyond
the picture comes with it.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from handout.pdf.pictures.reportlab_setup import Canvas
from handout.pdf.pictures.drawing import IDENTITY, Drawing, Shape
from handout.problems import InternalError

NON_ZERO, EVEN_ODD = 1, 0
"""ReportLab's names for the filling rules of a path."""
OPERATORS = frozenset([
    "q", "Q", "cm", "m", "l", "c", "h", "re", "n", "W", "W*", "f", "f*", "S", "B", "B*", "s", "b", "b*", "w", "J", "j",
    "M", "d", "rg", "RG", "g", "G",
])  # fmt: skip
"""Those that paint paths (ISO 32000-1, table 51): no text, no state from resources, no picture, no mark."""


def fitted(drawing: Drawing, x: float, y: float, width: float, height: float) -> str:
    """Operators that paint a drawing as large as a box allows, in its middle, cut off at its view box; in points.

    They change the state, and belong between `q` and `Q`.
    """
    _, _, across, down = drawing.view_box
    scale = min(width / across, height / down)
    x += (width - across * scale) / 2
    y += (height - down * scale) / 2
    edge = f"0 0 {_number(across)} {_number(down)} re W n"
    at = f"{_number(round(x, 3))} {_number(round(y, 3))}"
    return f"{_number(scale)} 0 0 {_number(scale)} {at} cm {edge} {painted(drawing)}"


@lru_cache(maxsize=64)
def painted(drawing: Drawing) -> str:
    """What ReportLab's canvas writes for a drawing, in its own units, y upwards from its lower left corner."""
    left, top, across, down = drawing.view_box
    canvas = Canvas(BytesIO(), pagesize=(across, down), pageCompression=0, invariant=1)
    canvas.transform(1, 0, 0, -1, -left, top + down)
    for shape in drawing.shapes:
        _paint(canvas, shape)
    return checked(canvas.getCurrentPageContent())


def checked(content: str) -> str:
    """These operators, on one line. Raises InternalError for one that paints no path."""
    words = content.split()
    for word in set(words) - OPERATORS:
        if not (word.isascii() and word.removeprefix("-").replace(".", "", 1).isdecimal()):
            raise InternalError(f"'{word}' was painted in a drawing")
    return " ".join(words)


def _paint(canvas: Any, shape: Shape) -> None:
    canvas.saveState()
    if shape.matrix != IDENTITY:
        canvas.transform(*shape.matrix)
    if shape.fill is not None:
        canvas.setFillColorRGB(*shape.fill)
    if shape.stroke is not None:
        canvas.setStrokeColorRGB(*shape.stroke)
        canvas.setLineWidth(shape.width)
        canvas.setLineCap(shape.cap)
        canvas.setLineJoin(shape.join)
        canvas.setMiterLimit(shape.miter)
    path = canvas.beginPath()
    for step in shape.steps:
        match step.kind:
            case "m":
                path.moveTo(*step.points[0])
            case "l":
                path.lineTo(*step.points[0])
            case "c":
                path.curveTo(*(number for point in step.points for number in point))
            case "z":
                path.close()
            case "r":
                path.rect(*step.points[0], *step.points[1])
    canvas.drawPath(
        path,
        stroke=int(shape.stroke is not None and shape.width > 0),
        fill=int(shape.fill is not None),
        fillMode=EVEN_ODD if shape.even_odd else NON_ZERO,
    )
    canvas.restoreState()


def _number(value: float) -> str:
    """Nine digits of it, without an exponent: PDF knows none (ISO 32000-1, 7.3.3)."""
    text = f"{value:.9g}"
    return text if "e" not in text else f"{value:.16f}".rstrip("0").rstrip(".")
