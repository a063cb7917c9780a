"""A FHIR R4 Dosage and the four times of the day: the few timings that fill the grid, and the words of all others.

A cell is filled only where nothing is left to a guess. "Twice a day" fills none: the clinic did not say when.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from handout.patient.bundle import CannotPrint, Json, concept, text_in

CELLS: Final[Mapping[str, str]] = {
    "MORN": "morning", "CM": "morning", "ACM": "morning", "PCM": "morning",
    "NOON": "noon", "CD": "noon", "ACD": "noon", "PCD": "noon",
    "EVE": "evening", "CV": "evening", "ACV": "evening", "PCV": "evening",
    "HS": "bedtime",
}  # fmt: skip
"""The codes of EventTiming that name one of the four times. The others (AFT, NIGHT, WAKE, C, AC, PC …) fill no cell."""
DAILY: Final[Mapping[str, int]] = {"QD": 1, "AM": 1, "PM": 1, "BID": 2, "TID": 3, "QID": 4}
"""How often a day each code of GTSAbbreviation means that may stand beside the times."""
UCUM = "http://unitsofmeasure.org"
"""The Unified Code for Units of Measure: what it has no unit for stands as a word in braces, {tablet}."""
KNOWN = frozenset({
    "id", "extension", "sequence", "text", "additionalInstruction", "patientInstruction", "timing", "asNeededBoolean",
    "site", "route", "method", "doseAndRate",
})  # fmt: skip
"""What a dosage in the grid may say. Anything else could change how much is taken, or when."""
MOST = frozenset({"maxDosePerPeriod", "maxDosePerAdministration", "maxDosePerLifetime"})
"""The keys of a dosage that say how much is too much."""
LONGEST = 12
"""Digits that an amount may have."""


def cells(dosage: Json, mark: str, name: str) -> dict[str, str] | None:
    """How much at which of the four times; None when the dosage does not fill the grid. `mark`: the decimal mark."""
    if not KNOWN.issuperset(dosage) or dosage.get("asNeededBoolean", False) is not False:
        return None
    if dosage.get("sequence", 1) != 1:
        return None
    times, amount = _times(dosage.get("timing")), _amount(dosage.get("doseAndRate"), mark, name)
    return None if times is None or amount is None else dict.fromkeys(times, amount)


def grid(dosages: Sequence[Json], mark: str, name: str) -> dict[str, str] | None:
    """How much at which of the four times, by all dosages of a medicine; None when they do not fill the grid."""
    found: dict[str, str] = {}
    for each in dosages:
        own = cells(each, mark, name)
        if own is None or not found.keys().isdisjoint(own):
            return None
        found |= own
    return found


def is_as_needed(dosage: Json) -> bool:
    """Whether it is to be taken only if it is needed."""
    return dosage.get("asNeededBoolean") is True or "asNeededCodeableConcept" in dosage


def words_of(dosage: Json, name: str) -> str | None:
    """The dosage's own text; None when it has none."""
    return text_in(dosage, "text", name)


def instructions(dosage: Json, name: str) -> tuple[str, ...]:
    """What else it says to the patient, each once, unless the text says it already.

    Where it is taken, and how, is in its text if it has one, else nowhere but in these codes.
    """
    text = words_of(dosage, name) or ""
    more = dosage.get("additionalInstruction", [])
    if not isinstance(more, list):
        raise CannotPrint(f"{name}: 'additionalInstruction' is not a list")
    coded = ("asNeededCodeableConcept",) if text else ("method", "site", "route")
    said = [concept(dosage.get(key), name) for key in coded]
    said += [concept(one, name) for one in more] + [text_in(dosage, "patientInstruction", name)]
    return tuple(dict.fromkeys(one for one in said if one is not None and one.casefold() not in text.casefold()))


def _times(timing: object) -> tuple[str, ...] | None:
    """The cells that a Timing names: all of its events one of the four times, none twice, every day once each."""
    if not isinstance(timing, dict) or not {"id", "extension", "repeat", "code"}.issuperset(timing):
        return None
    repeat = timing.get("repeat")
    if not isinstance(repeat, dict) or not {"id", "when", "frequency", "period", "periodUnit"}.issuperset(repeat):
        return None
    when = repeat.get("when")
    if not isinstance(when, list) or not when or not all(isinstance(code, str) and code in CELLS for code in when):
        return None
    times = tuple(CELLS[code] for code in when)
    is_daily = (repeat.get("period"), repeat.get("periodUnit")) in {(None, None), (Decimal(1), "d")}
    is_each = repeat.get("frequency", 1) in (1, len(times))
    if len(set(times)) != len(times) or not is_daily or not is_each or not _agrees(timing.get("code"), len(times)):
        return None
    return times


def _agrees(code: object, count: int) -> bool:
    """Whether a Timing's code, which counts for more than what stands beside it, says as many times a day."""
    if code is None:
        return True
    codings = code.get("coding") if isinstance(code, dict) else None
    if not isinstance(codings, list) or not codings:
        return False
    return all(isinstance(one, dict) and DAILY.get(str(one.get("code"))) == count for one in codings)


def _amount(rates: object, mark: str, name: str) -> str | None:
    """The one dose, such as "2 tablets": a number and its unit as they stand, a word of UCUM's without its braces."""
    if not isinstance(rates, list) or len(rates) != 1 or not isinstance(rates[0], dict):
        return None
    if not {"id", "type", "doseQuantity"}.issuperset(rates[0]):
        return None
    quantity: Any = rates[0].get("doseQuantity")
    if not isinstance(quantity, dict) or not {"id", "value", "unit", "system", "code"}.issuperset(quantity):
        return None
    value, unit = quantity.get("value"), text_in(quantity, "unit", name)
    if not isinstance(value, Decimal) or unit is None or value <= 0:
        return None
    if quantity.get("system") == UCUM and (noted := re.fullmatch(r"\{([^{}]+)\}", unit)) is not None:
        unit = noted[1]
    number = digits(value, mark)
    return None if number is None else f"{number} {unit}"


def digits(value: Decimal, mark: str) -> str | None:
    """A number as it is read: no exponent, no zero behind that says nothing, one before the mark.

    None for one of more digits than any dose has.
    """
    if value and abs(value.adjusted()) > LONGEST:
        return None
    whole, _, part = format(value, "f").partition(".")
    part = part.rstrip("0")
    if len(whole) + len(part) > LONGEST:
        return None
    return f"{whole}{mark}{part}" if part else whole
