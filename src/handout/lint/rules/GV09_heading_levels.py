"""Headings that skip a level.

Why it matters: a screen reader's list of headings is a table of contents; a skipped level reads as a missing chapter.
Instead of: a third-level heading right under a first-level one.
Write: the heading one level deeper than the one it stands under.
Source: WCAG 2.2, 1.3.1; ISO 14289-1, 7.4.2 (heading levels are not skipped).
"""

from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    level = 1
    for text in flow.texts(subject.body):
        if not text.role.startswith("H"):
            continue
        own = int(text.role[1:])
        if own > level + 1:
            message = f"this heading is at level {own}, under one at level {level}"
            yield Finding(text.span, message, f"make it a heading of level {level + 1}")
        level = own
