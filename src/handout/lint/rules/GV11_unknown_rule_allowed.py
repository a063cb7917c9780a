"""An `allow` for a rule that does not exist.

Why it matters: it silences nothing, and whoever wrote it thinks it does.
Instead of: `allow: [{rule: PL99, because: …}]`
Write: a code that `handout check` prints.
Source: the format's own rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.codes import hint, may_be_allowed
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ERROR


def find(subject: Subject) -> Iterator[Finding]:
    for allow in subject.handout.allow or ():
        code = allow.rule.text
        if not may_be_allowed(code):
            yield Finding(allow.rule.span, f"there is no rule '{code}'", hint(code))
