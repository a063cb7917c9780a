"""A list of signs to call for, and no number to call.

Why it matters: whoever reads it needs the number now, and will not look it up.
Instead of: a box "Call us if:" of a clinic without a telephone number.
Write: `phone:` and `emergency:` in `content/clinic.yaml`, or the number in the list itself.
Source: CDC Clear Communication Index item 14. Without a number a handout is not released.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.review.release import missing_numbers

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    if subject.clinic is not None:
        for span, message, hint in missing_numbers(subject.handout, subject.clinic):
            yield Finding(span, message, hint)
