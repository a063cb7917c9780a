"""Hours that two texts say in unlike ways: noon and 12 Uhr, midnight and 0 h, a las ocho and 8:00, saa 2 and 8 a.m."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from handout.text.numbers import Rational, pieces
from handout.text.quantities import Time
from handout.text.unit_words import SaidCount, lowest
from handout.translation.compared_text import ComparedText, SaidNumber

_HOURS = frozenset({"", "hour"})
_NIGHT = frozenset({"evening", "midnight"})
_HALF_A_DAY = 12 * 60
_LAST_MINUTE = 59
_WIDEST_CLOCK = 9
"""Characters between the hour and the minute: 14 heures et 30 minutes."""
_MINUTES = {0: "midnight", 12 * 60: "noon"}


def without_named_hours(left: Sequence[SaidNumber], side: ComparedText, other: ComparedText) -> list[SaidNumber]:
    """The numbers of one text without the hours that the other names: noon and midnight."""
    named = Counter(word.meaning for word in other.parts_of_day if word.meaning in _MINUTES.values())
    found = []
    for figure in left if named else ():
        meant = next((name for name in _names(figure, side, other) if named[name]), None)
        if meant is None:
            found.append(figure)
        else:
            named[meant] -= 1
    return found if named else list(left)


def _names(figure: SaidNumber, side: ComparedText, other: ComparedText) -> Sequence[str]:
    """What the hour that a number is may be called: 12 is midnight where its text speaks of the night."""
    if figure.measure.unit not in _HOURS:
        return ()
    time = figure.time
    if time is not None and (time.is_marked or time.minutes == 0):
        return [_MINUTES[time.minutes]] if time.minutes in _MINUTES else ()
    if not figure.readings.isdisjoint({(0, 1), (24, 1)}):
        return ("midnight",)
    if (12, 1) not in figure.readings and (time is None or time.minutes not in _MINUTES):
        return ()
    own, others = ({word.meaning for word in text.parts_of_day} for text in (side, other))
    if own.isdisjoint(_NIGHT):
        return ("noon",) if "evening" in side.words.parts_of_day.meanings else ("noon", "midnight")
    return ("noon", "midnight") if "evening" in others else ("midnight",)


def is_the_same_hour(one: SaidNumber, other: SaidNumber) -> bool:
    """Whether two say the same time of day when words beside one of them may say which half of the day is meant."""
    if one.time and other.time:
        is_open = any(not time.is_marked and time.minutes <= _HALF_A_DAY for time in (one.time, other.time))
        return is_open and (one.time.minutes - other.time.minutes) % _HALF_A_DAY == 0
    timed, number = (one, other) if one.time else (other, one)
    return timed.time is not None and any(
        isinstance(value, tuple) and may_be_hour(timed, value) for value in (*number.readings, _with_point(number))
    )


def may_be_hour(figure: SaidNumber, hour: Rational) -> bool:
    """Whether a number is a time of day that an hour may be: 8 p.m. and 8, 2:30 and two and a half."""
    top, bottom = hour
    is_hour = figure.time is not None and 0 < top <= 24 * bottom and 60 % bottom == 0
    return is_hour and figure.time is not None and (figure.time.minutes - top * 60 // bottom) % _HALF_A_DAY == 0


def is_hour_from_six(one: SaidNumber, other: SaidNumber, sides: tuple[ComparedText, ComparedText]) -> bool:
    """Whether two say one hour, and one of the languages counts from six: saa 2 asubuhi is 8 in the morning."""
    first, second = (side.words.first_hour for side in sides)
    plain, counted = (one, other) if second else (other, one)
    return first != second and any(is_counted_from_six(plain, hour) for hour in _wholes(counted))


def is_counted_from_six(figure: SaidNumber, hour: int) -> bool:
    """Whether a time of day, or a number that may be one, is an hour that is counted from six."""
    if figure.time is not None:
        return (figure.time.minutes - (hour + 6) * 60) % _HALF_A_DAY == 0
    return not figure.measure.unit and any((at - hour - 6) % 12 == 0 for at in _wholes(figure))


def _wholes(figure: SaidNumber) -> list[int]:
    return [number[0] for number in figure.readings if not isinstance(number, Time) and number[1] == 1]


def without_said_hours(
    left: Sequence[SaidNumber], said: Sequence[SaidCount]
) -> tuple[list[SaidNumber], list[SaidCount]]:
    """The numbers of one text, and what only the other says in words, without the hours that are said: a las ocho."""
    figures, counts = list(left), list(said)
    for figure in left:
        hours = (one for one in counts if one.unit in ("", "hour") and may_be_hour(figure, one.number))
        if (said_hour := next(hours, None)) is not None:
            figures.remove(figure)
            counts.remove(said_hour)
    for hour, minute in pairwise(tuple(figures)):
        said_in_one = (one for one in counts if one.unit in ("", "hour") and _is_said_as(one.number, hour, minute))
        if (time := next(said_in_one, None)) is not None:
            figures = [figure for figure in figures if figure not in (hour, minute)]
            counts.remove(time)
    return figures, counts


def _is_said_as(time: Rational, hour: SaidNumber, minute: SaidNumber) -> bool:
    """Whether the hour and the minute are those of a time that words say: 2時30分, half past two."""
    if not 0 <= minute.found.start - hour.found.end <= _WIDEST_CLOCK:
        return False
    times = [lowest(60 * at + more, 60) for at in _wholes(hour) for more in _wholes(minute) if 0 < more <= _LAST_MINUTE]
    return time in times


def _with_point(figure: SaidNumber) -> Rational | None:
    """The hours of a time that is written with a point: 14.30 Uhr."""
    parts = [number for number, _ in pieces(figure.part.typed)]
    if figure.part.typed[-3:-2] not in {".", ","} or len(parts) != 2 or parts[1] > _LAST_MINUTE:
        return None
    return lowest(parts[0] * 60 + parts[1], 60)


def without_clock_times(own: list[SaidNumber], known: list[SaidNumber]) -> tuple[list[SaidNumber], list[SaidNumber]]:
    """Both without the times that one writes as hour and minute and the other in two numbers: 2時30分."""
    own_left, known_left = list(own), list(known)
    for left, others in ((own_left, known_left), (known_left, own_left)):
        for figure in tuple(left):
            parts = next((two for two in pairwise(others) if _are_its_parts(figure, *two)), ())
            if parts:
                left.remove(figure)
                for part in parts:
                    others.remove(part)
    return own_left, known_left


def _are_its_parts(figure: SaidNumber, hour: SaidNumber, minute: SaidNumber) -> bool:
    if figure.time is None or not 0 <= minute.found.start - hour.found.end <= _WIDEST_CLOCK:
        return False
    hours, minutes = divmod(figure.time.minutes, 60)
    is_hour = any((at, 1) in hour.readings for at in {hours, hours % 12 or 12})
    return is_hour and (minutes, 1) in minute.readings
