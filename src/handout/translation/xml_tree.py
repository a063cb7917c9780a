"""Read XML from elsewhere into a small tree with places: no document type, no entities, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from handout.record import Mutable, field

MOST_BYTES = 10_000_000
DEEPEST = 60
_PARSED = 64_000


class BadXml(Exception):
    """XML that is broken or that we do not take; says why, and at which line and column."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class XmlElement(Mutable):
    """An element: its name and its attributes' without their namespaces, and what stands in it."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    kids: list[str | XmlElement] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator[XmlElement]:
        """The elements in it of these names, or all."""
        return (kid for kid in self.kids if isinstance(kid, XmlElement) and (not names or kid.name in names))

    def first(self, name: str) -> XmlElement | None:
        return next(self.elements(name), None)

    @property
    def words(self) -> str:
        """All text in it."""
        return "".join(kid if isinstance(kid, str) else kid.words for kid in self.kids)


def read_xml(data: bytes) -> XmlElement:
    """The root element; raises BadXml."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = XmlElement(name="", attributes={}, line=1, column=1)
    inside = [top]

    def refuse(message: str) -> None:
        raise BadXml(message, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(inside) > DEEPEST:
            refuse(f"elements stand inside one another more than {DEEPEST} deep")
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        made = XmlElement(
            name=name.rpartition(" ")[2], attributes=own,
            line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1,
        )  # fmt: skip
        inside[-1].kids.append(made)
        inside.append(made)

    def end(_: str) -> None:
        inside.pop()

    def text(characters: str) -> None:
        inside[-1].kids.append(characters)

    def doctype(*_: object) -> None:
        refuse("a document type (<!DOCTYPE …>) has no place here")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    try:
        for at in range(0, len(data), _PARSED):
            parser.Parse(data[at : at + _PARSED], at + _PARSED >= len(data))
        if not data:
            parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise BadXml(f"this is not XML: {expat.ErrorString(fault.code)}", fault.lineno, fault.offset + 1) from fault
    except (LookupError, ValueError) as fault:
        raise BadXml(f"this is not XML: {fault}", 1, 1) from fault
    return next(top.elements())
