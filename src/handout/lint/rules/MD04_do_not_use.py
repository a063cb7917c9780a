"""Abbreviations that have led to ten times the dose, or to another medicine.

Why it matters: U is read as 0 or 4, IU as IV, QD as QID, MS as morphine or as magnesium.
Instead of: "Inject 12U." "Take 1 patch qod."
Write: "Inject 12 units." "Take 1 patch every other day."
Source: Joint Commission, Official "Do Not Use" List (2018). MS is reported only beside a dose: elsewhere it is multiple
sclerosis. In a schedule of medicines it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.capitals import is_in_a_place
from handout.lint.doses import as_typed, doses, is_beside_dose, is_scheduled
from handout.lint.finding import Finding
from handout.lint.subject import Subject, TextUnit
from handout.problems import Severity
from handout.text import quantities

SEVERITY = Severity.WARNING
_UNITS = {
    "en": ("units", "international units"),
    "es": ("unidades", "unidades internacionales"),
    "fr": ("unités", "unités internationales"),
    "de": ("Einheiten", "internationale Einheiten"),
    "it": ("unità", "unità internazionali"),
    "pt": ("unidades", "unidades internacionais"),
}
_DAILY = re.compile(r"\b(?:q\.?\s?o\.?\s?d|q\.?\s?d)\b\.?", re.IGNORECASE)
_DAILY_WORDS = {"en": ("every day", "every other day"), "es": ("cada día", "un día sí y otro no")}
_OTHER_UNITS = {
    "en": re.compile(r"\s?(?:u\b|I\.\s?U\.|mIU\b(?!/m?L\b))"),
    "de": re.compile(r"\s?(?:I\.\s?E\.|IE\b|E(?=\s\w*[Ii]nsulin))"),
}
"""Units as the grammar of quantities does not know them: in Spanish u is an or."""
_WITH_STOPS = re.compile(r"\.\s?I\b\.?")
"""What goes on behind the U of U.I."""
_UNIT = re.compile(r"([^A-Za-z]*[^A-Za-z\s])\s?(m?(?:[UuE]|[IiUuE.\s]{2,}))(/.*|)", re.DOTALL)
_STATES = re.compile(r"\.\s?[A-Z]\b")
"""What goes on behind the U of U.S. and U.K."""
_SALTS = re.compile(r"\b(?:MSO4|MgSO4|MS)\b")
_SALT_WORDS = {"MSO4": "morphine sulfate", "MgSO4": "magnesium sulfate"}


def find(subject: Subject) -> Iterator[Finding]:
    language = subject.primary
    for unit, dose in doses(subject):
        behind = None if language == "en" else _WITH_STOPS.match(unit.text, dose.end)
        if dose.unit in {"u", "iu"} and (behind or not _STATES.match(unit.text, dose.end)):
            end = dose.end if behind is None else behind.end()
            yield _unit(unit, dose.start, unit.text[dose.start : end], language)
    for unit in subject.units:
        yield from _other_units(unit, language)
        for found in _DAILY.finditer(unit.text) if language in _DAILY_WORDS else ():
            if is_in_a_place(unit.text, *found.span()):
                continue
            write = _DAILY_WORDS[language]["o" in found.group().casefold()]
            yield _told(unit, found.start(), as_typed(found), f"write: {write}")
        for found in _SALTS.finditer(unit.text):
            salt = found.group()
            if salt != "MS" or is_beside_dose(unit.text, *found.span(), language):
                hint = f"write: {_SALT_WORDS.get(salt, 'morphine sulfate, or magnesium sulfate')}"
                yield _told(unit, found.start(), salt, hint)


def _other_units(unit: TextUnit, language: str) -> Iterator[Finding]:
    for number in quantities.find(unit.text) if language in _OTHER_UNITS else ():
        symbol = _OTHER_UNITS[language].match(unit.text, number.end)
        if symbol is not None and number.kind in {"number", "range"} and not _STATES.match(unit.text, symbol.end()):
            yield _unit(unit, number.start, unit.text[number.start : symbol.end()], language)


def _unit(unit: TextUnit, at: int, typed: str, language: str) -> Finding:
    found = _UNIT.fullmatch(typed)
    hint = "write the number and the unit in words"
    if found is not None and language in _UNITS:
        number, symbol, below = found.groups()
        milli = "milli-" if symbol.startswith("m") else ""
        hint = f"write: {number} {milli}{_UNITS[language]['i' in symbol.casefold()]}{below}"
    return _told(unit, at, typed, hint)


def _told(unit: TextUnit, at: int, typed: str, hint: str) -> Finding:
    severity = Severity.ERROR if is_scheduled(unit) else None
    return Finding(unit.at(at), f"'{typed}' has been misread, with harm", hint, severity)
