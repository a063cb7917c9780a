"""Make the numbers to call links that a telephone dials (RFC 3966): the clinic's and that for emergencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handout.record import replace
from handout.text.numbers import plain_digits
from handout.text.phrase import Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text


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
        if match.start() > last:
            yield Text(text.text[last : match.start()], text.span)
        number = Text(match[0], text.span)
        yield Link((number,), dialled(match[0]), text.span)
        last = match.end()
    if last < len(text.text):
        yield Text(text.text[last:], text.span) if last else text
