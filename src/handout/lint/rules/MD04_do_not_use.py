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

from handout.lint.doses import Dose, as_typed, doses, is_beside_dose, is_scheduled
from handout.lint.finding import Finding
from handout.lint.subject import Subject, TextUnit
from handout.problems import Severity

SEVERITY = Severity.WARNING
_UNITS = {"en": ("units", "international units"), "es": ("unidades", "unidades internacionales")}
_DAILY = re.compile(r"\b(?:q\.?\s?o\.?\s?d|q\.?\s?d)\b\.?", re.IGNORECASE)
_DAILY_WORDS = {"en": ("every day", "every other day"), "es": ("cada día", "un día sí y otro no")}
_SALTS = re.compile(r"\b(?:MSO4|MgSO4|MS)\b")
_SALT_WORDS = {"MSO4": "morphine sulfate", "MgSO4": "magnesium sulfate"}


def find(subject: Subject) -> Iterator[Finding]:
    language = subject.primary
    for unit, dose in doses(subject):
        if dose.unit in {"u", "iu"}:
            yield _unit(unit, dose, language)
    for unit in subject.units:
        for found in _DAILY.finditer(unit.text) if language in _DAILY_WORDS else ():
            write = _DAILY_WORDS[language]["o" in found.group().casefold()]
            yield _told(unit, found.start(), as_typed(found), f"write: {write}")
        for found in _SALTS.finditer(unit.text):
            salt = found.group()
            if salt != "MS" or is_beside_dose(unit.text, *found.span(), language):
                hint = f"write: {_SALT_WORDS.get(salt, 'morphine sulfate, or magnesium sulfate')}"
                yield _told(unit, found.start(), salt, hint)


def _unit(unit: TextUnit, dose: Dose, language: str) -> Finding:
    typed = unit.text[dose.start : dose.end]
    number = typed.rstrip("UIui/").rstrip()
    hint = f"write {number} and the unit in words"
    if language in _UNITS:
        hint = f"write: {number} {_UNITS[language][dose.unit == 'iu']}"
    return _told(unit, dose.start, typed, hint)


def _told(unit: TextUnit, at: int, typed: str, hint: str) -> Finding:
    severity = Severity.ERROR if is_scheduled(unit) else None
    return Finding(unit.at(at), f"'{typed}' has been misread, with harm", hint, severity)
