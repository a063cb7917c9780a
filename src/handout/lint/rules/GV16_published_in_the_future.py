"""A day of publication, or of the last change of the source, that is still to come.

Why it matters: it is mostly a slip in the year, and it makes a reader doubt the rest.
Instead of: `published: 2062-11-22`
Write: `published: 2026-11-22`; where the day is meant, as before an opening, allow it and say why.
Source: common sense; the day is the one given with --today.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    handout, today = subject.handout, subject.today
    changed = None if handout.source is None else handout.source.modified
    for name, day in (("published", handout.published), ("modified", changed)):
        if today is not None and day is not None and day.date > today:
            hint = "check the year; if the day is meant, allow GV16 and say why"
            yield Finding(day.span, f"this day is still to come: {name} {day}", hint)
