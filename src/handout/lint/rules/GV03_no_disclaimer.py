"""A handout without a disclaimer.

Why it matters: it says what the text is not: advice for one person.
Instead of: nothing.
Write: `disclaimer: {en: …}` in clinic.yaml.
Source: NHS Standard for creating health content; the format's own rule.
"""

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    if not subject.handout.disclaimer and not _clinic_has_one(subject):
        hint = "add disclaimer to clinic.yaml, or to this handout"
        yield Finding(subject.span, "no disclaimer in this language, here or in clinic.yaml", hint)


def _clinic_has_one(subject: Subject) -> bool:
    worded = subject.clinic.disclaimer or {} if subject.clinic else {}
    return any(str(language).split("-")[0].casefold() == subject.primary for language in worded)
