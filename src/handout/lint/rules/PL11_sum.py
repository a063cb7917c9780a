"""Sums left to the reader.

Why it matters: a dose worked out at the kitchen table is a dose worked out wrong.
Instead of: "Subtract 2 from your usual dose." "Take 10 mg per kg of body weight."
Write: the result, or a table to read it from: "If you weigh 60 kg, take 600 mg."
Source: PEMAT-P item 7; CDC Clear Communication Index item 17.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit, match in matches(subject, "sums"):
        message = f"'{match.group()}' leaves a sum to the reader"
        yield Finding(unit.at(match.start()), message, "give the result, a table, or a blank that the clinic fills in")
