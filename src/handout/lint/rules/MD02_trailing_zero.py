"""A dose with a nought behind its point.

Why it matters: a point is easily overlooked, and 4.0 mg becomes 40 mg.
Instead of: "Take 4.0 mg at noon."
Write: "Take 4 mg at noon."
Source: Joint Commission, Official "Do Not Use" List (2018). Sizes and laboratory values are left alone. In a
schedule of medicines it is an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.doses import doses, is_scheduled
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.numbers import decimals_of

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit, dose in doses(subject):
        for part in dose.quantity.parts:
            digits = decimals_of(part.typed)
            if digits is not None and digits.endswith("0"):
                severity = Severity.ERROR if is_scheduled(unit) else None
                plain = part.typed.rstrip("0").rstrip(".,") or "0"
                message = (
                    f"'{part.typed}' may be read without its point, as {part.typed.translate(_NO_POINT).lstrip('0')}"
                )
                yield Finding(unit.at(dose.start), message, f"write: {plain}", severity)


_NO_POINT = {ord(point): None for point in ".,"}
