"""Read SVG path data into moves, lines and cubic curves in absolute coordinates (SVG 1.1, 8.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from handout.pdf.pictures.drawing import PathStep, Point

NUMBER = r"[+-]?+(?:\d++(?:\.\d++)?+|\.\d++)(?:[eE][+-]?+\d++)?+"
"""A number (SVG 2, 4.2), which ends in no point; each repeat keeps what it took, and no text is gone through twice."""
_TOKEN = re.compile(rf"[\s,]*+(?:([MmLlHhVvCcSsQqTtAaZz])|({NUMBER}))")
_FLAG = re.compile(r"[\s,]*+([01])")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
LARGEST, SMALLEST = 1e7, 1e-6
_FLAGS = {3, 4}
"""The arguments of an arc that are single digits, and may stand close together."""


class BadPath(ValueError):
    """Path data that cannot be read."""


def read_path(data: str) -> tuple[PathStep, ...]:
    """The steps of a path's `d`. Raises BadPath."""
    return tuple(_steps(data))


def _steps(data: str) -> Iterator[PathStep]:
    now: Point = (0.0, 0.0)
    start, control = now, now
    before = ""
    for command, numbers in _commands(data):
        kind = command.upper()
        origin = now if command.islower() else (0.0, 0.0)
        if not before and kind != "M":
            raise BadPath("a path begins with M")
        if kind == "A":
            end = (origin[0] + numbers[5], origin[1] + numbers[6])
            yield from _arc(now, numbers, end)
            now = control = end
            before = kind
            continue
        if kind in "HV":
            numbers = [numbers[0] + origin[0], now[1]] if kind == "H" else [now[0], numbers[0] + origin[1]]
            origin = (0.0, 0.0)
        points = [(origin[0] + x, origin[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        smooth = (2 * now[0] - control[0], 2 * now[1] - control[1])
        match kind:
            case "M":
                start = points[0]
                yield PathStep("m", (start,))
            case "L" | "H" | "V":
                yield PathStep("l", (points[0],))
            case "C":
                yield PathStep("c", tuple(points))
            case "S":
                points = [smooth if before in "CS" else now, *points]
                yield PathStep("c", tuple(points))
            case "Q" | "T":
                if kind == "T":
                    points = [smooth if before in "QT" else now, *points]
                yield PathStep("c", (_toward(now, points[0]), _toward(points[1], points[0]), points[1]))
            case _:
                points = [start]
                yield PathStep("z", ())
        now = points[-1]
        control = points[-2] if kind in "CSQT" else now
        before = kind


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; further numbers repeat the command, after M and m as lines."""
    at, command = 0, ""
    data = data.rstrip(" \t\r\n\f,")
    while at < len(data):
        letter = _TOKEN.match(data, at)
        if letter is None:
            raise BadPath(f"'{data[at : at + 12]}' is not a path command")
        if letter.group(1):
            command, at = letter.group(1), letter.end()
        elif not command or command in "Zz":
            raise BadPath(f"'{data[at : at + 12].strip()}' follows no path command")
        numbers: list[float] = []
        for index in range(_ARGUMENTS[command.upper()]):
            is_flag = command in "Aa" and index in _FLAGS
            found = _FLAG.match(data, at) if is_flag else _TOKEN.match(data, at)
            if found is None or not found.group(found.re.groups):
                raise BadPath(f"the path command '{command}' has too few numbers")
            numbers.append(finite(found.group(found.re.groups)))
            at = found.end()
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


def finite(text: str) -> float:
    """A number of a sane size. Raises BadPath."""
    value = float(text)
    if not abs(value) <= LARGEST:
        raise BadPath(f"the number {text[:12]} is too large")
    return value


def _toward(point: Point, control: Point) -> Point:
    """A cubic's control for a quadratic's."""
    return point[0] + (control[0] - point[0]) * 2 / 3, point[1] + (control[1] - point[1]) * 2 / 3


def _arc(start: Point, numbers: list[float], end: Point) -> Iterator[PathStep]:
    """An elliptical arc as curves of at most a quarter turn (SVG 1.1, F.6.5)."""
    rx, ry = abs(numbers[0]), abs(numbers[1])
    if start == end:
        return
    if min(rx, ry) < SMALLEST:
        yield PathStep("l", (end,))
        return
    turn = math.radians(numbers[2])
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    spread = math.hypot(x / rx, y / ry)
    if spread > 1:
        rx, ry, spread = rx * spread, ry * spread, 1.0
    reach = math.sqrt(max(0.0, 1 / spread**2 - 1)) * (-1 if numbers[3] == numbers[4] else 1)
    cx, cy = reach * rx * y / ry, -reach * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if numbers[4] and sweep < 0:
        sweep += 2 * math.pi
    elif not numbers[4] and sweep > 0:
        sweep -= 2 * math.pi
    middle = (cos * cx - sin * cy + (start[0] + end[0]) / 2, sin * cx + cos * cy + (start[1] + end[1]) / 2)

    def place(u: float, v: float) -> Point:
        return middle[0] + cos * rx * u - sin * ry * v, middle[1] + sin * rx * u + cos * ry * v

    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    part = sweep / count
    reach = 4 / 3 * math.tan(part / 4)
    for index in range(count):
        a, b = first + part * index, first + part * (index + 1)
        yield PathStep("c", (
            place(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            place(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            end if index == count - 1 else place(math.cos(b), math.sin(b)),
        ))  # fmt: skip
