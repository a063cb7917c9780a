"""A reference dated in the future.

Why it matters: it is a slip of the pen, and it makes a reader doubt the rest.
Instead of: `issued: 2062-03-01`
Write: `issued: 2026-03-01`
Source: common sense; the day is the one given with --today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    if subject.today is None:
        return
    for reference in subject.handout.references or ():
        for name, day in (("issued", reference.issued), ("accessed", reference.accessed)):
            # A year or a month alone stands for its first day.
            if day is None or day.year is None:
                continue
            if date(day.year, day.month or 1, day.day or 1) > subject.today:
                yield Finding(day.span, f"'{reference.id}' has a date in the future: {name} {day}", "check the year")
