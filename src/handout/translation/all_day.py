"""All day and all week, as languages say it: 24 hours a day, 24 heures sur 24, rund um die Uhr."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from handout.text.numbers import Rational
from handout.text.unit_words import SaidCount
from handout.translation.compared_text import ComparedText, SaidNumber

_ALL_DAY: Rational = (24, 1)
_ALL_WEEK: Rational = (7, 1)
_SHORT_DAYS = re.compile(r"\s?(?:jr?|gg?)\b")
"""Days behind the 7 of 7j/7, in letters that are no unit elsewhere."""
_OF_AS_MANY = re.compile(r"\s?(?:[^\W\d_]+\.?)?(?:\s?/\s?|\s(?:sur|su|sou)\s)")
"""What stands between 24 and 24, where they say all day."""
_WIDEST_BETWEEN = 24
"""Characters between the hours and the days: 24 hours a day, and 7 days a week."""
_WIDEST_OF = 8
"""Characters between the days and the week: 7 Tage in der Woche."""


def without_as_many(figures: Sequence[SaidNumber], text: str) -> list[SaidNumber]:
    """The numbers of a text without the second of two that say all of so many: 24 heures sur 24, 7j/7."""
    again = [other for one, other in pairwise(figures) if _are_time(one, other, text) and _is_of(one, other, text)]
    return [figure for figure in figures if figure not in again]


def without_all_day(left: Sequence[SaidNumber], said: Sequence[SaidCount]) -> tuple[list[SaidNumber], list[SaidCount]]:
    """The numbers of one text, and what only the other says in words, without 24 hours, 24/7 and rund um die Uhr."""
    figures, rest = list(left), list(said)
    for words in said:
        if words.number != _ALL_DAY or words.unit != "hour":
            continue
        hours = next((figure for figure in figures if _is(figure, _ALL_DAY, "hour")), None)
        if hours is not None:
            rest.remove(words)
            at = figures.index(hours)
            after = figures[at + 1] if figures[at + 1 :] else hours
            is_near = after.found.start - hours.found.end <= _WIDEST_BETWEEN
            del figures[at : at + (2 if is_near and _is(after, _ALL_WEEK, "day") else 1)]
    return figures, rest


def without_every_day(left: Sequence[SaidNumber], side: ComparedText, other: ComparedText) -> list[SaidNumber]:
    """Numbers of a text without the 7 of 24/7 and of 7 days a week, where the other says every day."""
    is_daily = any(period.meaning == "day" for period in other.periods)
    return [figure for figure in left if not (is_daily and _ALL_WEEK in figure.readings and _is_all_week(figure, side))]


def _is_all_week(figure: SaidNumber, side: ComparedText) -> bool:
    if figure.measure.unit != "day":
        before = next((one for one, again in pairwise(side.figures) if again is figure), None)
        return before is not None and before.found is figure.found and _is(before, _ALL_DAY, "hour")
    end = figure.found.end if figure.measure.word is None else figure.measure.word.end
    is_in_week = any(period.meaning == "week" and 0 <= period.start - end <= _WIDEST_OF for period in side.periods)
    return is_in_week or any(one is figure and _is_of(one, again, side.text) for one, again in pairwise(side.figures))


def _are_time(one: SaidNumber, again: SaidNumber, text: str) -> bool:
    """Whether two numbers are the same of hours or days: 10 sur 10 is how much something hurts."""
    is_week = _ALL_WEEK in one.readings and _SHORT_DAYS.match(text, one.found.end) is not None
    is_time = one.measure.unit in ("hour", "day") or is_week or _is(one, _ALL_DAY, "hour")
    return is_time and one.part.typed == again.part.typed and again.measure.unit in ("", "hour", "day")


def _is(figure: SaidNumber, number: Rational, unit: str) -> bool:
    return number in figure.readings and figure.measure.unit in ("", unit)


def _is_of(one: SaidNumber, again: SaidNumber, text: str) -> bool:
    if one.found is again.found:
        return one.found.kind == "ratio"
    return _OF_AS_MANY.fullmatch(text, one.found.end, again.found.start) is not None
