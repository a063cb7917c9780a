"""Read the elements of an SVG, and nothing that could start, open or reach anything: no entities, no scripts."""

from __future__ import annotations

from xml.parsers import expat

from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.svg_values import HINT
from handout.record import Mutable, field

SVG = "http://www.w3.org/2000/svg"
CSS = "text/css"
DEEPEST = 40
_ACTIVE = {"script", "set", "discard"}


def read_tree(data: bytes) -> Tree:
    """The elements of the SVG these bytes hold. Raises BadPicture, ExpatError."""
    tree = Tree()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = tree.doctype
    parser.EntityDeclHandler = tree.entity
    parser.ProcessingInstructionHandler = tree.instruction
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.text
    parser.buffer_text = True
    parser.Parse(data, True)
    return tree


class SvgElement(Mutable, kw_only=False):
    """One element: its name (empty where it is not of SVG), its attributes, those inside it, whether it has words."""

    name: str
    attributes: dict[str, str]
    inside: list[SvgElement] = field(default_factory=list)
    has_words: bool = False


class Tree(Mutable, kw_only=False):
    """What the parser meets, in its order."""

    stack: list[SvgElement] = field(default_factory=list)
    by_id: dict[str, SvgElement] = field(default_factory=dict)
    style: list[str] = field(default_factory=list)
    root: SvgElement = field(default_factory=lambda: SvgElement("svg", {}))

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        if has_subset:
            raise BadPicture("the SVG declares things of its own (<!DOCTYPE svg [ … ]>)", HINT)

    def entity(self, *declared: object) -> None:
        raise BadPicture("the SVG declares an entity", HINT)

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise BadPicture("the SVG uses a style sheet", HINT)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.stack) >= DEEPEST:
            raise BadPicture(f"the SVG is nested more than {DEEPEST} deep", HINT)
        space, _, name = tag.rpartition(" ")
        if not self.stack and (name != "svg" or space not in ("", SVG)):
            raise BadPicture(f"it begins with <{name}>, not <svg>", HINT)
        if name in _ACTIVE or name.startswith("animate"):
            raise BadPicture(f"the SVG uses <{name}>, which is not drawn here", HINT)
        if name == "style" and (attributes.get("media", "all") != "all" or attributes.get("type", CSS) != CSS):
            raise BadPicture("the SVG uses <style> that is not for all, or no CSS", HINT)
        one = SvgElement(name if space in ("", SVG) else "", attributes)
        if self.stack:
            self.stack[-1].inside.append(one)
        else:
            self.root = one
        self.stack.append(one)
        if "id" in attributes:
            self.by_id.setdefault(attributes["id"], one)

    def text(self, text: str) -> None:
        if self.stack and self.stack[-1].name == "style":
            self.style.append(text)
        elif not text.isspace():
            for one in self.stack:
                one.has_words = True

    def end(self, tag: str) -> None:
        if self.stack.pop().name == "style":
            self.style.append("\n")
