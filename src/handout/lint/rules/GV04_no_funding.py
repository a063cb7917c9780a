"""A handout that does not say who paid for it.

Why it matters: readers trust a text more when they know who stands behind it, and most decision aids fail
certification on this line.
Instead of: nothing.
Write: `funding: None`, or who paid.
Source: IPDAS (funding source); NHS Standard for creating health content.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    if not subject.handout.funding:
        hint = "add funding: None, or who paid"
        yield Finding(subject.span, "this handout does not say who paid for it", hint)
