"""A dose of a medicine in spoons.

Why it matters: kitchen spoons hold from half to twice as much as the name says, and tsp and Tbsp, or t and T, are taken
for one another: three times the dose.
Instead of: "Give 1 tsp of the syrup."
Write: "Give 5 mL of the syrup. Use the oral syringe."
Source: American Academy of Pediatrics, Metric Units and the Preferred Dosing of Orally Administered Liquid Medications
(2015). Spoons of food, and of powders, are left alone, and 5 mL (1 teaspoon).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.doses import is_scheduled
from handout.lint.finding import Finding
from handout.lint.subject import Subject, TextUnit
from handout.lint.word_lists import patterns
from handout.problems import Severity

SEVERITY = Severity.WARNING
_IN_BRACKETS = re.compile(r"\bm[lL]\s?\([^()]{1,12}\s$")
"""A spoon that only says again what stands before it in mL: 5 mL (1 teaspoon)."""


def find(subject: Subject) -> Iterator[Finding]:
    searched = patterns(subject.primary, "spoons")
    for unit in subject.units if searched else ():
        whole, short = (list(pattern.finditer(unit.text)) for pattern in searched)
        for found in sorted((*whole, *short), key=re.Match.start):
            around = _row(subject, unit) if is_scheduled(unit) else _sentence(unit, found.start())
            if not _IN_BRACKETS.search(unit.text, 0, found.start()) and _is_of_medicine(
                unit, around, subject.primary, is_short=found in short
            ):
                hint = "write mL: a teaspoon is 5 mL, a tablespoon 15 mL"
                yield Finding(unit.at(found.start()), f"'{found.group()}' is not a safe measure of a medicine", hint)


def _row(subject: Subject, unit: TextUnit) -> str:
    """All that stands in the row of a schedule."""
    row = unit.path.rsplit("[", 2)[0]
    return " ".join(other.text for other in subject.units if other.path.rsplit("[", 2)[0] == row)


def _sentence(unit: TextUnit, at: int) -> str:
    return next((part.text for part in reversed(unit.sentences) if part.start <= at), unit.text)


def _is_of_medicine(unit: TextUnit, around: str, language: str, *, is_short: bool) -> bool:
    """Whether a spoon is of a medicine: in a schedule, or in a sentence that tells to take one; no food, no powder."""
    food, liquids, taking = (patterns(language, name) for name in ("spoons-of-food", "liquid-medicines", "taking"))
    if any(pattern.search(around) for pattern in food):
        return False
    is_told = any(pattern.search(around) for pattern in taking)
    return is_scheduled(unit) or (is_told and (is_short or any(pattern.search(around) for pattern in liquids)))
