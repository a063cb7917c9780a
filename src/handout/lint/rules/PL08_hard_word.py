"""Hard words that nobody explains.

Why it matters: one unknown word can hide a whole instruction. A word counts as hard when it is built like a medical
word, or is long and not among the common words of English.
Instead of: "The lesions may become necrotic."
Write: "The sores may turn black as the skin dies (necrosis)." Or keep the word, and list it under `terms`.
Source: PEMAT-P items 3 and 4; common words: SCOWL levels 10 and 20. A clinic lists the words its readers know under
`checks.familiar`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.hard_words import explained, hard_words, is_familiar
from handout.lint.subject import Subject
from handout.lint.word_lists import pairs
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    known = explained(subject) | pairs(subject.primary, "plainer").keys()  # PL06 speaks of those
    for word, places in hard_words(subject).items():
        if not is_familiar(word, known):
            times = f" ({len(places)} times)" if len(places) > 1 else ""
            message = f"'{word}' may be new to the reader, and nothing here explains it{times}"
            hint = f"list it, `term: {word}`, in a `terms` block, or put plain words in brackets after it"
            yield Finding(places[0], message, hint)
