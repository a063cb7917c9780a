"""A word with letters of two alphabets that look alike.

Why it matters: a Cyrillic or Greek letter inside a Latin word looks right and is not: a search, a screen reader and a
spelling checker stumble over it.
Instead of: a word typed with a Cyrillic "о", or pasted from a forged page.
Write: the word again, by hand.
Source: Unicode Technical Standard 39, mixed-script detection.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


# Letters of Greek and Cyrillic that look like Latin ones; others (TGF-β) are not mistaken for them.
_ALIKE = frozenset("АВЕЅІЈКМНОРСТУХаеіјорсухѕԁһѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο")


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        for word in unit.words:
            strange = [letter for letter in word.text if letter in _ALIKE]
            if strange and any(unicodedata.name(letter, "").startswith("LATIN ") for letter in word.text):
                place = unit.at(word.start + word.text.index(strange[0]))
                name = unicodedata.name(strange[0]).capitalize()
                message = f"'{word.text}' mixes two alphabets: its '{strange[0]}' is a {name}"
                yield Finding(place, message, "type the word again")
