"""A handout without the day it was published.

Why it matters: a sheet of paper lives in a drawer for years; only its date tells.
Instead of: nothing.
Write: `published: 2026-11-22`
Source: NHS Standard for creating health content (date last checked and next check).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    if not subject.handout.published:
        hint = "add published: and the day, such as 2026-11-22"
        yield Finding(subject.span, "this handout has no published date", hint)
