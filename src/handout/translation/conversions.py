"""Whether two numbers name the same amount in other measures: 10 pounds and 4.5 kg, 101 °F and 38.3 °C.

Customary and metric measures alone: 500 mg and 0.5 g, both metric, are a dose that is to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from handout.text.numbers import Rational
from handout.text.quantities import Time
from handout.text.unit_words import SaidCount
from handout.translation.compared_text import SaidNumber

_Height: TypeAlias = tuple[float, tuple[SaidNumber, SaidNumber]]
_CUSTOMARY: Mapping[str, Mapping[str, float]] = {
    "lb": {"kg": 0.453592, "g": 453.592},
    "oz": {"g": 28.3495, "kg": 0.0283495, "ml": 29.5735, "cl": 2.95735, "l": 0.0295735},
    "inch": {"cm": 2.54, "mm": 25.4, "m": 0.0254},
    "″": {"cm": 2.54, "mm": 25.4, "m": 0.0254},
    "ft": {"m": 0.3048, "cm": 30.48},
    "′": {"m": 0.3048, "cm": 30.48},
    "mile": {"km": 1.609344, "m": 1609.344},
    "cup": {"ml": 240, "l": 0.24},
    "teaspoon": {"ml": 5},
    "tablespoon": {"ml": 15},
}
"""How much of a metric unit one of a customary unit is; of a cup and spoons, as labels round them."""
_CLOSE, _ROUNDED = 0.06, 0.15
"""How far, as a share, a good conversion is off: 8 ounces are 250 mL; one in whole numbers: 3 feet are 1 m."""
_HEIGHT = 0.01
_FEET, _INCHES = frozenset({"ft", "′"}), frozenset({"inch", "″"})
_MOST_DECIMALS = 3
_ALMOST = 1e-9
_CELSIUS = frozenset({"°c", "°", ""})


def without_converted(
    left: Sequence[SaidNumber], others: Sequence[SaidNumber], others_left: Sequence[SaidNumber]
) -> list[SaidNumber]:
    """The numbers of one text without those that the other says in another measure, be it beside its own.

    Where that says another number in the same measure (100.4 °F for 100.5 °F), it is no conversion.
    """
    missed = {one.last_unit for one in others_left if one.last_unit}
    own, known = list(_heights(left)), list(_heights(others))
    in_heights = {one for inches, parts in own if any(_is_height(other, inches) for other in others) for one in parts}
    converted = [one for one in left if one in in_heights or _is_said_otherwise(one, others, known)]
    return [one for one in left if one not in converted or one.last_unit in missed]


def _is_said_otherwise(figure: SaidNumber, others: Sequence[SaidNumber], heights: Sequence[_Height]) -> bool:
    is_as_much = any(_are_as_much(figure, other) for other in others)
    return is_as_much or any(_is_height(figure, inches) for inches, _ in heights)


def is_part_of_hundred(figure: SaidNumber, said: SaidCount) -> bool:
    """Whether a number is the 50% that words call half, or the 25% of a quarter."""
    top, bottom = said.number
    is_part = figure.last_unit == "%" and bottom != 1 and not said.unit
    return is_part and any(abs(value - 100 * top / bottom) < 1 for value, _ in _values(figure))


def is_as_much_in_words(figure: SaidNumber, said: SaidCount) -> bool:
    """Whether a number is as much as words say in a customary measure: 1,6 km, for a mile."""
    factor = _CUSTOMARY.get(said.unit, {}).get(figure.last_unit)
    top, bottom = said.number
    return factor is not None and any(_is_off(top / bottom * factor, value) <= _CLOSE for value, _ in _values(figure))


def without_shares(own: list[SaidNumber], known: list[SaidNumber]) -> tuple[list[SaidNumber], list[SaidNumber]]:
    """Both without a share that one says in a hundred and the other among so many: 30%, and 3 in 10."""
    for two, one in ((own, known), (known, own)):
        if len(two) == 2 and len(one) == 1 and one[0].last_unit == "%" and _is_share(one[0], two):
            return [], []
    return own, known


def _is_share(percent: SaidNumber, two: Sequence[SaidNumber]) -> bool:
    parts = [sorted(value for value, _ in _values(figure)) for figure in two]
    return any(
        abs(value * max(few, many) - 100 * min(few, many)) <= _ALMOST
        for value, _ in _values(percent)
        for few in parts[0]
        for many in parts[1]
    )


def _heights(figures: Sequence[SaidNumber]) -> Iterator[_Height]:
    """The heights in feet and inches that figures beside each other say, in inches."""
    for feet, inches in pairwise(figures):
        if feet.last_unit in _FEET and inches.last_unit in _INCHES:
            yield from ((12 * high + more, (feet, inches)) for high, _ in _values(feet) for more, _ in _values(inches))


def _is_height(figure: SaidNumber, inches: float) -> bool:
    factor = _CUSTOMARY["inch"].get(figure.last_unit)
    return factor is not None and any(_is_off(inches * factor, said) <= _HEIGHT for said, _ in _values(figure))


def _are_as_much(one: SaidNumber, other: SaidNumber) -> bool:
    """Whether two numbers are as much, each in its measure."""
    return any(
        _are_as_warm(*two) or _is_close(*two, _CUSTOMARY.get(two[0].last_unit, {}).get(two[1].last_unit))
        for two in ((one, other), (other, one))
    )


def _is_close(amount: SaidNumber, converted: SaidNumber, factor: float | None) -> bool:
    return factor is not None and any(
        _is_off(value * factor, said) <= _CLOSE
        or (_rounds_to(value * factor, said, number) and _is_off(value * factor, said) <= _ROUNDED)
        for value, _ in _values(amount)
        for said, number in _values(converted)
    )


def _are_as_warm(fahrenheit: SaidNumber, celsius: SaidNumber) -> bool:
    """Whether one is the other's temperature, rounded either way. Celsius may go unnamed."""
    if fahrenheit.last_unit != "°f" or celsius.last_unit not in _CELSIUS:
        return False
    return any(
        _rounds_to((value - 32) / 1.8, said, number) or _rounds_to(said * 1.8 + 32, value, its_number)
        for value, its_number in _values(fahrenheit)
        for said, number in _values(celsius)
    )


def _values(figure: SaidNumber) -> Iterator[tuple[float, Rational]]:
    for number in figure.readings:
        if not isinstance(number, Time) and number[0] > 0:
            yield number[0] / number[1], number


def _is_off(value: float, said: float) -> float:
    """How far two numbers are apart, as a share of the first."""
    return abs(value - said) / value


def _rounds_to(value: float, said: float, number: Rational) -> bool:
    """Whether a value is what is said, to as many decimals as that has."""
    top, bottom = number
    decimals = next((many for many in range(_MOST_DECIMALS) if top * 10**many % bottom == 0), _MOST_DECIMALS)
    return abs(value - said) <= 0.5 * 10.0**-decimals + _ALMOST
