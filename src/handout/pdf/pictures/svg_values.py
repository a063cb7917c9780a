"""Read the values of an SVG's attributes: numbers, lengths, colours, transforms (SVG 1.1, 4 and 7; CSS Color 4)."""

from __future__ import annotations

import math
import re
from contextlib import suppress

from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.drawing import IDENTITY, Matrix, ViewBox
from handout.pdf.pictures.svg_path import LARGEST, NUMBER, SMALLEST, BadPath, finite
from handout.style.values import Rgb

HINT = "save the picture as PNG"
_COLOUR_HINT = "write the colour as '#0b5394'"
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
"""Pixels of CSS, which are an SVG's own units, in each unit (SVG 2, 8.9)."""
_MIDDLE = "xMidYMid"
_PARTS = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_SAME = 1e-3
"""How much the sides of a place and of what it shows may differ, in parts of them, and have one shape all the same."""
_LENGTH = re.compile(rf"\s*+({NUMBER})\s*+({'|'.join(_UNITS)})?\s*+")
_NUMBERS = re.compile(rf"[\s,]*+(?:{NUMBER}[\s,]*+)*+")
_TRANSFORM = r"[\s,]*+(matrix|translate|scale|rotate|skewX|skewY)\s*+\(([^()]*+)\)"
_HEXADECIMAL = re.compile("#[0-9a-fA-F]{6}")
_RGB = r"rgba?\(\s*+([^()]*+)\)"


def color(value: str) -> Rgb | None:
    """Red, green and blue from 0 to 1; None paints nothing. Raises BadPicture."""
    if value.lower() in ("none", "transparent"):
        return None
    if _HEXADECIMAL.fullmatch(value):
        return int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:], 16) / 255
    if found := re.fullmatch(_RGB, value, re.IGNORECASE):
        return _rgb(found.group(1), value)
    from PIL import ImageColor  # for names and other notations only: it takes long to import

    parts: tuple[int, ...] = ()
    with suppress(ValueError):
        parts = ImageColor.getrgb(value)
    if len(parts) == 4 and parts[3] == 0:
        return None
    if len(parts) == 3 or (len(parts) == 4 and parts[3] == 255):
        return _within(parts[0] / 255), _within(parts[1] / 255), _within(parts[2] / 255)
    raise _unknown(value)


def _rgb(inside: str, value: str) -> Rgb | None:
    """`rgb(12, 280, 90)`, `rgb(5% 110% 35% / 1)`: what is out of range is brought into it (CSS Color 4, 5.1)."""
    parts = inside.replace(",", " ").replace("/", " ").split()
    if len(parts) not in (3, 4):
        raise _unknown(value)
    numbers = [_part(part, 255 if index < 3 else 1, value) for index, part in enumerate(parts)]
    if numbers[3:] == [0.0]:
        return None
    if numbers[3:] not in ([], [1.0]):
        raise _unknown(value)
    return numbers[0], numbers[1], numbers[2]


def _part(part: str, whole: float, value: str) -> float:
    number = part.removesuffix("%")
    if not re.fullmatch(NUMBER, number):
        raise _unknown(value)
    return _within(float(number) / (whole if number == part else 100))


def _within(part: float) -> float:
    return min(1.0, max(0.0, part))


def _unknown(value: str) -> BadPicture:
    return BadPicture(f"the SVG's colour '{value[:30]}' is not known here", _COLOUR_HINT)


def length(value: str, key: str) -> float:
    """A length in the drawing's units. Raises BadPicture, BadPath."""
    found = _LENGTH.fullmatch(value)
    if found is None:
        raise BadPicture(f"the SVG's {key} '{value[:30]}' is not a plain number", HINT)
    return finite(found.group(1)) * _UNITS[found.group(2) or "px"]


def numbers(text: str) -> list[float]:
    """A list of numbers, parted by blanks or commas. Raises BadPicture, BadPath."""
    if not _NUMBERS.fullmatch(text):
        raise BadPicture(f"the SVG has '{text[:30]}' where numbers belong", HINT)
    return [finite(number) for number in re.findall(NUMBER, text)]


def view_box(wanted: dict[str, str]) -> ViewBox:
    """The part of the plane that an `<svg>` shows. Raises BadPicture, BadPath."""
    size = [_size(wanted.get(key, "100%")) for key in ("width", "height")]
    if "viewBox" in wanted:
        box = numbers(wanted["viewBox"])
    elif "width" in wanted and "height" in wanted:
        box = [0.0, 0.0, length(wanted["width"], "width"), length(wanted["height"], "height")]
    else:
        raise BadPicture("the SVG has no viewBox", 'add viewBox="0 0 WIDTH HEIGHT" to its <svg>')
    if len(box) != 4 or min(box[2:]) < SMALLEST:
        raise BadPicture("the SVG has no size", 'write viewBox="0 0 WIDTH HEIGHT" in its <svg>')
    typed = box[0], box[1], box[2], box[3]
    if size[0][1] != size[1][1] or min(size[0][0], size[1][0]) < SMALLEST or size[0][1] == "%":
        return typed
    return fitted_box(typed, size[0][0], size[1][0], wanted.get("preserveAspectRatio", ""))


def _size(value: str) -> tuple[float, str]:
    """How large a side of a picture is, and in which unit."""
    found = re.fullmatch(rf"({NUMBER})([a-zA-Z]{{0,4}}|%)", "100%" if value == "auto" else value)
    if found is None:
        raise BadPicture(f"the SVG's size '{value[:30]}' is not a plain number", HINT)
    unit = found[2].lower()
    return finite(found[1]) * _UNITS.get(unit or "px", 1.0), "px" if unit in _UNITS or not unit else unit


def fitted_box(box: ViewBox, width: float, height: float, fit: str) -> ViewBox:
    """What a place of this size shows of the plane that a view box lies in (SVG 2, 8.2). Raises BadPicture."""
    words = fit.replace("defer", "").split() or [_MIDDLE]
    left, top, across, down = box
    wide, high = width / across, height / down
    if math.isclose(wide, high, rel_tol=_SAME):
        return box
    aligned = re.fullmatch("x(Min|Mid|Max)Y(Min|Mid|Max)", words[0])
    if aligned is None or words[1:] not in ([], ["meet"], ["slice"]):
        raise BadPicture(f"the SVG's preserveAspectRatio '{fit[:30]}' is not drawn here", HINT)
    scale = max(wide, high) if words[1:] == ["slice"] else min(wide, high)
    shown_across, shown_down = width / scale, height / scale
    x = left + (across - shown_across) * _PARTS[aligned[1]]
    y = top + (down - shown_down) * _PARTS[aligned[2]]
    return x, y, shown_across, shown_down


def transform(text: str) -> Matrix:
    """The matrix of a `transform` (SVG 1.1, 7.6). Raises BadPicture, BadPath."""
    matrix, at = IDENTITY, 0
    text = text.rstrip(" \t\r\n,")
    if text == "none":
        return matrix
    while at < len(text):
        found = re.compile(_TRANSFORM).match(text, at)
        own = None if found is None else _single(found.group(1), numbers(_without_units(found)))
        if found is None or own is None:
            raise BadPicture(f"the SVG's transform '{text[at : at + 30]}' cannot be read", HINT)
        matrix, at = times(matrix, own), found.end()
    return matrix


def _without_units(found: re.Match[str]) -> str:
    """The numbers of one transform, as CSS too writes them: translate(5px, 5px), rotate(20deg)."""
    unit = "px" if found.group(1) == "translate" else "deg"
    return re.sub(rf"(?<=\d){unit}(?=[\s,]|$)", "", found.group(2))


def _single(name: str, given: list[float]) -> Matrix | None:
    match name, given:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest] if len(rest) < 2:
            return 1, 0, 0, 1, x, rest[0] if rest else 0
        case "scale", [x, *rest] if len(rest) < 2:
            return x, 0, 0, rest[0] if rest else x, 0, 0
        case "rotate", [angle, *rest] if len(rest) in (0, 2):
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            x, y = rest or (0.0, 0.0)
            return cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y
        case "skewX", [angle]:
            return 1, 0, math.tan(math.radians(angle)), 1, 0, 0
        case "skewY", [angle]:
            return 1, math.tan(math.radians(angle)), 0, 1, 0, 0
    return None


def times(m: Matrix, n: Matrix) -> Matrix:
    """First n, then m. Raises BadPath."""
    product = (
        m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
        m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
    )  # fmt: skip
    if not all(abs(number) <= LARGEST for number in product):
        raise BadPath("its transforms are too large")
    return product
