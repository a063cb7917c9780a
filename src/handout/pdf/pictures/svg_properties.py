"""What an element of SVG says of itself: its geometry and paint, from attributes, style sheet and `style`.

What is not understood is refused by name; what draws nothing is passed over.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.drawing import CAPS, JOINS, Matrix, Shape
from handout.pdf.pictures.svg_outline import short
from handout.pdf.pictures.svg_path import NUMBER
from handout.pdf.pictures.svg_values import HINT, color, length, times, transform
from handout.record import Record, replace

RULES = ("nonzero", "evenodd")
_FITTED = {"viewBox", "preserveAspectRatio", "overflow"}
_PLACED = {"x", "y", "width", "height"}
GEOMETRY = {
    "path": {"d"}, "rect": _PLACED | {"rx", "ry"}, "circle": {"cx", "cy", "r"}, "ellipse": {"cx", "cy", "rx", "ry"},
    "line": {"x1", "y1", "x2", "y2"}, "polyline": {"points"}, "polygon": {"points"}, "g": set(), "switch": set(),
    "svg": _PLACED | _FITTED | {"version", "baseProfile"}, "use": _PLACED | {"href"},
    "symbol": _FITTED | {"width", "height"}, "clipPath": {"clipPathUnits"},
}  # fmt: skip
PAINT = {
    "color", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "visibility", "opacity", "display", "clip-path", "transform",
}  # fmt: skip
PLAIN = {
    "filter": "none", "mask": "none", "mix-blend-mode": "normal", "vector-effect": "none", "marker": "none",
    "marker-start": "none", "marker-mid": "none", "marker-end": "none", "isolation": "auto|isolate",
    "clip-rule": "nonzero|evenodd", "paint-order": "normal|fill.*", "stroke-dasharray": "none|[0., ]*",
    "stroke-dashoffset": ".*", "systemLanguage": "", "requiredExtensions": "",
}  # fmt: skip
"""Properties that are taken only where they change nothing: patterns of their values.

What is never dashed begins nowhere in its dashes. Fill stands before stroke where nothing is said.
"""
HARMLESS = (
    r"id|class|role|lang|focusable|tabindex|overflow|clip|cursor|pointer-events|enable-background|xml-space|zoomAndPan"
    r"|(shape|color|image)-(rendering|interpolation)|color-(profile|interpolation-filters)|will-change|touch-action"
    r"|(flood|solid|stop)-(color|opacity)|lighting-color|background(-color)?|user-select|content(Script|Style)Type"
    r"|(aria|data|font|text|-inkscape|-webkit|-moz|-ms|glyph-orientation)-.*|font|line-height|white-space|direction"
    r"|unicode-bidi|kerning|quotes|hyphens|tab-size|block-progression|inline-size|shape-(inside|subtract|padding|margin)"
    r"|(writing-mode|(letter|word)-spacing|(alignment|dominant)-baseline|baseline-shift)|requiredFeatures"
    r"|(min|max)-(width|height)|margin(-.*)?|vertical-align|position|box-sizing|transition(-.*)?"
)
"""What draws nothing where there is no text, gradient or filter: attributes of programs, properties of text."""
_LOCAL = re.compile(r"""url\(\s*["']?#([^"'()\s]+)["']?\s*\)""")
_PAINTED = {"fill": "filled", "stroke": "outlined"}
_COMMENT = r"/\*(?s:.*?)(?:\*/|\Z)"

_ATTRIBUTES_ALONE = {"x1", "x2", "y1", "y2", "points", "viewbox", "href", "preserveaspectratio", "clippathunits"}
_ACROSS = {"x", "width", "cx", "rx", "x1", "x2"}
_DOWN = {"y", "height", "cy", "ry", "y1", "y2"}

Declaration = tuple[str, str, bool]
"""Property, value, and whether it is important."""
Sheet = Callable[[str, dict[str, str]], list[Declaration]]
"""What a style sheet declares of an element, by its name and attributes: the weightiest declaration last."""


def declarations(text: str) -> list[Declaration]:
    """The declarations of a style. Raises BadPicture."""
    found = []
    for declaration in re.sub(_COMMENT, " ", text).split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            value, _, mark = value.partition("!")
            key, value = key.strip().lower(), value.strip()
            if key in _ATTRIBUTES_ALONE or (key == "transform" and not _is_transform_of_style(value)):
                raise BadPicture(f"the SVG has '{key}: {value[:30]}' in a style, where it means nothing", HINT)
            found.append((key, value, mark.strip().lower() == "important"))
        elif key.strip():
            raise BadPicture(f"the SVG has a style that cannot be read: '{key.strip()[:30]}'", HINT)
    return found


def _is_transform_of_style(value: str) -> bool:
    """Whether its lengths and angles have units, and commas between them, as a style wants (CSS Transforms 1, 8)."""
    inside_of = re.findall(r"(?:translate|rotate|skew)[XY]?\s*\(([^()]*)\)", value)
    parts = [part.strip() for parts in inside_of for part in parts.split(",")]
    return not any(re.search(r"\s", part) or (re.fullmatch(NUMBER, part) and float(part)) for part in parts)


def properties(element: str, attributes: dict[str, str], sheet: Sheet | None) -> dict[str, str]:
    """The element's own geometry and paint: attributes, then a style sheet, then `style` (SVG 2, 6.1 and 6.4).

    What is unknown is refused. `clip-path` is the id of what it refers to.
    """
    declared = dict(attributes)
    if re.search("px|deg", typed := declared.get("transform", "")):
        raise BadPicture(f'the SVG has transform="{typed[:30]}", where a number has no unit', HINT)
    styles = declarations(declared.pop("style", ""))
    if sheet is not None:
        styles = sheet(element, attributes) + styles
    for weight in (False, True):
        declared.update((key, value) for key, value, is_important in styles if is_important is weight)
    remaining: dict[str, str] = {}
    for key, value in declared.items():
        value = value.strip()
        if key == "clip-path" and value == "none":
            remaining.pop(key, None)
            continue
        if key == "clip-path" and (local := _LOCAL.fullmatch(value)) is not None:
            remaining[key] = local[1]
            continue
        _refuse_reference(element, key, value)
        if key.rpartition(" ")[2] == "href":
            remaining["href"] = value[1:]
        elif key in GEOMETRY[element] or key in PAINT:
            remaining[key] = value
        elif key in PLAIN:
            if re.fullmatch(PLAIN[key], value) is None:
                raise _not_drawn(key, value)
        elif key in ("background", "background-color"):
            if element == "svg":
                remaining["background"] = value
        elif " " not in key and not re.fullmatch(HARMLESS, key):
            raise BadPicture(f"the SVG's <{element}> has '{key[:30]}', which is not known here", HINT)
    return remaining


def _refuse_reference(element: str, key: str, value: str) -> None:
    name = key.rpartition(" ")[2]
    if key in _PAINTED and _LOCAL.fullmatch(value) is not None:
        how = f"{_PAINTED[key]} with a gradient or pattern"
        raise BadPicture(f"the SVG's <{element}> is {how}, which is not drawn here", HINT)
    is_local = element == "use" and name == "href" and value.startswith("#")
    if (name in ("href", "src") and not is_local) or key.startswith("on") or "url(" in value:
        raise BadPicture(f"the SVG's <{element}> refers to something else ({name})", HINT)


def _not_drawn(key: str, value: str) -> BadPicture:
    return BadPicture(f"the SVG uses '{key}: {value[:30]}', which is not drawn here", HINT)


def _opacity(key: str, value: str) -> float:
    """An opacity: 0 or 1. Raises BadPicture for what lies between, which no print and no reader shows alike."""
    number = value.removesuffix("%")
    if re.fullmatch(NUMBER, number) is None:
        raise _not_drawn(key, value)
    found = float(number) / (1 if number == value else 100)
    if 0 < found < 1:
        raise _not_drawn(key, value)
    return min(1.0, max(0.0, found))


class InForce(Record, kw_only=False):
    """What an element hands on to those inside it.

    `follows`: which of fill and stroke are currentColor there; `unseen`: which of them are wholly transparent.
    `across` and `down`: the size that percentages are parts of.
    """

    shape: Shape = Shape()
    color: str = "black"
    follows: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    is_hidden: bool = False
    across: float = 0.0
    down: float = 0.0

    def colored(self) -> Shape:
        """The shape, with the colour in force (CSS Color 4, 9.2: currentColor is handed on as a word, not a colour)."""
        own: dict[str, Any] = dict.fromkeys(self.follows, color(self.color)) if self.follows else {}
        own.update(dict.fromkeys(self.unseen))
        return replace(self.shape, **own) if own else self.shape

    def moved(self, matrix: Matrix) -> InForce:
        """The same with a matrix of its own inside."""
        return replace(self, shape=replace(self.shape, matrix=times(self.shape.matrix, matrix)))


def in_units(wanted: dict[str, str], own: InForce) -> dict[str, str]:
    """The geometry with what is given in parts of the picture's size in its units (SVG 2, 8.9)."""
    return {
        key: repr(length(value[:-1], key) / 100 * _whole(key, own)) if value.endswith("%") else value
        for key, value in wanted.items()
    }


def _whole(key: str, own: InForce) -> float:
    if key in _ACROSS:
        return own.across
    return own.down if key in _DOWN else math.hypot(own.across, own.down) / math.sqrt(2)


def inside(above: InForce, wanted: dict[str, str]) -> InForce | None:
    """What is in force inside an element: its parent's paint, then its own; None where nothing of it is drawn."""
    found: dict[str, Any] = {}
    own: dict[str, Any] = {}
    follows, unseen = set(above.follows), set(above.unseen)
    for key, value in wanted.items():
        if value == "inherit":
            continue
        current = value.lower() == "currentcolor"
        match key:
            case "display" if value == "none":
                return None
            case "opacity" if not _opacity(key, value):
                return None
            case "visibility":
                own["is_hidden"] = bool(_choice(key, value, {"visible": 0, "hidden": 1, "collapse": 1}))
            case "fill-opacity" | "stroke-opacity":
                (unseen.discard if _opacity(key, value) else unseen.add)(key.removesuffix("-opacity"))
            case "color" if not current:
                own["color"] = value
            case "fill" | "stroke" if current:
                follows.add(key)
            case "fill" | "stroke":
                follows.discard(key)
                found[key] = color(value)
            case "fill-rule":
                found["even_odd"] = bool(_choice(key, value, dict(zip(RULES, (0, 1), strict=True))))
            case "stroke-width":
                found["width"] = _width(key, value, above)
            case "stroke-linecap":
                found["cap"] = _choice(key, value, CAPS)
            case "stroke-linejoin":
                found["join"] = _choice(key, value, JOINS)
            case "stroke-miterlimit":
                found["miter"] = short(max(1.0, length(value, key)))
            case "transform":
                found["matrix"] = times(above.shape.matrix, transform(value))
    own |= {"follows": frozenset(follows), "unseen": frozenset(unseen)}
    return replace(above, shape=replace(above.shape, **found), **own)


def _width(key: str, value: str, above: InForce) -> float:
    width = short(length(in_units({key: value}, above)[key], key))
    if width < 0:
        raise _not_drawn(key, value)
    return width


def _choice(key: str, value: str, known: dict[str, int]) -> int:
    if value not in known:
        raise _not_drawn(key, value)
    return known[value]
