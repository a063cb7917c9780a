"""A dose of ten thousand or more without a mark between its thousands.

Why it matters: zeros cannot be counted at a glance: 50000 units become 5000 or 500000.
Instead of: "Take 50000 units once a week."
Write: "Take 50,000 units once a week."
Source: ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations (2021), which asks it from 1,000 on.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.doses import doses
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING
_DIGITS = 5
_MARKS = {"en": ",", "es": "\u00a0"}


def find(subject: Subject) -> Iterator[Finding]:
    mark = _MARKS.get(subject.primary)
    for unit, dose in doses(subject):
        for part in dose.quantity.parts:
            if len(part.typed) >= _DIGITS and part.typed.isdecimal() and part.typed.isascii():
                hint = (
                    f"write: {int(part.typed):,}".replace(",", mark)
                    if mark
                    else "write its digits in groups, as this language does"
                )
                yield Finding(unit.at(dose.start), f"'{part.typed}' is hard to count", hint)
