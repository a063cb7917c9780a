"""Whether a translation says the opposite of its source: after meals for before meals, the right knee for the left.

A word and its opposite are compared where each text says only one of the two, and a "not" where the source tells what
not to do. Both are held to be right more often than wrong: what may be said in another way is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from handout.problems import shortened
from handout.reading.line_slips import DENSE_STOPS, STOPS
from handout.record import Record
from handout.text.negations import NO_NEGATIONS, Negations, negations
from handout.text.numbers import SPACES, is_digit
from handout.text.quantities import Quantity, Time, find
from handout.text.recognized import rows
from handout.text.vocabulary import KnownWord, Vocabulary
from handout.translation.compared_text import afternoon_hour

_PAIRS = (
    (("within",), ("later",)),
    (("before",), ("after",)),
    (("left",), ("right",)),
    (("morning",), ("evening",)),
    (("more", "least"), ("less", "most")),
    (("increase",), ("decrease",)),
    (("tablet",), ("capsule",)),
    (("hot",), ("cold",)),
    (("noon",), ("midnight",)),
    (("food",), ("empty",)),
    (("start",), ("stop",)),
    (("high",), ("low",)),
    (("inhale",), ("exhale",)),
    (("today",), ("tomorrow",)),
    (("inside",), ("outside",)),
    (("first",), ("last",)),
    (("open",), ("close",)),
    (("push",), ("pull",)),
    (("sit",), ("stand",)),
    (("lie",), ("sit", "stand")),
    (("wet",), ("dry",)),
    (("clean",), ("dirty",)),
    (("child",), ("adult",)),
)
_OF_ORDER = 2
"""The first of these pairs is looked for in one sentence, the second in two: what comes first is said in many ways."""
_DAYS = frozenset({"today", "tomorrow", "days-apart"})
_STOPS = re.compile(rf"[{STOPS}:;]\s|[{DENSE_STOPS}：；]")
AROUND = "around"
_WAIT = "wait"
_OF_HABIT = frozenset({"food", "empty", "start", "stop", "high", "low"})
_SETS = (
    frozenset({"eye", "ear", "nose", "mouth"}),
    frozenset({"arm", "leg"}),
    frozenset({"knee", "hip", "shoulder", "elbow", "ankle"}),
    frozenset({"red", "yellow", "green"}),
)
"""Things of which a translation never names one for another: parts of the body, the colours of an action plan."""
_TURNED_BY_NOT = _OF_HABIT.union(
    ("before", "after", "more", "less", "increase", "decrease", "within", "later", "open", "close", "sit", "stand"),
    ("lie", "wet", "dry", "clean", "dirty", "inside", "outside", "today", "tomorrow"),
)
"""Not more than 3 may be said as less, not until after as before: where one text has another 'not', nobody can say."""
_WITH_ITS_NOT = frozenset({"least", "most"})
"""No more than 3 and no less than 3 hold their 'not': beside them a plain 'more' turns nothing round if it has none."""
_BOUND_OF = {"more": "most", "less": "least", "empty": "food"}
"""What a text may say in place of a 'not': at most 4 for not more than 4, with food for not on an empty stomach."""
_SIGNS = {"<": "less", "≤": "less", ">": "more", "≥": "more"}
"""Two signs are compared at their numbers."""
_SIGN = re.compile("[<≤>≥]")
_SHORT = 60
_FIVE, _NOON = 5 * 60, 12 * 60


class Opposites(Record, kw_only=False):
    """The words of a language that have an opposite, and those of them that count before a number only.

    `days`: today and tomorrow, whose words may be of the evening too.
    """

    words: Vocabulary
    before_numbers: Vocabulary
    days: Vocabulary

    def found(self, text: str) -> list[KnownWord]:
        """Those that a text says, in order within each of the two kinds."""
        numbered = [
            word for word in self.before_numbers.anywhere(text) if is_digit(text[word.end :].lstrip(SPACES)[:1] or " ")
        ]
        signs = [KnownWord(found.start(), found.end(), found[0], _SIGNS[found[0]]) for found in _SIGN.finditer(text)]
        days = self.days.anywhere(text)
        return [*self.words.anywhere(text), *days, *numbered, *signs, *map(_half_of_day, _times(text))]


def _times(text: str) -> Iterator[tuple[Quantity, Time]]:
    """The times of day of a text that are surely of the morning, from five, or of the afternoon and evening."""
    for found in find(text):
        for part in found.parts:
            value = part.value(".")
            if (hour := afternoon_hour(text, found, part)) is not None:
                value = Time(hour * 60, is_marked=True)
            if isinstance(value, Time) and (value.is_marked or value.minutes > _NOON + 59) and value.minutes >= _FIVE:
                yield found, value


def _half_of_day(timed: tuple[Quantity, Time]) -> KnownWord:
    found, time = timed
    return KnownWord(found.start, found.end, str(found.parts[0]), "morning" if time.minutes < _NOON else "evening")


NO_OPPOSITES = Opposites(Vocabulary(()), Vocabulary(()), Vocabulary(()))


def opposites_of(language: str) -> Opposites:
    """The words of a language, given by its tag; none where it has no rows."""
    primary = language.partition("-")[0].casefold()
    pairs = [(entry.strip(), kind) for kind, row in rows("opposites", primary) for entry in row.split(";")]
    numbered = [(entry.removesuffix(" #"), kind) for entry, kind in pairs if entry.endswith("#")]
    days = [pair for pair in pairs if pair[1] in _DAYS]
    words = (pair for pair in pairs if not pair[0].endswith("#") and pair not in days)
    return Opposites(Vocabulary(words), Vocabulary(numbered), Vocabulary(days))


class Senses(Record, kw_only=False):
    """What turns the sense of a sentence round in a language: its opposites, and how it says "not"."""

    opposites: Opposites = NO_OPPOSITES
    negations: Negations = NO_NEGATIONS


@cache
def senses(language: str | None) -> Senses:
    """Those of a language, given by its tag."""
    return Senses(opposites_of(language), negations(language)) if language else Senses()


def reversals(text: str, other: str, languages: tuple[str | None, str | None]) -> Iterator[str]:
    """Where a translated text surely says the opposite of its source, in words; the languages of both."""
    own, known = map(senses, languages)
    command = _has_lost_not(text, other, own, known)
    if command is None:
        yield from _opposite_words(text, other, own, known)
    elif known.negations.is_sure(command):
        yield _without_not(command)


def lost_not(text: str, other: str, languages: tuple[str | None, str | None]) -> Iterator[str]:
    """Where a translated text says no "not" and its source tells what not to do, but not surely wrongly, in words.

    'Do not chew the tablets' is 'swallow them whole' in good German.
    """
    own, known = map(senses, languages)
    command = _has_lost_not(text, other, own, known)
    if command is not None and not known.negations.is_sure(command):
        yield _without_not(command)


def _without_not(command: str) -> str:
    return f"it says no 'not'; its source says '{shortened(command, _SHORT)}'"


def _has_lost_not(text: str, other: str, own: Senses, known: Senses) -> str | None:
    """The sentence of the source that tells what not to do, where the text has no such word."""
    command = known.negations.commanded(other)
    if command is None or not own.negations.is_known or own.negations.may_say_not(text):
        return None
    return None if _sets_bound(text, own, command, known) else command


def _sets_bound(text: str, own: Senses, command: str, known: Senses) -> bool:
    """Whether a text says as a bound what its source forbids to pass: at most 4, for do not take more than 4."""
    passed = {word.meaning for word in known.opposites.found(command)}
    bounds = {word.meaning for word in own.opposites.found(text)}
    return any(_BOUND_OF[meaning] in bounds for meaning in passed & _BOUND_OF.keys())


def _opposite_words(text: str, other: str, own: Senses, known: Senses) -> Iterator[str]:
    """The words of which one text says only the one, and the other text only the opposite."""
    found, found_known = own.opposites.found(text), known.opposites.found(other)
    nots = (own.negations.count(text), known.negations.count(other))
    stops = max(len(_STOPS.findall(one.rstrip()[:-1])) for one in (text, other))
    for pair in _PAIRS[min(stops, _OF_ORDER) :]:
        said, meant = (_only_side(words, pair) for words in (found, found_known))
        if "before" in pair[0] and _may_turn_before(found, found_known):
            continue
        if not all(_is_clear_of(pair, one) for one in (text, other)):
            continue
        if said is None or meant is None or (said.meaning in pair[0]) == (meant.meaning in pair[0]):
            continue
        if not _are_compared_as_numbers(said, meant) and _is_sure(said, meant, nots):
            yield f"it says '{said.typed}'; its source says '{meant.typed}'"
    yield from _other_things(found, found_known)


def _are_compared_as_numbers(said: KnownWord, meant: KnownWord) -> bool:
    """Whether both are signs, or times in digits: what they say otherwise is told where numbers are compared."""
    are_signs = said.typed in _SIGNS and meant.typed in _SIGNS
    return are_signs or (is_digit(said.typed[0]) and is_digit(meant.typed[0]))


def _is_clear_of(pair: tuple[tuple[str, ...], tuple[str, ...]], text: str) -> bool:
    """Whether a text leaves no doubt as to these: open until 8 may be closed from 8 on; of two numbers one may last."""
    if "open" in pair[0]:
        return not any(isinstance(value, Time) for found in find(text) for value in found.values())
    return "within" not in pair[0] or sum(len(found.parts) for found in find(text)) <= 1


def _may_turn_before(found: Sequence[KnownWord], known: Sequence[KnownWord]) -> bool:
    """Whether a good translation may say after for before: one text speaks of both, or of waiting."""
    said, meant = ({word.meaning for word in words} for words in (found, known))
    return AROUND in said | meant or (_WAIT in said) != (_WAIT in meant)


def _other_things(found: Sequence[KnownWord], known: Sequence[KnownWord]) -> Iterator[str]:
    """The things that only one text names, where both name such a thing: the ear for the eye."""
    for things in _SETS:
        named, its_source = ({word.meaning for word in words} & things for words in (found, known))
        said = next((word for word in found if word.meaning in named - its_source), None)
        meant = next((word for word in known if word.meaning in its_source - named), None)
        if said is not None and meant is not None:
            yield f"it says '{said.typed}'; its source says '{meant.typed}'"


def _only_side(words: Sequence[KnownWord], pair: tuple[tuple[str, ...], tuple[str, ...]]) -> KnownWord | None:
    """The first of the words that say one of two opposites, where none says the other."""
    sides = [[word for word in words if word.meaning in side] for side in pair]
    return next((side[0] for side, others in (sides, sides[::-1]) if side and not others), None)


def _is_sure(said: KnownWord, meant: KnownWord, nots: tuple[int, int]) -> bool:
    """Whether no 'not' can make the two say the same; how often each of the texts says one."""
    hold_theirs = (said.meaning in _WITH_ITS_NOT, meant.meaning in _WITH_ITS_NOT)
    if any(hold_theirs):
        return all(holds or not count for holds, count in zip(hold_theirs, nots, strict=True))
    return said.meaning not in _TURNED_BY_NOT or nots[0] == nots[1]
