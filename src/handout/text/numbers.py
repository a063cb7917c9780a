"""One number as it is typed: where it ends, and what it is worth in whatever digits, groups and fractions."""

from __future__ import annotations

import re
import unicodedata
from math import gcd
from typing import TypeAlias

Rational: TypeAlias = tuple[int, int]
"""Numerator and denominator, in lowest terms."""

SPACES = " \u00a0\u202f\u2009\u2007"
"""The spaces that stand inside a number, or between a number and what belongs to it."""
HYPHENS = "-\u2010\u2011"
DIGITS = re.compile(r"\d+")
"""Decimal digits of any script (general category Nd)."""
FIRST_DIGIT = re.compile("\\d|[¼-¾]|[⅐-↉]")
"""Where a number may begin: a digit, a vulgar fraction, or a Roman numeral that is one character."""
_GROUPERS = SPACES + ",.'\u2019\u066c"
_ONLY_GROUPERS = SPACES + "'\u2019\u066c"
_DECIMALS = ".,·\u066b"
_ONLY_DECIMALS = "·\u066b"
_SLASHES = "/\u2044"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_WITH_DECIMALS = r"-?\d*([.,\u066b])(\d++)"
_THOUSANDS = 3
_HOURS, _MINUTES, _DIGITS_OF_MINUTES = 24, 60, 2
_GREATEST_POWER = 30
_MOST_DIGITS = 1_000
"""Digits that are looked at before and behind a decimal mark: Python reads no more than 4,300 as one number."""


def is_digit(char: str) -> bool:
    """Whether a character is a digit of a number: decimal in any script, a vulgar fraction, a Roman numeral."""
    return char.isdecimal() or "¼" <= char <= "¾" or "⅐" <= char <= "↉"


def end_of_digits(text: str, start: int) -> int:
    """Where the decimal digits end that begin at a place; that place if there are none."""
    match = DIGITS.match(text, start)
    return start if match is None else match.end()


def end_of_number(text: str, start: int) -> int:
    """Where the number ends that begins at a digit: `1 234,5`, `0.25`, `1 ½`, `2 1/2`, `7/10`, `10⁹`."""
    end = end_of_digits(text, start)
    if end == start:
        return start + 1
    grouped = _end_of_groups(text, start, end)
    after = _end_of_decimals(text, grouped)
    if after > end:
        return after
    return _end_of_power(text, end) or _end_of_fraction(text, start, end) or end


def worth(typed: str, decimal: str = ".") -> Rational:
    """What a number is worth. `decimal` decides what `1,234` means: it is the mark before decimals, `.` or `,`."""
    if typed[0] == "-":
        top, bottom = worth(typed[1:], decimal)
        return -top, bottom
    whole, part = _parted(typed)
    numerator, denominator = part
    if whole:
        top, bottom = _plain_worth(whole, decimal)
        numerator, denominator = numerator * bottom + top * denominator, denominator * bottom
    return _lowest(numerator, denominator)


def pieces(typed: str) -> tuple[Rational, ...]:
    """The runs of digits of a number, each by itself: what it holds, however it is read."""
    found = []
    for match in re.finditer(r"\d+|[¼-¾⅐-↉]", typed):
        run = match[0]
        found.append((int(run[:_MOST_DIGITS]), 1) if run.isdecimal() else _of_one_character(run))
    return tuple(found)


def plain_digits(text: str) -> str:
    """The decimal digits of a text, of whatever script, as 0 to 9."""
    return "".join([str(unicodedata.decimal(char)) for char in text if char.isdecimal()])


def mixes_digits(text: str) -> bool:
    """Whether its digits are of two scripts."""
    return len({ord(digit) - int(digit) for digit in text if digit.isdecimal()}) > 1


def decimals_of(typed: str) -> str | None:
    """The digits after the mark before decimals; None where there are none, or they may be thousands."""
    found = re.fullmatch(_WITH_DECIMALS, typed)
    if found is None:
        return None
    may_be_thousands = len(found[2]) == _THOUSANDS and found[1] in ".," and not typed.startswith(found[1])
    return None if may_be_thousands else found[2]


def without_decimal_zeros(typed: str) -> str:
    """A number with decimals without the zeros at its end: 2.5 for 2.50, 4 for 4.0."""
    zero = zero_of(typed)
    return typed.rstrip(zero).rstrip(_DECIMALS) or zero


def without_point(typed: str) -> str:
    """What a number with decimals is read as when its point is overlooked: 25 for 2.5, 5 for 0.5."""
    digits = "".join(filter(str.isdecimal, typed))
    return digits.lstrip(zero_of(digits)) or digits


def may_be_clock(typed: str) -> bool:
    """Whether a number may be a time of day that is written with a point: 8.00 Uhr, kl. 20.30."""
    minutes = decimals_of(typed) or ""
    hour = typed[: -len(minutes) - 1]
    is_hour = len(minutes) == _DIGITS_OF_MINUTES and hour.isdecimal() and 0 < int(hour) <= _HOURS
    return is_hour and int(minutes) < _MINUTES


def zero_of(typed: str) -> str:
    """The zero of the script that a number is typed in."""
    digit = next(char for char in typed if char.isdecimal())
    return chr(ord(digit) - int(digit))


def _end_of_groups(text: str, start: int, end: int) -> int:
    """Where groups of three digits end that go on with one to three digits, all parted by one sign."""
    if end - start > 3 or end >= len(text) or text[end] not in _GROUPERS or not unicodedata.decimal(text[start]):
        return end
    mark, at = text[end], end
    if mark == "," and (lakhs := _end_of_lakhs(text, end)) is not None:
        return lakhs
    while at < len(text) and text[at] == mark and end_of_digits(text, at + 1) == at + 4:
        at += 4
    is_spaced = mark in SPACES
    return end if is_spaced and text[at : at + 1] in {"/", ":"} and text[at + 1 : at + 2].isdecimal() else at


def _end_of_lakhs(text: str, end: int) -> int | None:
    """Where digits end that are grouped as in India, by two and at last by three: 1,00,000."""
    at = end
    while text[at : at + 1] == "," and end_of_digits(text, at + 1) == at + 3:
        at += 3
    return at + 4 if at > end and text[at : at + 1] == "," and end_of_digits(text, at + 1) == at + 4 else None


def _end_of_decimals(text: str, end: int) -> int:
    """Where the decimals end. What goes on with the same sign (22.11.2026) has none."""
    if text[end : end + 1] not in _DECIMALS or not text[end + 1 : end + 2].isdecimal():
        return end
    after = end_of_digits(text, end + 1)
    goes_on = text[after : after + 1] == text[end] and text[after + 1 : after + 2].isdecimal()
    return end if goes_on else after


def _end_of_power(text: str, end: int) -> int | None:
    after = end
    while after < len(text) and text[after] in RAISED:
        after += 1
    return after if after > end else None


def _end_of_fraction(text: str, start: int, end: int) -> int | None:
    """Where a fraction ends that follows a whole number (`1½`, `1 ½`, `2 1/2`, `2-1/2`), or that is all there is."""
    follower = text[end : end + 1]
    if follower and is_digit(follower):
        return end + 1
    if follower in SPACES or follower in HYPHENS:
        after = text[end + 1 : end + 2]
        if after and is_digit(after) and end - start <= 3:
            return end + 2 if not after.isdecimal() else _end_of_proper(text, end + 1)
    return _end_of_proper(text, start)


def _end_of_proper(text: str, start: int) -> int | None:
    """Where a fraction ends whose numerator is less than its denominator, as in 1/2; 120/80 and 3/4/2026 are none."""
    slash = end_of_digits(text, start)
    end = end_of_digits(text, slash + 1)
    if text[slash : slash + 1] not in _SLASHES or end == slash + 1 or end - slash > 4 or slash - start > 3:
        return None
    if text[end : end + 1] in _SLASHES and text[end + 1 : end + 2].isdecimal():
        return None
    return end if 0 < int(text[start:slash]) < int(text[slash + 1 : end]) else None


def _parted(typed: str) -> tuple[str, Rational]:
    """The whole number, and the fraction behind it."""
    last = typed[-1]
    if not last.isdecimal() and is_digit(last):
        return typed[:-1].rstrip(SPACES + HYPHENS), _of_one_character(last)
    if not any(slash in typed for slash in _SLASHES):
        return typed, (0, 1)
    runs = [int(run) for run in DIGITS.findall(typed)]
    whole = DIGITS.findall(typed)[0] if len(runs) > 2 else ""
    return whole, (runs[-2], runs[-1])


def _of_one_character(char: str) -> Rational:
    """What a vulgar fraction or a Roman numeral is worth."""
    kind, *codes = unicodedata.decomposition(char).split()
    if kind != "<fraction>":
        return int(unicodedata.numeric(char)), 1
    top, _, bottom = "".join(chr(int(code, 16)) for code in codes).partition("\u2044")
    return int(top), int(bottom or 1)


def _plain_worth(typed: str, decimal: str) -> Rational:
    """What digits with marks between them are worth; with raised digits behind them, their power."""
    base = typed.rstrip(RAISED)
    power = typed[len(base) :].translate(_RAISED_DIGITS)
    mark = _decimal_mark(base, decimal)
    whole, _, decimals = base.partition(mark) if mark else (base, "", "")
    digits = "".join(DIGITS.findall(whole))[:_MOST_DIGITS]
    rest = "".join(DIGITS.findall(decimals))[:_MOST_DIGITS]
    top, bottom = int(digits + rest or "0"), 10 ** len(rest)
    is_power = len(power) <= 3 and power[:1] + power[1:].lstrip("+-") == power and power.lstrip("+-").isdecimal()
    if is_power and abs(int(power)) <= _GREATEST_POWER:
        raised = int(power)
        return (top ** max(raised, 0) * bottom ** max(-raised, 0), bottom ** max(raised, 0) * top ** max(-raised, 0))
    return top, bottom


def _decimal_mark(typed: str, decimal: str) -> str | None:
    """The mark before the decimals, if there are any."""
    marks = [char for char in typed if not char.isdecimal()]
    if not marks or marks[-1] in _ONLY_GROUPERS:
        return None
    last = marks[-1]
    if last in _ONLY_DECIMALS:
        return last
    if marks.count(last) > 1:
        return None
    head, _, tail = typed.rpartition(last)
    could_be_group = len(marks) == 1 and len(tail) == 3 and 0 < len(head) <= 3 and int(head[0]) > 0
    return None if could_be_group and last != decimal else last


def _lowest(numerator: int, denominator: int) -> Rational:
    shared = gcd(numerator, denominator) or 1
    return numerator // shared, denominator // shared
