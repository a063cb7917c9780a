"""A handout without a disclaimer.

Why it matters: it says what the text is not: advice for one person.
Instead of: nothing.
Write: `disclaimer: {en: …}` in clinic.yaml.
Source: NHS Standard for creating health content; the format's own rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.content.languages import in_language
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    general = subject.clinic.disclaimer if subject.clinic else None
    if not subject.handout.disclaimer and in_language(general, subject.language) is None:
        hint = "add disclaimer to clinic.yaml, or to this handout"
        yield Finding(subject.span, "no disclaimer in this language, here or in clinic.yaml", hint)
