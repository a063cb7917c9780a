"""Whether two texts say the same days: a date in digits is read otherwise in another language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout.record import Record
from handout.text.quantities import Quantity
from handout.translation.compared_text import ComparedText
from handout.translation.number_words import MonthName

_LAST_DAY, _LAST_MONTH = 31, 12
_YEAR_DIGITS = 4
_WIDEST_BETWEEN = 8
"""Characters between the day and its month: 9 de marzo."""


class SaidDate(Record, kw_only=False):
    """A date of a text: as typed, and the months and days, each from 1, that it may be read as."""

    typed: str
    readings: frozenset[tuple[int, int]]


def other_dates(own: ComparedText, known: ComparedText) -> Iterator[str]:
    """The first date that one text says and the other does not, where both have as many and one is in digits.

    Two dates with the names of their months may have changed their days.
    """
    said, meant = list(_dates(own)), list(_dates(known))
    if len(said) != len(meant):
        return
    for date in tuple(said):
        same = next((other for other in meant if date.readings & other.readings), None)
        if same is not None:
            said.remove(date)
            meant.remove(same)
    if said:
        yield f"it says {said[0].typed}; its source says {meant[0].typed}"


def _dates(side: ComparedText) -> Iterator[SaidDate]:
    quantities = list(dict.fromkeys(figure.found for figure in side.figures))
    for found in quantities:
        if found.kind == "date":
            readings = frozenset(_readings(found, side.words.is_month_first))
            yield SaidDate(side.text[found.start : found.end], readings)
    for month in side.months:
        found_day = _day_of(month, quantities)
        if found_day is not None:
            day, found = found_day
            start, end = min(found.start, month.start), max(found.end, month.end)
            yield SaidDate(side.text[start:end], frozenset({(month.number, day)}))


def _readings(found: Quantity, is_month_first: bool | None) -> Iterator[tuple[int, int]]:
    """The months and days that a date in digits may be. With the year before them, the month comes first."""
    first, second, third = (part.typed for part in found.parts)
    if len(first) == _YEAR_DIGITS:
        yield int(second), int(third)
        return
    if len(third) != _YEAR_DIGITS:
        yield from ((month, day) for month in range(1, _LAST_MONTH + 1) for day in range(1, _LAST_DAY + 1))
        return
    one, other = int(first), int(second)
    if is_month_first is not False or other > _LAST_MONTH:
        yield one, other
    if is_month_first is not True or one > _LAST_MONTH:
        yield other, one


def _day_of(month: MonthName, quantities: Sequence[Quantity]) -> tuple[int, Quantity] | None:
    """The number beside a month that is its day: the closest that may be one."""
    closest, day_of = _WIDEST_BETWEEN + 1, None
    for found in quantities:
        day = next((day for day in range(1, _LAST_DAY + 1) if found.values()[0] == (day, 1)), None)
        distance = max(found.start - month.end, month.start - found.end)
        if found.kind == "number" and day is not None and distance < closest:
            closest, day_of = distance, (day, found)
    return day_of
