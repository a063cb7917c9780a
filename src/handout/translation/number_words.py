"""How a language says what stands at a number: its marks before decimals, units in words, names of months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import gcd

from handout.locales import LocaleFiles
from handout.problems import Problems
from handout.record import Record
from handout.source import Span
from handout.text.calendar_words import NO_CALENDAR, CalendarWords, calendar_words
from handout.text.clock_words import NO_CLOCK, ClockWords, clock_words
from handout.text.numbers import Rational, is_digit
from handout.text.quantities import Quantity, QuantityPart, Time
from handout.text.recognized import rows
from handout.text.unit_words import NO_WORDS, UnitWords, unit_words
from handout.text.units import is_shared, unit_behind
from handout.text.vocabulary import KnownWord, Vocabulary

EITHER = ".,"
"""The marks before decimals of a language in which both are seen, or of which it is not known."""
_SYMBOLS = {"h": "hour", "min": "minute"}
_SPANS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_UNMEASURED = frozenset({"phone", "date", "time", "code"})
_NAMES = ("months", "months_alone")
_SHORT = ("months_short", "months_short_alone")
_WIDEST_BETWEEN = 8
_PARTS_OF_DAY = frozenset({"noon", "midnight", "evening"})
_FROM_SIX, _SIX = frozenset({"am", "sw"}), 6
NO_WORDS_OF_TIME = Vocabulary(())
_BETWEEN = re.compile(r"[\s.,/-]*(?:[^\W\d_]{1,4}[\s.]*)?")
"""What may stand between the day or the year and the month: 22 de noviembre, 22nd of November."""


class MeasuredIn(Record, kw_only=False):
    """What a number measures in: `mg` and what is shared below its stroke, and for which time.

    `typed` is for messages, `word` the word for the unit. Without a unit it is not known; of a word, what stands below
    a stroke is not.
    """

    typed: str = ""
    unit: str = ""
    below: tuple[str, ...] | None = None
    time: str = ""
    word: KnownWord | None = None

    def differs_from(self, other: MeasuredIn) -> bool:
        """Whether both are known and not the same. Of 5 mg/h and 5 mg por hora that is not known."""
        if not self.unit or not other.unit:
            return False
        is_below = self.below is not None and other.below is not None and self.below != other.below
        return self.unit != other.unit or is_below or bool(self.time and other.time and self.time != other.time)


class MonthName(Record, kw_only=False):
    """A month that a date names: as typed, and its number from 1; where it stands in the text."""

    typed: str
    number: int
    start: int
    end: int


class NumberWords(Record, kw_only=False):
    """How a language says numbers: the marks seen before decimals, the words for units, the names of months.

    `month_names` are those that are written out, in all forms. `is_month_first`: whether 3/4/2026 is in March; None
    where both are read so. `first_hour`: at which hour of the night and of the day its clock begins to count: six in
    Swahili, where saa mbili is eight. `parts_of_day`: noon, midnight and the evening. `clock`: how
    hours are said with their minutes. `firsts`: what is surely the first of a row.
    """

    decimals: str = EITHER
    units: UnitWords = NO_WORDS
    months: Vocabulary = NO_WORDS_OF_TIME
    is_month_first: bool | None = None
    first_hour: int = 0
    calendar: CalendarWords = NO_CALENDAR
    month_names: Vocabulary = NO_WORDS_OF_TIME
    parts_of_day: Vocabulary = NO_WORDS_OF_TIME
    clock: ClockWords = NO_CLOCK
    firsts: Vocabulary = NO_WORDS_OF_TIME

    def readings(
        self, text: str, found: Quantity, part: QuantityPart, *, is_exact: bool = False
    ) -> frozenset[Rational | Time]:
        """What a number may be worth. Unless it is asked for exactly, a million is read as 1 besides."""
        said = frozenset(part.value(mark) for mark in self.decimals)
        word = self.units.multiple(text, found.end) if part is found.parts[-1] else None
        if word is None:
            return said
        times = int(word.meaning)
        multiplied = frozenset(
            (top * times // gcd(times, bottom), bottom // gcd(times, bottom)) for top, bottom in _plain(said)
        )
        return multiplied if is_exact else said | multiplied

    def measures(self, text: str, found: Quantity) -> tuple[MeasuredIn, ...]:
        """What each number of a quantity measures in; in a range all in what stands behind the last."""
        symbols = [self._of_symbol(part.unit) for part in found.parts]
        if not symbols[-1].unit and found.kind not in _UNMEASURED:
            symbols[-1] = self._behind(text, found)
        if found.kind == "range" and not any(measure.unit for measure in symbols[:-1]):
            return (*(symbols[-1] if symbols[-1].below is None else measure for measure in symbols[:-1]), symbols[-1])
        return tuple(symbols)

    def _behind(self, text: str, found: Quantity) -> MeasuredIn:
        """The unit that a word names, be it behind a word that multiplies: 10 mil miligramos, 10 mil mg."""
        multiple = self.units.multiple(text, found.end)
        end = found.end if multiple is None else multiple.end
        symbol, _ = ("", end) if multiple is None else unit_behind(text, end)
        word = None if symbol else self.units.beside(text, found.start, end)
        return self._of_symbol(symbol) if word is None else MeasuredIn(word.typed, word.meaning, word=word)

    def _of_symbol(self, unit: str) -> MeasuredIn:
        if not unit or self.units.is_apart(unit):
            return MeasuredIn()
        first, *below = unit.split("/")
        names = [name if is_shared(name) else self.units.anywhere.meaning(name) for name in below]
        measured = [_SYMBOLS.get(name, name) for name in names if name]
        times = [name for name in measured if name in _SPANS]
        shared = tuple(name for name in measured if name not in _SPANS)
        return MeasuredIn(unit, _SYMBOLS.get(first, first), shared, times[0] if times else "")

    def months_in(self, text: str, quantities: Sequence[Quantity]) -> list[MonthName]:
        """The months that are named beside a number, be it the day or the year."""
        if not quantities:
            return []
        ends, starts = [found.end for found in quantities], [found.start for found in quantities]
        return [
            MonthName(named.typed, int(named.meaning), named.start, named.end)
            for named in self.months.anywhere(text)
            if any(_is_between(text, end, named.start) for end in ends)
            or any(_is_between(text, named.end, start) for start in starts)
        ]


def _plain(said: frozenset[Rational | Time]) -> Iterator[Rational]:
    return (one for one in said if not isinstance(one, Time))


def _is_between(text: str, end: int, start: int) -> bool:
    """Whether a month and a number that end and begin at these places may be of one date."""
    return 0 <= start - end <= _WIDEST_BETWEEN and _BETWEEN.fullmatch(text, end, start) is not None


UNKNOWN = NumberWords()
"""Of a language that handout does not know."""


def number_words(language: str | None, files: LocaleFiles) -> NumberWords:
    """How a language, given by its tag, says numbers."""
    if not language:
        return UNKNOWN
    locale = files.locale_for(language, Span("", 1, 1), Problems())
    calendar = calendar_words(language)
    if locale is None:
        return NumberWords(
            units=unit_words(language),
            first_hour=first_hour(language),
            calendar=calendar,
            parts_of_day=parts_of_day(language),
            clock=clock_words(language),
            firsts=Vocabulary(_named_as(language, frozenset({"first"}))),
        )
    names, short = (
        [
            (name.strip("."), str(number))
            for key in keys
            for number, name in enumerate(locale.lists[key], 1)
            if not any(map(is_digit, name))
        ]
        for keys in (_NAMES, _SHORT)
    )
    return NumberWords(
        locale.template("decimal_marks"),
        unit_words(language),
        Vocabulary([*names, *short]),
        is_month_first(language),
        first_hour(language),
        calendar,
        Vocabulary([*names, *calendar.months]),
        parts_of_day(language),
        clock_words(language),
        Vocabulary(_named_as(language, frozenset({"first"}))),
    )


def parts_of_day(language: str) -> Vocabulary:
    """What a language calls noon, midnight, and the evening and night."""
    return Vocabulary(_named_as(language, _PARTS_OF_DAY))


def _named_as(language: str, kinds: frozenset[str]) -> list[tuple[str, str]]:
    known = rows("opposites", language.partition("-")[0].casefold())
    return [(entry.strip(), kind) for kind, row in known if kind in kinds for entry in row.split(";")]


def first_hour(language: str) -> int:
    """The hour at which a language begins to count those of the night and of the day."""
    return _SIX if language.partition("-")[0].casefold() in _FROM_SIX else 0


def is_month_first(language: str) -> bool | None:
    """Whether a date in digits begins with the month: in the English of the United States, and nowhere else for sure.

    Other languages of that country write both, and of English without a country it is not known.
    """
    primary, *rest = language.casefold().split("-")
    if "us" in rest:
        return True if primary == "en" else None
    return None if primary == "en" and not rest else False
