"""Numbers in Chinese characters, as Chinese and Japanese write them before a unit: 三十分钟, 二週間, 百分之五十."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.record import Record

_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_TENS = {"十": 10, "百": 100}
NUMERALS = frozenset(_DIGITS) | frozenset(_TENS)
_RUN = re.compile(
    f"(?P<share>[百十]分之)?(?P<number>[{''.join(sorted(NUMERALS))}]+)(?P<tenths>成(?![りる])|割(?![れりっ]))?"
)
RANGE_SIGNS = frozenset("到至-~～〜–か、")
_NOT_BEFORE = frozenset("第月初")
"""Behind these stands an ordinal, or a day of a month: 三月二十日."""
_ENOUGH = re.compile("十分(?![钟鐘間间])")
"""Very, or enough, and not ten minutes."""


class HanNumber(Record, kw_only=False):
    """A number between two places of a text; what surely is a percentage says so."""

    start: int
    end: int
    number: int
    is_percent: bool


def han_numbers(text: str) -> Iterator[HanNumber]:
    """The numbers of a text. 两三, two or three, is two of them."""
    for found in _RUN.finditer(text):
        start, end = found.span("number")
        if text[start - 1 : start] in _NOT_BEFORE or _ENOUGH.match(text, start):
            continue
        typed = found["number"]
        if found["share"] or found["tenths"]:
            number = _worth(typed)
            if number is not None:
                in_hundred = 1 if found["share"] == "百分之" else 10
                yield HanNumber(found.start(), found.end(), number * in_hundred, is_percent=True)
        elif (number := _worth(typed)) is not None:
            yield HanNumber(start, end, number, is_percent=False)
        elif len(typed) == 2 and all(char in _DIGITS for char in typed):
            yield HanNumber(start, start + 1, _DIGITS[typed[0]], is_percent=False)
            yield HanNumber(start + 1, end, _DIGITS[typed[1]], is_percent=False)


def _worth(typed: str) -> int | None:
    """What a number such as 三十五 is worth; None for what is none, as two digits side by side."""
    total, digit = 0, None
    for char in typed:
        if char in _TENS:
            total += (1 if digit is None else digit) * _TENS[char]
            digit = None
        elif digit is not None:
            return None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)
