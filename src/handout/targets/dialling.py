"""Make the numbers to call links that a telephone dials (RFC 3966): the clinic's and that for emergencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handout.record import replace
from handout.text.numbers import plain_digits
from handout.text.phrase import Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text
from handout.text.quantities import Quantity, find
from handout.text.telephones import is_dialling_code


def with_links(phrase: PrintedPhrase, numbers: Sequence[str]) -> PrintedPhrase:
    """The phrase with each of these numbers, where it stands by itself, as a link; what is a link stays as it is."""
    if not numbers:
        return phrase
    found = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    return tuple(_linked(phrase, re.compile(rf"(?<![\w+-])(?:{found})(?!\w|-\w)")))


def dialled(number: str) -> str:
    """A number as it is dialled: its digits, and a plus sign before them, but no zero in brackets behind that."""
    phone = next(_phones(number), None)
    typed = number if phone is None else number[phone.start : phone.end]
    if typed.strip().startswith("+"):
        return f"tel:+{plain_digits(typed.replace('(0)', ''))}"
    return f"tel:{plain_digits(typed)}"


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
    matches = [*numbers.finditer(text.text)]
    starts = {phone.end: phone.start for phone in _phones(text.text)} if matches else {}
    for match in matches:
        start, end = match.span()
        whole = starts.get(end, start)
        if last <= whole < start and is_dialling_code(text.text, whole, start):
            start = whole
        if start > last:
            yield Text(text.text[last:start], text.span)
        number = text.text[start:end]
        yield Link((Text(number, text.span),), dialled(number), text.span)
        last = end
    if last < len(text.text):
        yield Text(text.text[last:], text.span) if last else text


def _phones(text: str) -> Iterator[Quantity]:
    return (found for found in find(text) if found.kind == "phone")
