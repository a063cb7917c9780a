"""Noon and midnight, which one text says by a word and the other by the hour: 12 Uhr, 0 h, रात 12 बजे."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handout.translation.compared_text import ComparedText, SaidNumber

_HOURS = frozenset({"", "hour"})
_NIGHT = frozenset({"evening", "midnight"})
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


def may_be_hour(figure: SaidNumber, hour: int) -> bool:
    """Whether a number is a time of day that an hour may be: 8 p.m., and 8."""
    return figure.time is not None and 0 < hour <= 24 and (figure.time.minutes - hour * 60) % (12 * 60) == 0
