"""The temperature of a body without its scale.

Why it matters: a fever of 101 is not a number on a thermometer that shows 38.3, and the reader does not call.
Instead of: "Call us if your fever is over 101."
Write: "Call us if your fever is over 101 °F (38.3 °C)."
Source: NHS digital service manual, Numbers, measurements, dates and time (2021): the unit stands with its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text import quantities

SEVERITY = Severity.ADVICE
_SCALES = {"°F": range(95, 112), "°C": range(34, 44)}


def find(subject: Subject) -> Iterator[Finding]:
    for unit, match in matches(subject, "temperatures"):
        number = next((found for found in quantities.find(unit.text) if found.start == match.start(1)), None)
        worth = None if number is None or len(number.parts) > 1 else number.values()[0]
        if isinstance(worth, tuple):
            degrees = worth[0] // worth[1]
            scale = next((name for name, usual in _SCALES.items() if degrees in usual), None)
            if scale is not None:
                typed = match[1]
                message = f"{typed} is a temperature without °F or °C"
                yield Finding(unit.at(match.start(1)), message, f"write: {typed} {scale}")
