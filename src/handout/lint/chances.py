"""Tell the numbers that say how many people, or how likely, from those that are read off a dial or a label."""

from __future__ import annotations

from handout.lint.subject import TextUnit
from handout.lint.word_lists import patterns


def is_chance(unit: TextUnit, at: int, language: str) -> bool:
    """Whether the sentence around this place names people, cases or a chance, and nothing that is measured."""
    sentence = next((part.text for part in reversed(unit.sentences) if part.start <= at), unit.text)
    names = any(pattern.search(sentence) for pattern in patterns(language, "risk"))
    return names and not any(pattern.search(sentence) for pattern in patterns(language, "measured"))
