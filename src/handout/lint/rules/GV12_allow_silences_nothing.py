"""An `allow` that silences nothing.

Why it matters: the text has changed and the reason is left over; next time it would hide a new fault.
Instead of: `allow: [{rule: PL12, because: …}]` in a text without capitals.
Write: take it out.
Source: the format's own rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.content.handout import Allow
from handout.lint.codes import codes, may_be_allowed
from handout.lint.finding import Finding
from handout.lint.registry import rule
from handout.lint.subject import Subject
from handout.problems import Severity, shortened

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    for allow in subject.handout.allow or ():
        code = allow.rule.text
        if code in {"GV11", "GV12"}:
            yield Finding(allow.rule.span, f"the rule {code} cannot be silenced", _TAKE_OUT)
        elif code in codes():
            if not any(True for _ in rule(code).find(subject)):
                yield Finding(allow.rule.span, f"the rule {code} finds nothing here", _TAKE_OUT)
        elif may_be_allowed(code):
            yield from _of_one_text(subject, allow)


_TAKE_OUT = "take this `allow` out"


def _of_one_text(subject: Subject, allow: Allow) -> Iterator[Finding]:
    """What is said of a translation beside its source is allowed for a text that stands there."""
    from handout.translation.agreement import as_allowed, texts_in  # Only translations have such an `allow`.

    if allow.text is None:
        message = f"{allow.rule.text} is allowed for one text, and this `allow` names none"
        yield Finding(allow.rule.span, message, "add text: and the text, as it is read")
        return
    texts = {as_allowed(unit.text) for unit in subject.units} | {as_allowed(text) for text in texts_in(subject.handout)}
    if as_allowed(allow.text.text) not in texts:
        message = f"no text here reads '{shortened(allow.text.text)}'"
        yield Finding(allow.text.span, message, f"type the whole text as it is read, without its marks; or {_TAKE_OUT}")
