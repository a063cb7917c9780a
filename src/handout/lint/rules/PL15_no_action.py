"""A handout that tells the reader to do nothing.

Why it matters: people keep a handout to know what to do next.
Instead of: a description of the illness, and nothing after it.
Write: at least one step that begins with a verb: "Keep the dressing dry for 48 hours."
Source: PEMAT-P items 20 and 22; CDC Clear Communication Index item 5.
"""

from collections.abc import Iterator

from handout.lint.actions import actions
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    found = actions(subject)
    if found is not None and not found:
        hint = "add a `steps` block, each step beginning with a verb"
        yield Finding(subject.span, "nothing here begins with a verb, so the reader is told to do nothing", hint)
