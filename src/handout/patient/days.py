"""The days that are told of a patient: held to the calendar and to the day of the print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time

from handout.patient.details import PatientDetails
from handout.problems import Problems
from handout.source import Located
from handout.translation.number_words import is_month_first

MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::00(?:\.0+)?)?)?", re.ASCII)
ELSEWHERE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})", re.ASCII)
"""A time with its zone, as programs write it: no clock on the patient's wall need show it."""
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2((?:19|20|21)\d\d)(?!\d)", re.ASCII)
"""Of the years of the Gregorian calendar: in 2569 of the Thai one or 1405 of the Persian one, a month is another."""


class NoDay(ValueError):
    """What is written as a day is none: the 30th of February, 25 o'clock, or a time of another zone."""


def day_of(text: str) -> tuple[date, str | None] | None:
    """The day, and the time of it as typed; None for words that are written otherwise. Raises NoDay."""
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        if ELSEWHERE.fullmatch(text.strip()):
            raise NoDay
        return None
    year, month, day, hour, minute = found.groups()
    try:
        if hour is not None:
            time(int(hour), int(minute))
        return date(int(year), int(month), int(day)), None if hour is None else f"{hour}:{minute}"
    except ValueError as fault:
        raise NoDay from fault


def readings(text: str, *, is_month_first: bool | None = None) -> tuple[date, ...]:
    """The days that a date with its year behind it may be: 3/4/2026 is one here and another abroad. Raises NoDay.

    With points between them the day stands first everywhere, and with other signs where `is_month_first` is False, as
    long as there is such a day.
    """
    found = _YEAR_LAST.match(text.strip())
    if found is None:
        return ()
    first, sign, second, year = found.groups()
    pairs = [(first, second)] if sign == "." else [(first, second), (second, first)]
    days = dict[date, None]()
    for day, month in pairs:
        with suppress(ValueError):
            days[date(int(year), int(month), int(day))] = None
    if not days:
        raise NoDay
    return tuple(sorted(days if is_month_first is not False else [*days][:1]))


def check_days(details: PatientDetails, today: date, language: str, problems: Problems) -> None:
    """Refuse days that are in no calendar, and tell of those that are hardly meant.

    `language` is the clinic's: in most countries the day of a date in digits stands first, and nobody doubts it.
    """
    order = is_month_first(language)
    for key, typed in _days(details):
        try:
            found = day_of(typed.text)
            days = readings(typed.text, is_month_first=order) if found is None else (found[0],)
        except NoDay:
            message = f"'{key}' is not a day or time that exists"
            if ELSEWHERE.fullmatch(typed.text.strip()):
                message = f"'{key}' is a time with its zone, which need not be the patient's"
            problems.error("E73", typed.span, message, "write it like 2026-12-04 10:30, or in words")
            continue
        if key == "when" and len(days) > 1:
            message = "a visit is on one day here and on another abroad"
            problems.warning("W73", typed.span, message, "write it like 2026-12-04 10:30, or the month in letters")
        if key == "born" and days and days[0] > today:
            problems.warning("W73", typed.span, "'born' is a day that has not come", "see that the year is right")
        if key == "when" and days and days[-1] < today:
            problems.warning("W73", typed.span, "a visit is on a day that is over", "see that the day is right")


def _days(details: PatientDetails) -> Iterator[tuple[str, Located]]:
    if details.patient.born is not None:
        yield "born", details.patient.born
    yield from (("when", visit.when) for visit in details.visits)
