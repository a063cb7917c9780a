"""Whether two numbers of a sentence changed places: 10 mg of one medicine and 5 mg of the other, for 5 mg and 10 mg.

A number is held to what it stands beside, where two numbers and two words that both texts share stand by turns. Such
words are names that are written nearly alike (warfarin, warfarina) and opposites (morning, evening).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from handout.record import Record
from handout.text.numbers import Rational
from handout.text.quantities import Time
from handout.translation.compared_text import ComparedText, compared_text
from handout.translation.number_words import NumberWords
from handout.translation.opposites import AROUND, senses

_NAME = re.compile(r"[^\W\d_]{5,}")
_BOUNDS = frozenset({"=more", "=less", "=least", "=most"})
"""They stand beside whatever number is nearest, and are held to one another alone."""
_ALIKE = 5
"""Letters from its beginning by which a name is known in both languages."""


class _Numbered(Record, kw_only=False):
    """A number where it stands: what it is worth, as typed with its unit, and the unit."""

    start: int
    values: frozenset[Rational | Time]
    typed: str
    unit: str


def moved(
    text: str, other: str, words: tuple[NumberWords, NumberWords], languages: tuple[str | None, str | None]
) -> Iterator[str]:
    """What number stands beside which word otherwise than in the source; how the languages say numbers, their tags."""
    sides = [compared_text(one, side, is_exact=True) for one, side in zip((text, other), words, strict=True)]
    own, known = (list(_numbers(side)) for side in sides)
    if len(own) < 2 or len(known) < 2:
        return
    anchors = _anchors(text, other, languages)
    for unit in sorted({one.unit for one in own}):
        two, others = ([one for one in side if one.unit == unit] for side in (own, known))
        if len(two) == len(others) == 2 and two[0].values.isdisjoint(two[1].values):
            yield from _moved_among(two, others, anchors)


def _moved_among(
    two: Sequence[_Numbered], others: Sequence[_Numbered], anchors: Mapping[str, tuple[int, int, str]]
) -> Iterator[str]:
    for (name, one), (other_name, other) in combinations(anchors.items(), 2):
        if (name in _BOUNDS) != (other_name in _BOUNDS):
            continue
        said = _beside(two, (one[0], other[0]))
        meant = _beside(others, (one[1], other[1]))
        if said is not None and meant is not None and _have_swapped(said, meant):
            yield f"it says {said[0].typed} beside '{one[2]}'; its source says {meant[0].typed}"
            return


def _have_swapped(said: tuple[_Numbered, _Numbered], meant: tuple[_Numbered, _Numbered]) -> bool:
    return not said[0].values.isdisjoint(meant[1].values) and not said[1].values.isdisjoint(meant[0].values)


def _beside(two: Sequence[_Numbered], places: tuple[int, int]) -> tuple[_Numbered, _Numbered] | None:
    """The number beside each of two words, where numbers and words stand by turns."""
    first, second = sorted(two, key=lambda one: one.start)
    one, other = sorted(places)
    if not (first.start < one < second.start < other or one < first.start < other < second.start):
        return None
    return (first, second) if places[0] < places[1] else (second, first)


def _numbers(side: ComparedText) -> Iterator[_Numbered]:
    for figure in side.figures:
        yield _Numbered(figure.found.start, figure.readings, figure.with_unit, figure.last_unit)
    for said in side.said:
        if said.is_meant and said.unit != "time":
            yield _Numbered(said.start, frozenset({said.number}), f"'{said.typed}'", said.unit)


def _anchors(text: str, other: str, languages: tuple[str | None, str | None]) -> dict[str, tuple[int, int, str]]:
    """The words that stand once in both texts: where in each, and as the translation types them."""
    own, known = (
        {**_names(one), **_opposites(one, language)} for one, language in zip((text, other), languages, strict=True)
    )
    return {key: (own[key][0], known[key][0], own[key][1]) for key in own if key in known}


def _names(text: str) -> dict[str, tuple[int, str]]:
    found = [(_folded(match[0])[:_ALIKE], match.start(), match[0]) for match in _NAME.finditer(text)]
    often = Counter(key for key, _, _ in found)
    return {key: (start, typed) for key, start, typed in found if often[key] == 1}


def _opposites(text: str, language: str | None) -> dict[str, tuple[int, str]]:
    found = [
        word for word in senses(language).opposites.words.anywhere(text) if word.meaning not in ("", "apart", AROUND)
    ]
    often = Counter(word.meaning for word in found)
    return {f"={word.meaning}": (word.start, word.typed) for word in found if often[word.meaning] == 1}


def _folded(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(char))
