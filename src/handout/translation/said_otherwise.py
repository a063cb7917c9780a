"""What only one of two texts says in numbers, whichever way the other writes them: 30 minutes and half an hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeAlias

from handout.text.unit_words import SaidCount
from handout.translation.all_day import without_all_day, without_every_day
from handout.translation.compared_text import ONE, ComparedText, SaidNumber
from handout.translation.conversions import is_as_much_in_words, is_customary, is_part_of_hundred
from handout.translation.durations import (
    and_a_half,
    are_said_as_long,
    is_as_often,
    is_each_time,
    is_once_in_days,
    lasts_as_said,
    named_alone,
    unit_alone,
    without_hour_in_words,
    without_hours_and_minutes,
)
from handout.translation.halves import may_be_more, without_both
from handout.translation.named import ordinals_beyond
from handout.translation.named_hours import (
    is_counted_from_six,
    may_be_hour,
    without_named_hours,
    without_said_hours,
)
from handout.translation.parts_in_words import without_parts_in_digits, without_parts_said, without_shares_said

LeftFigures: TypeAlias = tuple[list[SaidNumber], list[SaidNumber]]
LeftSaid: TypeAlias = tuple[list[SaidCount], list[SaidCount]]


def said_by_one(own: ComparedText, known: ComparedText, figures: LeftFigures) -> tuple[LeftFigures, LeftSaid]:
    """The numbers in digits and those in words that only one text says, whichever way the other writes them."""
    own_left, known_left = figures
    own_said, known_said = _unlike(own.said, known.said, _is_meant_alike)
    own_left, known_said = without_all_day(own_left, known_said)
    known_left, own_said = without_all_day(known_left, own_said)
    own_left, known_left = without_every_day(own_left, own, known), without_every_day(known_left, known, own)
    own_left, known_left, known_said = without_hours_and_minutes(own_left, known_left, known_said)
    known_left, own_left, own_said = without_hours_and_minutes(known_left, own_left, own_said)
    own_left, known_said = _without_said(own_left, known, own, known_said)
    known_left, own_said = _without_said(known_left, own, known, own_said)
    own_said, known_said = _unlike(own_said, known_said)
    own_left, known_said = without_said_hours(own_left, known_said)
    known_left, own_said = without_said_hours(known_left, own_said)
    said = (own_said, known_said)
    own_left, known_left, (own_said, known_said) = without_hour_in_words(own_left, known_left, said, own)
    said = (known_said, own_said)
    known_left, own_left, (known_said, own_said) = without_hour_in_words(known_left, own_left, said, known)
    own_said, known_said = without_parts_said(own_said, known_said)
    known_said, own_said = without_parts_said(known_said, own_said)
    own_left, known_said = without_parts_in_digits(own_left, known_said)
    known_left, own_said = without_parts_in_digits(known_left, own_said)
    own_left, known_said = without_shares_said(own_left, known_said)
    known_left, own_said = without_shares_said(known_left, own_said)
    own_left, known_left = without_named_hours(own_left, own, known), without_named_hours(known_left, known, own)
    return (own_left, known_left), (own_said, known_said)


def _unlike(
    own: Sequence[SaidCount],
    known: Sequence[SaidCount],
    may_be: Callable[[SaidCount, SaidCount], bool] = lambda *_: True,
) -> tuple[list[SaidCount], list[SaidCount]]:
    """The numbers that only one text says in words. Two days may be two of what is not known; a day is a day."""
    left, known_left = list(own), list(known)
    for alike in (_is_said_the_same, _is_the_same_number, _may_be_half_more):
        for one in tuple(left):
            meant = next((other for other in known_left if alike(one, other) and may_be(one, other)), None)
            if meant is not None:
                left.remove(one)
                known_left.remove(meant)
    left, known_left = without_both(left, known_left)
    known_left, left = without_both(known_left, left)
    return left, known_left


def _is_meant_alike(one: SaidCount, other: SaidCount) -> bool:
    """Whether both are an article, or none is: 1 Tablette may be the one of "one tablet", beside an eine Mahlzeit."""
    return one.is_meant == other.is_meant


def _is_said_the_same(one: SaidCount, other: SaidCount) -> bool:
    return one.number == other.number and one.unit == other.unit


def _is_the_same_number(one: SaidCount, other: SaidCount) -> bool:
    is_open = one.number == other.number != ONE and not (one.unit and other.unit)
    return is_open or are_said_as_long(one, other)


def _may_be_half_more(one: SaidCount, other: SaidCount) -> bool:
    return may_be_more(one, other.number) or may_be_more(other, one.number)


def _without_said(
    figures: Sequence[SaidNumber], side: ComparedText, other: ComparedText, said: Sequence[SaidCount]
) -> tuple[list[SaidNumber], list[SaidCount]]:
    """Numbers of the other text without those that only this one says in words: twice, una pastilla, for a day.

    What both say in words stands for itself: half a tablet once a day is not 1 tablet once a day. `said` are the
    numbers that only this one says, those that are left come back.
    """
    left, unused, months, places = [], list(said), _months_named(side, other), ordinals_beyond(side, other)
    alone = named_alone(figures, side, other)
    for figure in figures:
        meant = next((one for one in unused if _is_said_by(figure, one, side, other)), None)
        bare = unit_alone(figure, alone)
        if bare and meant is not None and not meant.unit:
            meant = None  # one tablet daily is not the day in 1日1錠
        month = next((number for number in +months if (number, 1) in figure.readings), None)
        place = next(
            (number for number in +places if (number, 1) in figure.readings or may_be_hour(figure, (number, 1))), None
        )
        halves = [] if meant is not None else and_a_half(figure, unused)
        if meant is not None:
            unused.remove(meant)
        elif halves:
            unused = [one for one in unused if one not in halves]
        elif bare or is_each_time(figure, side, other) or is_once_in_days(figure, other):
            pass
        elif any(is_as_much_in_words(figure, one) for one in side.said):
            pass  # una taza (240 ml), for a cup; what is only converted is found in the end
        elif month is not None:
            months[month] -= 1
        elif place is not None:
            places[place] -= 1
        else:
            left.append(figure)
            continue
        alone[bare] = alone.get(bare, 0) - 1
    return left, unused


def _is_said_by(figure: SaidNumber, said: SaidCount, side: ComparedText, other: ComparedText) -> bool:
    is_open = not figure.measure.unit and is_customary(said.unit) and not other.words.units.knows(said.unit)
    is_the_number = said.number in figure.readings and (
        is_open or said.unit in ("", figure.measure.unit, figure.last_unit)
    )
    is_from_six = side.words.first_hour > other.words.first_hour and said.number[1] == 1
    is_the_hour = is_from_six and figure.time is not None and is_counted_from_six(figure, said.number[0])
    is_the_hour = is_the_hour or is_part_of_hundred(figure, said)
    is_the_number = is_the_number or any(may_be_more(said, number) for number in figure.readings)
    return is_the_number or is_the_hour or is_as_often(figure, said) or lasts_as_said(figure, said, side)


def _months_named(side: ComparedText, other: ComparedText) -> Counter[int]:
    """The months that only this text names by their names."""
    own, others = (Counter(int(month.meaning) for month in text.month_names) for text in (side, other))
    beside, others_beside = (Counter(month.number for month in text.months) for text in (side, other))
    return (own - others) | (beside - others_beside)
