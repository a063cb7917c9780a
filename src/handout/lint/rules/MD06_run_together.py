"""A medicine, its dose and its unit that stand too close together.

Why it matters: in propranolol20 mg the l is read as a 1, in 10mg the m as zeros, and the full stop of "mg." as a 1.
Instead of: "Take propranolol20 mg." "Take 10mg of it." "Take 10 mg. of it."
Write: "Take propranolol 20 mg." "Take 10 mg of it."
Source: ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations (2021). A number and its unit are
reported in American English only: the NHS writes 250mg.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.doses import doses
from handout.lint.finding import Finding
from handout.lint.subject import Subject, TextUnit
from handout.problems import Severity
from handout.text import quantities
from handout.text.units import unit_behind

SEVERITY = Severity.ADVICE
_ABBREVIATED = frozenset({"u", "iu"})
"""Units of which MD04 speaks."""
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])(?![xX]\s?\d)")
"""Between a number and a letter behind it, which is not that of 2x5."""
_NAME = re.compile(r"[^\W\d_]{4,40}$")


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        yield from _names_and_doses(unit)
    for unit, dose in doses(subject):
        typed = unit.text[dose.start : dose.end]
        apart = _GLUED.sub(" ", typed)
        if subject.region == "us" and dose.unit and dose.unit not in _ABBREVIATED and apart != typed:
            yield Finding(unit.at(dose.start), f"'{typed}' runs together", f"write: {apart}")
        if dose.unit and re.match(r"\. [a-z]", unit.text[dose.end :]):
            yield Finding(unit.at(dose.start), f"the full stop after '{typed}.' may be read as a 1", f"write: {typed}")


def _names_and_doses(unit: TextUnit) -> Iterator[Finding]:
    for found in quantities.find(unit.text):
        name = _NAME.search(unit.text[max(found.start - 40, 0) : found.start])
        measure, end = unit_behind(unit.text, found.end)
        if found.kind == "code" and name is not None and name.group()[1:].islower() and measure:
            dose = unit.text[found.start : end]
            message = f"'{name.group()}{dose}' runs together"
            hint = f"write: {name.group()} {dose}"
            yield Finding(unit.at(found.start - len(name.group())), message, hint, Severity.WARNING)
