"""Where no line of HTML may end: within a quantity, and between a number and the word that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import accumulate, groupby

from handout.record import replace
from handout.targets.isolates import flat, uncut
from handout.text.phrase import Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text
from handout.text.quantities import counting_ends, find, is_digit

LONGEST = 30
"""Characters of a quantity that has room in a line of the narrowest screen."""
LONGEST_IN_HEADING = 18
"""So many have room in a line of a title there."""
_NEXT_WORD = re.compile(r"[ \u00a0\u202f][^\s\u2066-\u2069]+(?=\s|$)")


def joined(phrase: PrintedPhrase) -> PrintedPhrase:
    """The same words, those that were typed on several lines as one text: a quantity may stand on two."""
    found: list[Printed] = []
    for is_text, group in groupby(phrase, lambda part: isinstance(part, Text)):
        parts = [*group]
        if is_text:
            texts = [part for part in parts if isinstance(part, Text)]
            found.append(texts[0] if len(texts) == 1 else Text("".join(part.text for part in texts), texts[0].span))
        else:
            found += [_joined_inside(part) for part in parts]
    return tuple(found)


def _joined_inside(part: Printed) -> Printed:
    match part:
        case Strong() | Emphasis() | Link() | Foreign():
            return replace(part, children=joined(part.children))
        case _:
            return part


def parted(phrase: PrintedPhrase) -> Iterator[tuple[int, int]]:
    """Start and end of each quantity of which some is strong or stressed and some is not, so that tags stand in it."""
    if len(phrase) < 2 or not any(isinstance(part, Strong | Emphasis) for part in phrase):
        return
    texts = [flat(part) for part in phrase]
    edges = [*accumulate(map(len, texts))]
    closed = [*uncut(phrase, 0)]
    for start, end in _kept_whole("".join(texts)):
        if any(start < edge < end for edge in edges) and not any(low < end and start < high for low, high in closed):
            yield start, end


def bare_words(text: str) -> str:
    """Words that stand on one line already."""
    return escape(text, quote=False)


def whole(written: str, length: int) -> str:
    """A quantity of so many characters, as HTML, which no line cuts; but on a phone a heading may cut a long one."""
    classes = "whole long" if length > LONGEST_IN_HEADING else "whole"
    return f'<span class="{classes}">{written}</span>'


def whole_words(text: str) -> str:
    """Words; no line ends in a quantity with a space or a dash in it, nor before the word that it counts."""
    written, last = [], 0
    for start, end in _kept_whole(text):
        typed = text[start:end]
        if not all(char.isalnum() or char in ".," for char in typed):
            written += [escape(text[last:start], quote=False), whole(escape(typed), len(typed))]
            last = end
    return "".join((*written, escape(text[last:], quote=False)))


def _kept_whole(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each quantity that a line has room for, with the word behind it where there is room for both."""
    for found in find(text):
        behind = (_NEXT_WORD.match(text, end) for end in counting_ends(text, found))
        words = [match for match in behind if match is not None and _is_word(match[0])]
        end = max([match.end() for match in words], default=found.end)
        if end - found.start <= LONGEST:
            yield found.start, end
        elif found.end - found.start <= LONGEST:
            yield found.start, found.end


def _is_word(text: str) -> bool:
    return any(map(str.isalpha, text)) and not any(map(is_digit, text))
