"""Whether two numbers name the same amount in other measures: 10 pounds and 4.5 kg, 101 °F and 38.3 °C.

Customary and metric measures alone: 500 mg and 0.5 g, both metric, are a dose that is to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from handout.record import Record
from handout.text.numbers import Rational
from handout.text.quantities import Time
from handout.text.unit_words import SaidCount
from handout.translation.compared_text import MOST_ODD, ComparedText, SaidNumber

_Compound: TypeAlias = tuple[float, str, tuple[SaidNumber, SaidNumber]]
"""An amount in two units: how many it is of the smaller one, which that is, and its two numbers."""
_CUSTOMARY: Mapping[str, Mapping[str, float]] = {
    "lb": {"kg": 0.453592, "g": 453.592},
    "oz": {"g": 28.3495, "kg": 0.0283495, "ml": 29.5735, "cl": 2.95735, "l": 0.0295735},
    "inch": {"cm": 2.54, "mm": 25.4, "m": 0.0254},
    "″": {"cm": 2.54, "mm": 25.4, "m": 0.0254},
    "ft": {"m": 0.3048, "cm": 30.48},
    "′": {"m": 0.3048, "cm": 30.48},
    "yard": {"m": 0.9144, "cm": 91.44},
    "mile": {"km": 1.609344, "m": 1609.344},
    "gallon": {"l": 3.785412},
    "quart": {"l": 0.946353, "ml": 946.353},
    "pint": {"l": 0.473176, "ml": 473.176},
    "cup": {"ml": 240, "l": 0.24},
    "teaspoon": {"ml": 5},
    "tablespoon": {"ml": 15},
}
"""How much of a metric unit one of a customary unit is; of a cup and spoons, as labels round them."""
_CLOSE, _IN_KITCHENS, _ROUNDED = 0.02, 0.06, 0.15
"""How far, as a share, a good conversion is off; one of what kitchens measure: 8 ounces are 250 mL; one that is rounded
to the digits it has: 3 feet are 1 m."""
_KITCHEN = frozenset({"oz", "cup", "pint", "quart", "gallon"})
_IN_TWO = 0.01
_TWO_UNITS = {("ft", "inch"): 12, ("′", "″"): 12, ("lb", "oz"): 16}
"""How many of the second unit one of the first is, where a height or a weight is said in both."""
_MOST_DECIMALS = 3
_ALMOST = 1e-9
_FAHRENHEIT = "°f"
_CELSIUS = "°c"
_UNNAMED = frozenset({"°", ""})
_FEVERS = (95, 110)
"""Degrees of people, which are surely Fahrenheit though nobody says so: a fever of 101 degrees."""


class Conversion(Record, kw_only=False):
    """The amounts of a translation that its source gives in another measure alone, both as typed.

    `both`: how the last of them is given in both measures.
    """

    typed: str
    source: str
    both: str

    def __str__(self) -> str:
        return f"it says only {self.typed}; its source says {self.source}"


class _Amount(Record, kw_only=False):
    """An amount of a text: a number with its unit, in digits or in words, or a height or weight in two units.

    `start` is where it begins, or the range that it is of; `said` is its number in words. `parts` are the feet and the
    inches of a height, `in_smaller` is how many inches it is.
    """

    start: int
    typed: str
    readings: frozenset[Rational | Time]
    last_unit: str
    in_smaller: float = 0
    parts: tuple[_Amount, ...] = ()
    said: Rational | None = None


_Measured: TypeAlias = SaidNumber | _Amount


def only_converted(own: ComparedText, known: ComparedText) -> Conversion | None:
    """The amounts of which each text gives one measure and not the other's: 38.5 °C for 101.3 °F.

    Where either of them gives both, or gives the same amount too, nobody has lost anything.
    """
    amounts, its_amounts = list(_amounts(own)), list(_amounts(known))
    lone, shared = _parted(amounts, its_amounts)
    its_lone, its_shared = _parted(its_amounts, amounts)
    pairs = [
        (one, other)
        for one in lone if not any(_name_the_same(one, said) for said in its_shared)
        for other in its_lone
        if _name_the_same(one, other) and not any(_name_the_same(other, said) for said in shared)
    ]  # fmt: skip
    if not pairs:
        return None
    typed, source = (" and ".join({one.start: one.typed for one in side}.values()) for side in zip(*pairs, strict=True))
    last, meant = pairs[-1]
    return Conversion(typed, source, f"{last.typed} ({_in_digits(meant, own)})")


def _amounts(side: ComparedText) -> Iterator[_Amount]:
    figures = side.figures[:MOST_ODD]
    yield from (_amount(side, figure) for figure in figures)
    for many, unit, (first, more) in _compounds(figures):
        typed = side.text[first.found.start : more.found.start] + _typed(side, more)
        parts = (_amount(side, first), _amount(side, more))
        yield _Amount(first.found.start, typed, frozenset(), unit, many, parts)
    yield from map(_in_words, side.said)


def _amount(side: ComparedText, figure: SaidNumber) -> _Amount:
    return _Amount(figure.found.start, _typed(side, figure), figure.readings, figure.last_unit)


def _in_words(said: SaidCount) -> _Amount:
    return _Amount(said.start, said.typed, frozenset({said.number}), said.unit, said=said.number)


def _typed(side: ComparedText, figure: SaidNumber) -> str:
    """The quantity that a number stands in, with the word for its unit: 10 pounds, 100–101 °F."""
    word = figure.measure.word
    found = figure.found
    return side.text[found.start : found.end] if word is None else side.text[min(found.start, word.start) : word.end]


def _parted(amounts: Sequence[_Amount], others: Sequence[_Amount]) -> tuple[list[_Amount], list[_Amount]]:
    """The amounts of one text: those that the other does not say in their measure, and those that it does."""
    lone: list[_Amount] = []
    shared: list[_Amount] = []
    for one in amounts:
        is_shared = all(any(_may_say_the_same(part, other) for other in others) for part in one.parts or (one,))
        (shared if is_shared else lone).append(one)
    return lone, shared


def _may_say_the_same(one: _Amount, other: _Amount) -> bool:
    is_alike = one.last_unit == other.last_unit or not one.last_unit or not other.last_unit
    return is_alike and not one.readings.isdisjoint(other.readings)


def _name_the_same(one: _Amount, other: _Amount) -> bool:
    if one.in_smaller or other.in_smaller:
        return _is_as_many(one, other.in_smaller, other.last_unit) or _is_as_many(other, one.in_smaller, one.last_unit)
    return _are_as_much(one, other)


def _in_digits(amount: _Amount, side: ComparedText) -> str:
    """As typed; what words say with a number, and with a text's own word for the unit: 1 mile, for a mile."""
    if amount.said is None:
        return amount.typed
    top, bottom = amount.said
    number = str(top) if bottom == 1 else f"{top}/{bottom}"
    return f"{number} {side.words.units.behind.whole_word(amount.last_unit) or amount.last_unit}"


def is_customary(unit: str) -> bool:
    """Whether a unit is one of which a translation may say the metric amount as well."""
    return unit in _CUSTOMARY or unit == _FAHRENHEIT


def without_converted(
    left: Sequence[SaidNumber],
    own: Sequence[SaidNumber],
    others: Sequence[SaidNumber],
    others_left: Sequence[SaidNumber],
) -> list[SaidNumber]:
    """The numbers that only one text says, without those that the other says in another measure.

    So may the text itself beside a number that both say: 10 libras, for 10 pounds (4.5 kg). Where the other says
    another number in the same measure (100.4 °F for 100.5 °F), it is no conversion.
    """
    missed = {one.last_unit for one in others_left if one.last_unit}
    said = [*others, *(one for one in own if one not in left)]
    known = [*_compounds(others), *_compounds(said[len(others) :])]
    in_two = {
        one
        for many, unit, parts in _compounds(left) if any(_is_as_many(other, many, unit) for other in said)
        for one in parts
    }  # fmt: skip
    converted = [one for one in left if one in in_two or _is_said_otherwise(one, said, known)]
    return [one for one in left if one not in converted or one.last_unit in missed]


def _is_said_otherwise(figure: SaidNumber, others: Sequence[SaidNumber], compounds: Sequence[_Compound]) -> bool:
    is_as_much = any(_are_as_much(figure, other) for other in others)
    return is_as_much or any(_is_as_many(figure, many, unit) for many, unit, _ in compounds)


def is_part_of_hundred(figure: SaidNumber, said: SaidCount) -> bool:
    """Whether a number is the 50% that words call half, or the 25% of a quarter."""
    top, bottom = said.number
    is_part = figure.last_unit == "%" and bottom != 1 and not said.unit
    return is_part and any(abs(value - 100 * top / bottom) < 1 for value, _ in _values(figure))


def is_as_much_in_words(figure: SaidNumber, said: SaidCount) -> bool:
    """Whether a number is as much as words say, each in its measure: 1,6 km, for a mile."""
    return _are_as_much(figure, _in_words(said))


def _compounds(figures: Sequence[SaidNumber]) -> Iterator[_Compound]:
    """The heights in feet and inches, and weights in pounds and ounces, that figures beside each other say."""
    for first, more in pairwise(figures):
        times = _TWO_UNITS.get((first.last_unit, more.last_unit))
        if times is not None:
            for high, _ in _values(first):
                yield from ((times * high + low, more.last_unit, (first, more)) for low, _ in _values(more))


def _is_as_many(figure: _Measured, many: float, unit: str) -> bool:
    """Whether a number in metric units is so many of a customary one."""
    factor = _CUSTOMARY.get(unit, {}).get(figure.last_unit)
    return factor is not None and any(_is_off(many * factor, said) <= _IN_TWO for said, _ in _values(figure))


def _are_as_much(one: _Measured, other: _Measured) -> bool:
    """Whether two numbers are as much, each in its measure."""
    return any(
        _are_as_warm(*two) or _is_close(*two, _CUSTOMARY.get(two[0].last_unit, {}).get(two[1].last_unit))
        for two in ((one, other), (other, one))
    )


def _is_close(amount: _Measured, converted: _Measured, factor: float | None) -> bool:
    close = _IN_KITCHENS if amount.last_unit in _KITCHEN else _CLOSE
    return factor is not None and any(
        _is_off(value * factor, said) <= close
        or (_rounds_to(value * factor, said, number) and _is_off(value * factor, said) <= _ROUNDED)
        for value, _ in _values(amount)
        for said, number in _values(converted)
    )


def _are_as_warm(fahrenheit: _Measured, celsius: _Measured) -> bool:
    """Whether one is the other's temperature, rounded either way. One of the two scales may go unnamed."""
    if not (
        (fahrenheit.last_unit == _FAHRENHEIT and celsius.last_unit in _UNNAMED | {_CELSIUS})
        or (celsius.last_unit == _CELSIUS and fahrenheit.last_unit in _UNNAMED and _may_be_fever(fahrenheit))
    ):
        return False
    return any(
        _rounds_to((value - 32) / 1.8, said, number) or _rounds_to(said * 1.8 + 32, value, its_number)
        for value, its_number in _degrees(fahrenheit)
        for said, number in _degrees(celsius)
    )


def _may_be_fever(figure: _Measured) -> bool:
    return any(_FEVERS[0] <= value <= _FEVERS[1] for value, _ in _values(figure))


def _values(figure: _Measured) -> Iterator[tuple[float, Rational]]:
    return ((value, number) for value, number in _degrees(figure) if value > 0)


def _degrees(figure: _Measured) -> Iterator[tuple[float, Rational]]:
    """What a number may be worth, be it below zero."""
    return ((number[0] / number[1], number) for number in figure.readings if not isinstance(number, Time))


def _is_off(value: float, said: float) -> float:
    """How far two numbers are apart, as a share of the first."""
    return abs(value - said) / value


def _rounds_to(value: float, said: float, number: Rational) -> bool:
    """Whether a value is what is said, to as many decimals as that has."""
    top, bottom = number
    decimals = next((many for many in range(_MOST_DECIMALS) if top * 10**many % bottom == 0), _MOST_DECIMALS)
    return abs(value - said) <= 0.5 * 10.0**-decimals + _ALMOST
