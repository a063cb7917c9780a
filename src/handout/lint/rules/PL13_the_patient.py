""" "The patient" for "you".

Why it matters: a text about the patient is a text about somebody else.
Instead of: "The patient should rest."
Write: "Rest." or "You should rest."
Source: Federal Plain Language Guidelines (plainlanguage.gov), address the user; PEMAT-P item 21.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit, match in matches(subject, "the-patient"):
        yield Finding(unit.at(match.start()), f"'{match.group()}' speaks of the reader as somebody else", _HINT)


_HINT = "write 'you', or begin with the verb"
