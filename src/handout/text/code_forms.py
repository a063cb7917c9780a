"""How the code systems that a handout may name write their codes, and the check digits that two of them have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_ICD = re.compile(r"([A-Z]\d[0-9AB])(?:\.?([0-9A-Z]{1,4}))?", re.ASCII)
_TIMES = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
"""Multiplication in the dihedral group of order ten (Verhoeff)."""
_ORDER = "1576283094"
"""By which each digit is permuted, once more for each place to the left (Verhoeff)."""
_CONCEPT = frozenset({"00", "10"})
"""The two digits before the last that a number of a concept has, not of a description or a relationship."""


def icd_10_cm(code: str) -> str | None:
    """A code of ICD-10-CM as its tabular list writes it, `E83.59`; None when this is none, however it is written."""
    found = _ICD.fullmatch(code.strip().upper())
    return None if found is None else ".".join(filter(None, found.groups()))


def snomed_ct(code: str) -> str | None:
    """The number of a concept: 6 to 18 digits (SNOMED CT, SCTID), the last of which checks the others."""
    typed = code.replace(" ", "")
    is_number = re.fullmatch(r"[1-9]\d{5,17}", typed, re.ASCII) is not None
    return typed if is_number and typed[-3:-1] in _CONCEPT and _verhoeff(typed) == 0 else None


def loinc(code: str) -> str | None:
    """Up to seven digits, a hyphen, and the digit that checks them, as of a bank card (LOINC Users' Guide)."""
    typed = code.strip()
    found = re.fullmatch(r"([1-9]\d{0,6})-(\d)", typed, re.ASCII)
    if found is None:
        return None
    doubled = sum(sum(divmod(int(digit) * 2, 10)) for digit in found[1][::-2])
    single = sum(map(int, found[1][-2::-2]))
    return typed if (doubled + single + int(found[2])) % 10 == 0 else None


def rxnorm(code: str) -> str | None:
    """The number of a concept (RXCUI): up to eight digits."""
    typed = code.strip()
    return typed if re.fullmatch(r"[1-9]\d{0,7}", typed, re.ASCII) is not None else None


FORMS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "icd-10-cm": icd_10_cm, "snomed-ct": snomed_ct, "loinc": loinc, "rxnorm": rxnorm,
}  # fmt: skip
"""What gives a code as its system writes it, by the system's name; None for what can be no code of it."""


def _verhoeff(number: str) -> int:
    """0 when the last digit checks the others (Verhoeff, 1969)."""
    checked = 0
    for place, char in enumerate(reversed(number)):
        digit = int(char)
        for _ in range(place % 8):
            digit = int(_ORDER[digit])
        checked = int(_TIMES[checked][digit])
    return checked
