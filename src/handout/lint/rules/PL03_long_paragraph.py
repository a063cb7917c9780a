"""Paragraphs of more than 75 words or four sentences.

Why it matters: a wall of text is skipped; a reader looks for the one line that is about them.
Instead of: one paragraph that says what the illness is, who gets it and what to do.
Write: three short paragraphs, each about one thing, or a list.
Source: Federal Plain Language Guidelines (plainlanguage.gov), short paragraphs; PEMAT-P item 8 (information in short
sections).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.sentences import UNSPACED

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    limits = subject.limits
    is_counted = subject.primary not in UNSPACED
    for unit in subject.prose:
        words, sentences = len(unit.words) if is_counted else 0, len(unit.sentences)
        hint = "cut it where it begins to speak of another thing, or make a list of it"
        if words > limits.paragraph_words:
            yield Finding(unit.span, f"this paragraph has {words} words; {limits.paragraph_words} is plenty", hint)
        elif sentences > limits.paragraph_sentences:
            message = f"this paragraph has {sentences} sentences; {limits.paragraph_sentences} is plenty"
            yield Finding(unit.span, message, hint)
