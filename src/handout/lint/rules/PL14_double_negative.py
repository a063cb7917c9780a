"""Two negatives in one sentence.

Why it matters: the reader has to turn the sentence around twice, and may stop after the first turn.
Instead of: "It is not uncommon to feel sick." "Do not drive unless your doctor agrees."
Write: "Many people feel sick." "Drive only if your doctor agrees."
Source: Federal Plain Language Guidelines (plainlanguage.gov), double negatives and exceptions to exceptions.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    for unit, match in matches(subject, "double-negatives"):
        message = f"'{match.group()}' says it with two negatives"
        yield Finding(unit.at(match.start()), message, "say what is so, or what to do")
