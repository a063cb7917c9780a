"""What stands behind a number and belongs to it in every language: units, degrees, percent, currency, a.m. and p.m."""

from __future__ import annotations

import re
from typing import Literal

from handout.text.numbers import SPACES

Half = Literal["", "am", "pm"]

CURRENCY = "$€£¥₹₱₩₽₫¢₪₦฿₺₴"
_PERCENT = "%‰٪\uff05"
_UNIT_NAMES = """
    mg mcg µg μg ug ng pg kg g G mL ml ML dL dl cL cl L l IU UI iu ui U cc mmol µmol μmol umol nmol mol mEq meq
    mm cm m km mmHg mmhg kPa kpa kcal kJ kj Hz hz ppm bpm h min MG KG MCG
"""
_UNITS = frozenset(_UNIT_NAMES.split())
_SAME_UNITS = {"mcg": "μg", "ug": "μg", "ui": "iu", "cc": "ml", "umol": "μmol"}
_SHARED = frozenset(_SAME_UNITS.get(name.casefold(), name.casefold()) for name in _UNITS)
_FEET_AND_INCHES = "′″'’\"”"
_INCHES = '"”'
_INCHES_BEHIND = rf"[{SPACES}]?\d{{1,2}}(?:[.,]\d)?[\"”]"
_FEET_BEFORE = rf"\d['’][{SPACES}]?\d{{1,2}}(?:[.,]\d)?$"
_LONGEST_FEET = 12
"""Characters beside a mark of feet or inches that are looked at."""
_WRITTEN_ON = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u2e80", "\uffdc"))
"""Letters of the scripts that write words on behind a symbol: Thai, Burmese, Khmer, Chinese, Japanese, Korean.

They are compared: to compile a class of so many characters takes 4 % of a cold build.
"""
_LONGEST_BELOW = 8
"""Letters of what stands below a stroke: mg/dose."""


def half_of_day(text: str, end: int) -> tuple[Half, int]:
    """Which half of the day stands behind a time, and where that ends: pm, p.m., P.M., p. m."""
    at = end + 1 if text[end : end + 1] in SPACES else end
    letter = text[at : at + 1].lower()
    if letter not in {"a", "p"}:
        return "", end
    middle = at + 1
    if text[middle : middle + 1] == ".":
        middle += 1
        if text[middle : middle + 1] in SPACES and text[middle + 2 : middle + 3] == ".":
            middle += 1
    if text[middle : middle + 1].lower() != "m" or text[middle + 1 : middle + 2].isalnum():
        return "", end
    after = middle + 1
    if middle > at + 1 and text[after : after + 1] == ".":
        after += 1
    return ("am" if letter == "a" else "pm"), after


def unit_behind(text: str, end: int) -> tuple[str, int]:
    """The unit or the sign behind a number, and where it ends."""
    at = end + 1 if text[end : end + 1] in SPACES else end
    char = text[at : at + 1]
    if not char:
        return "", end
    if char in _PERCENT:
        return "%" if char != "‰" else char, at + 1
    if char == "°":
        return _degrees(text, at, end)
    if char in "℃℉":
        return "°c" if char == "℃" else "°f", at + 1
    if char in CURRENCY and not text[at + 1 : at + 2].isdecimal():
        return char, at + 1
    if at == end and char in _FEET_AND_INCHES:
        return _feet_or_inches(text, at)
    if at == end and char == "+" and not text[at + 1 : at + 2].isalnum():
        return "", at + 1
    if at == end and char == "×" and not text[at + 1 : at + 3].lstrip(SPACES)[:1].isdecimal():
        return "", at + 1
    return _symbol(text, at, end) if char.isalpha() else ("", end)


def _feet_or_inches(text: str, at: int) -> tuple[str, int]:
    """A prime; or a straight or curved mark in its place, where feet and inches stand side by side: 5' 3"."""
    char = text[at]
    if char in "′″":
        return char, at + 1
    if char in _INCHES:
        return ("″", at + 1) if re.search(_FEET_BEFORE, text[max(at - _LONGEST_FEET, 0) : at]) else ("", at)
    return ("′", at + 1) if re.match(_INCHES_BEHIND, text[at + 1 : at + 1 + _LONGEST_FEET]) else ("", at)


def _degrees(text: str, at: int, end: int) -> tuple[str, int]:
    letter = at + 2 if text[at + 1 : at + 2] in SPACES else at + 1
    scale = text[letter : letter + 1]
    behind = text[letter + 1 : letter + 2]
    if scale and scale in "CFK" and (not behind.isalnum() or _is_written_on(behind)):
        return f"°{scale.lower()}", letter + 1
    return ("°", at + 1) if at == end else ("", end)


def _symbol(text: str, at: int, end: int) -> tuple[str, int]:
    """A symbol that all languages share, or several with strokes between them: mg, mg/dL, mg/kg/day."""
    stop = _end_of_symbol(text, at)
    if text[at:stop] not in _UNITS or text[stop : stop + 1] in {"'", "\u2019"}:
        return "", end
    names = [text[at:stop]]
    if names == ["mm"] and text[stop : stop + 1] in SPACES and text[stop + 1 : end_of_letters(text, stop + 1)] == "Hg":
        names = ["mmHg"]
        stop += len(" Hg")
    while (below := _below_stroke(text, stop)) != stop:
        after = _end_of_symbol(text, below)
        if not 0 < after - below <= _LONGEST_BELOW:
            break
        names.append(text[below:after])
        stop = after
    if text[stop : stop + 1] in {"²", "³"} or (names[-1] == "m" and _is_power(text, stop)):
        names[-1] += {"2": "²", "3": "³"}.get(text[stop], text[stop])
        stop += 1
    if text[stop : stop + 1].isdecimal():
        return "", end
    folded = [name.casefold() for name in names]
    return "/".join([_SAME_UNITS.get(name, name) for name in folded]), stop


def is_shared(name: str) -> bool:
    """Whether a name below a stroke, in small letters, is a symbol that all languages share: kg, ml, m²."""
    return name.rstrip("²³") in _SHARED


def _below_stroke(text: str, stop: int) -> int:
    """Where a unit goes on below a stroke, with a space on both sides of the stroke or on none."""
    if text[stop : stop + 1] == "/":
        return stop + 1
    is_spaced = text[stop : stop + 1] in SPACES and text[stop + 1 : stop + 2] == "/"
    return stop + 3 if is_spaced and text[stop + 2 : stop + 3] in SPACES else stop


def _is_power(text: str, at: int) -> bool:
    return text[at : at + 1] in {"2", "3"} and not text[at + 1 : at + 2].isalnum()


def _end_of_symbol(text: str, start: int) -> int:
    """Where a symbol ends, be it that a word of a script without blanks goes on behind it: 5 mg服用, 5mg을."""
    end = end_of_letters(text, start)
    if text[start:end].isascii():
        return end
    written_on = next((at for at in range(start, end) if _is_written_on(text[at])), start)
    return end if written_on == start else written_on


def _is_written_on(char: str) -> bool:
    return any(first <= char <= last for first, last in _WRITTEN_ON)


def end_of_letters(text: str, start: int) -> int:
    """Where the letters end that begin here."""
    end = start
    while end < len(text) and text[end].isalpha():
        end += 1
    return end
