"""The paths of an SVG's elements, parted so that every reader of PDF paints them as SVG 2 says."""

from __future__ import annotations

from itertools import pairwise

from handout.pdf.pictures.drawing import SQUARE, PathStep, Point, Shape
from handout.pdf.pictures.svg_path import LARGEST, BadPath, read_path
from handout.pdf.pictures.svg_values import length, numbers
from handout.record import replace

_CIRCLE = 0.5522847498307936
_FLAT = 1e-9
"""How far from a line, in parts of its length, points still lie on it."""
_DOT = 1e-3
"""The part of the stroke's width below which a line has no length: some readers of PDF then paint no cap."""


def painted(shape: Shape) -> list[Shape]:
    """The shapes that paint what SVG paints of this one, and no more. Raises BadPath.

    A path that encloses nothing is not filled (PDF leaves a hairline, ISO 32000-1, 8.5.3.3.1). A line without length
    under round or square caps is a dot (SVG 2, 13.5.4), which some readers of PDF leave out.
    """
    subpaths = _subpaths(_rounded_off(shape.steps))
    filled = [part for part in subpaths if shape.fill is not None and _has_inside(part)]
    stroke = shape.stroke if shape.width else None
    lines = [part for part in subpaths if stroke is not None and not _is_dot(part, shape.width)]
    dots = [_dot(part, shape) for part in subpaths if stroke is not None and shape.cap and _is_dot(part, shape.width)]
    if filled == lines:
        found = [replace(shape, steps=_joined(lines), stroke=stroke)]
    else:
        found = [
            replace(shape, steps=_joined(filled), stroke=None),
            replace(shape, steps=_joined(lines), fill=None, stroke=stroke),
        ]
    inked = [part for part in map(_rounded_off, dots) if _has_inside(part)]
    found.append(replace(shape, steps=_joined(inked), fill=stroke, stroke=None, even_odd=False))
    return [one for one in found if one.steps]


def outline(element: str, wanted: dict[str, str]) -> tuple[PathStep, ...]:
    """The path of an element (SVG 2, 10); of a group or of a shape without size, none. Raises BadPicture, BadPath."""

    def given(key: str) -> float:
        return length(wanted.get(key, "0"), key)

    match element:
        case "path":
            return read_path(wanted.get("d", ""))
        case "rect":
            return _rectangle(given("x"), given("y"), given("width"), given("height"), _radii(wanted))
        case "circle" | "ellipse":
            rx, ry = (given("r"), given("r")) if element == "circle" else _radii(wanted)
            return _rounded(given("cx") - rx, given("cy") - ry, 2 * rx, 2 * ry, rx, ry) if rx > 0 and ry > 0 else ()
        case "line":
            return PathStep("m", ((given("x1"), given("y1")),)), PathStep("l", ((given("x2"), given("y2")),))
        case "polyline" | "polygon":
            found = numbers(wanted.get("points", ""))
            points = list(zip(found[::2], found[1::2], strict=False))
            steps = tuple(PathStep("l" if index else "m", (point,)) for index, point in enumerate(points))
            return (*steps, PathStep("z", ())) if steps and element == "polygon" else steps
    return ()


def _radii(wanted: dict[str, str]) -> tuple[float, float]:
    """`rx` and `ry`; the one that is missing, auto or negative is as large as the other (SVG 2, 7.4)."""
    found = [length(wanted[key], key) if wanted.get(key, "auto") != "auto" else -1.0 for key in ("rx", "ry")]
    rx, ry = (value if value >= 0 else max(found[1 - index], 0.0) for index, value in enumerate(found))
    return rx, ry


def _rectangle(x: float, y: float, width: float, height: float, radii: tuple[float, float]) -> tuple[PathStep, ...]:
    if width <= 0 or height <= 0:
        return ()
    rx, ry = min(radii[0], width / 2), min(radii[1], height / 2)
    if rx > 0 and ry > 0:
        return _rounded(x, y, width, height, rx, ry)
    return _polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _polygon(*corners: Point) -> tuple[PathStep, ...]:
    return (*(PathStep("l" if index else "m", (corner,)) for index, corner in enumerate(corners)), PathStep("z", ()))


def _rounded(x: float, y: float, width: float, height: float, rx: float, ry: float) -> tuple[PathStep, ...]:
    """A box with elliptic corners; an ellipse when the corners meet."""
    right, bottom = x + width, y + height
    kx, ky = rx * (1 - _CIRCLE), ry * (1 - _CIRCLE)
    return (
        PathStep("m", ((x + rx, y),)),
        PathStep("l", ((right - rx, y),)), PathStep("c", ((right - kx, y), (right, y + ky), (right, y + ry))),
        PathStep("l", ((right, bottom - ry),)),
        PathStep("c", ((right, bottom - ky), (right - kx, bottom), (right - rx, bottom))),
        PathStep("l", ((x + rx, bottom),)), PathStep("c", ((x + kx, bottom), (x, bottom - ky), (x, bottom - ry))),
        PathStep("l", ((x, y + ry),)), PathStep("c", ((x, y + ky), (x + kx, y), (x + rx, y))),
        PathStep("z", ()),
    )  # fmt: skip


def short(number: float) -> float:
    """Seven digits of it, all that are written down: what is read again is the same drawing. Raises BadPath."""
    if not abs(number) <= LARGEST:
        raise BadPath("it reaches too far")
    return float(f"{number:.7g}") + 0.0


def _rounded_off(steps: tuple[PathStep, ...]) -> tuple[PathStep, ...]:
    return tuple(PathStep(step.kind, tuple((short(x), short(y)) for x, y in step.points)) for step in steps)


def _subpaths(steps: tuple[PathStep, ...]) -> list[tuple[PathStep, ...]]:
    """Each part that draws something, with a move at its start (after Z one goes on from there: SVG 2, 9.3.4)."""
    parts: list[list[PathStep]] = []
    for before, step in pairwise((PathStep("z", ()), *steps)):
        if step.kind == "m":
            parts.append([step])
        else:
            if before.kind == "z":
                parts.append([parts[-1][0]])
            parts[-1].append(step)
    return [tuple(part) for part in parts if len(part) > 1]


def _joined(parts: list[tuple[PathStep, ...]]) -> tuple[PathStep, ...]:
    return tuple(step for part in parts for step in part)


def _reach(part: tuple[PathStep, ...]) -> tuple[float, float]:
    """From the first point of a subpath to the one farthest from it."""
    x, y = part[0].points[0]
    return max(
        ((px - x, py - y) for step in part for px, py in step.points), key=lambda to: to[0] * to[0] + to[1] * to[1]
    )


def _is_dot(part: tuple[PathStep, ...], width: float) -> bool:
    return max(map(abs, _reach(part))) <= width * _DOT


def _has_inside(part: tuple[PathStep, ...]) -> bool:
    x, y = part[0].points[0]
    dx, dy = _reach(part)
    least = _FLAT * (dx * dx + dy * dy)
    return any(abs(dx * (py - y) - dy * (px - x)) > least for step in part for px, py in step.points)


def _dot(part: tuple[PathStep, ...], shape: Shape) -> tuple[PathStep, ...]:
    (x, y), half = part[0].points[0], shape.width / 2
    left, top, right, bottom = x - half, y - half, x + half, y + half
    if shape.cap == SQUARE:
        return _polygon((left, top), (right, top), (right, bottom), (left, bottom))
    return _rounded(left, top, shape.width, shape.width, half, half)
