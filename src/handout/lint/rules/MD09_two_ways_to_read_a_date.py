"""A date that two countries read differently.

Why it matters: 3/4/2027 is March 4 to some and 3 April to others, and a visit is missed.
Instead of: "Come back on 3/4/2027."
Write: "Come back on March 4, 2027." or "on 3 April 2027."
Source: NHS digital service manual, Numbers, measurements, dates and time (2021): the month in words.
"""

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text import quantities

SEVERITY = Severity.WARNING
_MONTHS = 12
_YEAR = 4
"""Digits of a year that stands first."""


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        for found in quantities.find(unit.text):
            if found.kind == "date" and _is_unsure([part.typed for part in found.parts]):
                date = unit.text[found.start : found.end]
                message = f"'{date}' is one day here and another abroad"
                yield Finding(unit.at(found.start), message, "write the month in letters")


def _is_unsure(typed: list[str]) -> bool:
    """Whether day and month may change places: the year stands last, and both are 12 or less and not the same."""
    first, second = int(typed[0]), int(typed[1])
    return len(typed[0]) < _YEAR and first != second and max(first, second) <= _MONTHS
