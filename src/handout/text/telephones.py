"""Telephone numbers of any country, told from other numbers in groups."""

from __future__ import annotations

import re
import unicodedata

from handout.text.numbers import HYPHENS, SPACES, end_of_digits

_PARTERS = SPACES + HYPHENS + "\u2013."
_SIGNS = frozenset(f"{_PARTERS}+()/")
_SHORTEST = 3
_LEAST, _MOST = 7, 15
"""Digits of a telephone number (ITU-T E.164 has at most 15)."""
_LONG_FIRST = 11
"""Digits in all when the first group is one digit: a trunk prefix or country code, as in 1-800-222-1222."""
_BETWEEN = r"[\s./-]*+"
_CODES = (
    rf"(?:\+|00)\d{{1,3}}{_BETWEEN}(?:\(0\))?{_BETWEEN}(?:\(\d{{1,5}}\)|\d{{1,5}})?{_BETWEEN}"
    rf"|(?:[01]{_BETWEEN})?(?:\(\d{{2,5}}\)|\d{{3,5}}){_BETWEEN}"
    rf"|[01]{_BETWEEN}"
)
"""The codes of a country and an area, before a number that is called within it."""


def telephone(text: str, digit: int) -> tuple[int, int] | None:
    """Start and end of the telephone number whose first digit stands at a place, if it is one."""
    start = _start(text, digit)
    lead = text[start:digit]
    groups, marks, end = _groups(text, digit, "+" in lead, is_open="(" in lead)
    if "(" in lead and _leaves_open(text, start, end):
        start += lead.index("(") + 1
        lead = text[start:digit]
    is_bracketed = any(sign in mark for mark in marks for sign in "()")
    return (start, end) if _is_telephone(groups, marks, "+" in lead, is_bracketed) else None


def may_be_telephone(words: str) -> bool:
    """Whether words are nothing but digits and the signs between them, such as 911 or (555) 010-0100."""
    return len(words) >= _SHORTEST and all(char.isdecimal() or char in _SIGNS for char in words)


def is_dialling_code(text: str, start: int, end: int) -> bool:
    """Whether just the codes of a country and an area, and what parts them from the number, stand between places."""
    return re.compile(_CODES).fullmatch(text, start, end) is not None


def _leaves_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket is opened that is not closed there."""
    return text.count("(", start, end) > text.count(")", start, end)


def _start(text: str, digit: int) -> int:
    """Where the plus and the opening bracket before the first digit begin."""
    start = digit
    while start and digit - start < 2 and text[start - 1] in "(+" and text[start - 1] not in text[start:digit]:
        start -= 1
    if start > 1 and text[start - 1] in SPACES and text[start - 2] == "+":
        start -= 2
    return start


def _groups(text: str, at: int, has_plus: bool, *, is_open: bool) -> tuple[list[str], list[str], int]:
    """Groups of digits, what stands between them, and where the last one ends: before a bracket that stays open."""
    groups: list[str] = []
    marks: list[str] = []
    total = 0
    before_bracket: tuple[int, int] | None = None
    while True:
        end = end_of_digits(text, at)
        groups.append(text[at:end])
        total += end - at
        after = end
        if is_open and text[after : after + 1] == ")":
            after += 1
            is_open, before_bracket = False, None
        if text[after : after + 1] in _PARTERS:
            after += 1
        if text[after : after + 1] == "(":
            after += 1
            is_open, before_bracket = True, before_bracket or (len(groups), end)
        following = end_of_digits(text, after) - after if text[after : after + 1].isdecimal() else 0
        if after == end or total > _MOST or not following or (following == 1 and not is_open and not has_plus):
            count, end = before_bracket or (len(groups), end)
            return groups[:count], marks[: count - 1], end
        marks.append(text[end:after])
        at = after


def _is_telephone(groups: list[str], marks: list[str], has_plus: bool, is_bracketed: bool) -> bool:
    sizes = [*map(len, groups)]
    total = sum(sizes)
    if not _LEAST <= total <= _MOST:
        return False
    if has_plus or (is_bracketed and len(groups) > 1):
        return True
    has_zero = unicodedata.decimal(groups[0][0]) == 0
    if len(groups) == 1 or max(sizes[:-1]) > 5 or sizes[-1] > (8 if has_zero else 5):
        return False
    if sizes[0] == 1 and total != _LONG_FIRST and not has_zero:
        return False
    kinds = set(marks)
    if len(kinds) == 1 and _is_date(groups) and not kinds <= set(SPACES):
        return False
    if "\u2013" in kinds and (len(kinds) > 1 or len(groups) < 3):
        return False
    if "." in kinds and len(groups) < 3:
        return False
    if kinds <= set(SPACES) and len(groups) == 2 and sizes not in ([3, 4], [4, 4]) and not has_zero:
        return False
    return has_zero or not _is_counted(groups, marks)


def _is_date(groups: list[str]) -> bool:
    sizes = [*map(len, groups)]
    if sorted(sizes) not in ([1, 1, 4], [1, 2, 4], [2, 2, 4]) or 4 not in {sizes[0], sizes[-1]}:
        return False
    return 1000 <= max(map(int, groups)) < 3000 and sum(int(group) > 31 for group in groups) == 1


def _is_counted(groups: list[str], marks: list[str]) -> bool:
    """Whether these are a number of thousands, or a range of two numbers."""
    parts: list[list[str]] = [[groups[0]]]
    for group, mark in zip(groups[1:], marks, strict=True):
        if mark in HYPHENS:
            parts.append([group])
        else:
            parts[-1].append(group)
    if not all(_is_grouped(part) for part in parts) or len(parts) > 2:
        return False
    if len(parts) == 1:
        return len(set(marks)) == 1
    if len(parts[-1]) > 1:
        return True
    low, high = int("".join(parts[0])), int(parts[1][0])
    is_rounded = low % 10 == 0 and high % 50 == 0
    are_years = all(1900 <= year <= 2100 for year in (low, high))
    return len(groups) == 2 and low < high and unicodedata.decimal(parts[1][0][0]) != 0 and (is_rounded or are_years)


def _is_grouped(part: list[str]) -> bool:
    """Whether these are one number, in groups of three after the first or in one piece."""
    return len(part) == 1 or (len(part[0]) <= 3 and all(len(group) == 3 for group in part[1:]))
