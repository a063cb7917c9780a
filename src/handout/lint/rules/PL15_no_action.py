"""A handout that tells the reader to do nothing.

Why it matters: people keep a handout to know what to do next.
Instead of: a description of the illness, and nothing after it.
Write: at least one step that begins with a verb: "Keep the dressing dry for 48 hours."
Source: PEMAT-P items 20 and 22; CDC Clear Communication Index item 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.lint.word_lists import words
from handout.problems import Severity

SEVERITY = Severity.WARNING
_LEAD = re.compile(r"(?:please|then|next|first|also|por favor|luego|después|primero)[,:]?\s+", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    verbs = frozenset() if subject.is_untranslated else words(subject.primary, "actions")
    if verbs and not any(_begins(part.text, verbs) for unit in subject.prose for part in unit.sentences):
        hint = "add a `steps` block, each step beginning with a verb"
        yield Finding(subject.span, "nothing here begins with a verb, so the reader is told to do nothing", hint)


def _begins(sentence: str, verbs: frozenset[str]) -> bool:
    """Whether a sentence begins with one of these verbs."""
    text = _LEAD.sub("", sentence.lstrip('¡("“'), count=1)
    # "If it bleeds, press on it": the verb comes after the condition.
    parts = [text, *text.split(",")[1:2]]
    firsts = (part.strip().split(" ", 1)[0].casefold().strip(".,:;!") for part in parts)
    return any(first in verbs for first in firsts)
