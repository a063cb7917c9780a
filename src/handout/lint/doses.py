"""Find the doses in a text: quantities of medicine, as `text/quantities.py` knows them, with the words behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from handout import flow
from handout.lint.subject import Subject, TextUnit
from handout.lint.word_lists import patterns
from handout.record import Record
from handout.text import quantities
from handout.text.numbers import may_be_clock
from handout.text.quantities import Quantity, QuantityPart
from handout.text.unit_words import unit_words

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


def misread(subject: Subject, looks: Callable[[QuantityPart], bool]) -> Iterator[tuple[TextUnit, Dose, QuantityPart]]:
    """The numbers of doses that look so, with the units that a language has words for: 1,0 мг, ١٫٠ ملغ, 1.0 milligram.

    In a schedule of medicines a number that is all there is, or has no more than its form behind it, is a dose
    besides: 1.0, 1,0 таблетка.
    """
    for unit in subject.units:
        if any(looks(part) for found in quantities.find(unit.text) for part in found.parts):
            for dose in _doses_in(unit.text, subject.primary, partial(_in_words, unit)):
                yield from ((unit, dose, part) for part in dose.quantity.parts if looks(part))


def _in_words(unit: TextUnit, found: Quantity) -> Dose | None:
    """A quantity as a dose, where a word of the language is its unit, or where it can be nothing else."""
    word = unit_words(unit.language).beside(unit.text, found.start, found.end)
    if word is not None and word.meaning in _IN_WORDS:
        is_share = _SHARE.match(unit.text, word.end) is not None
        return None if is_share else Dose(found, word.meaning, found.start, max(found.end, word.end))
    is_alone = not unit.text[: found.start].strip() and len(unit.text[found.end :].split()) <= _WORDS_BEHIND
    is_sure = word is None and is_alone and is_scheduled(unit)
    is_dose = is_sure and not any(may_be_clock(part.typed) for part in found.parts)
    return Dose(found, "", found.start, found.end) if is_dose else None


_IN_WORDS = frozenset({"mg", "μg", "g", "ml"})
"""What a language's words and short forms are asked for; its units of insulin are words that nobody misreads."""
_WORDS_BEHIND = 2
_SHARE = re.compile(r"\s?/\s?[^\W\d]")
"""A stroke with a unit below it, as laboratories measure: мг/дл."""


def doses_in(text: str, language: str) -> Iterator[Dose]:
    """Every dose of a text: a number with a unit of medicine, or a word such as tablets; both of "5 to 10 mg"."""
    return _doses_in(text, language, lambda _: None)


def _doses_in(text: str, language: str, otherwise: Callable[[Quantity], Dose | None]) -> Iterator[Dose]:
    after: Dose | None = None
    found = []
    for quantity in reversed(quantities.find(text)):
        dose = _dose(text, quantity, language, otherwise)
        if dose is None and after is not None and text[quantity.end : after.start].strip() in _JOINS:
            dose = Dose(quantity, after.unit, quantity.start, quantity.end)
        if dose is not None:
            found.append(dose)
        after = dose
    yield from reversed(found)


_JOINS = {"to", "or", "and", "a", "o", "y"}


def _dose(text: str, found: Quantity, language: str, otherwise: Callable[[Quantity], Dose | None]) -> Dose | None:
    measure, _, rest = found.unit.partition("/")
    if measure in AMOUNTS:
        is_measured = rest in _IN_LABORATORIES or found.unit in _OF_LABORATORIES
        dose = None if is_measured else Dose(found, measure, found.start, found.end)
    elif found.unit or found.kind not in {"number", "range", "ratio"}:
        dose = None
    else:
        words = (pattern.match(text, found.end) for pattern in patterns(language, "dose-forms"))
        word = next((match for match in words if match), None)
        dose = otherwise(found) if word is None else Dose(found, "", found.start, word.end())
    return None if dose is None or _PER_LITRE.match(text, dose.end) else dose


_LITRE = r"(?:[^\W\d_]*(?:l[ií]t(?:er|re|ro?)s?\b|литр|літр)|d?l\b|д?л\b)"
_PER_LITRE = re.compile(rf"(?:\s(?:per|pr\.|pro|por|par|al|på|na|на)\s|\s?/\s?){_LITRE}", re.IGNORECASE)
"""As laboratories measure, in words: milligrams per deciliter, grams/litre, mg per dL."""
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
