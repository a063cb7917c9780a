"""Names that end in a number or a sign of their own: B12, COVID-19, SpO2, Ca2+, HIV-, the blood group O-."""

from __future__ import annotations

import re

from handout.text.numbers import DIGITS

_LONGEST = 64
"""Characters of the end of a text that are looked at."""
_CODE = r"(?<!\w)[A-Za-z]+[-\u2010\u2011]?\d+$"
_SIGNED = r"(?<!\w)(?:(?:A|B|AB|O|Rh)[-+\u2212\u2013]|[A-Za-z]\w*\+{1,3}|[A-Za-z]*[A-Z]\d?[-\u2212])$"
"""A blood group and its sign, a result such as HIV-, an ion."""
_LONGEST_COUNT = 3
"""Digits in a row that may still count something; more are a year or a postal code, which name it."""


def ends_in_code(text: str) -> bool:
    """Whether a text ends in a name of letters and a number: vitamin B12."""
    return re.search(_CODE, text[-_LONGEST:]) is not None


def ends_in_signed_name(text: str) -> bool:
    """Whether a text ends in a name whose last sign belongs to it: O-, Rh+, Ca2+."""
    return re.search(_SIGNED, text[-_LONGEST:]) is not None


def is_letter_and_number(text: str) -> bool:
    """Whether this is one capital letter and a number, and nothing else: B12."""
    return "A" <= text[:1] <= "Z" and text[1:].isdecimal()


def names_by_number(text: str) -> bool:
    """Whether a number in this text is too long to count: CO 80204, 2026."""
    return any(len(run) > _LONGEST_COUNT for run in DIGITS.findall(text))
