"""A dose that begins with its point.

Why it matters: a point is easily overlooked, and .25 mg becomes 25 mg.
Instead of: "Take .25 mg at night."
Write: "Take 0.25 mg at night."
Source: Joint Commission, Official "Do Not Use" List (2018). In a schedule of medicines it is an error, and
a number alone is a dose.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.doses import is_scheduled, misread
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.numbers import zero_of
from handout.text.quantities import QuantityPart

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit, dose, part in misread(subject, _begins_with_point):
        severity = Severity.ERROR if is_scheduled(unit) else None
        typed = part.typed.lstrip("-")
        message = f"'{typed}' may be read without its point, as {typed[1:]}"
        yield Finding(unit.at(dose.start), message, f"write: {zero_of(typed[1:])}{typed}", severity)


def _begins_with_point(part: QuantityPart) -> bool:
    return part.typed.lstrip("-").startswith((".", ",", "\u066b"))
