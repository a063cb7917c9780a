"""Whether two texts say the same numbers, each as its language writes them.

Numbers are compared by what they are worth, in any order within a text: ½, 1/2, 0.5 and 0,5 are one number, 8 p.m. and
20:00 one time. A dose or a telephone number that differs is found, and a unit that stands at another number; two
numbers without units that changed places in one sentence are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handout.locales import LocaleFiles
from handout.problems import Problems
from handout.record import Record
from handout.source import Span
from handout.text.numbers import SPACES, Rational
from handout.text.parted_words import JOINING
from handout.text.quantities import Quantity, QuantityPart, Time, find
from handout.text.units import shared_by_languages

EITHER = ".,"
"""The marks before decimals of a language in which both are seen, or of which it is not known."""
_BELOW, _ABOVE = frozenset("<≤"), frozenset(">≥")
_HALF_A_DAY = 12 * 60
_SHARING_A_UNIT = JOINING - {"of"}
"""'5 or 10 mg' are both of mg. A Dutch 'of' is an 'or', an English one multiplies: 2 of 5 mg."""
MOST_ODD = 200
"""Numbers that are laid beside one another one by one, when they are not the same in both texts."""


class _Figure(Record, kw_only=False, eq=False):
    """One number of a text: what it may be worth, and what says more of it.

    `last_unit` is that of the numbers it stands among: mg for all three in "5, 10 or 15-20 mg".
    """

    readings: frozenset[Rational | Time]
    part: QuantityPart
    bound: str
    last_unit: str

    @property
    def time(self) -> Time | None:
        """The time of day that it is."""
        found = next(iter(self.readings))
        return found if isinstance(found, Time) else None

    @property
    def said(self) -> tuple[object, ...]:
        return (self.readings, self.part.unit, self.bound)

    def __str__(self) -> str:
        half = {"am": " a.m.", "pm": " p.m.", "": ""}[self.part.half]
        return f"{self.part.typed}{half}"


def decimal_marks(language: str | None, words: LocaleFiles) -> str:
    """The marks that are seen before decimals in a language; either, of one that handout does not know."""
    locale = words.locale_for(language, Span("", 1, 1), Problems()) if language else None
    return EITHER if locale is None else locale.template("decimal_marks")


def differences(text: str, other: str, decimals: tuple[str, str]) -> Iterator[str]:
    """What a translated text says otherwise than its source, in words; the marks before decimals of each language."""
    own, known = _figures(text, decimals[0]), _figures(other, decimals[1])
    pairs, own_left, known_left = _paired(own, known)
    if own_left or known_left:
        yield f"its numbers are {_listed(own)}; its source has {_listed(known)}"
        return
    for one, its_source in pairs:
        unit, meant = one.part.unit, its_source.part.unit
        if unit and meant and shared_by_languages(unit) != shared_by_languages(meant):
            yield f"it says {one} {unit}; its source says {its_source} {meant}"
        elif one.bound and its_source.bound and one.bound != its_source.bound:
            yield f"it says {one.bound} {one}; its source says {its_source.bound} {its_source}"
    yield from _moved_units(pairs)


def _moved_units(pairs: Sequence[tuple[_Figure, _Figure]]) -> Iterator[str]:
    """The units that stand at another number than in the source: 8 mg every 5 hours for 5 mg every 8 hours."""
    gained = [one for one, its_source in pairs if one.part.unit and not its_source.last_unit]
    lost = [its_source for one, its_source in pairs if its_source.part.unit and not one.last_unit]
    for one in gained:
        unit = one.part.unit
        meant = next((figure for figure in lost if figure.part.unit == unit), None)
        if meant is not None:
            yield f"it says {one} {unit}; its source says {meant} {unit}"


def _figures(text: str, decimals: str) -> list[_Figure]:
    quantities = find(text)
    return [
        _Figure(
            frozenset(part.value(mark) for mark in decimals), part, "" if place else _bound(found), part.unit or shared
        )
        for found, shared in zip(quantities, _shared_units(text, quantities), strict=True)
        for place, part in enumerate(found.parts)
    ]


def _shared_units(text: str, quantities: Sequence[Quantity]) -> list[str]:
    """For each quantity the unit that its numbers share, with the next one where a comma or an 'or' joins the two."""
    units = ["" if found.kind == "ratio" else found.unit for found in quantities]
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
    for alike in (_is_worth_the_same, _is_the_same_hour):
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
    return _without(own, shared), _without(known, shared)


def _without(figures: Sequence[_Figure], shared: Counter[tuple[object, ...]]) -> list[_Figure]:
    to_take, left = Counter(shared), []
    for figure in figures:
        if to_take[figure.said]:
            to_take[figure.said] -= 1
        else:
            left.append(figure)
    return left


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
