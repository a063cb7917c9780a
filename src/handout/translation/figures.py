"""Whether two texts say the same numbers, each as its language writes them.

Numbers are compared by what they are worth, in any order within a text: ½, 1/2, 0.5 and 0,5 are one number, 8 p.m. and
20:00 one time. A dose or a telephone number that differs is found, and a unit that stands at another number, be it a
symbol (mg) or a word (hours, мг); two numbers without units that changed places in one sentence are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from handout.record import Record
from handout.text.numbers import SPACES, Rational
from handout.text.parted_words import JOINING
from handout.text.quantities import Quantity, QuantityPart, Time, find
from handout.translation.number_words import MeasuredIn, MonthName, NumberWords

T = TypeVar("T")
K = TypeVar("K")

_BELOW, _ABOVE = frozenset("<≤"), frozenset(">≥")
_HALF_A_DAY = 12 * 60
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
    """One of two texts: its numbers, and what its words say that may be a number in the other."""

    text: str
    words: NumberWords
    figures: list[_Figure]
    months: list[MonthName]

    @property
    def said(self) -> Counter[tuple[str, int, str]]:
        """The numbers that its words say: whether a count or a month, which, and the unit that it is one of."""
        counts = (("count", count.number, count.unit) for count in self.words.units.said(self.text))
        return Counter([*counts, *(("month", month.number, "") for month in self.months)])

    def without_said(self, others: Sequence[_Figure], other: _Side) -> list[_Figure]:
        """Numbers of the other text without those that only this one says in words: twice, in November, a day.

        What both say in words stands for itself: half a tablet once a day is not 1 tablet once a day.
        """
        said = self.said - other.said
        bare = {
            unit: self.words.units.mentions(self.text, unit)
            - sum(figure.measure.unit == unit for figure in self.figures)
            for unit in {figure.measure.unit for figure in others if (1, 1) in figure.readings}
            if unit
        }
        left = []
        for figure in others:
            unit = figure.measure.unit
            if (1, 1) in figure.readings and bare.get(unit, 0) > 0:
                bare[unit] -= 1
                continue
            meant = next((one for one in +said if (one[1], 1) in figure.readings and one[2] in ("", unit)), None)
            if meant is None:
                left.append(figure)
            else:
                said[meant] -= 1
        return left


def differences(text: str, other: str, words: tuple[NumberWords, NumberWords]) -> Iterator[str]:
    """What a translated text says otherwise than its source, in words; how each language says numbers."""
    own, known = _side(text, words[0]), _side(other, words[1])
    pairs, own_left, known_left = _paired(own.figures, known.figures)
    if own_left or known_left:
        own_left, known_left = known.without_said(own_left, own), own.without_said(known_left, known)
    if own_left or known_left:
        yield f"its numbers are {_listed(own.figures)}; its source has {_listed(known.figures)}"
        return
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


def _side(text: str, words: NumberWords) -> _Side:
    quantities = find(text)
    return _Side(text, words, _figures(text, quantities, words), words.months_in(text, quantities))


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


def _figures(text: str, quantities: Sequence[Quantity], words: NumberWords) -> list[_Figure]:
    measures = [words.measures(text, found) for found in quantities]
    return [
        _Figure(
            words.readings(text, found, part),
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
