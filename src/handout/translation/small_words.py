"""Whether a translation keeps the small words that turn a sentence: not, only, except, before and after.

Each is looked for where the source surely says it, or surely does not, and told as a doubt: most of them can be said in
another way. A "not" that was put into a plain command (do not take, for take) is told as an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.problems import shortened
from handout.translation.opposites import AROUND, Senses, lost_not, senses

_SHORT = 60
_HALVES = ("before", "after")


def added_not(text: str, other: str, languages: tuple[str | None, str | None]) -> Iterator[str]:
    """Where a translated text forbids what its source tells to do, in words; the languages of both."""
    own, known = map(senses, languages)
    if _forbids_order(text, other, own, known) and _has_added_not(text, other, own, known):
        yield _with_not(other)


def doubts(text: str, other: str, languages: tuple[str | None, str | None]) -> Iterator[str]:
    """What a translated text may have lost of its source, or added, in words."""
    own, known = map(senses, languages)
    yield from lost_not(text, other, languages)
    is_comparable = known.negations.tells_rendered and not _forbids_order(text, other, own, known)
    if is_comparable and _has_added_not(text, other, own, known):
        yield _with_not(other)
    yield from _lost_bounds(text, other, own, known)
    yield from _lost_half(text, other, own, known)


def _forbids_order(text: str, other: str, own: Senses, known: Senses) -> bool:
    return known.negations.is_order(other) and own.negations.may_forbid(text)


def _has_added_not(text: str, other: str, own: Senses, known: Senses) -> bool:
    is_plain = known.negations.is_known and not known.negations.may_be_rendered(other)
    return is_plain and own.negations.surely_says_not(text)


def _with_not(other: str) -> str:
    return f"it says 'not'; its source says '{shortened(other, _SHORT)}'"


def _lost_bounds(text: str, other: str, own: Senses, known: Senses) -> Iterator[str]:
    """Only and except, where the translation has no word for it, nor any that may turn its sense."""
    if known.negations.count(other) or own.negations.may_say_not(text):
        return
    said = {word.meaning for word in own.negations.in_place_of_bounds.anywhere(text)}
    for meant in known.negations.bounds.anywhere(other):
        if meant.meaning in own.negations.in_place_of_bounds.meanings - said:
            yield f"it has no word for '{meant.typed}', which its source says"
            return


def _lost_half(text: str, other: str, own: Senses, known: Senses) -> Iterator[str]:
    """Before and after in the source, and only the one in the translation."""
    found = {word.meaning for word in own.opposites.found(text)}
    around = next((word for word in known.opposites.found(other) if word.meaning == AROUND), None)
    if around is not None and AROUND not in found and len(found.intersection(_HALVES)) == 1:
        yield f"it says only one of '{around.typed}'"
