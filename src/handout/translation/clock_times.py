"""Hours with their minutes in words: half past two, halb drei, neuf heures moins le quart, one hour ten minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout.text.clock_words import ClockPhrase, ClockWords
from handout.text.numbers import Rational
from handout.text.unit_words import SaidCount, lowest
from handout.text.vocabulary import in_small_letters
from handout.translation.halves import ADDING

_HOURS_A_DAY = range(1, 25)
_AN_HOUR = 60
_HALF_A_DAY = 12 * _AN_HOUR


def with_minutes(text: str, said: Sequence[SaidCount], words: ClockWords) -> list[SaidCount]:
    """The numbers that words of a text say, each hour with the words that move it; what those say is said no more."""
    if not words.phrases:
        return list(said)
    small = in_small_letters(text)
    moved = [one for hour in (*said, *_named_hours(text, words)) for one in _moved(text, small, hour, words.phrases)]
    rest = [one for one in said if not any(time.start < one.end and one.start < time.end for time in moved)]
    return sorted([*rest, *moved], key=lambda one: one.start)


def with_minutes_counted(text: str, said: Sequence[SaidCount]) -> list[SaidCount]:
    """The numbers that words of a text say, an hour and the minutes behind it as one: one hour and fifteen minutes."""
    found: list[SaidCount] = []
    for one in said:
        hour = found[-1] if found else None
        if hour is not None and hour.unit == "hour" and one.unit == "minute" and _adds(text[hour.end : one.start]):
            (hours, parts), (minutes, shares) = hour.number, one.number
            number = lowest(60 * hours * shares + minutes * parts, parts * shares)
            found[-1] = SaidCount(hour.start, one.end, number, "minute", text[hour.start : one.end])
        else:
            found.append(one)
    return found


def moved_hour(
    text: str, start: int, end: int, hour: Rational, unit: str, words: ClockWords
) -> tuple[int, int, Rational] | None:
    """Where an hour between two places begins and ends with the words that move it, and what it is; None without.

    `unit` is the one beside it, if there is one: an hour.
    """
    return _around(in_small_letters(text), start, end, hour, unit, words.phrases)


def _named_hours(text: str, words: ClockWords) -> Iterator[SaidCount]:
    for word in words.hours.anywhere(text):
        yield SaidCount(word.start, word.end, (int(word.meaning), 1), "", word.typed)


def _moved(text: str, small: str, hour: SaidCount, phrases: Sequence[ClockPhrase]) -> Iterator[SaidCount]:
    found = _around(small, hour.start, hour.end, hour.number, hour.unit, phrases)
    if found is not None:
        start, end, number = found
        yield SaidCount(start, end, number, hour.unit, text[start:end])


def _around(
    small: str, start: int, end: int, hour: Rational, unit: str, phrases: Sequence[ClockPhrase]
) -> tuple[int, int, Rational] | None:
    if hour[1] != 1 or hour[0] not in _HOURS_A_DAY or unit not in ("", "hour"):
        return None
    for phrase in phrases:
        if unit and not phrase.behind:
            continue  # fünf nach zwei Stunden: five, after two hours
        span = phrase.span(small, start, end)
        if span is not None:
            minutes = hour[0] * _AN_HOUR + phrase.minutes
            return *span, lowest(minutes if minutes > 0 else minutes + _HALF_A_DAY, _AN_HOUR)
    return None


def _adds(between: str) -> bool:
    return not between.strip() or between.strip().casefold() in ADDING
