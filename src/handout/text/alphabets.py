"""Letters of one alphabet in a word of another that look like its own: right to the eye, another word to a program.

Source: Unicode Technical Standard 39, mixed-script detection.
"""

from __future__ import annotations

import unicodedata

# Letters of Greek and Cyrillic that look like Latin ones; others (TGF-β) are not mistaken for them.
_ALIKE = frozenset("АВЕЅІЈКМНОРСТУХаеіјорсухѕԁһѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο")


def strange_letter(word: str) -> tuple[str, str] | None:
    """The first such letter in a word with Latin letters, and its name in Unicode; None where there is none."""
    letter = next((letter for letter in word if letter in _ALIKE), None)
    if letter is None or not any(unicodedata.name(other, "").startswith("LATIN ") for other in word):
        return None
    return letter, unicodedata.name(letter).capitalize()
