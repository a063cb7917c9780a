"""A handout that does not say when to get help.

Why it matters: the worst thing a handout can do is keep someone at home who should have called.
Instead of: a list of complications.
Write: `get_help:` with `emergency:` and `call:`, each a sign that a reader can see or feel.
Source: CDC Clear Communication Index item 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    if not any(unit.kind in {"emergency", "call"} for unit in subject.units):
        hint = "add get_help: {call: [a sign to call for]}"
        yield Finding(subject.span, "this handout does not say when to call for help", hint)
