"""Cut a paragraph that runs both ways where a quantity or Latin phrase begins and ends, whatever the look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from handout.record import replace
from handout.source import NOWHERE
from handout.targets.cut_phrases import between, flat, length_of, uncut, with_mark
from handout.text.direction import Direction, has_right_to_left
from handout.text.phrase import Break, Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text

Hold = Literal["none", "isolate", "override"]
"""How a stretch is held: not at all, as an isolate that runs from left to right, or with each sign in that order.

An isolate holds European digits and letters together. Between Arabic-Indic digits a hyphen takes the direction of the
digits, which is not that of letters (UAX 9, N1): only an override holds it.
"""
Stretch = tuple[PrintedPhrase, Hold, bool]
"""Parts of a phrase, how they are held, and whether a left-to-right mark (U+200E) stands before them.

Between right-to-left words of a left-to-right paragraph an isolate takes their direction, and they change places around
it, but for such a mark.
"""


class MarkedLink(Link[Printed]):
    """A link among whose words stand all marks that they need: nobody looks into it once more."""


def held(phrase: PrintedPhrase, direction: Direction) -> Iterator[Stretch]:
    """The stretches of a paragraph, each with how it is held; a link and words of another language are never cut.

    `direction` is the paragraph's. Words of another language are paragraphs of their own, and so are those of a link
    that is no `MarkedLink`.
    """
    for is_apart, group in groupby(phrase, lambda part: isinstance(part, (Break, Foreign))):
        parts = tuple(group)
        if is_apart:
            yield parts, "none", False
        else:
            yield from _held(parts, direction)


def direction_of(phrase: PrintedPhrase) -> Direction:
    """The direction of a paragraph in another language than the page's: that of its own first letter (UAX 9, P2).

    A browser asked for it (`dir="auto"`) passes over what is held.
    """
    from handout.pdf.text.bidi import bidi_class, first_strong

    own = (part for part in phrase if not isinstance(part, Foreign))
    return "rtl" if first_strong([bidi_class(char) for char in "".join(map(flat, own))]) else "ltr"


def with_marks(text: str, direction: Direction) -> str:
    """A text for where no element can stand: what must be held is between marks."""
    if direction == "ltr" and not has_right_to_left(text):
        return text
    for found in reversed([*_found((Text(text, NOWHERE),), direction)]):
        (start, opening), (end, closing) = found.marks()
        text = f"{text[:start]}{opening}{text[start:end]}{closing}{text[end:]}"
    return text


def _held(phrase: PrintedPhrase, direction: Direction) -> Iterator[Stretch]:
    phrase, found = _over_links(phrase, direction)
    last = 0
    for start, end, hold, is_marked in found:
        yield between(phrase, last, start), "none", False
        yield between(phrase, start, end), hold, is_marked
        last = end
    yield between(phrase, last, length_of(phrase)), "none", False


class _Found(NamedTuple):
    """Where a stretch stands, how it is held, and whether behind a left-to-right mark."""

    start: int
    end: int
    hold: Hold
    is_marked: bool

    def shifted(self, by: int) -> _Found:
        return self._replace(start=self.start + by, end=self.end + by)

    def marks(self) -> Iterator[tuple[int, str]]:
        """What holds it where no element can, since a link begins or ends within it."""
        from handout.pdf.text.bidi_isolates import CLOSE, LEFT_TO_RIGHT, OPEN

        opening, closing = (OPEN, CLOSE) if self.hold == "override" else (OPEN[:1], CLOSE[-1:])
        yield self.start, (LEFT_TO_RIGHT if self.is_marked else "") + opening
        yield self.end, closing


def _found(phrase: PrintedPhrase, direction: Direction) -> Iterator[_Found]:
    from handout.pdf.text.bidi_isolates import has_latin, kind_of, phrases, reads_from_the_left

    text = "".join(map(flat, phrase))
    is_from_left = has_right_to_left(text) and reads_from_the_left(text, 1 if direction == "rtl" else 0)
    for start, end in phrases(text):
        is_latin = is_from_left and has_latin(text[start:end])
        is_arabic = any(kind_of(char) == "AN" for char in text[start:end])
        if is_latin and not is_arabic and kind_of(text[start]) == "L":
            continue  # It stands so by itself, with the digits behind its letters (UAX 9, W7).
        yield _Found(start, end, "override" if is_arabic else "isolate", is_latin)


def _over_links(phrase: PrintedPhrase, direction: Direction) -> tuple[PrintedPhrase, list[_Found]]:
    """The phrase with marks in its links where elements will not do, and the stretches that these can hold outside.

    They will not do where a stretch begins or ends within a link, nor where a link looked at by itself would have
    other stretches than it has here. Words that all run from left to right stand so without.
    """
    runs_both_ways = direction == "rtl" or has_right_to_left("".join(map(flat, phrase)))
    whole = [*uncut(phrase, 0)]
    found = [*_found(phrase, direction)]
    outside = [one for one in found if not _is_inside(one.start, one.end, whole)]
    cut = [one for one in outside if _is_cut(one, whole)]
    links = [
        (start, end)
        for start, end, link in (_links(phrase, 0) if runs_both_ways else ())
        if any(_is_cut(one, [(start, end)]) for one in cut)
        or [one.shifted(-start) for one in found if _is_inside(one.start, one.end, [(start, end)])]
        != [*_found(link.children, direction)]
    ]
    if not links:
        return phrase, [one for one in outside if one not in cut]
    inside = [one for one in found if _is_inside(one.start, one.end, links)]
    marks = [mark for one in sorted([*cut, *inside]) for mark in one.marks()]
    phrase = _with_marked(phrase, 0, links)
    for place, mark in reversed(marks):
        phrase = with_mark(phrase, place, mark)
    return phrase, [_moved(one, marks) for one in outside if one not in cut]


def _links(phrase: PrintedPhrase, place: int) -> Iterator[tuple[int, int, Link[Printed]]]:
    """Start and end of each link, within strong words too."""
    for part in phrase:
        end = place + len(flat(part))
        if isinstance(part, Link):
            yield place, end, part
        elif isinstance(part, Strong | Emphasis):
            yield from _links(part.children, place)
        place = end


def _moved(found: _Found, marks: Sequence[tuple[int, str]]) -> _Found:
    """The same stretch behind the marks that were put in."""
    return found.shifted(sum(len(mark) for place, mark in marks if place <= found.start))


def _with_marked(phrase: PrintedPhrase, place: int, links: Sequence[tuple[int, int]]) -> PrintedPhrase:
    """The phrase with these of its links as marked ones."""
    found: list[Printed] = []
    for part in phrase:
        end = place + len(flat(part))
        if isinstance(part, Link) and (place, end) in links:
            found.append(MarkedLink(part.children, part.target, part.span, part.title))
        elif isinstance(part, Strong | Emphasis):
            found.append(replace(part, children=_with_marked(part.children, place, links)))
        else:
            found.append(part)
        place = end
    return tuple(found)


def _is_cut(found: _Found, whole: Sequence[tuple[int, int]]) -> bool:
    """Whether it begins or ends within one of these."""
    return any(start < edge < end for start, end in whole for edge in (found.start, found.end))


def _is_inside(start: int, end: int, whole: Sequence[tuple[int, int]]) -> bool:
    return any(low <= start and end <= high for low, high in whole)
