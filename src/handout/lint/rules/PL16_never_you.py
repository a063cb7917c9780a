"""A handout that never says "you".

Why it matters: readers do not see that a text is about them until it says so.
Instead of: "This condition affects the skin."
Write: "Your skin may hurt and change color."
Source: Federal Plain Language Guidelines (plainlanguage.gov), address the user; PEMAT-P item 21.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.lint.word_lists import patterns
from handout.problems import Severity

SEVERITY = Severity.WARNING


LEAST_WORDS = 30


def find(subject: Subject) -> Iterator[Finding]:
    forms = patterns(subject.primary, "you")
    texts = [unit.text for unit in subject.prose]
    if not forms or subject.is_untranslated or sum(len(unit.words) for unit in subject.prose) < LEAST_WORDS:
        return
    if not any(form.search(text) for form in forms for text in texts):
        hint = "say 'you' and 'your', and begin steps with a verb"
        yield Finding(subject.span, "the reader is never spoken to", hint)
