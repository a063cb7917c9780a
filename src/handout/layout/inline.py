"""Phrases become styled runs and, where they are links or another language, structure elements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from handout.pdf.lines import Ink, Run
from handout.pdf.structure import Element, Leaf
from handout.source import Span
from handout.style.properties import Sheet, Style
from handout.text.phrase import Break, Citation, Cite, Emphasis, Foreign, Inline, Link, Phrase, Strong, Text, plain

SUPERSCRIPT_SIZE = 0.66
SUPERSCRIPT_RISE = 0.34


@dataclass(slots=True, eq=False)
class LinkLeaf(Leaf):
    """A leaf that leads somewhere; `id` is set when something leads to it."""

    element: Element | None = None
    target: str = ""
    contents: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """How the words of one paragraph are set, and the element they belong to."""

    ink: Ink
    language: str
    element: Element


def ink_of(style: Style, sheet: Sheet) -> Ink:
    """The look a style gives to its plain words."""
    return Ink(
        families=sheet.fonts[style.font],
        size=style.size,
        color=style.color,
        bold=style.weight == "bold",
        italic=style.slant == "italic",
    )


class Inliner:
    """Turns phrases into runs; keeps what each leaf says, for the ledger."""

    def __init__(self, sheet: Sheet) -> None:
        self.said: list[tuple[Leaf, str]] = []
        self.links: list[LinkLeaf] = []
        self._link_color = sheet["link"].color
        self._cite_color = sheet["citation"].color

    def runs(self, phrase: Phrase, setting: Setting) -> list[Run]:
        """The runs of a phrase. Consecutive words of one element share one leaf."""
        if len(phrase) == 1 and type(phrase[0]) is Text:
            text = phrase[0]
            leaf = setting.element.leaf()
            self.said.append((leaf, text.text))
            return [Run(text.text, setting.ink, setting.language, leaf, text.span)]
        return list(self._parts(phrase, setting, None))

    def _parts(self, phrase: Phrase, setting: Setting, leaf: Leaf | None) -> Iterator[Run]:
        before: Inline | None = None
        for part in phrase:
            between_cites, before = type(before) is Cite, part
            match part:
                case Text():
                    leaf = leaf or self._leaf(setting.element)
                    self._say(leaf, part.text)
                    ink = self._raised(setting.ink) if between_cites and part.text == "," else setting.ink
                    yield Run(part.text, ink, setting.language, leaf, part.span)
                case Strong():
                    leaf = leaf or self._leaf(setting.element)
                    yield from self._inside(part.children, replace(setting, ink=replace(setting.ink, bold=True)), leaf)
                    leaf = self._continued(part.children, leaf)
                case Emphasis():
                    leaf = leaf or self._leaf(setting.element)
                    look = replace(setting.ink, italic=True)
                    yield from self._inside(part.children, replace(setting, ink=look), leaf)
                    leaf = self._continued(part.children, leaf)
                case Link():
                    yield from self._link(part, setting)
                    leaf = None
                case Foreign():
                    span = setting.element.element("Span", language=part.language)
                    yield from self._parts(part.children, replace(setting, element=span, language=part.language), None)
                    leaf = None
                case Cite():
                    yield self._cite(part, setting)
                    leaf = None
                case Break():
                    if leaf is None:
                        leaf = self._leaf(setting.element)
                    yield Run("", setting.ink, setting.language, leaf, _NOWHERE, hard_break=True)
                case Citation():
                    raise TypeError("a citation without its number reached the page")
                case _:
                    assert_never(part)

    def _inside(self, phrase: Phrase, setting: Setting, leaf: Leaf) -> Iterator[Run]:
        yield from self._parts(phrase, setting, leaf)

    @staticmethod
    def _continued(phrase: Phrase, leaf: Leaf) -> Leaf | None:
        """The leaf to go on with: none when an element of its own stood inside, so that order is kept."""
        return leaf if all(type(part) is Text for part in phrase) else None

    def _link(self, link: Link, setting: Setting) -> Iterator[Run]:
        element = setting.element.element("Link")
        leaf = LinkLeaf(element=element, target=link.target, contents=link.title or plain(link.children))
        element.kids.append(leaf)
        self.links.append(leaf)
        self.said.append((leaf, ""))
        look = replace(setting.ink, color=self._link_color, underline=True)
        inner = replace(setting, ink=look, element=element)
        for run in self._parts(link.children, inner, leaf):
            yield run if run.leaf is leaf else replace(run, leaf=leaf)

    def _cite(self, cite: Cite, setting: Setting) -> Run:
        link = setting.element.element("Reference").element("Link")
        leaf = LinkLeaf(element=link, target=f"#{cite.target}", contents=cite.title or str(cite.number), id=cite.id)
        link.kids.append(leaf)
        self.links.append(leaf)
        self.said.append((leaf, str(cite.number)))
        return Run(str(cite.number), self._raised(setting.ink), setting.language, leaf, cite.span)

    def _raised(self, ink: Ink) -> Ink:
        """The look of citation numbers and of the commas between them."""
        return replace(
            ink, size=ink.size * SUPERSCRIPT_SIZE, rise=ink.size * SUPERSCRIPT_RISE, color=self._cite_color
        )

    def _leaf(self, element: Element) -> Leaf:
        leaf = element.leaf()
        self.said.append((leaf, ""))
        return leaf

    def _say(self, leaf: Leaf, text: str) -> None:
        for index in range(len(self.said) - 1, -1, -1):
            if self.said[index][0] is leaf:
                self.said[index] = (leaf, self.said[index][1] + text)
                return


_NOWHERE = Span("", 0, 0)
