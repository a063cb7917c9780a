"""Numbers and claims of how often, without a citation beside them.

Why it matters: a number is the first thing a reader remembers and the first thing a reviewer must check.
Instead of: "In about 80% of cases the patient does not survive."
Write: "About 5 in 10 people live for less than a year [@key]."
Source: IPDAS criteria on evidence; NHS Standard for creating health content (record of sources). A number in the same
paragraph or list item as a citation is taken to come from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.chances import is_chance
from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    """One claim a sentence."""
    reported: set[tuple[str, int]] = set()
    shares = (
        (unit, match)
        for unit, match in matches(subject, "claims-numbers")
        if is_chance(unit, match.start(), subject.primary)
    )
    for unit, match in (*matches(subject, "claims"), *shares):
        sentence = max((part.start for part in unit.sentences if part.start <= match.start()), default=0)
        if not unit.cited and (unit.path, sentence) not in reported:
            reported.add((unit.path, sentence))
            message = f"'{match.group()}' is a claim, and nothing is cited beside it"
            yield Finding(unit.at(match.start()), message, "cite where it comes from, [@key], or take it out")
