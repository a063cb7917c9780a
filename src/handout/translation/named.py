"""Whether two texts name the same days of the week, months and ordinals, and the same days between two doses.

Each is told only where both texts name one that the other does not: what one of them says otherwise (the weekend) is
left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from handout.text.unit_words import PERIODS, SaidCount
from handout.text.vocabulary import KnownWord
from handout.translation.compared_text import ONE, ComparedText, first_unlike, without

_CLAUSE_ENDS = frozenset(".,;:!?،؛؟।。，、；：！？")


def other_names(own: ComparedText, known: ComparedText) -> Iterator[str]:
    """The first day, month or ordinal that a translated text names in place of another, in words."""
    kinds = (
        (own.weekdays, known.weekdays),
        (own.month_names, known.month_names),
        (_without_figures(own.ordinals, known), _without_figures(known.ordinals, own)),
    )
    for said, meant in islice(chain.from_iterable(first_unlike(*kind, _meaning) for kind in kinds), 1):
        yield f"it says {said.typed}; its source says {meant.typed}"
        return
    yield from islice(chain(_other_than_first(own, known), _first_alone(own, known)), 1)


def _other_than_first(own: ComparedText, known: ComparedText) -> Iterator[str]:
    """An ordinal from the second on, where the source says the first and neither says the other's."""
    for first, later in _first_and_later(known, own):
        yield f"it says {later.typed}; its source says {first.typed}"


def _first_alone(own: ComparedText, known: ComparedText) -> Iterator[str]:
    for first, later in _first_and_later(own, known):
        yield f"it says {first.typed}; its source says {later.typed}"


def _first_and_later(side: ComparedText, other: ComparedText) -> Iterator[tuple[KnownWord, KnownWord]]:
    """What only one text calls the first, with what only the other calls the second or later, in the same clause.

    In a later clause it is another one: take the first tablet, then another; nehmen Sie eine, dann eine zweite.
    """
    first = next(side.words.firsts.anywhere(side.text), None)
    if first is None or side.ordinals or not other.words.firsts or any(other.words.firsts.anywhere(other.text)):
        return
    if not any(ONE in figure.readings for figure in other.figures):
        for later in _without_figures(other.ordinals, side):
            if _clauses_before(side.text, first) == _clauses_before(other.text, later):
                yield first, later


def _clauses_before(text: str, word: KnownWord) -> int:
    return sum(map(_CLAUSE_ENDS.__contains__, text[: word.start]))


def _without_figures(ordinals: Sequence[KnownWord], other: ComparedText) -> list[KnownWord]:
    """The ordinals that the other text does not say in digits: the third day, 术后3天."""
    return [word for word in ordinals if not any((int(word.meaning), 1) in one.readings for one in other.figures)]


def ordinals_beyond(side: ComparedText, other: ComparedText) -> Counter[int]:
    """The ordinals that only this text says in words: on the third day, which may be day 3 in the other."""
    own, others = (Counter(int(word.meaning) for word in text.ordinals) for text in (side, other))
    return own - others


def other_spacing(
    own: ComparedText, known: ComparedText, own_said: Sequence[SaidCount], known_said: Sequence[SaidCount]
) -> Iterator[str]:
    """Each day for every other day, or the other way round; `own_said` are the numbers in words of one text alone."""
    spaced, each = _spaced(known_said), _each(own, known)
    if spaced is not None and each is not None and each.meaning == spaced.unit and not _says_another(own_said):
        yield f"it says '{each.typed}'; its source says '{spaced.typed}'"
    spaced, each = _spaced(own_said), _each(known, own)
    if spaced is not None and each is not None and each.meaning == spaced.unit and not _says_another(known_said):
        yield f"it says '{spaced.typed}'; its source says '{each.typed}'"


def _spaced(said: Sequence[SaidCount]) -> SaidCount | None:
    """Every other day, two weeks: the only number that one text alone says in words."""
    meant = [one for one in said if one.is_meant]
    is_spaced = len(meant) == 1 and meant[0].unit in PERIODS and meant[0].number != ONE
    return meant[0] if is_spaced else None


def _each(side: ComparedText, other: ComparedText) -> KnownWord | None:
    """The first day, week, month or year without a number that only this text names."""
    shared = Counter(map(_meaning, side.periods)) & Counter(map(_meaning, other.periods))
    return next(iter(without(side.periods, shared, _meaning)), None)


def _says_another(said: Sequence[SaidCount]) -> bool:
    return any(one.is_meant for one in said)


def _meaning(word: KnownWord) -> str:
    return word.meaning
