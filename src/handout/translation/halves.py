"""Numbers and a half, said in words: one and a half, dos pastillas y media."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handout.record import replace
from handout.text.numbers import Rational
from handout.text.unit_words import SaidCount

HALF: Rational = (1, 2)
ADDING = frozenset(
    {"and", "und", "en", "og", "och", "ja", "y", "e", "et", "i", "a", "és", "ve", "và", "και", "și", "и", "та"}
)
"""'And' in many languages: 1 y ½ is one and a half, 1 o ½ is not."""
_BETWEEN = re.compile(r"\s+(?:[^\W\d_]+\s+)?([^\W\d_]+)\s+|[\u4e00-\u9fff]?")
"""A noun and an 'and', or in Chinese a measure."""


def with_halves(text: str, said: Iterable[SaidCount]) -> list[SaidCount]:
    """The numbers that words of a text say, a half with the whole number that it stands behind."""
    found: list[SaidCount] = []
    for one in said:
        if one.number == HALF and found and not found[-1].is_meant and not text[found[-1].end : one.start].strip():
            one = replace(one, start=found.pop().start)  # 'eine' in zwei und eine halbe
        whole = found[-1] if found else None
        if one.number == HALF and whole is not None and _adds(text, whole, one):
            number = (2 * whole.number[0] + 1, 2)
            unit = one.unit or whole.unit
            one = SaidCount(whole.start, one.end, number, unit, text[whole.start : one.end])
            found.pop()
        found.append(one)
    return found


def without_both(left: Sequence[SaidCount], others: Sequence[SaidCount]) -> tuple[list[SaidCount], list[SaidCount]]:
    """Both without a number and a half of the one that the other says in two."""
    own, rest = list(left), list(others)
    for one in left:
        top, bottom = one.number
        half = next((other for other in rest if other.number == HALF), None)
        whole = next((other for other in rest if other.number == ((top - 1) // 2, 1)), None)
        if bottom == HALF[1] and half is not None and whole is not None:
            own.remove(one)
            rest.remove(half)
            rest.remove(whole)
    return own, rest


def _adds(text: str, whole: SaidCount, half: SaidCount) -> bool:
    """Whether a half is added to the whole number before it."""
    between = _BETWEEN.fullmatch(text, whole.end, half.start)
    if between is None or whole.number[1] != 1:
        return False
    return between[1] is None or between[1].casefold() in ADDING
