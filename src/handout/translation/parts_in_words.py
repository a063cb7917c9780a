"""Parts of a whole that two texts say in unlike ways: a quarter, 25%, una de cada cuatro personas, 4人に1人."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from handout.text.numbers import Rational
from handout.text.quantities import Time
from handout.text.unit_words import SaidCount, lowest
from handout.translation.compared_text import SaidNumber

_WIDEST_BETWEEN = 24
"""Characters between the two numbers of a part: one patient out of every four."""


def without_parts_said(
    left: Sequence[SaidCount], others: Sequence[SaidCount]
) -> tuple[list[SaidCount], list[SaidCount]]:
    """Both without a part that one text says in a word and the other in two numbers: a quarter, one in four."""
    own, rest = list(left), list(others)
    for part in left:
        if _is_part(_worth(part)):
            pairs = ((one, other) for one, other in pairwise(rest) if other.start - one.end <= _WIDEST_BETWEEN)
            two = next((pair for pair in pairs if _make(_worth(part), pair[0].number, pair[1].number)), None)
            if two is not None:
                own.remove(part)
                rest = [one for one in rest if one not in two]
    return own, rest


def without_parts_in_digits(
    left: Sequence[SaidNumber], said: Sequence[SaidCount]
) -> tuple[list[SaidNumber], list[SaidCount]]:
    """The numbers of one text, and what only the other says in words, without a part of a whole: 4人に1人."""
    figures, rest = list(left), list(said)
    for part in said:
        worth = _worth(part)
        two = next((pair for pair in pairwise(figures) if _is_part(worth) and _are(worth, *pair)), None)
        if two is not None:
            rest.remove(part)
            figures = [one for one in figures if one not in two]
    return figures, rest


def without_shares(own: Sequence[SaidNumber], known: Sequence[SaidNumber]) -> tuple[list[SaidNumber], list[SaidNumber]]:
    """Both without a share that one says in a hundred and the other among so many: 30%, and 3 in 10."""
    own_left, known_left = list(own), list(known)
    for two, one in ((own_left, known_left), (known_left, own_left)):
        for percent in [figure for figure in one if figure.last_unit == "%"]:
            bare = (pair for pair in pairwise(two) if not any(figure.measure.unit for figure in pair))
            pair = next((pair for pair in bare if any(_are(part, *pair) for part in _parts_of_hundred(percent))), None)
            if pair is not None:
                one.remove(percent)
                two.remove(pair[0])
                two.remove(pair[1])
    return own_left, known_left


def without_shares_said(
    left: Sequence[SaidNumber], said: Sequence[SaidCount]
) -> tuple[list[SaidNumber], list[SaidCount]]:
    """The numbers of one text, and what only the other says in words, without a share: 80%, ocho de cada diez."""
    figures, rest = list(left), list(said)
    for percent in left if rest else ():
        parts = _parts_of_hundred(percent) if percent.last_unit == "%" else ()
        pairs = ((one, other) for one, other in pairwise(rest) if other.start - one.end <= _WIDEST_BETWEEN)
        two = next((pair for pair in pairs if any(_make(part, pair[0].number, pair[1].number) for part in parts)), None)
        if two is not None:
            figures.remove(percent)
            rest = [one for one in rest if one not in two]
    return figures, rest


def _parts_of_hundred(percent: SaidNumber) -> list[Rational]:
    return [lowest(top, 100 * bottom) for top, bottom in _numbers(percent)]


def _worth(part: SaidCount) -> Rational:
    """What a part is worth, be it said in a hundred: 十分之三."""
    top, bottom = part.number
    return lowest(top, 100 * bottom) if part.unit == "%" else part.number


def _is_part(number: Rational) -> bool:
    return 0 < number[0] < number[1]


def _are(part: Rational, one: SaidNumber, other: SaidNumber) -> bool:
    """Whether two numbers without units of their own say a part."""
    is_near = 0 <= other.found.start - one.found.end <= _WIDEST_BETWEEN
    return is_near and any(_make(part, first, second) for first in _numbers(one) for second in _numbers(other))


def _make(part: Rational, one: Rational, other: Rational) -> bool:
    few, many = sorted((one, other))
    return few[1] == many[1] == 1 and 0 < few[0] < many[0] and lowest(few[0], many[0]) == part


def _numbers(figure: SaidNumber) -> list[Rational]:
    return [number for number in figure.readings if not isinstance(number, Time)]
