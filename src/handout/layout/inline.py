"""Phrases become styled runs and, where they are links or another language, structure elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from handout.layout.own_letters import can_slope, families_for
from handout.layout.text_styles import TextStyles
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.text.lines import Ink, Run
from handout.record import replace
from handout.source import NOWHERE
from handout.text.phrase import Break, Cite, Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text, plain


class LinkLeaf(Leaf, eq=False):
    """A leaf that leads somewhere; `id` is set when something leads to it."""

    element: Element | None = None
    target: str = ""
    contents: str = ""
    id: str | None = None


class Inliner:
    """Turns phrases into runs; keeps the links."""

    def __init__(self, looks: TextStyles) -> None:
        self.links: list[LinkLeaf] = []
        self.made: list[list[Run]] = []
        """All runs that were made, for whoever asks where words were typed."""
        self._looks = looks

    def runs(self, phrase: PrintedPhrase, ink: Ink, language: str, element: Element) -> list[Run]:
        """The runs of a phrase in this look, owned by this element. Consecutive words of one element share one leaf."""
        if len(phrase) == 1 and type(phrase[0]) is Text:
            text = phrase[0]
            runs = [Run(text.text, ink, language, element.leaf(), text.span)]
        else:
            runs = list(self._parts(phrase, ink, language, element, None))
            tell_apart(element)
        self.made.append(runs)
        return runs

    def _parts(
        self, phrase: PrintedPhrase, ink: Ink, language: str, element: Element, held: Leaf | None
    ) -> Iterator[Run]:
        """The runs of a phrase; links, languages, emphasis in elements of their own, unless one leaf is to hold all."""
        looks, leaf = self._looks, held
        before: Printed | None = None
        for part in phrase:
            between_cites, before = type(before) is Cite, part
            match part:
                case Text():
                    leaf = leaf or element.leaf()
                    look = looks.raised(ink) if between_cites and part.text == "," else ink
                    yield Run(part.text, look, language, leaf, part.span)
                    continue
                case Cite():
                    yield self._cite(part, ink, language, element)
                case Break():
                    leaf = leaf or element.leaf()
                    yield Run("", ink, language, leaf, NOWHERE, hard_break=True)
                    continue
                case Strong():
                    yield from self._apart("Strong", part.children, looks.bold(ink), language, element, held)
                case Emphasis():
                    look = self._emphasised(part, ink, language)
                    yield from self._apart("Em", part.children, look, language, element, held)
                case Link():
                    yield from self._link(part, ink, language, element)
                case Foreign():
                    span = element.element("Span", language=part.language)
                    families = families_for(ink.families, part.language, plain(part.children))
                    look = looks.in_families(ink, families)
                    yield from self._parts(part.children, look, part.language, span, None)
                    tell_apart(span)
                case _:
                    assert_never(part)
            leaf = held

    def _emphasised(self, part: Emphasis[Printed], ink: Ink, language: str) -> Ink:
        """Italic, or bold in letters that have no italics: nobody would see that such words stand out."""
        is_sloped = can_slope(ink.families, language, plain(part.children))
        return self._looks.italic(ink) if is_sloped else self._looks.bold(ink)

    def _apart(
        self, role: str, phrase: PrintedPhrase, ink: Ink, language: str, parent: Element, held: Leaf | None
    ) -> Iterator[Run]:
        """Words that stand out, in an element that says so."""
        element = parent if held is not None else parent.element(role)
        yield from self._parts(phrase, ink, language, element, held)
        if held is None:
            tell_apart(element)

    def _link(self, link: Link[Printed], ink: Ink, language: str, parent: Element) -> Iterator[Run]:
        contents = link.title or plain(link.children)
        element = parent.element("Link", alt=contents)
        leaf = LinkLeaf(element=element, target=link.target, contents=contents)
        element.kids.append(leaf)
        self.links.append(leaf)
        for run in self._parts(link.children, self._looks.linked(ink), language, element, leaf):
            yield run if run.leaf is leaf else replace(run, leaf=leaf)

    def _cite(self, cite: Cite, ink: Ink, language: str, parent: Element) -> Run:
        number = str(cite.number)
        contents = cite.title or number
        link = parent.element("Reference").element("Link", alt=contents)
        leaf = LinkLeaf(element=link, target=f"#{cite.target}", contents=contents, id=cite.id)
        link.kids.append(leaf)
        self.links.append(leaf)
        return Run(number, self._looks.raised(ink), language, leaf, cite.span)


def link_targets(inliner: Inliner) -> set[str]:
    """The ids that some link leads to."""
    return {link.target[1:] for link in inliner.links if link.target.startswith("#")}


def tell_apart(element: Element) -> None:
    """Put words that stand beside elements in a Span each: some readers take an element's own words before its kids."""
    kids = element.kids
    if len(kids) > 1 and Element in map(type, kids):
        element.kids = [kid if type(kid) is Element else Element("Span", [kid]) for kid in kids]
