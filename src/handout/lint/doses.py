"""Find the doses in a text: quantities of medicine, as `text/quantities.py` knows them, with the words behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout import flow
from handout.lint.subject import Subject, TextUnit
from handout.lint.word_lists import patterns
from handout.record import Record
from handout.text import quantities
from handout.text.quantities import Quantity

AMOUNTS = frozenset({"mg", "μg", "ng", "g", "ml", "l", "iu", "u", "meq"})
"""Units in which medicines are dosed. Those of lengths, and of laboratories (mmol, mg/dl), are none."""
_NEAR = 24


class Dose(Record, kw_only=False):
    """A quantity that is a dose; its unit of measure, empty where a word stands behind it; and where it all stands."""

    quantity: Quantity
    unit: str
    start: int
    end: int


def doses(subject: Subject) -> Iterator[tuple[TextUnit, Dose]]:
    """Every dose, in reading order, those of titles, labels and names of medicines too."""
    for unit in subject.units:
        for dose in doses_in(unit.text, subject.primary):
            yield unit, dose


def doses_in(text: str, language: str) -> Iterator[Dose]:
    """Every dose of a text: a number with a unit of medicine, or a word such as tablets; both of "5 to 10 mg"."""
    after: Dose | None = None
    found = []
    for quantity in reversed(quantities.find(text)):
        dose = _dose(text, quantity, language)
        if dose is None and after is not None and text[quantity.end : after.start].strip() in _JOINS:
            dose = Dose(quantity, after.unit, quantity.start, quantity.end)
        if dose is not None:
            found.append(dose)
        after = dose
    yield from reversed(found)


_JOINS = {"to", "or", "and", "a", "o", "y"}


def _dose(text: str, found: Quantity, language: str) -> Dose | None:
    measure, _, rest = found.unit.partition("/")
    if measure in AMOUNTS:
        return (
            None
            if rest in _IN_LABORATORIES or found.unit in _OF_LABORATORIES
            else Dose(found, measure, found.start, found.end)
        )
    if found.unit or found.kind not in {"number", "range", "ratio"}:
        return None
    words = (pattern.match(text, found.end) for pattern in patterns(language, "dose-forms"))
    word = next((match for match in words if match), None)
    return None if word is None else Dose(found, "", found.start, word.end())


_IN_LABORATORIES = {"dl", "l"}
_OF_LABORATORIES = {"ng/ml", "pg/ml"}


def as_typed(found: re.Match[str]) -> str:
    """An abbreviation without the stop of its sentence, but with that of its own: q.d."""
    return found.group() if "." in found.group()[:-1] else found.group().removesuffix(".")


def is_scheduled(unit: TextUnit) -> bool:
    """Whether it stands in a block that says what to take, and when: a dose that may be misread there is an error."""
    return flow.is_schedule(unit.within)


def is_beside_dose(text: str, start: int, end: int, language: str) -> bool:
    """Whether a dose stands within a few letters of a place."""
    return any(dose.start - _NEAR <= end and start <= dose.end + _NEAR for dose in doses_in(text, language))
