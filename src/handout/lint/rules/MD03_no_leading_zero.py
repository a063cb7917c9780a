"""A dose that begins with its point.

Why it matters: a point is easily overlooked, and .25 mg becomes 25 mg.
Instead of: "Take .25 mg at night."
Write: "Take 0.25 mg at night."
Source: Joint Commission, Official "Do Not Use" List (2018). In a schedule of medicines it is an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.doses import doses, is_scheduled
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit, dose in doses(subject):
        for part in dose.quantity.parts:
            if part.typed.lstrip("-").startswith((".", ",")):
                severity = Severity.ERROR if is_scheduled(unit) else None
                typed = part.typed.lstrip("-")
                message = f"'{typed}' may be read without its point, as {typed[1:]}"
                yield Finding(unit.at(dose.start), message, f"write: 0{typed}", severity)
