"""A handout without its purpose.

Why it matters: a reader decides in one line whether a text is for them.
Instead of: a title, and straight into the illness.
Write: `purpose: How to keep your wound clean and know when to ask for help.`
Source: PEMAT-P item 1; CDC Clear Communication Index item 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    if not any(unit.kind == "purpose" for unit in subject.units):
        hint = "add purpose: what the reader will know or be able to do"
        yield Finding(subject.span, "this handout does not say what it is for", hint)
