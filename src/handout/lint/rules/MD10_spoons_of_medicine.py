"""A dose of a medicine in spoons.

Why it matters: kitchen spoons hold from half to twice as much as the name says, and tsp and Tbsp, or t and T, are taken
for one another: three times the dose.
Instead of: "Give 1 tsp of the syrup."
Write: "Give 5 mL of the syrup. Use the oral syringe."
Source: American Academy of Pediatrics, Metric Units and the Preferred Dosing of Orally Administered Liquid Medications
(2015). Spoons of food, and of powders, are left alone.
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


def find(subject: Subject) -> Iterator[Finding]:
    searched = patterns(subject.primary, "spoons")
    for unit in subject.units if searched else ():
        whole, short = (list(pattern.finditer(unit.text)) for pattern in searched)
        for found in sorted((*whole, *short), key=re.Match.start):
            if _is_of_medicine(unit, found, subject.primary, is_short=found in short):
                hint = "write mL: a teaspoon is 5 mL, a tablespoon 15 mL"
                yield Finding(unit.at(found.start()), f"'{found.group()}' is no safe measure of a medicine", hint)


def _is_of_medicine(unit: TextUnit, found: re.Match[str], language: str, *, is_short: bool) -> bool:
    """Whether a spoon is of a medicine: in a schedule, or in a sentence that tells to take one; no food, no powder."""
    sentence = next((part.text for part in reversed(unit.sentences) if part.start <= found.start()), unit.text)
    food, liquids, taking = (patterns(language, name) for name in ("spoons-of-food", "liquid-medicines", "taking"))
    if any(pattern.search(sentence) for pattern in food):
        return False
    is_told = any(pattern.search(sentence) for pattern in taking)
    return is_scheduled(unit) or (is_told and (is_short or any(pattern.search(sentence) for pattern in liquids)))
