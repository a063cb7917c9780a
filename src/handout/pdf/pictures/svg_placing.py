"""Whether what stands in a place of its own in an SVG, or behind a clipping path, lies within it.

Nothing is cut here but at the edge of the picture: what would hang over such a place is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.drawing import Area, Matrix, Point, Shape, ViewBox
from handout.pdf.pictures.svg_outline import outline
from handout.pdf.pictures.svg_properties import Sheet, properties
from handout.pdf.pictures.svg_tree import SvgElement
from handout.pdf.pictures.svg_values import HINT, transform

_SLACK = 0.005
"""The part of a place's size that may hang over: what drawing programs round."""
_NOT_PLAIN = {"clip-path", "display", "visibility"}


def box_of_clip(part: SvgElement | None, by_id: Mapping[str, SvgElement], sheet: Sheet | None) -> Area | None:
    """The box that a clipping path is, in the units of who refers to it; None where it is another one."""
    if part is None or part.name != "clipPath" or len(shown := [one for one in part.inside if one.name]) != 1:
        return None
    wanted, one = properties("clipPath", part.attributes, sheet), shown[0]
    if one.name == "use":
        again = properties("use", one.attributes, sheet)
        if again.keys() & (_NOT_PLAIN | {"x", "y", "transform"}):
            return None
        one = by_id.get(again.get("href", ""), one)
    said = properties(one.name, one.attributes, sheet) if one.name in ("rect", "path") else {}
    is_plain = not _NOT_PLAIN & (wanted.keys() | said.keys()) and "transform" not in wanted
    if not is_plain or wanted.get("clipPathUnits", "userSpaceOnUse") != "userSpaceOnUse":
        return None
    matrix = transform(said.get("transform", ""))
    steps = outline(one.name, said) if said else ()
    points = [_at(matrix, point) for step in steps for point in step.points]
    if not points or {step.kind for step in steps} - {"m", "l", "z"}:
        return None
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    around = [(left, top), (right, top), (right, bottom), (left, bottom)]
    corners = [point for at, point in enumerate(points[:5]) if at < 4 or point != points[0]]
    turned = [corners[-1:] + corners[:-1], corners]
    is_box = sorted(corners) == sorted(around) and all(
        one[0] == two[0] or one[1] == two[1] for one, two in zip(*turned, strict=True)
    )
    return (left, top, right, bottom) if is_box and set(points) <= set(around) else None


def is_all_within(view: ViewBox, matrix: Matrix, box: Area) -> bool:
    """Whether a box, in the units of a matrix, holds all that a view box shows."""
    left, top, across, down = view
    back = _inverse(matrix)
    corners = [(left, top), (left + across, top), (left, top + down), (left + across, top + down)]
    return _is_within([_at(back, corner) for corner in corners], box)


def refuse_hanging_over(shapes: Iterable[Shape], matrix: Matrix, box: Area, what: str) -> None:
    """Refuse shapes that reach out of a box in the units of a matrix; their strokes have half their width there."""
    back = _inverse(matrix)
    for shape in shapes:
        points = [_at(back, _at(shape.matrix, point)) for step in shape.steps for point in step.points]
        if shape.stroke is not None and shape.width > 0:
            size = abs(shape.matrix[0] * shape.matrix[3] - shape.matrix[1] * shape.matrix[2])
            size *= abs(back[0] * back[3] - back[1] * back[2])
            half = shape.width / 2 * size**0.5
            points = [(x + dx, y + dy) for x, y in points for dx in (-half, half) for dy in (-half, half)]
        if not _is_within(points, box):
            raise BadPicture(f"something in the SVG is cut off by {what}, which is not drawn here", HINT)


def _is_within(points: Iterable[Point], box: Area) -> bool:
    left, top, right, bottom = box
    more = _SLACK * max(right - left, bottom - top)
    return all(left - more <= x <= right + more and top - more <= y <= bottom + more for x, y in points)


def _at(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _inverse(matrix: Matrix) -> Matrix:
    """The matrix that takes back what another does. Raises ValueError where that is flat."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if not abs(size) > 1e-12:
        raise ValueError("a transform leaves no size")
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size
