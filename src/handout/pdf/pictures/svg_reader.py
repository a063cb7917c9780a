"""Read the safe, still part of SVG: paths and basic shapes, plainly filled and stroked.

Nothing in it can start, open or reach anything: no entities, scripts, links, pictures or fonts. What is not understood
is refused by name, so that no picture is ever drawn with a part missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from xml.parsers import expat

from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.drawing import Drawing, Shape, ViewBox
from handout.pdf.pictures.svg_outline import outline, painted
from handout.pdf.pictures.svg_properties import GEOMETRY, InForce, Sheet, in_units, inside, properties
from handout.pdf.pictures.svg_seen import is_dark, reaches_into
from handout.pdf.pictures.svg_tree import DEEPEST, SvgElement, Tree, read_tree
from handout.pdf.pictures.svg_values import HINT, color, fitted_box, length, numbers, view_box
from handout.record import Mutable, field, replace

MOST = 100_000
"""Steps of paths that are drawn, those that <use> draws again counted again; an element is as much work as a few."""
_ELEMENT = 5
_TEXT_HINT = "turn the text into paths in the drawing program, or save the picture as PNG"
SILENT = {
    "title", "desc", "metadata", "defs", "style", "symbol", "clipPath", "mask", "filter", "pattern", "marker",
    "linearGradient", "radialGradient",
}  # fmt: skip
"""What is not drawn where it stands; whoever refers to one that is not understood is refused."""
TEXT = {"text", "tspan", "textPath", "tref", "flowRoot"}
EMPTY = {"text", "tspan", "flowRoot"}
"""What draws nothing without words of its own; drawing programs leave such texts behind."""
CONTAINERS = {"svg", "g", "switch"}


@lru_cache(maxsize=32)
def read_svg(data: bytes) -> Drawing:
    """The drawing these bytes hold. Raises BadPicture."""
    try:
        return _drawing(read_tree(data))
    except expat.ExpatError as fault:
        words = expat.ErrorString(fault.code) or "not well formed"
        raise BadPicture(
            f"it is not a well-formed SVG: {words} in line {fault.lineno}", "save the picture again, or as PNG"
        ) from fault
    except (ValueError, ArithmeticError, LookupError) as fault:
        raise BadPicture(f"the SVG cannot be read: {fault}", "save the picture again, or as PNG") from fault


def _drawing(tree: Tree) -> Drawing:
    """What all of it draws. Raises BadPicture, BadPath."""
    sheet: Sheet | None = None
    style = "".join(tree.style)
    if style.strip():
        from handout.pdf.pictures.svg_sheet import sheet_of  # seldom there

        sheet = sheet_of(style)
    drawer = _Drawer(tree.by_id, sheet)
    box = drawer.read_root(tree.root)
    if not drawer.shapes:
        raise BadPicture("the SVG draws nothing", HINT)
    left, top, across, down = box
    inked = [shape for shape in drawer.shapes if is_dark(shape)]
    if not inked:
        raise BadPicture("all that the SVG draws is white, as the paper is", "give it dark colours, or a dark ground")
    if not any(reaches_into(shape, (left, top, left + across, top + down)) for shape in inked):
        raise BadPicture(
            "all that the SVG draws lies outside its viewBox", "draw it inside, or make the viewBox larger"
        )
    return Drawing(box, tuple(drawer.shapes))


class _Drawer(Mutable, kw_only=False):
    """Draws one element after another."""

    by_id: dict[str, SvgElement]
    sheet: Sheet | None
    shapes: list[Shape] = field(default_factory=list)
    box: ViewBox = (0.0, 0.0, 0.0, 0.0)
    drawn: int = 0

    def read_root(self, root: SvgElement) -> ViewBox:
        """Draw all; returns the view box."""
        wanted = properties("svg", root.attributes, self.sheet)
        if "transform" in wanted:
            raise BadPicture("the SVG's <svg> has 'transform', which is not drawn here", HINT)
        self.box = view_box(wanted)
        left, top, across, down = self.box
        own = inside(InForce(across=across, down=down), wanted)
        if own is None:
            return self.box
        ground = color(wanted.get("background", "none"))
        if ground is not None:
            place = {"x": str(left), "y": str(top), "width": str(across), "height": str(down)}
            self.shapes += painted(Shape(fill=ground, steps=outline("rect", place)))
        self.children(root, own, 1)
        self._refuse_cut_off(wanted, own, 0)
        return self.box

    def children(self, parent: SvgElement, above: InForce, depth: int) -> None:
        """Draw what an element holds; of a <switch> the first that asks for nothing we lack (SVG 2, 5.8.3)."""
        for one in parent.inside:
            if parent.name == "switch" and one.attributes.get("requiredExtensions"):
                continue
            self.draw(one, above, depth)
            if parent.name == "switch" and one.name and one.name not in SILENT:
                return

    def draw(self, one: SvgElement, above: InForce, depth: int) -> None:
        """Draw one element and what is inside it. Raises BadPicture, BadPath."""
        name = one.name
        if name in SILENT or not name or (name in EMPTY and not one.has_words):
            return
        self._count(depth, _ELEMENT)
        if name not in GEOMETRY:
            hint = _TEXT_HINT if name in TEXT else HINT
            raise BadPicture(f"the SVG uses <{name}>, which is not drawn here", hint)
        wanted = properties(name, one.attributes, self.sheet)
        own = inside(above, wanted)
        if own is None:
            return
        first = len(self.shapes)
        if name in ("use", "svg"):
            if name == "svg":
                _refuse_styled(one, wanted, ("x", "y", "width", "height"))
            (self._again if name == "use" else self._viewport)(one, wanted, own, depth)
        elif name in CONTAINERS:
            self.children(one, own, depth + 1)
        elif not own.is_hidden and (steps := outline(name, in_units(wanted, own))):
            self._count(depth, len(steps))
            self.shapes += painted(replace(own.colored(), steps=steps))
        self._refuse_cut_off(wanted, own, first)

    def _again(self, one: SvgElement, wanted: dict[str, str], own: InForce, depth: int) -> None:
        """Draw what `<use>` refers to (SVG 2, 5.6). Raises BadPicture, BadPath."""
        target = self.by_id.get(wanted.get("href", ""))
        if target is None:
            raise BadPicture(f"the SVG uses '#{wanted.get('href', '')[:30]}', which is not in it", HINT)
        given = in_units(wanted, own)
        if target.name == "symbol":
            said = properties("symbol", target.attributes, self.sheet)
            _refuse_styled(one, wanted, ("width", "height"))
            _refuse_styled(target, said, ("width", "height"))
            size = {key: given.get(key, said.get(key, "100%")) for key in ("width", "height")}
            at = {key: given.get(key, "0") for key in ("x", "y")}
            symbol = inside(own, said)
            if symbol is not None:
                first = len(self.shapes)
                self._viewport(target, said | at | size, symbol, depth)
                self._refuse_cut_off(said, symbol, first)
        elif target.name == "svg":
            raise BadPicture("the SVG uses an <svg> again, which is not drawn here", HINT)
        else:
            at_x, at_y = (length(given.get(key, "0"), key) for key in ("x", "y"))
            self.draw(target, own.moved((1.0, 0.0, 0.0, 1.0, at_x, at_y)), depth + 1)

    def _viewport(self, one: SvgElement, wanted: dict[str, str], own: InForce, depth: int) -> None:
        """Draw what stands in a place with a view box of its own (SVG 2, 8.2)."""
        given = in_units({"width": "100%", "height": "100%"} | wanted, own)
        x, y, width, height = (length(given.get(key, "0"), key) for key in ("x", "y", "width", "height"))
        if width <= 0 or height <= 0:
            return
        left, top, across, down = 0.0, 0.0, width, height
        if "viewBox" in wanted:
            box = numbers(wanted["viewBox"])
            if len(box) != 4 or min(box[2:]) <= 0:
                raise BadPicture("the SVG has no size", 'write viewBox="0 0 WIDTH HEIGHT" in its <svg>')
            left, top, across, down = fitted_box(
                (box[0], box[1], box[2], box[3]), width, height, wanted.get("preserveAspectRatio", "")
            )
        scale = width / across
        placed = own.moved((1.0, 0.0, 0.0, 1.0, x, y))
        held = replace(placed.moved((scale, 0.0, 0.0, scale, -left * scale, -top * scale)), across=across, down=down)
        first = len(self.shapes)
        self.children(one, held, depth + 1)
        if wanted.get("overflow") != "visible":
            from handout.pdf.pictures.svg_placing import refuse_hanging_over  # seldom there

            refuse_hanging_over(self.shapes[first:], placed.shape.matrix, (0.0, 0.0, width, height), f"<{one.name}>")

    def _refuse_cut_off(self, wanted: dict[str, str], own: InForce, first: int) -> None:
        """Refuse shapes of which a clipping path takes something away: it must be a box around them, or around all.

        Drawing programs put such boxes around whole pictures.
        """
        if "clip-path" not in wanted or len(self.shapes) == first:
            return
        from handout.pdf.pictures import svg_placing  # seldom there

        box = svg_placing.box_of_clip(self.by_id.get(wanted["clip-path"]), self.by_id, self.sheet)
        if box is None:
            raise BadPicture("the SVG uses <clipPath> that is not a plain box, which is not drawn here", HINT)
        if not svg_placing.is_all_within(self.box, own.shape.matrix, box):
            svg_placing.refuse_hanging_over(self.shapes[first:], own.shape.matrix, box, "a <clipPath>")

    def _count(self, depth: int, more: int) -> None:
        self.drawn += more
        if depth > DEEPEST or self.drawn > MOST:
            raise BadPicture("the SVG repeats too much", HINT)


def _refuse_styled(one: SvgElement, wanted: dict[str, str], keys: Iterable[str]) -> None:
    """Refuse a place whose size or corner stands in a style: programs do not agree on what that means."""
    if any(wanted.get(key, "") != one.attributes.get(key, "").strip() for key in keys):
        raise BadPicture(f"the SVG gives a <{one.name}> its place in a style, which is not drawn here", HINT)
