"""Number the citations of a handout in order of first appearance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from handout import flow
from handout.flow_mapping import mapped
from handout.record import Mutable, field, replace
from handout.source import Span
from handout.text.phrase import (
    NO_BREAK_SPACE,
    Break,
    Citation,
    Cite,
    Emphasis,
    Foreign,
    Link,
    Phrase,
    Printed,
    PrintedPhrase,
    Strong,
    Text,
    Typed,
    only_text,
)

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Citations(Mutable):
    """Walks phrases and flow in reading order, once, and keeps who was cited where.

    `announce` gives the words a citation's link is read aloud as. Without links (the list of references is not
    printed, so there is nowhere to lead) a number is plain superscript text.
    """

    known: frozenset[str]
    announce: Callable[[int], str]
    linked: bool = True
    numbers: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    _count: int = 0

    def nodes(self, nodes: Iterable[flow.TypedNode]) -> tuple[flow.Node, ...]:
        """The same parts with their citations numbered."""
        return mapped(nodes, self.phrase)

    def phrase(self, phrase: Phrase) -> PrintedPhrase:
        """The same words; each `[@key]` has become its number, or nothing when nobody knows the key.

        The blank before it is kept, so that "2 cm [@a]" is not read as square centimetres, but no line breaks there.
        Two citations side by side are parted as those of one: `[@b][@a]` is never read as 21.
        """
        if only_text(phrase):
            return phrase
        following = (*phrase[1:], None)
        found: list[Printed] = []
        for typed, after in zip(phrase, following, strict=True):
            found += self._parts(_tied(typed) if isinstance(after, Citation) else typed)
            if after is not None and (last := _outer(typed, -1)) is not None and _outer(after, 0) is not None:
                found.append(self._between(last.span))
        return tuple(found)

    def _parts(self, part: Typed) -> PrintedPhrase:
        match part:
            case Citation():
                return self._cites(part)
            case Strong() | Emphasis() | Link() | Foreign():
                return (self._inside(part),)
            case Text() | Break():
                return (part,)
            case _:
                assert_never(part)

    def _inside(self, part: Strong[Typed] | Emphasis[Typed] | Link[Typed] | Foreign[Typed]) -> Printed:
        children = self.phrase(part.children)
        match part:
            case Strong():
                return Strong(children)
            case Emphasis():
                return Emphasis(children)
            case Link():
                return Link(children, part.target, part.span, part.title)
            case Foreign():
                return Foreign(children, part.language)

    def _cites(self, citation: Citation) -> PrintedPhrase:
        cites: list[Printed] = []
        for key, span in citation.keys:
            if key not in self.known:
                continue
            if cites:
                cites.append(self._between(span))
            cites.append(self._cite(key, span))
        return tuple(cites)

    def _between(self, span: Span) -> Text:
        """What parts two numbers."""
        return Text("," if self.linked else NO_BREAK_SPACE, span)

    def _cite(self, key: str, span: Span) -> Printed:
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        if not self.linked:
            return Text(str(number).translate(SUPERSCRIPTS), span)
        self._count += 1
        place = f"cite--{self._count}"
        self.places.setdefault(key, []).append(place)
        return Cite(number, reference_id(key), place, span, self.announce(number))


def _outer(part: Typed, end: int) -> Citation | None:
    """The citation that a part begins with (0) or ends in (-1), whatever it stands in."""
    while not isinstance(part, Citation):
        if isinstance(part, Text | Break) or not part.children:
            return None
        part = part.children[end]
    return part


def _tied(part: Typed) -> Typed:
    """The same words, their last blank one that no line breaks at."""
    if isinstance(part, Text) and part.text.endswith(" "):
        return replace(part, text=part.text[:-1] + NO_BREAK_SPACE)
    return part


def reference_id(key: str) -> str:
    """Where a citation of this key leads. No section's id has two hyphens side by side."""
    return f"ref--{key}"
