"""A dose with a zero after its point.

Why it matters: a point is easily overlooked, and 4.0 mg becomes 40 mg.
Instead of: "Take 4.0 mg at noon."
Write: "Take 4 mg at noon."
Source: Joint Commission, Official "Do Not Use" List (2018). Sizes and laboratory values are left alone. In a
schedule of medicines it is an error, and a number alone is a dose.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.doses import is_scheduled, misread
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.numbers import decimals_of, without_decimal_zeros, without_point, zero_of
from handout.text.quantities import QuantityPart

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit, dose, part in misread(subject, _ends_in_zero):
        severity = Severity.ERROR if is_scheduled(unit) else None
        plain = without_decimal_zeros(part.typed)
        message = f"'{part.typed}' may be read without its point, as {without_point(part.typed)}"
        yield Finding(unit.at(dose.start), message, f"write: {plain}", severity)


def _ends_in_zero(part: QuantityPart) -> bool:
    digits = decimals_of(part.typed)
    return digits is not None and digits.endswith(zero_of(digits))
