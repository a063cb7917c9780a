"""Whether two texts name the same stretch of time in other units: 24 hours and a day, two weeks and 14 days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from typing import TypeAlias

from handout.text.numbers import Rational
from handout.text.quantities import Time
from handout.text.unit_words import PERIODS, SaidCount, lowest
from handout.translation.compared_text import ONE, ComparedText, SaidNumber

TimeSpan: TypeAlias = tuple[str, Rational]
"""How many seconds, or how many months: a month has no number of days."""

HALF: Rational = (1, 2)
_UNITS = {
    "second": ("second", 1),
    "minute": ("second", 60),
    "hour": ("second", 3600),
    "day": ("second", 86_400),
    "week": ("second", 604_800),
    "month": ("month", 1),
    "year": ("month", 12),
}
_CUSTOMARY_DAYS = {8: 7, 15: 14}
"""Huit jours are a week, quince días are two."""

_WEEKS_OF_MONTHS = {(1, 2): 2, (3, 2): 6}
"""Half a month is as much as two weeks, 半个月; חודש וחצי as six."""
_HOURS_A_DAY = 24
_WIDEST_DAILY = 2
"""Characters between the day and the once a day: 1日1回."""
_WIDEST_ONCE = 12
"""Characters between the days and the once in them: 每2天服药1次."""
_WIDEST_AND = 8
"""Characters between an hour and its minutes: an hour and 30 minutes."""
_WIDEST_BETWEEN = 20
"""Characters between a number in words and its unit, that in them."""


def durations(numbers: Iterable[Rational | Time], unit: str) -> frozenset[TimeSpan]:
    """How long so many of a unit last; nothing of what is no unit of time."""
    if unit not in _UNITS:
        return frozenset()
    name, many = _UNITS[unit]
    counts = [number for number in numbers if not isinstance(number, Time)]
    if unit == "day":
        counts += [(_CUSTOMARY_DAYS[top], 1) for top, bottom in counts if bottom == 1 and top in _CUSTOMARY_DAYS]
    weeks = [(_WEEKS_OF_MONTHS[count], 1) for count in counts if unit == "month" and count in _WEEKS_OF_MONTHS]
    spans = ((name, lowest(top * many, bottom)) for top, bottom in counts)
    return frozenset({*spans, *(durations(weeks, "week") if weeks else ())})


def last_as_long(one: SaidNumber, other: SaidNumber) -> bool:
    """Whether two numbers of unlike units name the same stretch of time."""
    units = (one.measure.unit, other.measure.unit)
    return units[0] != units[1] and not _of_figure(one).isdisjoint(_of_figure(other))


def are_said_as_long(one: SaidCount, other: SaidCount) -> bool:
    """Whether two numbers in words name the same stretch of time."""
    return not durations([one.number], one.unit).isdisjoint(durations([other.number], other.unit))


def lasts_as_said(figure: SaidNumber, said: SaidCount, side: ComparedText) -> bool:
    """Whether a number names the stretch of time that words of a text name: 24 hours, a day; 30 in 30 to 60 minutes.

    Words may stand before the unit: les deux premiers jours, uno o dos días.
    """
    behind = side.text[said.end : said.end + _WIDEST_BETWEEN]
    units = [said.unit] if said.unit else [word.meaning for word in side.words.units.anywhere.anywhere(behind)]
    return any(not _of_figure(figure).isdisjoint(durations([said.number], unit)) for unit in units)


def is_as_often(figure: SaidNumber, said: SaidCount) -> bool:
    """Whether words that say how often a day say as much as a number of hours: twice a day, cada 12 horas."""
    if said.unit != "time" or figure.measure.unit != "hour" or said.number == ONE:
        return False
    return lowest(_HOURS_A_DAY * said.number[1], said.number[0]) in figure.readings


def is_each_time(figure: SaidNumber, side: ComparedText, own: ComparedText) -> bool:
    """Whether a number is the 1 of once a day, or of each time, where the other text says how often: daily, 1回1錠.

    `own` is the text that the number stands in. Its 1日1回 is no twice a day.
    """
    if figure.measure.unit != "time" or ONE not in figure.readings:
        return False
    units = [*(one.unit for one in side.said), *(one.measure.unit for one in side.figures)]
    said = any(one.unit == "time" and one.number != ONE for one in side.said)
    often = said or any(one.measure.unit == "time" and ONE not in one.readings for one in side.figures)
    is_once_a_day = any(
        one.measure.unit in PERIODS and ONE in one.readings and 0 < figure.found.start - one.found.end <= _WIDEST_DAILY
        for one in own.figures
    )
    return (bool(side.periods) or "time" in units) and not (often and is_once_a_day)


def is_once_in_days(figure: SaidNumber, side: ComparedText) -> bool:
    """Whether a number is the 1 of once in so many days, which its text says beside it: 2日に1回, 1 раз в 2 дня."""
    if figure.measure.unit != "time" or ONE not in figure.readings:
        return False
    beside = (
        min(abs(figure.found.start - days.found.end), abs(days.found.start - figure.found.end))
        for days in side.figures
        if days.measure.unit in PERIODS and ONE not in days.readings
    )
    return any(distance <= _WIDEST_ONCE for distance in beside)


def without_hours_and_minutes(
    left: list[SaidNumber], others: list[SaidNumber], said: list[SaidCount]
) -> tuple[list[SaidNumber], list[SaidNumber], list[SaidCount]]:
    """What is left of two texts without the hours and minutes that the other says in one: 1시간 30분, 90 minutes.

    `said` are the numbers that only the other says in words: an hour and a half.
    """
    for hours, minutes in pairwise(left):
        total = [
            (60 * many + more, 1)
            for (many, _), (more, _) in product(_rationals(hours), _rationals(minutes))
            if (hours.last_unit, minutes.last_unit) == ("hour", "minute")
        ]
        spans = durations(total, "minute")
        figure = next((one for one in others if spans & _of_figure(one)), None)
        count = next((one for one in said if spans & durations([one.number], one.unit)), None)
        if figure is not None or count is not None:
            rest = [one for one in left if one not in (hours, minutes)]
            return rest, [one for one in others if one is not figure], [one for one in said if one is not count]
    return left, others, said


def without_hour_in_words(
    left: list[SaidNumber], others: list[SaidNumber], said: tuple[list[SaidCount], list[SaidCount]], side: ComparedText
) -> tuple[list[SaidNumber], list[SaidNumber], tuple[list[SaidCount], list[SaidCount]]]:
    """What is left of two texts without an hour in words with minutes in digits: an hour and 30 minutes, 90 minutes.

    `said` are the numbers that only the one and only the other says in words; `side` is the text of the first.
    """
    for minutes in left if said[1] or others else ():
        hours = (one for one in side.said if one.unit == "hour")
        hour = next((one for one in hours if 0 <= minutes.found.start - one.end <= _WIDEST_AND), None)
        if hour is None or minutes.last_unit != "minute":
            continue
        top, bottom = hour.number
        spans = durations([lowest(60 * top + bottom * more, bottom) for more, _ in _rationals(minutes)], "minute")
        figure = next((one for one in others if spans & _of_figure(one)), None)
        count = next((one for one in said[1] if spans & durations([one.number], one.unit)), None)
        if figure is not None or count is not None:
            counts = ([one for one in said[0] if one is not hour], [one for one in said[1] if one is not count])
            return [one for one in left if one is not minutes], [one for one in others if one is not figure], counts
    return left, others, said


def _rationals(figure: SaidNumber) -> list[Rational]:
    return [number for number in figure.readings if not isinstance(number, Time)]


def units_as_long(figure: SaidNumber) -> list[str]:
    """The units of which one is as long as a number says: a day for 24 hours, and the unit itself for 1."""
    unit = figure.measure.unit
    own = [unit] if unit and ONE in figure.readings else []
    return own + [name for name in _UNITS if name != unit and durations([ONE], name) & _of_figure(figure)]


def and_a_half(figure: SaidNumber, said: Sequence[SaidCount]) -> list[SaidCount]:
    """The two words that say a number and a half, where they say this one: una hora y media."""
    half = next((one for one in said if one.number == HALF), None)
    wholes = [one for one in said if one.number[1] == 1 and _is_with_half(figure, one)]
    return [wholes[0], half] if wholes and half is not None else []


def _is_with_half(figure: SaidNumber, whole: SaidCount) -> bool:
    number = (2 * whole.number[0] + 1, 2)
    is_the_number = whole.unit in ("", figure.measure.unit) and number in figure.readings
    return is_the_number or not _of_figure(figure).isdisjoint(durations([number], whole.unit))


def _of_figure(figure: SaidNumber) -> frozenset[TimeSpan]:
    return durations(figure.readings, figure.last_unit)


def unit_alone(figure: SaidNumber, named: dict[str, int]) -> str:
    """The unit that stands without a number where this one is meant; how often each is named so."""
    return next((unit for unit in units_as_long(figure) if named.get(unit, 0) > 0), "")


def named_alone(figures: Sequence[SaidNumber], side: ComparedText, other: ComparedText) -> dict[str, int]:
    """How often one text names units without a number, beyond the other text."""
    units = {unit for figure in figures for unit in units_as_long(figure)}
    return {unit: side.single(unit) - max(0, other.single(unit)) for unit in units}
