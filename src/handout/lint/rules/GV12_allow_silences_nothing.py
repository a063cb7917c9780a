"""An `allow` that silences nothing.

Why it matters: the text has changed and the reason is left over; next time it would hide a new fault.
Instead of: `allow: [{rule: PL12, because: …}]` in a text without capitals.
Write: take it out.
Source: the format's own rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.codes import codes
from handout.lint.finding import Finding
from handout.lint.registry import rule
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    for allow in subject.handout.allow or ():
        code = allow.rule.text
        if code in {"GV11", "GV12"}:
            yield Finding(allow.rule.span, f"the rule {code} cannot be silenced", "take this `allow` out")
        elif code in codes() and not any(True for _ in rule(code).find(subject)):
            yield Finding(allow.rule.span, f"the rule {code} finds nothing here", "take this `allow` out")
