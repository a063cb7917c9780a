"""Read the safe, still part of SVG: paths and basic shapes, plainly filled and stroked.

Nothing in it can start, open or reach anything: no entities, style sheets, scripts, links, pictures or fonts. What is
not understood is refused by name, so that no logo is ever drawn with a part missing.
"""

import math
import re
from functools import lru_cache
from xml.parsers import expat

from handout.late.dataclasses import dataclass, field, replace
from handout.pdf.images import BadPicture
from handout.pdf.svg_path import LARGEST, SMALLEST, BadPath, Point, Step, finite, read_path

Rgb = tuple[float, float, float]
Matrix = tuple[float, float, float, float, float, float]
SVG = "http://www.w3.org/2000/svg"
LARGEST_SVG_BYTES = 1_000_000
DEEPEST = 40
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}
RULES = ("nonzero", "evenodd")
HINT = "save the logo as PNG, or turn text into paths"
SILENT = {"title", "desc", "metadata", "defs"}
ACTIVE = {"style", "script"}
GEOMETRY = {
    "path": {"d"}, "rect": {"x", "y", "width", "height", "rx", "ry"}, "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"}, "line": {"x1", "y1", "x2", "y2"}, "polyline": {"points"},
    "polygon": {"points"}, "g": set(),
    "svg": {"viewBox", "width", "height", "x", "y", "version", "baseProfile", "preserveAspectRatio"},
}  # fmt: skip
PAINT = {"fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"}
PLAIN = {
    "opacity": {"1"}, "fill-opacity": {"1"}, "stroke-opacity": {"1"}, "stroke-dasharray": {"none"},
    "stroke-dashoffset": {"0"}, "display": {"inline", "block"}, "visibility": {"visible"}, "filter": {"none"},
    "clip-path": {"none"}, "mask": {"none"}, "mix-blend-mode": {"normal"}, "paint-order": {"normal"},
    "vector-effect": {"none"}, "marker": {"none"}, "marker-start": {"none"}, "marker-mid": {"none"},
    "marker-end": {"none"}, "clip-rule": set(RULES), "isolation": {"auto"},
}  # fmt: skip
"""Properties that are taken only where they change nothing."""
HARMLESS = re.compile(
    r"id|class|role|color|overflow|enable-background|xml-space|(shape|color|image|text)-(rendering|interpolation|anchor)"
    r"|(aria|data|font|-inkscape)-.*|line-height|writing-mode|letter-spacing|word-spacing|color-interpolation-filters"
    r"|solid-(color|opacity)|stop-(color|opacity)|white-space"
)
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_TRANSFORM = re.compile(r"[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_HEXADECIMAL = re.compile("#[0-9a-fA-F]{6}")
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px)?\s*")
_CIRCLE = 0.5522847498307936


@dataclass(frozen=True, slots=True)
class Shape:
    """One painted path; lengths in the drawing's units, y downwards. None: not filled, not stroked."""

    steps: tuple[Step, ...] = ()
    matrix: Matrix = IDENTITY
    fill: Rgb | None = (0.0, 0.0, 0.0)
    even_odd: bool = False
    stroke: Rgb | None = None
    width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = 4.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing: its view box (left, top, width, height) and its shapes, the undermost first."""

    view_box: tuple[float, float, float, float]
    shapes: tuple[Shape, ...]


@lru_cache(maxsize=32)
def read_svg(data: bytes) -> Drawing:
    """The drawing these bytes hold. Raises BadPicture."""
    if len(data) > LARGEST_SVG_BYTES:
        raise BadPicture(f"it is an SVG of {len(data) / 1e6:.1f} MB, and the most is 1 MB", "save the logo as PNG")
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
        raise BadPicture(f"it is no well-formed SVG: {words} in line {fault.lineno}", "save the logo anew") from fault
    except (ValueError, ArithmeticError, LookupError) as fault:
        raise BadPicture(f"the SVG cannot be read: {fault}", "save the logo anew, or as PNG") from fault
    if reader.view_box is None or not reader.shapes:
        raise BadPicture("the SVG draws nothing", HINT)
    return Drawing(reader.view_box, tuple(reader.shapes))


@dataclass(slots=True)
class _Reader:
    """What the parser meets, in its order; `stack` holds what is in force inside each open element."""

    view_box: tuple[float, float, float, float] | None = None
    shapes: list[Shape] = field(default_factory=list)
    stack: list[Shape | None] = field(default_factory=list)

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        if has_subset:
            raise BadPicture("the SVG declares things of its own (<!DOCTYPE svg [ … ]>)", HINT)

    def entity(self, *declared: object) -> None:
        raise BadPicture("the SVG declares an entity", HINT)

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise BadPicture("the SVG uses a style sheet", HINT)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        above = self.stack[-1] if self.stack else Shape()
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
            raise BadPicture(f"the SVG uses <{name}>, which is not drawn here", HINT)
        wanted = _properties(name, attributes)
        if name == "svg":
            self.view_box = _view_box(wanted)
        if wanted.get("display") == "none":
            self.stack.append(None)
            return
        shape = _painted(above, wanted)
        self.stack.append(shape)
        steps = _outline(name, wanted)
        if steps and (shape.fill is not None or (shape.stroke is not None and shape.width)):
            self.shapes.append(replace(shape, steps=steps))

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
    kept = {}
    for key, value in declared.items():
        value = value.strip()
        if key.rpartition(" ")[2] in ("href", "src") or key.startswith("on") or "url(" in value:
            raise BadPicture(f"the SVG's <{element}> refers to something else ({key.rpartition(' ')[2]})", HINT)
        if key in GEOMETRY[element] or key in PAINT or key == "transform" or (key, value) == ("display", "none"):
            kept[key] = value
        elif key in PLAIN:
            if value not in PLAIN[key] and not _is_one(key, value):
                raise BadPicture(f"the SVG uses '{key}: {value[:30]}', which is not drawn here", HINT)
        elif " " not in key and not HARMLESS.fullmatch(key):
            raise BadPicture(f"the SVG's <{element}> has '{key[:30]}', which is not known here", HINT)
    return kept


def _is_one(key: str, value: str) -> bool:
    found = re.fullmatch(_NUMBER, value)
    return found is not None and float(value) == (0.0 if key == "stroke-dashoffset" else 1.0)


def _painted(above: Shape, wanted: dict[str, str]) -> Shape:
    """What is in force inside an element: its parent's paint, then its own."""
    found: dict[str, object] = {}
    for key, value in wanted.items():
        if value == "inherit":
            continue
        match key:
            case "fill" | "stroke":
                found[key] = _color(value)
            case "fill-rule":
                found["even_odd"] = bool(_choice(key, value, dict(zip(RULES, (0, 1), strict=True))))
            case "stroke-width":
                found["width"] = abs(_length(value, key))
            case "stroke-linecap":
                found["cap"] = _choice(key, value, CAPS)
            case "stroke-linejoin":
                found["join"] = _choice(key, value, JOINS)
            case "stroke-miterlimit":
                found["miter"] = max(1.0, _length(value, key))
            case "transform":
                found["matrix"] = _times(above.matrix, _transform(value))
    return replace(above, **found)  # type: ignore[arg-type]


def _color(value: str) -> Rgb | None:
    if value in ("none", "transparent"):
        return None
    if _HEXADECIMAL.fullmatch(value):
        return int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:], 16) / 255
    from PIL import ImageColor  # for names and other notations only: it takes long to import

    try:
        color = ImageColor.getrgb(value)
    except ValueError:
        color = (0, 0, 0, 0)
    if len(color) != 3:
        raise BadPicture(f"the SVG's colour '{value[:30]}' is not known here", "write the colour as '#0b5394'")
    return color[0] / 255, color[1] / 255, color[2] / 255


def _choice(key: str, value: str, known: dict[str, int]) -> int:
    if value not in known:
        raise BadPicture(f"the SVG uses '{key}: {value[:30]}', which is not drawn here", HINT)
    return known[value]


def _length(value: str, key: str) -> float:
    found = _LENGTH.fullmatch(value)
    if found is None:
        raise BadPicture(f"the SVG's {key} '{value[:30]}' is no plain number", HINT)
    return finite(found.group(1))


def _numbers(text: str) -> list[float]:
    if not re.fullmatch(rf"[\s,]*(?:{_NUMBER}[\s,]*)*", text):
        raise BadPicture(f"the SVG has '{text[:30]}' where numbers belong", HINT)
    return [finite(number) for number in re.findall(_NUMBER, text)]


def _view_box(wanted: dict[str, str]) -> tuple[float, float, float, float]:
    if "viewBox" in wanted:
        box = _numbers(wanted["viewBox"])
    elif "width" in wanted and "height" in wanted:
        box = [0.0, 0.0, _length(wanted["width"], "width"), _length(wanted["height"], "height")]
    else:
        raise BadPicture("the SVG has no viewBox", 'add viewBox="0 0 WIDTH HEIGHT" to its <svg>')
    if len(box) != 4 or min(box[2:]) < SMALLEST:
        raise BadPicture("the SVG has no size", 'write viewBox="0 0 WIDTH HEIGHT" in its <svg>')
    return box[0], box[1], box[2], box[3]


def _transform(text: str) -> Matrix:
    """The matrix of a `transform` (SVG 1.1, 7.6)."""
    matrix, at = IDENTITY, 0
    text = text.rstrip(" \t\r\n,")
    while at < len(text):
        found = _TRANSFORM.match(text, at)
        own = None if found is None else _single(found.group(1), _numbers(found.group(2)))
        if found is None or own is None:
            raise BadPicture(f"the SVG's transform '{text[at : at + 30]}' cannot be read", HINT)
        matrix, at = _times(matrix, own), found.end()
    return matrix


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


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First n, then m."""
    product = (
        m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
        m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
    )  # fmt: skip
    if not all(abs(number) < LARGEST for number in product):
        raise BadPath("its transforms are too large")
    return product


def _outline(element: str, wanted: dict[str, str]) -> tuple[Step, ...]:
    """The path of an element (SVG 1.1, 9); of a group or of a shape without size, none."""

    def given(key: str) -> float:
        return _length(wanted.get(key, "0"), key)

    match element:
        case "path":
            return read_path(wanted.get("d", ""))
        case "rect":
            return _rectangle(given("x"), given("y"), given("width"), given("height"), wanted)
        case "circle" | "ellipse":
            rx, ry = (given("r"), given("r")) if element == "circle" else (given("rx"), given("ry"))
            return _rounded(given("cx") - rx, given("cy") - ry, 2 * rx, 2 * ry, rx, ry) if rx > 0 and ry > 0 else ()
        case "line":
            return Step("m", ((given("x1"), given("y1")),)), Step("l", ((given("x2"), given("y2")),))
        case "polyline" | "polygon":
            numbers = _numbers(wanted.get("points", ""))
            points = list(zip(numbers[::2], numbers[1::2], strict=False))
            steps = tuple(Step("l" if index else "m", (point,)) for index, point in enumerate(points))
            return (*steps, Step("z", ())) if steps and element == "polygon" else steps
    return ()


def _rectangle(x: float, y: float, width: float, height: float, wanted: dict[str, str]) -> tuple[Step, ...]:
    if width <= 0 or height <= 0:
        return ()
    across, down = wanted.get("rx", wanted.get("ry", "0")), wanted.get("ry", wanted.get("rx", "0"))
    rx, ry = min(_length(across, "rx"), width / 2), min(_length(down, "ry"), height / 2)
    if rx > 0 and ry > 0:
        return _rounded(x, y, width, height, rx, ry)
    corners: tuple[Point, ...] = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return (*(Step("l" if index else "m", (corner,)) for index, corner in enumerate(corners)), Step("z", ()))


def _rounded(x: float, y: float, width: float, height: float, rx: float, ry: float) -> tuple[Step, ...]:
    """A box with elliptic corners; an ellipse when the corners meet."""
    right, bottom = x + width, y + height
    kx, ky = rx * (1 - _CIRCLE), ry * (1 - _CIRCLE)
    return (
        Step("m", ((x + rx, y),)), Step("l", ((right - rx, y),)),
        Step("c", ((right - kx, y), (right, y + ky), (right, y + ry))), Step("l", ((right, bottom - ry),)),
        Step("c", ((right, bottom - ky), (right - kx, bottom), (right - rx, bottom))), Step("l", ((x + rx, bottom),)),
        Step("c", ((x + kx, bottom), (x, bottom - ky), (x, bottom - ry))), Step("l", ((x, y + ry),)),
        Step("c", ((x, y + ky), (x + kx, y), (x + rx, y))), Step("z", ()),
    )  # fmt: skip
