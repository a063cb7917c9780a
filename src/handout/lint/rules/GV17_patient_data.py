"""Data of one patient: a name, a day of birth, a record number.

Why it matters: a handout goes to everybody, and onto a portal. What was copied from a letter may say whose it was.
Instead of: "Date of birth: 2 March 1950"
Write: a blank to fill in, `- fill_in: [{label: Date of birth}]`, or print a copy for one patient: `handout print`.
Source: HIPAA Privacy Rule, 45 CFR 164.514(b)(2), identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.lint.word_lists import patterns
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        for pattern in patterns(subject.primary, "patient-data"):
            for found in pattern.finditer(unit.text):
                # What it says is not said again: messages are kept in logs.
                behind = f"what stands after '{found['label']}'" if found["label"] else "this number"
                hint = "take it out; for one patient's copy: handout print"
                yield Finding(unit.at(found.start()), f"{behind} looks like one patient's own data", hint)
