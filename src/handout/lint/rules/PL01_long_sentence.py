"""Sentences longer than about twenty words.

Why it matters: people who are ill, tired or in pain read a long sentence twice, or stop.
Instead of: "Should you notice that the skin around the wound has become red or warm, it is recommended that you
call."
Write: "Call us if the skin gets red or warm."
Not counted in languages without spaces between words.
Source: Federal Plain Language Guidelines (plainlanguage.gov), short sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.sentences import UNSPACED

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    most = subject.limits.sentence_words
    for unit in () if subject.primary in UNSPACED else subject.units:
        for sentence in unit.sentences if unit.is_prose else ():
            if len(sentence.words) > most:
                yield Finding(
                    unit.at(sentence.start),
                    f"this sentence has {len(sentence.words)} words; {most} is plenty",
                    "make two sentences of it, or a lead-in and a list",
                )
