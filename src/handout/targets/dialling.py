"""Make the numbers to call links that a telephone dials (RFC 3966): the clinic's and that for emergencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handout.record import replace
from handout.text.numbers import plain_digits
from handout.text.phrase import Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text
from handout.text.quantities import find


def with_links(phrase: PrintedPhrase, numbers: Sequence[str]) -> PrintedPhrase:
    """The phrase with each of these numbers, where it stands by itself, as a link; what is a link stays as it is."""
    if not numbers:
        return phrase
    found = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    return tuple(_linked(phrase, re.compile(rf"(?<![\w+-])(?:{found})(?!\w|-\w)")))


def dialled(number: str) -> str:
    """A number as it is dialled: its digits, and a plus sign before them."""
    return f"tel:{'+' if number.strip().startswith('+') else ''}{plain_digits(number)}"


def _linked(phrase: PrintedPhrase, numbers: re.Pattern[str]) -> Iterator[Printed]:
    for part in phrase:
        match part:
            case Text():
                yield from _divided(part, numbers)
            case Strong() | Emphasis() | Foreign():
                yield replace(part, children=tuple(_linked(part.children, numbers)))
            case _:
                yield part


def _divided(text: Text, numbers: re.Pattern[str]) -> Iterator[Printed]:
    last = 0
    for match in numbers.finditer(text.text):
        start, end = _whole(text.text, *match.span())
        if start < last:
            continue
        if start > last:
            yield Text(text.text[last:start], text.span)
        number = text.text[start:end]
        yield Link((Text(number, text.span),), dialled(number), text.span)
        last = end
    if last < len(text.text):
        yield Text(text.text[last:], text.span) if last else text


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a telephone number begins and ends of which this may be a part: +1 (303) 555-0100, with its +1."""
    phones = (found for found in find(text) if found.kind == "phone" and found.start <= start and end <= found.end)
    return next(((phone.start, phone.end) for phone in phones), (start, end))
