"""A handout without its key points.

Why it matters: many readers read the first page only.
Instead of: the main point, in the last section.
Write: `summary:` with three to five points, printed in a box on page 1.
Source: PEMAT-P item 11; CDC Clear Communication Index items 2 and 10.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    if not subject.handout.summary:
        hint = "add summary: with the points to remember"
        yield Finding(subject.span, "this handout has no key points", hint)
