"""Whether anything of a shape can be seen on white paper."""

from __future__ import annotations

from math import hypot

from handout.pdf.pictures.checked import PALEST
from handout.pdf.pictures.drawing import Area, Shape


def is_dark(shape: Shape) -> bool:
    """Whether it is painted in a colour that is not that of paper."""
    return any(min(paint) * 255 < PALEST for paint in (shape.fill, shape.stroke) if paint is not None)


def reaches_into(shape: Shape, box: Area) -> bool:
    """Whether some of it may lie in a box: a path never leaves the corners of its steps."""
    a, b, c, d, e, f = shape.matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for step in shape.steps for x, y in step.points]
    # A corner of the line around it may stand out by the miter limit times half its width.
    more = shape.miter * shape.width / 2 * max(hypot(a, b), hypot(c, d)) if shape.stroke is not None else 0.0
    across, down = [x for x, _ in points], [y for _, y in points]
    left, top, right, bottom = box
    return (
        min(across) - more < right
        and left < max(across) + more
        and min(down) - more < bottom
        and top < max(down) + more
    )
