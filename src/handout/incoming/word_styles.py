"""What the styles of a Word file say of a paragraph or a run (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias
from xml.etree.ElementTree import Element

from handout.incoming.word_package import W
from handout.record import Mutable, field

Role: TypeAlias = Literal["", "title", "subtitle", "heading", "caption", "contents"]
_CONTENTS = re.compile(r"toc( heading| \d)|contents( heading| \d)?|table of figures|index( heading| \d)?")


class Styles(Mutable):
    """The styles of one file, by their identifiers."""

    by_id: dict[str, Element] = field(default_factory=dict)
    usual: str = ""
    default: Element | None = None
    """What all runs look like, where nothing else is said."""
    looked: dict[tuple[str, str], Element | None] = field(default_factory=dict)
    """What `look` found before."""

    def chain(self, identifier: str) -> Iterator[Element]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while identifier in self.by_id and identifier not in seen:
            seen.add(identifier)
            yield self.by_id[identifier]
            identifier = value(self.by_id[identifier].find(f"{W}basedOn"))

    def role(self, identifier: str, properties: Element | None) -> tuple[Role, int]:
        """What a paragraph of this style is, and for a heading of which level."""
        for style in self.chain(identifier or self.usual):
            name = value(style.find(f"{W}name")).strip().lower()
            if name in ("title", "subtitle", "caption"):
                return (name, 0)  # type: ignore[return-value]
            if _CONTENTS.fullmatch(name):
                return "contents", 0
            if found := re.fullmatch(r"heading ([1-9])", name):
                return "heading", int(found[1])
        if not identifier or identifier not in self.by_id:
            if found := re.fullmatch(r"[Hh]eading([1-9])", identifier):
                return "heading", int(found[1])
            if identifier.lower() in ("title", "subtitle"):
                return identifier.lower(), 0  # type: ignore[return-value]
        level = self._outline(identifier, properties)
        return ("heading", level + 1) if level is not None else ("", 0)

    def _outline(self, identifier: str, properties: Element | None) -> int | None:
        own = None if properties is None else properties.find(f"{W}outlineLvl")
        found = [own, *(style.find(f"{W}pPr/{W}outlineLvl") for style in self.chain(identifier or self.usual))]
        said = next((level for level in found if level is not None), None)
        return int(value(said)) if said is not None and value(said) in set("012345678") else None

    def says(self, identifier: str, name: str) -> bool:
        """Whether a style turns a look of runs on: `vanish`, `strike`."""
        found = self.look(identifier, name)
        return found is not None and is_on(found)

    def look(self, identifier: str, name: str) -> Element | None:
        """What a style, or one that it is based on, says of this look of runs."""
        asked = (identifier, name)
        if asked not in self.looked:
            found = (looks.find(f"{W}{name}") for looks in self.looks(identifier))
            self.looked[asked] = next((one for one in found if one is not None), None)
        return self.looked[asked]

    def looks(self, identifier: str) -> Iterator[Element]:
        """What a style and those it is based on say of runs."""
        for style in self.chain(identifier):
            if (found := style.find(f"{W}rPr")) is not None:
                yield found

    def of_run(self, properties: Element | None, paragraph: str, name: str) -> Element | None:
        """What a run says of this look itself, else its style, else that of its paragraph."""
        own = None if properties is None else properties.find(f"{W}{name}")
        if own is not None:
            return own
        found = self.look("" if properties is None else value(properties.find(f"{W}rStyle")), name)
        return found if found is not None else self.look(paragraph or self.usual, name)

    def font(self, properties: Element | None, paragraph: str) -> str:
        """The font of a run's Latin letters; nothing where neither it nor a style names one."""
        fonts = self.of_run(properties, paragraph, "rFonts")
        return "" if fonts is None else fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi", ""))

    def numbering(self, identifier: str) -> tuple[str, int] | None:
        """The list that a style's paragraphs belong to, and their level."""
        for style in self.chain(identifier or self.usual):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return value(found.find(f"{W}numId")), _level(value(found.find(f"{W}ilvl")))
        return None


def read_styles(root: Element | None) -> Styles:
    """The styles that `styles.xml` declares."""
    styles = Styles(default=None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    for style in root.iter(f"{W}style") if root is not None else ():
        identifier = style.get(f"{W}styleId", "")
        styles.by_id[identifier] = style
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            styles.usual = identifier
    return styles


def value(element: Element | None) -> str:
    """What `w:val` says; nothing where there is no element."""
    return "" if element is None else element.get(f"{W}val", "")


def is_on(element: Element | None) -> bool:
    """Whether a toggle is on: it is there, and does not say that it is off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _level(said: str) -> int:
    return int(said) if said in set("012345678") else 0
