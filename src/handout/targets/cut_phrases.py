"""Cut a phrase between two of its characters: what a link, a citation, a line end and other words count as."""

from __future__ import annotations

from collections.abc import Iterator

from handout.record import replace
from handout.source import NOWHERE
from handout.text.phrase import Cite, Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text, leaves

_OBJECT = "\ufffc"
_PARTING = "\u200f"


def flat(part: Printed) -> str:
    """A part's text, as long as it is counted here: a citation is an object, a line end parts."""
    match part:
        case Text():
            return part.text
        case Cite():
            return _OBJECT
        case Strong() | Emphasis() | Link():
            return "".join(map(flat, part.children))
        case Foreign():
            return _PARTING * sum(1 for _ in leaves(part.children))
        case _:
            return _PARTING


def uncut(phrase: PrintedPhrase, place: int) -> Iterator[tuple[int, int]]:
    """Start and end of what is never cut."""
    for part in phrase:
        end = place + len(flat(part))
        if isinstance(part, (Strong, Emphasis)):
            yield from uncut(part.children, place)
        elif not isinstance(part, Text):
            yield place, end
        place = end


def between(phrase: PrintedPhrase, start: int, end: int | None = None) -> PrintedPhrase:
    """The parts between two places, or from one to the end; strong words and emphasis are cut in two."""
    found: list[Printed] = []
    place = 0
    for part in phrase:
        length = len(flat(part))
        first, last = max(start - place, 0), length if end is None else min(end - place, length)
        if first < last:
            found.append(_cut(part, first, last) if last - first < length else part)
        place += length
    return tuple(found)


def length_of(phrase: PrintedPhrase) -> int:
    return sum(len(flat(part)) for part in phrase)


def with_mark(phrase: PrintedPhrase, place: int, mark: str) -> PrintedPhrase:
    """The phrase with a mark at this place, within a link if the place is."""
    for number, part in enumerate(phrase):
        length = len(flat(part))
        if place < length:
            if not place:
                inside: PrintedPhrase = (_mark(mark), part)
            elif isinstance(part, Text):
                inside = (_cut(part, 0, place), _mark(mark), _cut(part, place, length))
            elif isinstance(part, Strong | Emphasis | Link):
                inside = (replace(part, children=with_mark(part.children, place, mark)),)
            else:
                inside = (part,)
            return (*phrase[:number], *inside, *phrase[number + 1 :])
        place -= length
    return (*phrase, _mark(mark))


def _cut(part: Printed, first: int, last: int) -> Printed:
    match part:
        case Text():
            return Text(part.text[first:last], part.span.shifted(first))
        case Strong() | Emphasis():
            return replace(part, children=between(part.children, first, last))
        case _:
            return part


def _mark(mark: str) -> Text:
    return Text(mark, NOWHERE)
