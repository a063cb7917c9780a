"""A handout that does not speak of conflicts of interest.

Why it matters: a reader may ask what its writers gain.
Instead of: nothing.
Write: `conflicts: None`, or what they are.
Source: ICMJE Recommendations, II.B; NHS Standard for creating health content (conflicts of interest declared).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    if not subject.handout.conflicts:
        hint = "add conflicts: None, or what they are"
        yield Finding(subject.span, "this handout does not speak of conflicts of interest", hint)
