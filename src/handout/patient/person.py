"""Who a Patient resource is: the name that holds today, in the order it is written in, and the clinic's number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from handout.patient.bundle import START, CannotPrint, Json, Resource, objects, text_in
from handout.patient.details import Patient, located
from handout.patient.doubts import is_over
from handout.problems import Problems
from handout.source import Located

RANKS: Final[Mapping[str, int]] = {"official": 0, "usual": 1, "temp": 3, "nickname": 4}
"""Which name is printed where there are several; one without a use (2) comes before those that are for a while."""
OUR_NUMBERS = frozenset({"MR", "PI", "PT"})
"""The types of a number by which a clinic knows a patient (HL7 v2, table 0203); not a passport's or a tax office's."""
SOCIAL_SECURITY = ("/us-ssn", "2.16.840.1.113883.4.1")
_FAMILY_FIRST = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+")
"""Names in Han, kana or Hangul, which begin with the family."""


def person(patient: Resource, today: date, problems: Problems) -> Patient:
    """Whose print it is. Raises CannotPrint where there is no name."""
    born, number = patient.text("birthDate"), _number(patient, today, problems)
    return Patient(
        name=located(_name_for_today(patient, today, problems), START),
        born=_maybe(born), number=_maybe(number), span=START,
    )  # fmt: skip


def name_today(one: Resource, today: date) -> str | None:
    """The name of a person that holds today, the first of the best; None where there is none."""
    said = _names(one, today)
    return min(said, key=lambda each: each[0])[1] if said else None


def _names(one: Resource, today: date) -> list[tuple[int, str, Json]]:
    """The names that hold today, each with its rank and its text."""
    names = [each for each in objects(one.body.get("name")) if _is_in_use(each, {"old", "maiden", "anonymous"}, today)]
    return [(_rank(each), text, each) for each in names if (text := _name(each, one.name)) is not None]


def _name_for_today(patient: Resource, today: date, problems: Problems) -> str:
    said = _names(patient, today)
    if not said:
        raise CannotPrint(f"{patient.name} has no name that can be printed")
    first = min(rank for rank, _, _ in said)
    best = [(text, one) for rank, text, one in said if rank == first]
    if len({text for text, one in best if "extension" not in one}) > 1:
        message = f"{patient.name} has several names that hold today; the first of them is printed"
        problems.warning("W73", START, message, "see that it is the one this patient goes by")
    return best[0][0]


def _rank(name: Json) -> int:
    return RANKS.get(str(name.get("use")), 2)


def _is_in_use(one: Json, others: set[str], today: date) -> bool:
    """Whether a name or a number holds today."""
    period = one.get("period")
    begun, ended = (period.get("start"), period.get("end")) if isinstance(period, dict) else (None, None)
    return str(one.get("use")) not in others and not is_over(ended, today) and not _is_to_come(begun, today)


def _is_to_come(start: object, today: date) -> bool:
    said = start[:10] if isinstance(start, str) else ""
    return said > today.isoformat()[: len(said)]


def _name(name: Json, where: str) -> str | None:
    """A HumanName as it is written: its own text, else its parts in their order."""
    if (text := text_in(name, "text", where)) is not None:
        return text
    before, given, after = (_texts(name, key, where) for key in ("prefix", "given", "suffix"))
    family = text_in(name, "family", where)
    if family is not None and given and all(_FAMILY_FIRST.fullmatch(part) for part in (family, *given)):
        return " ".join([*before, family + "".join(given), *after])
    return " ".join([*before, *given, *([family] if family is not None else []), *after]) or None


def _number(patient: Resource, today: date, problems: Problems) -> str | None:
    """The medical record number; else the only number that may be the clinic's own."""
    numbers = [one for one in objects(patient.body.get("identifier")) if _is_in_use(one, {"old"}, today)]
    ours = [one for one in numbers if _is_ours(one)]
    records = [one for one in ours if "MR" in _types(one)] or ours
    if numbers and len(records) != 1:
        what = "several numbers and none of them alone is" if records else "no number that is"
        problems.warning("W73", START, f"{patient.name} has {what} of type MR", "no number is printed")
    return text_in(records[0], "value", patient.name) if len(records) == 1 else None


def _is_ours(number: Json) -> bool:
    types = _types(number)
    return bool(OUR_NUMBERS & types) or (not types and not str(number.get("system", "")).endswith(SOCIAL_SECURITY))


def _types(number: Json) -> set[str]:
    kind: Any = number.get("type")
    codings = objects(kind.get("coding")) if isinstance(kind, dict) else []
    return {str(one["code"]) for one in codings if "code" in one}


def _texts(body: Json, key: str, where: str) -> list[str]:
    values = body.get(key, [])
    if not isinstance(values, list):
        raise CannotPrint(f"{where}: '{key}' is not a list")
    return [text for value in values if (text := text_in({key: value}, key, where)) is not None]


def _maybe(text: str | None) -> Located | None:
    return located(text, START) if text else None
