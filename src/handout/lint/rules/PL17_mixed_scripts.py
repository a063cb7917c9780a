"""A word with letters of two alphabets that look alike.

Why it matters: a Cyrillic or Greek letter inside a Latin word looks right and is not: a search, a screen reader and a
spelling checker stumble over it.
Instead of: a word typed with a Cyrillic "о", or pasted from a forged page.
Write: the word again, by hand.
Source: Unicode Technical Standard 39, mixed-script detection.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.alphabets import strange_letter

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        for word in unit.words:
            if found := strange_letter(word.text):
                letter, name = found
                place = unit.at(word.start + word.text.index(letter))
                message = f"'{word.text}' mixes two alphabets: its '{letter}' is a {name}"
                yield Finding(place, message, "type the word again")
