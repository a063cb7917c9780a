"""Units in the words of a language beside a number: 8 horas, 500 мг, saa 8, 3個月; and numbers said without digits.

The words stand in `data/unit-words.txt`. They are looked for when a translation is compared with its source, and
never when a page is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import gcd

from handout.record import Record
from handout.text.han_numerals import RANGE_SIGNS, han_numbers
from handout.text.numbers import SPACES, Rational, is_digit
from handout.text.recognized import rows
from handout.text.units import unit_behind
from handout.text.vocabulary import KnownWord, Vocabulary

PERIODS = ("day", "week", "month", "year")
_ANY_NUMBER = "#"
_ALSO_MORE = {"article": 1, "couple": 2}
"""Rows of words that do not only say their number."""
_BETWEEN_WORDS = "between"
_FRACTIONS = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4)}
_AND_A_HALF = ".5"
_PART, _RANGE = "/", "~"
_LEAST_MULTIPLE = 1000
_OFTEN = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "apart": ""}
_MANY = "many"
_COUNTERS = "counters"
_BEHIND = re.compile(rf"(?:(?:\.|:\w{{1,2}})(?=[{SPACES}]?[a-zà-öø-ÿ]))?[{SPACES}]?[-\u2010\u2011]?")
"""What may stand between a number and its unit, as in 8-hour. A stop does in the Danish hver 8. time, every 8 hours."""


class SaidCount(Record, kw_only=False):
    """A number that words say without digits, with the unit beside it: twice, dos pastillas, the Arabic for two days.

    It stands between two places of the text, its unit with it.
    `is_meant`: a word that is no article as well, nor means a few.
    """

    start: int
    end: int
    number: Rational
    unit: str
    typed: str
    is_meant: bool = True


class UnitWords(Record, kw_only=False):
    """The unit words of one language; see `unit_words`. Those of `before` lead to their number.

    Behind `counters` and units a language counts in Chinese characters.
    """

    behind: Vocabulary
    before: Vocabulary
    anywhere: Vocabulary
    counts: Vocabulary
    multiples: Vocabulary
    often: Vocabulary
    many: Vocabulary
    counters: Vocabulary
    between: Vocabulary

    def is_apart(self, symbol: str) -> bool:
        """Whether the language has a word that is written as a symbol: the Tagalog ng is no nanogram."""
        found = self.often.at(symbol, 0)
        return found is not None and found.end == len(symbol) and not found.meaning

    def knows(self, unit: str) -> bool:
        """Whether the language's word for a unit is among these."""
        return unit in self.anywhere.meanings

    def beside(self, text: str, start: int, end: int) -> KnownWord | None:
        """The unit that stands behind the number between two places of a text, or before it where that is usual."""
        at = _after_gap(text, end)
        found = self.behind.at(text, at)
        if found is None and (between := self.between.at(text, at)) is not None:
            found = self.behind.at(text, _after_gap(text, between.end))
        if found is None and self.before:
            found = self.before.before(text, start - 1 if text[start - 1 : start] in SPACES else start)
        return found

    def multiple(self, text: str, end: int) -> KnownWord | None:
        """The word that multiplies the number that ends at a place: 万 in 15万, mil in 10 mil; none in 5千克, 5 kg."""
        at = end + 1 if text[end : end + 1] in SPACES else end
        found, unit = self.multiples.at(text, at), self.behind.at(text, at)
        return None if found is not None and unit is not None and _stem(unit) > _stem(found) else found

    def periods(self, text: str, counted: Sequence[tuple[int, int]]) -> Iterator[KnownWord]:
        """Days, weeks, months and years without a number: each day, a la semana. `counted` is where others stand."""
        for found in self.often.anywhere(text):
            is_numbered = is_digit(text[found.start - 1 : found.start] or " ")
            is_counted = is_numbered or any(start <= found.start < end for start, end in counted)
            if found.meaning in PERIODS and not is_counted:
                yield found

    def single(self, text: str, unit: str) -> int:
        """How often a unit is named in a text, be it in an adverb (daily), by no word that means several."""
        return sum(found.meaning == unit and not self.many.meaning(found.typed) for found in self.often.anywhere(text))

    def said(self, text: str) -> list[SaidCount]:
        """The numbers that words of a text say without digits, in order."""
        found = list(self._counted(text))
        if self.counters:
            ends = [(one.start, one.end) for one in found]
            found += [
                one for one in self._in_han(text) if not any(start < one.end and one.start < end for start, end in ends)
            ]
        return sorted(found, key=lambda one: one.start)

    def _in_han(self, text: str) -> Iterator[SaidCount]:
        """The numbers in Chinese characters that stand before a unit or a counter, or are a percentage."""
        numbers = list(han_numbers(text))
        starts = {one.start: one for one in numbers}
        for found in numbers:
            gap = 1 if text[found.end : found.end + 1] in RANGE_SIGNS else 0
            last = starts.get(found.end + gap, found)  # 两 in 两三天, 六 in 六至八杯
            measure = self.behind.at(text, last.end)
            if found.is_percent:
                unit, end = "%", found.end
            elif measure is not None:
                unit, end = measure.meaning, measure.end
            elif (counter := self.counters.at(text, last.end)) is not None:
                unit, end = "", counter.end
            else:
                continue
            end = end if last is found else found.end
            yield SaidCount(found.start, end, (found.number, 1), unit, text[found.start : end], found.number != 1)

    def _counted(self, text: str) -> Iterator[SaidCount]:
        for found in self.counts.anywhere(text):
            name, _, unit = found.meaning.partition("-")
            least, _, name = name.rpartition(_RANGE)
            (top, bottom), end = _count(name), found.end
            if not unit and (multiple := self.multiple(text, end)) is not None:
                top, end = top * int(multiple.meaning), multiple.end
            if not unit:
                symbol, behind = unit_behind(text, end)
                unit, end = ("", end) if self.is_apart(symbol) else (symbol, behind)
            if not unit and (word := self.behind.at(text, _after_gap(text, end))) is not None:
                unit, end = word.meaning, word.end
            typed = text[found.start : end]
            if least:
                yield SaidCount(found.start, end, (int(least), 1), unit, typed)
            yield SaidCount(found.start, end, lowest(top, bottom), unit, typed, name not in _ALSO_MORE)


NO_WORDS = UnitWords(*[Vocabulary(())] * 9)
"""Of a language that is not known."""


def _after_gap(text: str, end: int) -> int:
    between = _BEHIND.match(text, end)
    return end if between is None else between.end()


def lowest(top: int, bottom: int) -> Rational:
    """A fraction in its lowest terms."""
    shared = gcd(top, bottom)
    return top // shared, bottom // shared


def _stem(found: KnownWord) -> int:
    return found.end - found.start


def _count(name: str) -> Rational:
    """What the words of a row say, given by its name up to a hyphen."""
    if name in _FRACTIONS:
        return _FRACTIONS[name]
    if _PART in name:
        top, _, bottom = name.partition(_PART)
        return int(top), int(bottom)
    if name.endswith(_AND_A_HALF):
        return 2 * int(name.removesuffix(_AND_A_HALF)) + 1, 2
    return _ALSO_MORE[name] if name in _ALSO_MORE else int(name), 1


def _is_count(kind: str) -> bool:
    name = kind.partition("-")[0]
    return (
        name in (*_FRACTIONS, *_ALSO_MORE)
        or name.endswith(_AND_A_HALF)
        or _PART in name
        or _RANGE in name
        or (name.isdecimal() and int(name) < _LEAST_MULTIPLE)
    )


@cache
def unit_words(language: str) -> UnitWords:
    """The words of a language, given by its tag; none where it has no rows."""
    primary = language.partition("-")[0].casefold()
    pairs = [(entry.strip(), kind) for kind, row in rows("unit-words", primary) for entry in row.split(";")]
    counts = [pair for pair in pairs if _is_count(pair[1])]
    multiples = [pair for pair in pairs if pair[1].isdecimal() and not _is_count(pair[1])]
    often = [(entry, _OFTEN[kind]) for entry, kind in pairs if kind in _OFTEN]
    many = [pair for pair in pairs if pair[1] == _MANY]
    units = [pair for pair in pairs if not pair[1][0].isdecimal() and not _is_count(pair[1])]
    units = [pair for pair in units if pair[1] not in (*_OFTEN, _MANY, _COUNTERS, _BETWEEN_WORDS)]
    counters, between = ([pair for pair in pairs if pair[1] == kind] for kind in (_COUNTERS, _BETWEEN_WORDS))
    behind = [(entry.removeprefix(f"{_ANY_NUMBER} "), kind) for entry, kind in units if entry[-1:] != _ANY_NUMBER]
    numbered = [(entry[2:], kind) for entry, kind in units if entry.startswith(f"{_ANY_NUMBER} ")]
    before = [(entry.rstrip(f" {_ANY_NUMBER}"), kind) for entry, kind in units if entry.endswith(_ANY_NUMBER)]
    named = [pair for pair in (*behind, *before) if pair not in numbered]
    kinds = (behind, before, named, counts, multiples, [*named, *often], many, counters, between)
    return UnitWords(*map(Vocabulary, kinds))
