"""Whether a translation says the opposite of its source: after meals for before meals, the right knee for the left.

A word and its opposite are compared where each text says only one of the two, and a "not" where the source tells what
not to do. Both are held to be right more often than wrong: what may be said in another way is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from handout.record import Record
from handout.text.negations import NO_NEGATIONS, Negations, negations
from handout.text.numbers import SPACES, is_digit
from handout.text.recognized import rows
from handout.text.vocabulary import KnownWord, Vocabulary

_PAIRS = (
    ("left", "right"),
    ("before", "after"),
    ("morning", "evening"),
    ("more", "less"),
    ("increase", "decrease"),
    ("tablet", "capsule"),
    ("hot", "cold"),
)
_SIGNS = {"<": "less", "≤": "less", ">": "more", "≥": "more"}
"""Two signs are compared at their numbers."""
_SIGN = re.compile("[<≤>≥]")
_SHORT = 60
_TURNED_BY_NOT = frozenset({"before", "more", "increase"})
"""Not more than 3 may be said as less, not until after as before: where one text has another 'not', nobody can say."""


class Opposites(Record, kw_only=False):
    """The words of a language that have an opposite, and those of them that count before a number only."""

    words: Vocabulary
    before_numbers: Vocabulary

    def found(self, text: str) -> list[KnownWord]:
        """Those that a text says, in order within each of the two kinds."""
        numbered = [
            word for word in self.before_numbers.anywhere(text) if is_digit(text[word.end :].lstrip(SPACES)[:1] or " ")
        ]
        signs = [KnownWord(found.start(), found.end(), found[0], _SIGNS[found[0]]) for found in _SIGN.finditer(text)]
        return [*self.words.anywhere(text), *numbered, *signs]


NO_OPPOSITES = Opposites(Vocabulary(()), Vocabulary(()))


def opposites_of(language: str) -> Opposites:
    """The words of a language, given by its tag; none where it has no rows."""
    primary = language.partition("-")[0].casefold()
    pairs = [(entry.strip(), kind) for kind, row in rows("opposites", primary) for entry in row.split(";")]
    numbered = [(entry.removesuffix(" #"), kind) for entry, kind in pairs if entry.endswith("#")]
    return Opposites(Vocabulary(pair for pair in pairs if not pair[0].endswith("#")), Vocabulary(numbered))


class Senses(Record, kw_only=False):
    """What turns the sense of a sentence round in a language: its opposites, and how it says "not"."""

    opposites: Opposites = NO_OPPOSITES
    negations: Negations = NO_NEGATIONS


@cache
def senses(language: str | None) -> Senses:
    """Those of a language, given by its tag."""
    return Senses(opposites_of(language), negations(language)) if language else Senses()


def reversals(text: str, other: str, languages: tuple[str | None, str | None]) -> Iterator[str]:
    """Where a translated text says the opposite of its source, in words; the languages of both."""
    own, known = map(senses, languages)
    command = known.negations.commanded(other)
    if command is not None and own.negations.is_known and not own.negations.may_say_not(text):
        yield f"it says no 'not'; its source says '{command if len(command) <= _SHORT else f'{command[:_SHORT]}…'}'"
        return
    yield from _opposite_words(text, other, own, known)


def _opposite_words(text: str, other: str, own: Senses, known: Senses) -> Iterator[str]:
    """The words of which one text says only the one, and the other text only the opposite."""
    found, found_known = own.opposites.found(text), known.opposites.found(other)
    for pair in _PAIRS:
        said, meant = ([word for word in side if word.meaning in pair] for side in (found, found_known))
        if (
            not said
            or not meant
            or len({word.meaning for word in said}) + len({word.meaning for word in meant}) > len(pair)
        ):
            continue
        is_sure = pair[0] not in _TURNED_BY_NOT or own.negations.count(text) == known.negations.count(other)
        are_signs = said[0].typed in _SIGNS and meant[0].typed in _SIGNS
        if said[0].meaning != meant[0].meaning and is_sure and not are_signs:
            yield f"it says '{said[0].typed}'; its source says '{meant[0].typed}'"


def _is_one_of(words: list[KnownWord]) -> bool:
    return len({word.meaning for word in words}) == 1
