"""Phrases become styled runs and, where they are links or another language, structure elements."""

from collections.abc import Iterator
from typing import assert_never

from handout.layout.text_styles import Looks
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.text.lines import Ink, Run
from handout.source import Span
from handout.text.phrase import Break, Citation, Cite, Emphasis, Foreign, Inline, Link, Phrase, Strong, Text, plain


class LinkLeaf(Leaf, kw_only=False, eq=False):
    """A leaf that leads somewhere; `id` is set when something leads to it."""

    element: Element | None = None
    target: str = ""
    contents: str = ""
    id: str | None = None


class Inliner:
    """Turns phrases into runs; keeps the links."""

    def __init__(self, looks: Looks) -> None:
        self.links: list[LinkLeaf] = []
        self.made: list[list[Run]] = []
        """All runs that were made, for whoever asks where words were typed."""
        self._looks = looks

    def runs(self, phrase: Phrase, ink: Ink, language: str, element: Element) -> list[Run]:
        """The runs of a phrase in this look, owned by this element. Consecutive words of one element share one leaf."""
        if len(phrase) == 1 and type(phrase[0]) is Text:
            text = phrase[0]
            runs = [Run(text.text, ink, language, element.leaf(), text.span)]
        else:
            runs = list(self._parts(phrase, ink, language, element, None))
        self.made.append(runs)
        return runs

    def _parts(self, phrase: Phrase, ink: Ink, language: str, element: Element, leaf: Leaf | None) -> Iterator[Run]:
        looks = self._looks
        before: Inline | None = None
        for part in phrase:
            between_cites, before = type(before) is Cite, part
            match part:
                case Text():
                    leaf = leaf or element.leaf()
                    look = looks.raised(ink) if between_cites and part.text == "," else ink
                    yield Run(part.text, look, language, leaf, part.span)
                case Strong():
                    leaf = leaf or element.leaf()
                    yield from self._parts(part.children, looks.bold(ink), language, element, leaf)
                    leaf = self._continued(part.children, leaf)
                case Emphasis():
                    leaf = leaf or element.leaf()
                    yield from self._parts(part.children, looks.italic(ink), language, element, leaf)
                    leaf = self._continued(part.children, leaf)
                case Link():
                    yield from self._link(part, ink, language, element)
                    leaf = None
                case Foreign():
                    span = element.element("Span", language=part.language)
                    yield from self._parts(part.children, ink, part.language, span, None)
                    leaf = None
                case Cite():
                    yield self._cite(part, ink, language, element)
                    leaf = None
                case Break():
                    if leaf is None:
                        leaf = element.leaf()
                    yield Run("", ink, language, leaf, _NOWHERE, hard_break=True)
                case Citation():
                    raise TypeError("a citation without its number reached the page")
                case _:
                    assert_never(part)

    @staticmethod
    def _continued(phrase: Phrase, leaf: Leaf) -> Leaf | None:
        """The leaf to go on with: none when an element of its own stood inside, so that order is kept."""
        return leaf if all(type(part) is Text for part in phrase) else None

    def _link(self, link: Link, ink: Ink, language: str, parent: Element) -> Iterator[Run]:
        element = parent.element("Link")
        leaf = LinkLeaf(element=element, target=link.target, contents=link.title or plain(link.children))
        element.kids.append(leaf)
        self.links.append(leaf)
        for run in self._parts(link.children, self._looks.linked(ink), language, element, leaf):
            yield run if run.leaf is leaf else run._replace(leaf=leaf)

    def _cite(self, cite: Cite, ink: Ink, language: str, parent: Element) -> Run:
        link = parent.element("Reference").element("Link")
        number = str(cite.number)
        leaf = LinkLeaf(element=link, target=f"#{cite.target}", contents=cite.title or number, id=cite.id)
        link.kids.append(leaf)
        self.links.append(leaf)
        return Run(number, self._looks.raised(ink), language, leaf, cite.span)


_NOWHERE = Span("", 0, 0)
