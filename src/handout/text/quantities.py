"""The grammar of quantities: numbers with their signs and units, ranges, ratios, times, dates, telephone numbers.

All that must know where a number begins and ends asks here: where a line may end, what runs from left to right among
right-to-left letters, whether a translation keeps its doses, whether a star or a citation stands beside a number.
It knows the signs and symbols that all languages share, and no words of any language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from handout.record import Record, Value, replace
from handout.text.numbers import (
    DIGITS,
    FIRST_DIGIT,
    HYPHENS,
    RAISED,
    SPACES,
    Rational,
    end_of_digits,
    end_of_number,
    pieces,
    worth,
)
from handout.text.numbers import is_digit as is_digit
from handout.text.telephones import telephone
from handout.text.units import CURRENCY, Half, end_of_letters, half_of_day, unit_behind

Kind = Literal["number", "strength", "range", "ratio", "time", "date", "phone", "code"]
"""`strength`: one number with a unit that all languages write alike (`500 mg`, `38.5 °C`). `ratio`: 120/80, 2 × 5 mL,
250 mg/5 mL, 1,2,3. `code`: digits that go on with a word, as in B12 and COVID-19."""

SIGNS = "+\u2212±~≈≃≅<>≤≥=#№" + CURRENCY
"""Signs that stand before a number, with or without a space. A hyphen or an en dash does only without."""
RANGE_DASHES = HYPHENS + "\u2012\u2013\u2212~\u301c\uff5e"
MINUS = ("-", "\u2012", "\u2013", "\u2212")
_SIGNS_WITHIN = (*MINUS, *CURRENCY, "+")
_EM_DASHES = "\u2014\u2015"
_PLUS_OR_MINUS = "+/-"
_TIMES = "×xX*\u2217\u22c5"
_UNSEEN = "\u061c\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"
_COUNT_NOTHING = frozenset({"phone", "date", "code"})
_PAIRS = frozenset({"()", "[]", "\u201c\u201d", '""', "\u2018\u2019", "«»", "\u201e\u201c"})
_WIDEST_WORD = 16
_MINUTES_A_DAY = 24 * 60
_HALVES = {"am": " a.m.", "pm": " p.m.", "": ""}


class Time(Value, kw_only=False):
    """A time of day in minutes after midnight. `is_marked`: a.m. or p.m. stands beside it."""

    ASIDE = frozenset({"is_marked"})

    minutes: int
    is_marked: bool


class QuantityPart(Record, kw_only=False):
    """One number of a quantity, or one time of day, as typed; which half of the day; its unit, written in one way."""

    typed: str
    half: Half
    unit: str

    def __str__(self) -> str:
        """As typed, with its half of the day written in one way."""
        return f"{self.typed}{_HALVES[self.half]}"

    def negative(self) -> QuantityPart:
        return replace(self, typed=f"-{self.typed}")

    def value(self, decimal: str) -> Rational | Time:
        hour, *minutes = self.typed.split(":")
        if not minutes and not self.half:
            return worth(self.typed, decimal)
        passed = int(hour) * 60 + int(minutes[0] if minutes else 0)
        if self.half:
            passed = passed % 720 + (720 if self.half == "pm" else 0)
        return Time(passed % _MINUTES_A_DAY, bool(self.half))


class Quantity(Record, kw_only=False):
    """A stretch of a text that is one quantity, its sign, unit and trailing signs with it. `sign` is without spaces."""

    start: int
    end: int
    kind: Kind
    sign: str
    parts: tuple[QuantityPart, ...]

    def values(self, decimal: str = ".") -> tuple[Rational | Time, ...]:
        """What it says, alike in all digits and spellings: ½, 1/2, 0.5 and 0,5; 8 p.m. and 20:00.

        `decimal` is the language's mark before decimals, which decides what 1,234 means. Below zero is negative.
        """
        return tuple(part.value(decimal) for part in self.parts)

    def pieces(self) -> tuple[Rational, ...]:
        """Its runs of digits, each by itself."""
        return tuple(piece for part in self.parts for piece in pieces(part.typed))

    @property
    def unit(self) -> str:
        """Its last number's unit in lower case ("mg", "°c", "%"), or nothing."""
        return self.parts[-1].unit


def find(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order. None lies inside another."""
    return () if _digits_of(text).search(text) is None else _found(text)


def inside(text: str, place: int) -> Quantity | None:
    """The quantity that a place between two characters would cut."""
    return next((found for found in find(text) if found.start < place < found.end), None)


def _digits_of(text: str) -> re.Pattern[str]:
    """What finds where a number may begin; in ASCII, where most text is, in a third of the time."""
    return DIGITS if text.isascii() else FIRST_DIGIT


def counting_ends(text: str, found: Quantity) -> tuple[int, ...]:
    """Where a quantity ends that counts or measures in the word after it; a bracket or quotation mark may close it."""
    last = text[found.end - 1]
    if found.kind in _COUNT_NOTHING or not (is_digit(last) or last == "+" or last in RAISED):
        return ()
    around = text[found.start - 1 : found.start] + text[found.end : found.end + 1]
    return (found.end, found.end + 1) if around in _PAIRS else (found.end,)


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[Quantity, ...]:
    if not text.isascii() and any(map(text.__contains__, _UNSEEN)):
        return _found_among_unseen(text)
    found: list[Quantity] = []
    at = 0
    digits = _digits_of(text)
    while (first := digits.search(text, at)) is not None:
        quantity = _quantity(text, first.start(), at)
        found.append(quantity)
        at = quantity.end
    return tuple(found)


def _found_among_unseen(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text with signs in it that are not seen, such as U+200E: they part nothing."""
    places = [place for place, char in enumerate(text) if char not in _UNSEEN]
    seen = "".join([text[place] for place in places])
    return tuple(replace(found, start=places[found.start], end=places[found.end - 1] + 1) for found in find(seen))


def _quantity(text: str, digit: int, least: int) -> Quantity:
    """The quantity whose first digit stands at a place; nothing before `least` belongs to it."""
    if _goes_on_a_word(text, digit, least):
        end = end_of_digits(text, digit) if text[digit].isdecimal() else digit + 1
        return Quantity(digit, end, "code", "", (QuantityPart(text[digit:end], "", ""),))
    called = telephone(text, digit)
    if called is not None and called[0] >= least:
        start, end = called
        typed = "".join(filter(str.isdecimal, text[digit:end]))
        return Quantity(start, end, "phone", "", (QuantityPart(typed, "", ""),))
    date = _end_of_spaced_date(text, digit)
    if date is not None:
        parts = tuple(QuantityPart(typed.strip(SPACES), "", "") for typed in text[digit:date].split("."))
        return Quantity(digit, date, "date", "", parts)
    start = _with_leading_mark(text, digit, least)
    parts, joins, end = _chain(text, start)
    first = _with_signs(text, start, least)
    sign = "".join(text[first:start].split())
    if sign in MINUS:
        parts = (parts[0].negative(), *parts[1:])
    return Quantity(first, end, _kind(parts, joins), sign, parts)


def _goes_on_a_word(text: str, digit: int, least: int) -> bool:
    """Whether a letter that may be a capital stands before a digit, with or without a hyphen: B12, COVID-19."""
    before = digit - 1
    if before > least and text[before] in HYPHENS:
        before -= 1
    if before < least or not text[before].isalpha():
        return False
    letter = text[before]
    return letter.islower() or letter.isupper()


def _with_leading_mark(text: str, digit: int, least: int) -> int:
    """Where a number begins that is typed without its zero: .5"""
    mark = digit - 1
    if mark < least or text[mark] not in ".,\u066b" or not text[digit].isdecimal():
        return digit
    return digit if mark and (text[mark - 1].isalnum() or text[mark - 1] in ".,)") else mark


def _with_signs(text: str, start: int, least: int) -> int:
    """Where the signs before a number begin."""
    first = start
    if first - 1 >= least and text[first - 1] in HYPHENS + "\u2012\u2013":
        before = text[first - 2 : first - 1]
        if not before or not (before.isalnum() or before in HYPHENS + "\u2013)]%.+/"):
            return _with_signs(text, first - 1, least)
        is_signed = text[first - 3 : first] == _PLUS_OR_MINUS and first - 3 >= least
        return _with_signs(text, first - 3, least) if is_signed else start
    while True:
        at = first - 1
        if at - 1 >= least and text[at] in SPACES:
            at -= 1
        if text[at - 2 : at + 1] == _PLUS_OR_MINUS and at - 2 >= least:
            at -= 2
        elif at < least or text[at] not in SIGNS:
            return first
        first = at


class _Element(Record, kw_only=False):
    """A number with what stands behind it. `bare` is where the number ends, `end` where all ends."""

    part: QuantityPart
    bare: int
    end: int


def _chain(text: str, start: int) -> tuple[tuple[QuantityPart, ...], str, int]:
    """Numbers joined to one another: what each says, a letter for each join, and where the last ends."""
    element = _element(text, start)
    parts, joins = [element.part], ""
    while (join := _join(text, element)) is not None:
        kind, at = join
        element = _element(text, at, is_listed=kind == ",")
        parts.append(element.part.negative() if kind == "-" and _is_negative(text, at) else element.part)
        joins += kind
    if joins and set(joins) == {"-"}:
        parts = _one_half(parts)
    return tuple(parts), joins, element.end


def _one_half(parts: list[QuantityPart]) -> list[QuantityPart]:
    """In 8-10 p.m. and 11-1 p.m., the first time is of the half of the day that lets the range run forward."""
    last = parts[-1]
    if not last.half or any(part.half for part in parts[:-1]) or not all(_is_hour(part.typed) for part in parts):
        return parts
    hour, end = (int(part.typed.partition(":")[0]) % 12 for part in (parts[0], last))
    other: Half = "am" if last.half == "pm" else "pm"
    return [replace(part, half=last.half if hour <= end else other) for part in parts[:-1]] + [last]


def _is_hour(typed: str) -> bool:
    hour = typed.partition(":")[0]
    return hour.isdecimal() and len(hour) <= 2 and 1 <= int(hour) <= 12


def _element(text: str, start: int, *, is_listed: bool = False) -> _Element:
    """One number and what belongs to it. In a list such as 22.11.2026 a mark is none before decimals."""
    begin = start + 1 if text[start] in ".,\u066b" else start
    end = end_of_digits(text, begin) if is_listed else end_of_number(text, begin)
    typed = text[start:end]
    clock = None if is_listed else _end_of_clock(text, start, end) or _end_of_hours(text, start, end)
    if clock is not None:
        end, typed = clock
    bare = end
    half, end = half_of_day(text, end) if _is_hour(typed) else ("", end)
    unit = ""
    if not half:
        unit, end = unit_behind(text, end)
    return _Element(QuantityPart(typed, half, unit), bare, end)


def _end_of_clock(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where a time of day ends, and its hour and minute: 8:00, 20:15:30. A ratio such as 1:1000 is none."""
    if text[end : end + 1] != ":" or not _are_minutes(text, end + 1) or not _is_hour_of_day(text[start:end]):
        return None
    after = end + 3
    if text[after : after + 1] == ":" and _are_minutes(text, after + 1):
        after += 3
    goes_on = text[after : after + 1] == ":" and text[after + 1 : after + 2].isdecimal()
    return None if goes_on else (after, text[start : end + 3])


def _end_of_hours(text: str, start: int, end: int) -> tuple[int, str] | None:
    """The same of 20 h 30 and 20h30."""
    at = end + 1 if text[end : end + 1] in SPACES else end
    minutes = at + 2 if text[at + 1 : at + 2] in SPACES else at + 1
    if text[at : at + 1] != "h" or not _are_minutes(text, minutes) or not _is_hour_of_day(text[start:end]):
        return None
    after = minutes + 2
    return None if text[after : after + 1].isalnum() else (after, f"{text[start:end]}:{text[minutes:after]}")


def _are_minutes(text: str, at: int) -> bool:
    return end_of_digits(text, at) == at + 2 and int(text[at : at + 2]) < 60


def _is_hour_of_day(typed: str) -> bool:
    return typed.isdecimal() and len(typed) <= 2 and int(typed) <= 24


def _join(text: str, element: _Element) -> tuple[str, int] | None:
    """How a number goes on in another, and where the other begins."""
    end = element.end
    glued = text[end : end + 1]
    if glued and glued in "/:.,*" and text[end + 1 : end + 2].isdecimal() and (glued in "/*" or end == element.bare):
        return ("," if glued in ".," else "/"), end + 1
    for gap in (0, 1):
        at = end + gap
        if gap and text[end : end + 1] not in SPACES:
            break
        sign = text[at : at + 1]
        if not sign:
            break
        after = at + 2 if text[at + 1 : at + 2] in SPACES else at + 1
        if sign in RANGE_DASHES and text[after : after + 1] in _SIGNS_WITHIN:
            after += 1
        begins = _begins_number(text, after)
        if begins and sign in RANGE_DASHES and not _is_minus(text, at, after) and _runs_on(text, element, gap, after):
            return "-", after
        if begins and ((sign in _TIMES and _is_times(text, at)) or (sign == "/" and after == at + 2)):
            return "/", after
        if begins and sign in _EM_DASHES and not gap and after == at + 1 and end == element.bare:
            return "-", after
    return _join_after_word(text, element)


def _is_minus(text: str, at: int, after: int) -> bool:
    """Whether a minus (U+2212) stands before the next number alone, as in `0 −5`."""
    return text[at] == "\u2212" and after == at + 1 and text[at - 1] in SPACES


def _runs_on(text: str, element: _Element, gap: int, after: int) -> bool:
    """Whether a dash leads to the end of a range. Between spaces and after a unit it does only to the same unit."""
    if not gap or element.end == element.bare:
        return True
    other = _element(text, after).part
    return other.unit == element.part.unit and bool(other.half) == bool(element.part.half)


def _is_times(text: str, at: int) -> bool:
    """An asterisk between spaces may be a bullet or a footnote; the signs of multiplication are not."""
    return text[at] != "*" or text[at - 1] not in SPACES


def _is_negative(text: str, digit: int) -> bool:
    """Whether the second number of a range has a sign of its own before it, and that a minus: −10 – −5."""
    dash = digit - 3 if text[digit - 2] in SPACES else digit - 2
    return text[digit - 1] in MINUS and text[dash] in RANGE_DASHES


def _begins_number(text: str, at: int) -> bool:
    char = text[at : at + 1]
    return bool(char) and is_digit(char)


def _join_after_word(text: str, element: _Element) -> tuple[str, int] | None:
    """The next number of a range that says its word twice, or of a product: 2 days-3 days, 2 tablets × 3."""
    end = element.end
    if end != element.bare or text[end : end + 1] not in SPACES:
        return None
    stop = end_of_letters(text, end + 1)
    word = text[end + 1 : stop]
    if not word or len(word) > _WIDEST_WORD:
        return None
    at = stop + 1 if text[stop : stop + 1] in SPACES else stop
    dash = text[at : at + 1]
    after = at + 2 if text[at + 1 : at + 2] in SPACES else at + 1
    if not dash or dash not in f"{RANGE_DASHES}×" or not _begins_number(text, after):
        return None
    if dash == "×":
        return "/", after
    other = end_of_number(text, after)
    begin = other + 1 if text[other : other + 1] in SPACES else other
    again = text[begin : end_of_letters(text, begin)]
    return ("-", after) if again == word else None


def _kind(parts: tuple[QuantityPart, ...], joins: str) -> Kind:
    if not joins:
        part = parts[0]
        is_time = bool(part.half) or ":" in part.typed
        return "time" if is_time else "strength" if part.unit and part.unit not in CURRENCY else "number"
    if len(parts) == 3 and len(set(joins)) == 1 and _is_date([part.typed for part in parts]):
        return "date"
    return "range" if "-" in joins else "ratio"


def _end_of_spaced_date(text: str, start: int) -> int | None:
    """Where a date ends that is typed with a space behind each point: 22. 11. 2026."""
    month = end_of_digits(text, start) + 2
    year = end_of_digits(text, month) + 2
    end = end_of_digits(text, year)
    if end - year != 4 or any(text[at - 2] != "." or text[at - 1] not in SPACES for at in (month, year)):
        return None
    return end if _is_date([text[start : month - 2], text[month : year - 2], text[year:end]]) else None


def _is_date(typed: list[str]) -> bool:
    """Three whole numbers of which one is a year and two could be a month and a day, the year first or last."""
    if not all(number.isdecimal() and len(number) in {1, 2, 4} for number in typed):
        return False
    day, month, year = typed if len(typed[2]) >= len(typed[0]) else typed[::-1]
    return len(day) <= 2 and len(month) <= 2 and len(year) in {2, 4} and 0 < min(int(day), int(month)) <= 12
