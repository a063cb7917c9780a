"""Sentences that hide who does what (passive voice).

Why it matters: "will be removed" does not say by whom: the reader, a nurse, or nobody. Some passives are right, so
this is advice; the share of all sentences says more than any one.
Instead of: "The dressing should be changed daily."
Write: "Change the dressing every day." or "A nurse will change the dressing every day."
Source: Federal Plain Language Guidelines (plainlanguage.gov), active voice; PEMAT-P item 5; CDC Clear Communication
Index item 6. Found by a form of "be" and a participle, so now and then wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    found = list(matches(subject, "passive"))
    total = sum(len(unit.sentences) for unit in subject.prose)
    for number, (unit, match) in enumerate(found):
        rate = f" (passive in {len(found)} places, {total} sentences in all)" if number == 0 and len(found) > 1 else ""
        message = f"'{match.group()}' does not say who does it{rate}"
        yield Finding(unit.at(match.start()), message, "say who does it, or tell the reader what to do")
