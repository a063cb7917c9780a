"""The days that are told of a patient: held to the calendar and to the day of the print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from handout.patient.details import PatientDetails
from handout.problems import Problems
from handout.source import Located

MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2}))?", re.ASCII)


class NoDay(ValueError):
    """What is written as a day is none: the 30th of February, or 25 o'clock."""


def day_of(text: str) -> tuple[date, str | None] | None:
    """The day, and the time of it as typed; None for words that are written otherwise. Raises NoDay."""
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute = found.groups()
    try:
        if hour is not None:
            time(int(hour), int(minute))
        return date(int(year), int(month), int(day)), None if hour is None else f"{hour}:{minute}"
    except ValueError as fault:
        raise NoDay from fault


def check_days(details: PatientDetails, today: date, problems: Problems) -> None:
    """Refuse days that are in no calendar, and tell of those that are hardly meant."""
    for key, typed in _days(details):
        try:
            found = day_of(typed.text)
        except NoDay:
            hint = "write it like 2026-12-04 10:30, or in words"
            problems.error("E73", typed.span, f"'{key}' is no day or time that there is", hint)
            continue
        if found is None:
            continue
        if key == "born" and found[0] > today:
            problems.warning("W73", typed.span, "'born' is a day that has not come", "see that the year is right")
        if key == "when" and found[0] < today:
            problems.warning("W73", typed.span, "a visit is on a day that is over", "see that the day is right")


def _days(details: PatientDetails) -> Iterator[tuple[str, Located]]:
    if details.patient.born is not None:
        yield "born", details.patient.born
    yield from (("when", visit.when) for visit in details.visits)
