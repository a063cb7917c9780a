"""A range of doses with a dash, or a sign at a dose that is read as another: < > @ & + and the slash.

Why it matters: a dash is read as a minus or overlooked: 5-10 mg becomes 510 mg. < and > are taken for one another, the
slash for a 1, @ and & for a 2, + for a 4.
Instead of: "Take 5-10 mL." "If it is > 10 mg, stop." "Take 2 tablets/day."
Write: "Take 5 to 10 mL." "If it is more than 10 mg, stop." "Take 2 tablets a day."
Source: NHS digital service manual, Numbers, measurements, dates and time (2021): write "to"; ISMP, List of Error-Prone
Abbreviations, Symbols, and Dose Designations (2021). Strengths such as 250 mg/5 mL are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.doses import Dose, doses, is_beside_dose
from handout.lint.finding import Finding
from handout.lint.subject import Subject, TextUnit
from handout.problems import Severity

SEVERITY = Severity.WARNING
_TO = {"en": "to", "es": "a"}
_SIGNS = {"en": {"<": "less than", ">": "more than"}, "es": {"<": "menos de", ">": "más de"}}
_DASH = re.compile(r"(?<=\S)\s?[-\u2010-\u2014\u2212]\s?")
_BETWEEN = re.compile(r"(?<=\s)[@&+](?=\s)|(?<=\s)@(?=\w)")
_BETWEEN_WORDS = {"en": {"@": "at", "&": "and", "+": "and"}, "es": {"@": "a", "&": "y", "+": "y"}}
_READ_AS = {"@": 2, "&": 2, "+": 4}
_EACH = {"en": re.compile(r"/(day|d|night|week|wk)\b"), "es": re.compile(r"/(día|d|noche|semana)\b")}
_PERIODS = {
    "en": {"day": "a day", "d": "a day", "night": "a night", "week": "a week", "wk": "a week"},
    "es": {"día": "al día", "d": "al día", "noche": "cada noche", "semana": "a la semana"},
}
_LONGEST_PERIOD = 8


def find(subject: Subject) -> Iterator[Finding]:
    language = subject.primary
    for unit, dose in doses(subject):
        yield from _within(unit, dose, language)
        yield from _slashes(unit, dose, language)
    if language in _BETWEEN_WORDS:
        for unit in subject.units:
            yield from _between(unit, language)


def _within(unit: TextUnit, dose: Dose, language: str) -> Iterator[Finding]:
    to, signs = _TO.get(language), _SIGNS.get(language, {})
    typed = unit.text[dose.start : dose.end]
    if to and dose.quantity.kind == "range":
        plain = _DASH.sub(f" {to} ", typed)
        yield Finding(unit.at(dose.start), f"the dash in '{typed}' may be overlooked", f"write: {plain}")
    if dose.quantity.sign in signs:
        plain = f"{signs[dose.quantity.sign]} {typed.removeprefix(dose.quantity.sign).lstrip()}"
        message = f"the sign in '{typed}' is easily taken for its opposite"
        yield Finding(unit.at(dose.start), message, f"write: {plain}")


def _slashes(unit: TextUnit, dose: Dose, language: str) -> Iterator[Finding]:
    """The slashes in 10 mg/5 mg and 2 tablets/day."""
    each = _EACH[language].search(unit.text, dose.start, dose.end + _LONGEST_PERIOD) if language in _EACH else None
    typed = unit.text[dose.start : dose.end]
    if each is not None and each.start() <= dose.end:
        typed = unit.text[dose.start : each.end()]
        plain = f"{unit.text[dose.start : each.start()]} {_PERIODS[language][each[1]]}"
    elif language in _BETWEEN_WORDS and _is_of_two_doses(dose) and "/" in typed:
        plain = re.sub(r"\s?/\s?", f" {_BETWEEN_WORDS[language]['&']} ", typed)
    else:
        return
    yield Finding(unit.at(dose.start), f"the slash in '{typed}' may be read as a 1", f"write: {plain}")


def _is_of_two_doses(dose: Dose) -> bool:
    """Whether two amounts stand side by side, and not one amount in another: 250 mg/5 mL."""
    first, last = dose.quantity.parts[0], dose.quantity.parts[-1]
    return dose.quantity.kind == "ratio" and bool(first.unit) and last.unit in ("", first.unit)


def _between(unit: TextUnit, language: str) -> Iterator[Finding]:
    for sentence in unit.sentences:
        for found in _BETWEEN.finditer(sentence.text):
            if is_beside_dose(sentence.text, *found.span(), language):
                sign = found.group()
                message = f"the sign '{sign}' beside a dose may be read as a {_READ_AS[sign]}"
                hint = f"write: {_BETWEEN_WORDS[language][sign]}"
                yield Finding(unit.at(sentence.start + found.start()), message, hint)
