"""Where no line of HTML may end: within a quantity, and between a number and the word that it counts."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from html import escape
from itertools import accumulate, groupby

from handout.pdf.text.joined_words import joined_words
from handout.record import replace
from handout.targets.cut_phrases import flat, uncut
from handout.text.phrase import Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text
from handout.text.quantities import Quantity, counting_ends, find, is_digit

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
    """Start and end of each quantity that a line has room for, with the words around it where there is room for all.

    Such are the word behind it, and what says one thing with it, as in 22 Nov 2026 and 8 to 10 hours.
    """
    quantities = find(text)
    joined = joined_words(text, quantities)
    ends = [_with_word(text, found) for found in quantities]
    last = 0
    for at, found in enumerate(quantities):
        if found.start < last:
            continue
        together = _with_joined(text, last, at, quantities, ends, joined)
        for start, end in (together, (found.start, ends[at]), (found.start, found.end)):
            if last <= start and end - start <= LONGEST:
                last = end
                yield start, end
                break


def _with_word(text: str, found: Quantity) -> int:
    """Where the word ends that a quantity counts, or the quantity itself."""
    behind = (_NEXT_WORD.match(text, end) for end in counting_ends(text, found))
    return max([match.end() for match in behind if match is not None and _is_word(match[0])], default=found.end)


def _with_joined(
    text: str, first: int, at: int, quantities: Sequence[Quantity], ends: Sequence[int], joined: Container[int]
) -> tuple[int, int]:
    """A quantity with what is joined to it, before and behind, as far as a line has room for it.

    `first`: where what is before is free.
    """
    start, end = quantities[at].start, ends[at]
    if start in joined:
        before = text.rfind(" ", 0, start - 1) + 1
        start = before if before >= first else start
    while (behind := _NEXT_WORD.match(text, _end_of_word(text, end))) and behind.start() + 1 in joined:
        further, last = behind.end(), at
        while last + 1 < len(quantities) and quantities[last + 1].start < further:
            last += 1
            further = max(further, ends[last])
        if further - start > LONGEST:
            break
        end, at = further, last
    return start, end


def _end_of_word(text: str, place: int) -> int:
    """Where what is typed without a space ends: the th of 5th, a comma."""
    space = text.find(" ", place)
    return len(text) if space < 0 else space


def _is_word(text: str) -> bool:
    return any(map(str.isalpha, text)) and not any(map(is_digit, text))
