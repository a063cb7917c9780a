"""Cut a paragraph that runs both ways where a quantity or Latin phrase begins and ends, whatever the look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal
from unicodedata import bidirectional

from handout.record import replace
from handout.text.phrase import Break, Cite, Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text, leaves

if TYPE_CHECKING:
    from handout.pdf.text.runs import Direction

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
_OBJECT = "\ufffc"
_PARTING = "\u200f"


def held(phrase: PrintedPhrase, direction: Direction) -> Iterator[Stretch]:
    """The stretches of a paragraph, each with how it is held; a link and words of another language are never cut.

    `direction` is the paragraph's. What stands inside those is not looked at: they are paragraphs of their own.
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


def has_rtl(text: str) -> bool:
    return not text.isascii() and any(bidirectional(char) in {"R", "AL"} for char in text)


def _held(phrase: PrintedPhrase, direction: Direction) -> Iterator[Stretch]:
    from handout.pdf.text.bidi_isolates import has_latin, kind_of, phrases, reads_from_the_left

    text = "".join(map(flat, phrase))
    is_from_left = has_rtl(text) and reads_from_the_left(text, 1 if direction == "rtl" else 0)
    whole = [*uncut(phrase, 0)]
    last = 0
    for start, end in phrases(text):
        if any(low < edge < high for low, high in whole for edge in (start, end)) or _is_inside(start, end, whole):
            continue
        is_latin = is_from_left and has_latin(text[start:end])
        is_arabic = any(kind_of(char) == "AN" for char in text[start:end])
        if is_latin and not is_arabic and kind_of(text[start]) == "L":
            continue  # It stands so by itself, with the digits behind its letters (UAX 9, W7).
        yield between(phrase, last, start), "none", False
        yield between(phrase, start, end), "override" if is_arabic else "isolate", is_latin
        last = end
    yield between(phrase, last, len(text)), "none", False


def _is_inside(start: int, end: int, whole: Sequence[tuple[int, int]]) -> bool:
    return any(low <= start and end <= high for low, high in whole)


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


def _cut(part: Printed, first: int, last: int) -> Printed:
    match part:
        case Text():
            return Text(part.text[first:last], part.span.shifted(first))
        case Strong() | Emphasis():
            return replace(part, children=between(part.children, first, last))
        case _:
            return part
