"""Whether two texts say the same numbers, each as its language writes them.

Numbers are compared by what they are worth, in any order within a text: ½, 1/2, 0.5 and half are one number, 8 p.m. and
20:00 one time. A dose or a telephone number that differs is found, and a unit that stands at another number, be it a
symbol (mg) or a word (hours, мг); a period without a number as well, as each week for each day. Two numbers without
units that changed places in one sentence are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import TypeAlias

from handout.text.numbers import SPACES, Rational
from handout.text.quantities import Quantity, Time
from handout.text.unit_words import SaidCount
from handout.translation.all_day import without_as_many
from handout.translation.compared_text import (
    AFTERNOON_HOURS,
    MOST_ODD,
    ONE,
    ComparedText,
    SaidNumber,
    compared_text,
    first_unlike,
    without,
)
from handout.translation.conversions import (
    Conversion,
    only_converted,
    without_converted,
)
from handout.translation.dates import other_dates
from handout.translation.durations import (
    last_as_long,
    units_as_long,
)
from handout.translation.named import ordinals_beyond, other_names, other_spacing
from handout.translation.named_hours import (
    is_hour_from_six,
    is_the_same_hour,
    without_clock_times,
)
from handout.translation.number_words import MeasuredIn, NumberWords
from handout.translation.parts_in_words import without_shares
from handout.translation.said_otherwise import said_by_one

Pair: TypeAlias = tuple[SaidNumber, SaidNumber]

_SURELY_NAMED = frozenset({"mg", "μg", "g", "kg", "ml", "l", "%", "°c", "°f"})
"""Units that a text which measures in them names, by a symbol or by a word. Others may be the custom: at 20 h."""
_SURE_LETTERS = 4
"""Letters of a word that is surely a unit: ký is a kilogram, and much else."""


def differences(text: str, other: str, words: tuple[NumberWords, NumberWords]) -> Iterator[str | Conversion]:
    """What a translated text says otherwise than its source, in words; how each language says numbers."""
    is_exact = all(side.units.multiples for side in words)
    own, known = compared_text(text, words[0], is_exact=is_exact), compared_text(other, words[1], is_exact=is_exact)
    pairs, own_left, known_left = _paired(own, known)
    (own_left, known_left), (own_said, known_said) = said_by_one(own, known, (own_left, known_left))
    if not _are_ordinals(own_left, own, known_left, known) and not _are_ordinals(known_left, known, own_left, own):
        said, meant = _listed(own, known, own_said), _listed(known, own, known_said)
        yield f"its numbers are {said}; its source has {meant}"
        return
    if (conversion := only_converted(own, known)) is not None:
        yield conversion
        return
    yield from islice(_other_in_words(own, known, own_said, known_said), 1)
    differing = [(one, its_source) for one, its_source in pairs if _is_measured_otherwise(one, its_source, own, known)]
    if differing:
        said, meant = (", ".join(figure.with_unit for figure in side) for side in zip(*differing, strict=True))
        yield f"it says {said}; its source says {meant}"
    else:
        yield from _moved_units(pairs)
        yield from _lost_units(own, known, pairs)
    yield from _turned_round(own, known)
    yield from islice(chain(_other_months(own, known), other_dates(own, known), other_names(own, known)), 1)
    for one, its_source in pairs:
        if one.bound and its_source.bound and one.bound != its_source.bound:
            yield f"it says {one.bound} {one}; its source says {its_source.bound} {its_source}"


def _are_ordinals(
    left: Sequence[SaidNumber], side: ComparedText, others: Sequence[SaidNumber], other: ComparedText
) -> bool:
    """Whether what only one text says in digits are ordinals, which the other may say in words; so is nothing.

    They are not where the other says one in words that this one does not: the third dose, la 2.ª dosis.
    """
    in_figures = {number for figure in side.figures for number in figure.readings}
    missed = [place for place in ordinals_beyond(other, side) if (place, 1) not in in_figures]
    return not others and (not missed or not left) and all(map(side.is_ordinal, left))


def _other_in_words(
    own: ComparedText, known: ComparedText, own_said: Sequence[SaidCount], known_said: Sequence[SaidCount]
) -> Iterator[str]:
    """What the words of two texts say otherwise: a number, a period, how often. One cause may show in all."""
    yield from _other_words(own, known, own_said, known_said)
    yield from _other_periods(own, known)
    yield from _lost_times(own, known, own_said, known_said)
    yield from other_spacing(own, known, own_said, known_said)


def _other_words(
    own: ComparedText, known: ComparedText, own_said: Sequence[SaidCount], known_said: Sequence[SaidCount]
) -> Iterator[str]:
    """The numbers in words that one text says and the other does not, where both say one that the other does not."""
    said, meant = ([one for one in side if one.is_meant] for side in (own_said, known_said))
    if said and meant and any(one.number != ONE for one in (*said, *meant)):
        sides = ((own, said[0], meant[0]), (known, meant[0], said[0]))
        if not any(_may_have_half(side, one, other) for side, one, other in sides):
            yield f"it says '{said[0].typed}'; its source says '{meant[0].typed}'"


def _may_have_half(side: ComparedText, whole: SaidCount, other: SaidCount) -> bool:
    """Whether the half that only the other text surely says may stand in this one in a form that is not known."""
    is_half_more = whole.number[1] == 1 and other.number == (2 * whole.number[0] + 1, 2)
    return is_half_more and side.words.units.counts.is_within(side.text, "half")


def _other_periods(own: ComparedText, known: ComparedText) -> Iterator[str]:
    """The periods without a number that one text names and the other does not, where both do: a week for a day."""
    in_figures = {unit for side in (own, known) for figure in side.figures for unit in units_as_long(figure)}
    in_figures -= {figure.measure.unit for side in (own, known) for figure in side.figures}
    said, known_said = ([word for word in side.periods if word.meaning not in in_figures] for side in (own, known))
    for word, meant in first_unlike(said, known_said, lambda period: period.meaning):
        yield f"it says '{word.typed}'; its source says '{meant.typed}'"


def _lost_times(
    own: ComparedText, known: ComparedText, own_said: Sequence[SaidCount], known_said: Sequence[SaidCount]
) -> Iterator[str]:
    """How often in a period only one text says, though both name the period: three times a day, al día."""
    if {word.meaning for word in own.periods} == {word.meaning for word in known.periods} != set():
        said, meant = (
            [one for one in side if one.unit == "time" and one.number != ONE] for side in (own_said, known_said)
        )
        if meant and not any(one.is_meant for one in own_said):
            yield f"it does not say '{meant[0].typed}', as its source does"
        if said and not any(one.is_meant for one in known_said):
            yield f"it says '{said[0].typed}'; its source does not"


def _other_months(own: ComparedText, known: ComparedText) -> Iterator[str]:
    """The months of dates that one text names and the other does not, where both name one that the other does not."""
    for said, meant in first_unlike(own.months, known.months, lambda month: month.number):
        yield f"it says {said.typed}; its source says {meant.typed}"


def _moved_units(pairs: Sequence[Pair]) -> Iterator[str]:
    """The units that stand at another number than in the source: 8 mg every 5 hours for 5 mg every 8 hours."""
    gained = [one for one, its_source in pairs if one.measure.unit and not its_source.last_unit]
    lost = [its_source for one, its_source in pairs if its_source.measure.unit and not one.last_unit]
    for one in gained:
        meant = next((figure for figure in lost if figure.measure.unit == one.measure.unit), None)
        if meant is not None:
            yield f"it says {one.with_unit}; its source says {meant.with_unit}"


def _paired(own: ComparedText, known: ComparedText) -> tuple[list[Pair], list[SaidNumber], list[SaidNumber]]:
    """Each number with the one of the source that it stands for, the closest first; and those that are left."""
    pairs: list[Pair] = []
    figures = (without_as_many(side.figures, side.text) for side in (own, known))
    left, known_left = without_shares(*_without_the_same(*figures))
    for alike in (
        last_as_long,
        _is_worth_and_measures_the_same,
        _is_worth_the_same,
        is_the_same_hour,
        lambda one, other: _is_afternoon_hour(one, other, own) or _is_afternoon_hour(other, one, known),
        lambda one, other: is_hour_from_six(one, other, (own, known)),
    ):
        for one in left[:MOST_ODD]:
            meant = next((other for other in known_left[:MOST_ODD] if alike(one, other)), None)
            if meant is not None:
                if alike is not last_as_long:
                    pairs.append((one, meant))
                left.remove(one)
                known_left.remove(meant)
    left, known_left = without_clock_times(left, known_left)
    left, known_left = (
        without_converted(left, own.figures[:MOST_ODD], known.figures[:MOST_ODD], known_left),
        without_converted(known_left, known.figures[:MOST_ODD], own.figures[:MOST_ODD], left),
    )
    is_free = not (any(map(_has_half, left)) and any(map(_has_half, known_left)))
    is_free = is_free and not own.has_alternatives(left) and not known.has_alternatives(known_left)
    if left and known_left and is_free and _in_pieces(left) == _in_pieces(known_left):
        return pairs, [], []
    return pairs, left, known_left


def _without_the_same(
    own: Sequence[SaidNumber], known: Sequence[SaidNumber]
) -> tuple[list[SaidNumber], list[SaidNumber]]:
    """Both without what says all alike in both."""
    shared = Counter(figure.said for figure in own) & Counter(figure.said for figure in known)
    return without(own, shared, lambda figure: figure.said), without(known, shared, lambda figure: figure.said)


def _is_worth_and_measures_the_same(one: SaidNumber, other: SaidNumber) -> bool:
    return _is_worth_the_same(one, other) and not one.measure.differs_from(other.measure)


def _is_worth_the_same(one: SaidNumber, other: SaidNumber) -> bool:
    return not one.readings.isdisjoint(other.readings)


def _is_afternoon_hour(one: SaidNumber, other: SaidNumber, side: ComparedText) -> bool:
    """Whether a number is an hour of the afternoon that the other says by twelve: à 20 h, at 8 at night."""
    if other.measure.unit or not side.is_afternoon_hour(one):
        return False
    return any((hour, 1) in one.readings and (hour - 12, 1) in other.readings for hour in AFTERNOON_HOURS)


def _has_half(figure: SaidNumber) -> bool:
    return bool(figure.part.half)


def _in_pieces(figures: Sequence[SaidNumber]) -> Counter[Rational | Time]:
    """The numbers of which these are made, where they may be written apart: 2 500, 1 ½, 7/10, 20:30."""
    found: Counter[Rational | Time] = Counter()
    for figure in figures:
        typed = figure.part.typed
        apart = any(sign in typed for sign in f"{SPACES}/\u2044:") or not typed[-1].isdecimal()
        parts = Quantity(0, 0, "number", "", (figure.part,)).pieces() if apart else [min(figure.readings, key=repr)]
        found.update(parts)
    return found


def _is_measured_otherwise(one: SaidNumber, its_source: SaidNumber, own: ComparedText, known: ComparedText) -> bool:
    """Whether two numbers have other units. What stands below a stroke may be said in words: 5 mg por mL."""
    measure, meant = one.measure, its_source.measure
    is_on_one_side = measure.unit == meant.unit and bool(measure.below) != bool(meant.below)
    if not is_on_one_side:
        return measure.differs_from(meant)
    below, side = (measure.below, known) if measure.below else (meant.below, own)
    return measure.differs_from(meant) and not all(map(side.names, below or ()))


def _lost_units(own: ComparedText, known: ComparedText, pairs: Sequence[Pair]) -> Iterator[str]:
    """The units in symbols that only one text names anywhere: 5 for 5 mg, or 5 mg for 5."""
    for one, its_source in pairs:
        if not one.last_unit and _is_missing(its_source.measure, one, own):
            yield f"it says {one}; its source says {its_source.with_unit}"
        if not its_source.last_unit and _is_missing(one.measure, its_source, known):
            yield f"it says {one.with_unit}; its source says {its_source}"


def _is_missing(measure: MeasuredIn, figure: SaidNumber, side: ComparedText) -> bool:
    """Whether a text names a unit neither beside a number nor anywhere else, where all its names are known."""
    is_sure = measure.word is None or len(measure.typed) >= _SURE_LETTERS
    if measure.unit not in _SURELY_NAMED or not is_sure or side.names(measure.unit):
        return False
    return side.words.units.knows(measure.unit) or not side.text[figure.found.end :].lstrip(SPACES)[:1].isalpha()


def _turned_round(own: ComparedText, known: ComparedText) -> Iterator[str]:
    """The ranges and ratios whose two numbers changed places: 10–5 mL, 80/120."""
    pairs, known_pairs = _two_numbers(own), _two_numbers(known)
    for one, other in pairs:
        in_order = [two for two in known_pairs if _are_worth_the_same((one, other), two)]
        turned = [two for two in known_pairs if _are_worth_the_same((other, one), two)]
        if turned and not in_order and one.readings != other.readings:
            yield f"it says {own.typed(one)}; its source says {known.typed(turned[0][0])}"


def _two_numbers(side: ComparedText) -> list[Pair]:
    return [(one, other) for one, other in pairwise(side.figures) if side.is_pair(one, other)]


def _are_worth_the_same(two: tuple[SaidNumber, SaidNumber], others: tuple[SaidNumber, SaidNumber]) -> bool:
    return all(_is_worth_the_same(one, other) for one, other in zip(two, others, strict=True))


def _listed(side: ComparedText, other: ComparedText, said: Sequence[SaidCount]) -> str:
    """The numbers of a text in order; of those in words the ones that the other does not say."""
    beyond = ordinals_beyond(side, other)
    places = [(figure.found.start, str(figure)) for figure in side.figures]
    places += [(one.start, f"'{one.typed}'") for one in said if one.is_meant]
    places += [(word.start, f"'{word.typed}'") for word in side.ordinals if beyond[int(word.meaning)]]
    return ", ".join(typed for _, typed in sorted(places)) or "none"
