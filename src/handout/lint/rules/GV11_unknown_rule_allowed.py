"""An `allow` for a rule that does not exist.

Why it matters: it silences nothing, and whoever wrote it thinks it does.
Instead of: `allow: [{rule: PL99, because: …}]`
Write: a code that `handout check` prints.
Source: the format's own rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.codes import codes, hint
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.translation.in_step import CONVERTED
from handout.translation.left_in import RULE as NOT_TRANSLATED

SEVERITY = Severity.ERROR


def find(subject: Subject) -> Iterator[Finding]:
    for allow in subject.handout.allow or ():
        code = allow.rule.text
        if code not in codes() and code not in {NOT_TRANSLATED, CONVERTED}:
            yield Finding(allow.rule.span, f"there is no rule '{code}'", hint(code))
