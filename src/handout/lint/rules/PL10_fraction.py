"""Fractions and decimals.

Why it matters: a fraction asks the reader to divide, and a point is easily overlooked. Doses and sizes with a unit
(2.5 mg) are left alone.
Instead of: "Take 1/2 tablet." "The risk is 1.5 times as high."
Write: "Take half a tablet." "3 people get it where 2 did before."
Source: PEMAT-P item 6 (numbers are clear and easy to understand).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    for unit, match in matches(subject, "fractions"):
        message = f"'{match.group().strip()}' is hard to read as a number"
        yield Finding(unit.at(match.start()), message, "use a whole number or words, such as 'half a tablet'")
