"""A date that two countries read differently.

Why it matters: 3/4/2027 is March 4 to some and 3 April to others, and a visit is missed.
Instead of: "Come back on 3/4/2027."
Write: "Come back on March 4, 2027." or "on 3 April 2027."
Source: NHS digital service manual, Numbers, measurements, dates and time (2021): the month in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text import quantities

SEVERITY = Severity.WARNING
_MONTHS = set(range(1, 13))
_MARKS = re.compile("[/.-]")


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        for found in quantities.find(unit.text):
            typed = unit.text[found.start : found.end]
            if found.kind != "phone" and _is_unsure(_MARKS.split(typed)):
                message = f"'{typed}' is one day here and another abroad"
                yield Finding(unit.at(found.start), message, "write the month in letters")


def _is_unsure(parts: list[str]) -> bool:
    """Whether day and month may change places: the year stands last, and both are 12 or less and not the same."""
    if [len(part) for part in parts[2:]] not in ([2], [4]) or not all(part.isdecimal() for part in parts):
        return False
    first, second = int(parts[0]), int(parts[1])
    return len(parts[0]) <= 2 >= len(parts[1]) and first != second and {first, second} <= _MONTHS
