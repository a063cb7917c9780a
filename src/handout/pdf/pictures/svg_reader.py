"""Read the safe, still part of SVG: paths and basic shapes, plainly filled and stroked.

Nothing in it can start, open or reach anything: no entities, style sheets, scripts, links, pictures or fonts. What is
not understood is refused by name, so that no picture is ever drawn with a part missing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.drawing import CAPS, JOINS, Drawing, Shape
from handout.pdf.pictures.svg_outline import outline, painted, short
from handout.pdf.pictures.svg_path import NUMBER
from handout.pdf.pictures.svg_values import HINT, color, length, times, transform, view_box
from handout.record import Mutable, Record, field, replace

SVG = "http://www.w3.org/2000/svg"
DEEPEST = 40
RULES = ("nonzero", "evenodd")
_TEXT_HINT = "turn the text into paths in the drawing program, or save the picture as PNG"
SILENT = {"title", "desc", "metadata", "defs"}
ACTIVE = {"style", "script"}
GEOMETRY = {
    "path": {"d"}, "rect": {"x", "y", "width", "height", "rx", "ry"}, "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"}, "line": {"x1", "y1", "x2", "y2"}, "polyline": {"points"},
    "polygon": {"points"}, "g": set(),
    "svg": {"viewBox", "width", "height", "x", "y", "version", "baseProfile", "preserveAspectRatio"},
}  # fmt: skip
PAINT = {
    "color",
    "fill",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
}
PLAIN = {
    "opacity": {"1"}, "fill-opacity": {"1"}, "stroke-opacity": {"1"}, "stroke-dasharray": {"none"},
    "stroke-dashoffset": {"0"}, "display": {"inline", "block"}, "visibility": {"visible"}, "filter": {"none"},
    "clip-path": {"none"}, "mask": {"none"}, "mix-blend-mode": {"normal"}, "paint-order": {"normal"},
    "vector-effect": {"none"}, "marker": {"none"}, "marker-start": {"none"}, "marker-mid": {"none"},
    "marker-end": {"none"}, "clip-rule": set(RULES), "isolation": {"auto"},
}  # fmt: skip
"""Properties that are taken only where they change nothing."""
HARMLESS = (
    r"id|class|role|lang|focusable|tabindex|overflow|clip|cursor|pointer-events|enable-background|xml-space"
    r"|(shape|color|image)-(rendering|interpolation)|color-(profile|interpolation-filters)|will-change|touch-action"
    r"|(flood|solid|stop)-(color|opacity)|lighting-color|background(-color)?|user-select|content(Script|Style)Type"
    r"|(aria|data|font|text|-inkscape|-webkit|-moz|-ms|glyph-orientation)-.*|font|line-height|white-space|direction"
    r"|unicode-bidi|kerning|quotes|hyphens|tab-size|block-progression|inline-size|shape-(inside|subtract|padding|margin)"
    r"|(writing-mode|(letter|word)-spacing|(alignment|dominant)-baseline|baseline-shift)"
)
"""What draws nothing where there is no text, gradient or filter: attributes of programs, properties of text."""
TEXT = {"text", "tspan", "textPath", "tref", "flowRoot"}


@lru_cache(maxsize=32)
def read_svg(data: bytes) -> Drawing:
    """The drawing these bytes hold. Raises BadPicture."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.EntityDeclHandler = reader.entity
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        words = expat.ErrorString(fault.code) or "not well formed"
        raise BadPicture(
            f"it is no well-formed SVG: {words} in line {fault.lineno}", "save the picture anew, or as PNG"
        ) from fault
    except (ValueError, ArithmeticError, LookupError) as fault:
        raise BadPicture(f"the SVG cannot be read: {fault}", "save the picture anew, or as PNG") from fault
    if reader.view_box is None or not reader.shapes:
        raise BadPicture("the SVG draws nothing", HINT)
    return Drawing(reader.view_box, tuple(reader.shapes))


class _InForce(Record, kw_only=False):
    """What an element hands on to those inside it. `follows`: which of fill and stroke are currentColor there."""

    shape: Shape = Shape()
    color: str = "black"
    follows: frozenset[str] = frozenset()

    def colored(self) -> Shape:
        """The shape, with the colour in force (CSS Color 4, 9.2: currentColor is handed on as a word, not a colour)."""
        if not self.follows:
            return self.shape
        own: dict[str, Any] = dict.fromkeys(self.follows, color(self.color))
        return replace(self.shape, **own)


class _Reader(Mutable, kw_only=False):
    """What the parser meets, in its order; `stack` holds what is in force inside each open element."""

    view_box: tuple[float, float, float, float] | None = None
    shapes: list[Shape] = field(default_factory=list)
    stack: list[_InForce | None] = field(default_factory=list)

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        if has_subset:
            raise BadPicture("the SVG declares things of its own (<!DOCTYPE svg [ … ]>)", HINT)

    def entity(self, *declared: object) -> None:
        raise BadPicture("the SVG declares an entity", HINT)

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise BadPicture("the SVG uses a style sheet", HINT)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        above = self.stack[-1] if self.stack else _InForce()
        if len(self.stack) >= DEEPEST:
            raise BadPicture(f"the SVG is nested more than {DEEPEST} deep", HINT)
        space, _, name = tag.rpartition(" ")
        if not self.stack and (name != "svg" or space not in ("", SVG)):
            raise BadPicture(f"it begins with <{name}>, not <svg>", HINT)
        if name in ACTIVE:
            raise BadPicture(f"the SVG uses <{name}>, which is not drawn here", HINT)
        if above is None or space not in ("", SVG) or name in SILENT:
            self.stack.append(None)
            return
        if name not in GEOMETRY or (name == "svg" and self.stack):
            hint = _TEXT_HINT if name in TEXT else HINT
            raise BadPicture(f"the SVG uses <{name}>, which is not drawn here", hint)
        wanted = _properties(name, attributes)
        if name == "svg":
            self.view_box = view_box(wanted)
        if wanted.get("display") == "none":
            self.stack.append(None)
            return
        inside = _inside(above, wanted)
        self.stack.append(inside)
        steps = outline(name, wanted)
        if steps:
            self.shapes += painted(replace(inside.colored(), steps=steps))

    def end(self, tag: str) -> None:
        self.stack.pop()


def _properties(element: str, attributes: dict[str, str]) -> dict[str, str]:
    """The element's own geometry and paint, `style` before attributes (SVG 1.1, 6.4); what is unknown is refused."""
    declared = dict(attributes)
    for declaration in declared.pop("style", "").split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            declared[key.strip()] = value.removesuffix("!important")
        elif key.strip():
            raise BadPicture(f"the SVG has a style that cannot be read: '{key.strip()[:30]}'", HINT)
    remaining = {}
    for key, value in declared.items():
        value = value.strip()
        if key.rpartition(" ")[2] in ("href", "src") or key.startswith("on") or "url(" in value:
            raise BadPicture(f"the SVG's <{element}> refers to something else ({key.rpartition(' ')[2]})", HINT)
        if key in GEOMETRY[element] or key in PAINT or key == "transform" or (key, value) == ("display", "none"):
            remaining[key] = value
        elif key in PLAIN:
            if value not in PLAIN[key] and not _is_one(key, value):
                raise BadPicture(f"the SVG uses '{key}: {value[:30]}', which is not drawn here", HINT)
        elif " " not in key and not re.fullmatch(HARMLESS, key):
            raise BadPicture(f"the SVG's <{element}> has '{key[:30]}', which is not known here", HINT)
    return remaining


def _is_one(key: str, value: str) -> bool:
    found = re.fullmatch(NUMBER, value)
    return found is not None and float(value) == (0.0 if key == "stroke-dashoffset" else 1.0)


def _inside(above: _InForce, wanted: dict[str, str]) -> _InForce:
    """What is in force inside an element: its parent's paint, then its own."""
    found: dict[str, Any] = {}
    own_color, follows = above.color, set(above.follows)
    for key, value in wanted.items():
        if value == "inherit":
            continue
        current = value.lower() == "currentcolor"
        match key:
            case "color":
                own_color = own_color if current else value
            case "fill" | "stroke" if current:
                follows.add(key)
            case "fill" | "stroke":
                follows.discard(key)
                found[key] = color(value)
            case "fill-rule":
                found["even_odd"] = bool(_choice(key, value, dict(zip(RULES, (0, 1), strict=True))))
            case "stroke-width":
                found["width"] = short(abs(length(value, key)))
            case "stroke-linecap":
                found["cap"] = _choice(key, value, CAPS)
            case "stroke-linejoin":
                found["join"] = _choice(key, value, JOINS)
            case "stroke-miterlimit":
                found["miter"] = short(max(1.0, length(value, key)))
            case "transform":
                found["matrix"] = times(above.shape.matrix, transform(value))
    return _InForce(replace(above.shape, **found), own_color, frozenset(follows))


def _choice(key: str, value: str, known: dict[str, int]) -> int:
    if value not in known:
        raise BadPicture(f"the SVG uses '{key}: {value[:30]}', which is not drawn here", HINT)
    return known[value]
