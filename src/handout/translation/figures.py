"""Whether two texts say the same numbers, each as its language writes them.

Numbers are compared by what they are worth, in any order within a text: ½, 1/2, 0.5 and half are one number, 8 p.m. and
20:00 one time. A dose or a telephone number that differs is found, and a unit that stands at another number, be it a
symbol (mg) or a word (hours, мг); a period without a number as well, as each week for each day. Two numbers without
units that changed places in one sentence are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from handout.record import Record
from handout.text.numbers import SPACES, Rational
from handout.text.parted_words import JOINING
from handout.text.quantities import Quantity, QuantityPart, Time, find
from handout.text.unit_words import SaidCount
from handout.text.vocabulary import KnownWord
from handout.translation.number_words import MeasuredIn, MonthName, NumberWords

T = TypeVar("T")
K = TypeVar("K")

_BELOW, _ABOVE = frozenset("<≤"), frozenset(">≥")
_HALF_A_DAY = 12 * 60
_ONE: Rational = (1, 1)
_SHARING_A_UNIT = JOINING - {"of"}
"""'5 or 10 mg' are both of mg. A Dutch 'of' is an 'or', an English one multiplies: 2 of 5 mg."""
MOST_ODD = 200
"""Numbers that are laid beside one another one by one, when they are not the same in both texts."""


class _Figure(Record, kw_only=False, eq=False):
    """One number of a text: what it may be worth, and what says more of it.

    `last_unit` is the measure of the numbers it stands among: mg for all three in "5, 10 or 15-20 mg".
    """

    readings: frozenset[Rational | Time]
    part: QuantityPart
    bound: str
    measure: MeasuredIn
    last_unit: str

    @property
    def time(self) -> Time | None:
        """The time of day that it is."""
        found = next(iter(self.readings))
        return found if isinstance(found, Time) else None

    @property
    def said(self) -> tuple[object, ...]:
        return (self.readings, self.measure.unit, self.measure.below, self.measure.time, self.bound)

    def __str__(self) -> str:
        half = {"am": " a.m.", "pm": " p.m.", "": ""}[self.part.half]
        return f"{self.part.typed}{half}"

    @property
    def with_unit(self) -> str:
        return f"{self} {self.measure.typed}" if self.measure.typed else str(self)


class _Side(Record, kw_only=False):
    """One of two texts: its numbers in digits, those that its words say, the months of its dates, and its periods.

    `periods` are the days, weeks, months and years that stand without a number: each day, a la semana.
    """

    text: str
    words: NumberWords
    figures: list[_Figure]
    said: list[SaidCount]
    months: list[MonthName]
    periods: list[KnownWord]

    def single(self, unit: str) -> int:
        """How often a unit is named without a number, be it beside the word for one."""
        figures = sum(figure.measure.unit == unit for figure in self.figures)
        return self.words.units.single(self.text, unit) - figures


def differences(text: str, other: str, words: tuple[NumberWords, NumberWords]) -> Iterator[str]:
    """What a translated text says otherwise than its source, in words; how each language says numbers."""
    is_exact = all(side.units.multiples for side in words)
    own, known = _side(text, words[0], is_exact=is_exact), _side(other, words[1], is_exact=is_exact)
    pairs, own_left, known_left = _paired(own.figures, known.figures)
    own_said, known_said = _unlike(own.said, known.said)
    own_left, known_said = _without_said(own_left, known, own, known_said)
    known_left, own_said = _without_said(known_left, own, known, own_said)
    if own_left or known_left:
        yield f"its numbers are {_listed(own.figures)}; its source has {_listed(known.figures)}"
        return
    yield from islice(_other_in_words(own, known, own_said, known_said), 1)
    yield from _other_months(own, known)
    differing = [(one, its_source) for one, its_source in pairs if one.measure.differs_from(its_source.measure)]
    if differing:
        said, meant = (", ".join(figure.with_unit for figure in side) for side in zip(*differing, strict=True))
        yield f"it says {said}; its source says {meant}"
    else:
        yield from _moved_units(pairs)
    for one, its_source in pairs:
        if one.bound and its_source.bound and one.bound != its_source.bound:
            yield f"it says {one.bound} {one}; its source says {its_source.bound} {its_source}"


def _side(text: str, words: NumberWords, *, is_exact: bool) -> _Side:
    quantities = find(text)
    figures = _figures(text, quantities, words, is_exact=is_exact)
    within = [(found.start, found.end) for found in quantities]
    said = [one for one in words.units.said(text) if not _lies_in(one.start, within)]
    named = [figure.measure.word for figure in figures if figure.measure.word is not None]
    counted = [(word.start, word.end) for word in named]
    counted += [(one.start, one.end) for one in said if one.number != _ONE]
    return _Side(
        text, words, figures, said, words.months_in(text, quantities), list(words.units.periods(text, counted))
    )


def _lies_in(place: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in stretches)


def _unlike(own: Sequence[SaidCount], known: Sequence[SaidCount]) -> tuple[list[SaidCount], list[SaidCount]]:
    """The numbers that only one text says in words. Two days may be two of what is not known; a day is a day."""
    left, known_left = list(own), list(known)
    for alike in (_is_said_the_same, _is_the_same_number):
        for one in tuple(left):
            meant = next((other for other in known_left if alike(one, other)), None)
            if meant is not None:
                left.remove(one)
                known_left.remove(meant)
    return left, known_left


def _is_said_the_same(one: SaidCount, other: SaidCount) -> bool:
    return one.number == other.number and one.unit == other.unit


def _is_the_same_number(one: SaidCount, other: SaidCount) -> bool:
    return one.number == other.number != _ONE and not (one.unit and other.unit)


def _without_said(
    figures: Sequence[_Figure], side: _Side, other: _Side, said: Sequence[SaidCount]
) -> tuple[list[_Figure], list[SaidCount]]:
    """Numbers of the other text without those that only this one says in words: twice, una pastilla, for a day.

    What both say in words stands for itself: half a tablet once a day is not 1 tablet once a day. `said` are the
    numbers that only this one says, those that are left come back.
    """
    left, unused, months = [], list(said), _months_named(side, other)
    bare = {unit: side.single(unit) - max(0, other.single(unit)) for unit in {one.measure.unit for one in figures}}
    for figure in figures:
        unit = figure.measure.unit
        meant = next((one for one in unused if one.number in figure.readings and one.unit in ("", unit)), None)
        is_bare = unit and _ONE in figure.readings and bare[unit] > 0
        month = next((number for number in +months if (number, 1) in figure.readings), None)
        if meant is not None:
            unused.remove(meant)
        elif is_bare:
            pass
        elif month is not None:
            months[month] -= 1
        else:
            left.append(figure)
            continue
        bare[unit] -= 1
    return left, unused


def _months_named(side: _Side, other: _Side) -> Counter[int]:
    """The months that only this text names by their names."""
    return Counter(month.number for month in side.months) - Counter(month.number for month in other.months)


def _other_in_words(
    own: _Side, known: _Side, own_said: Sequence[SaidCount], known_said: Sequence[SaidCount]
) -> Iterator[str]:
    """What the words of two texts say otherwise: a number, a period, how often. One cause may show in all."""
    yield from _other_words(own_said, known_said)
    yield from _other_periods(own, known)
    yield from _lost_times(own, known, own_said, known_said)


def _other_words(own: Sequence[SaidCount], known: Sequence[SaidCount]) -> Iterator[str]:
    """The numbers in words that one text says and the other does not, where both say one that the other does not."""
    said, meant = ([one for one in side if one.is_meant] for side in (own, known))
    if said and meant and any(one.number != _ONE for one in (*said, *meant)):
        yield f"it says '{said[0].typed}'; its source says '{meant[0].typed}'"


def _other_periods(own: _Side, known: _Side) -> Iterator[str]:
    """The periods without a number that one text names and the other does not, where both do: a week for a day."""
    shared = Counter(word.meaning for word in own.periods) & Counter(word.meaning for word in known.periods)
    said, meant = (_without(side.periods, shared, lambda word: word.meaning) for side in (own, known))
    if said and meant:
        yield f"it says '{said[0].typed}'; its source says '{meant[0].typed}'"


def _lost_times(
    own: _Side, known: _Side, own_said: Sequence[SaidCount], known_said: Sequence[SaidCount]
) -> Iterator[str]:
    """How often in a period only one text says, though both name the period: three times a day, al día."""
    if {word.meaning for word in own.periods} == {word.meaning for word in known.periods} != set():
        said, meant = (
            [one for one in side if one.unit == "time" and one.number != _ONE] for side in (own_said, known_said)
        )
        if meant and not any(one.is_meant for one in own_said):
            yield f"it does not say '{meant[0].typed}', as its source does"
        if said and not any(one.is_meant for one in known_said):
            yield f"it says '{said[0].typed}'; its source does not"


def _other_months(own: _Side, known: _Side) -> Iterator[str]:
    """The months of dates that one text names and the other does not, where both name one that the other does not."""
    numbers = Counter(month.number for month in own.months) & Counter(month.number for month in known.months)
    said, meant = (_without(side.months, numbers, lambda month: month.number) for side in (own, known))
    if said and meant:
        yield f"it says {said[0].typed}; its source says {meant[0].typed}"


def _moved_units(pairs: Sequence[tuple[_Figure, _Figure]]) -> Iterator[str]:
    """The units that stand at another number than in the source: 8 mg every 5 hours for 5 mg every 8 hours."""
    gained = [one for one, its_source in pairs if one.measure.unit and not its_source.last_unit]
    lost = [its_source for one, its_source in pairs if its_source.measure.unit and not one.last_unit]
    for one in gained:
        meant = next((figure for figure in lost if figure.measure.unit == one.measure.unit), None)
        if meant is not None:
            yield f"it says {one.with_unit}; its source says {meant.with_unit}"


def _figures(text: str, quantities: Sequence[Quantity], words: NumberWords, *, is_exact: bool) -> list[_Figure]:
    measures = [words.measures(text, found) for found in quantities]
    return [
        _Figure(
            words.readings(text, found, part, is_exact=is_exact),
            part,
            "" if place else _bound(found),
            own[place],
            own[place].unit or shared,
        )
        for found, own, shared in zip(quantities, measures, _shared_units(text, quantities, measures), strict=True)
        for place, part in enumerate(found.parts)
    ]


def _shared_units(text: str, quantities: Sequence[Quantity], measures: Sequence[Sequence[MeasuredIn]]) -> list[str]:
    """For each quantity the unit that its numbers share, with the next one where a comma or an 'or' joins the two."""
    units = ["" if found.kind == "ratio" else own[-1].unit for found, own in zip(quantities, measures, strict=True)]
    for at in range(len(units) - 2, -1, -1):
        between = text[quantities[at].end : quantities[at + 1].start].strip(" ,").casefold()
        if quantities[at].kind in ("number", "range") and not units[at] and (not between or between in _SHARING_A_UNIT):
            units[at] = units[at + 1]
    return units


def _bound(found: Quantity) -> str:
    signs = frozenset(found.sign)
    return "<" if signs & _BELOW else ">" if signs & _ABOVE else ""


def _paired(
    own: Sequence[_Figure], known: Sequence[_Figure]
) -> tuple[list[tuple[_Figure, _Figure]], list[_Figure], list[_Figure]]:
    """Each number with the one of the source that it stands for, the closest first; and those that are left."""
    pairs: list[tuple[_Figure, _Figure]] = []
    left, known_left = _without_the_same(own, known)
    for alike in (_is_worth_and_measures_the_same, _is_worth_the_same, _is_the_same_hour):
        for one in left[:MOST_ODD]:
            meant = next((other for other in known_left[:MOST_ODD] if alike(one, other)), None)
            if meant is not None:
                pairs.append((one, meant))
                left.remove(one)
                known_left.remove(meant)
    is_free = not (any(map(_has_half, left)) and any(map(_has_half, known_left)))
    if left and known_left and is_free and _in_pieces(left) == _in_pieces(known_left):
        return pairs, [], []
    return pairs, left, known_left


def _without_the_same(own: Sequence[_Figure], known: Sequence[_Figure]) -> tuple[list[_Figure], list[_Figure]]:
    """Both without what says all alike in both."""
    shared = Counter(figure.said for figure in own) & Counter(figure.said for figure in known)
    return _without(own, shared, lambda figure: figure.said), _without(known, shared, lambda figure: figure.said)


def _without(entries: Sequence[T], shared: Counter[K], said: Callable[[T], K]) -> list[T]:
    """Those that are left when as many are taken out as both texts say alike."""
    to_take, left = Counter(shared), []
    for entry in entries:
        if to_take[said(entry)]:
            to_take[said(entry)] -= 1
        else:
            left.append(entry)
    return left


def _is_worth_and_measures_the_same(one: _Figure, other: _Figure) -> bool:
    return _is_worth_the_same(one, other) and not one.measure.differs_from(other.measure)


def _is_worth_the_same(one: _Figure, other: _Figure) -> bool:
    return not one.readings.isdisjoint(other.readings)


def _is_the_same_hour(one: _Figure, other: _Figure) -> bool:
    """Whether two say the same time of day when words beside one of them may say which half of the day is meant."""
    if one.time and other.time:
        is_open = any(not time.is_marked and time.minutes <= _HALF_A_DAY for time in (one.time, other.time))
        return is_open and (one.time.minutes - other.time.minutes) % _HALF_A_DAY == 0
    time, number = (one.time, other) if one.time else (other.time, one)
    if time is None or number.time or time.minutes % 60:
        return False
    hour = time.minutes // 60
    return any((at, 1) in number.readings for at in {hour, hour % 12 or 12})


def _has_half(figure: _Figure) -> bool:
    return bool(figure.part.half)


def _in_pieces(figures: Sequence[_Figure]) -> Counter[Rational | Time]:
    """The numbers of which these are made, where they may be written apart: 2 500, 1 ½, 7/10, 20:30."""
    found: Counter[Rational | Time] = Counter()
    for figure in figures:
        typed = figure.part.typed
        apart = any(sign in typed for sign in f"{SPACES}/\u2044:") or not typed[-1].isdecimal()
        parts = Quantity(0, 0, "number", "", (figure.part,)).pieces() if apart else [min(figure.readings, key=repr)]
        found.update(parts)
    return found


def _listed(figures: Sequence[_Figure]) -> str:
    return ", ".join(map(str, figures)) or "none"
