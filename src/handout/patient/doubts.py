"""What is printed, but is to be looked at first: reported by its id, never by what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from handout.patient import dosage
from handout.patient.bundle import START, Bundle, Json, Resource, objects
from handout.problems import Problems


def tell_of_patient(patient: Resource, problems: Problems) -> None:
    """Tell of a record that is no longer in use, or of somebody who has died."""
    replaced = any(link.get("type") == "replaced-by" for link in objects(patient.body.get("link")))
    if patient.body.get("active") is False or replaced:
        problems.warning("W73", START, f"{patient.name} is a record that is no longer in use",
                         "see that this is the right patient")  # fmt: skip
    if patient.body.get("deceasedBoolean") is True or "deceasedDateTime" in patient.body:
        problems.warning("W73", START, f"{patient.name} says that the patient has died")


def tell_of_medicines(printed: Sequence[Resource], bundle: Bundle, today: date, problems: Problems) -> None:
    """Tell of each medicine that may not be for now, or not for home."""
    noted = [one.name for one in printed if one.body.get("note")]
    if noted:
        message = f"these have notes, which are not printed: {', '.join(noted)}"
        problems.warning("W73", START, message, "see whether the patient must know what they say")
    for one in printed:
        for doubt in _doubts(one, printed, bundle, today):
            problems.warning("W73", START, f"{one.name} is printed, but {doubt}", "see that it belongs in this list")


def tell_of_dosages(dosages: Mapping[str, Sequence[Json]], mark: str, problems: Problems) -> None:
    """Tell of the medicines, by their ids, that are not in the grid, and of a most that their words may not say."""
    in_words = [name for name, each in dosages.items() if dosage.grid(each, mark, name) is None]
    if in_words:
        problems.warning("W73", START, f"printed in their own words, below the grid: {', '.join(in_words)}")
    with_most = [name for name, each in dosages.items() if any(dosage.MOST & set(one) for one in each)]
    if with_most:
        message = f"these set a most beside their words, which alone are printed: {', '.join(with_most)}"
        problems.warning("W73", START, message, "see that their words say how much is too much")


def _doubts(one: Resource, printed: Sequence[Resource], bundle: Bundle, today: date) -> Iterator[str]:
    codes = {str(coding.get("code")) for kind in _concepts(one) for coding in objects(kind.get("coding"))}
    if "inpatient" in codes:
        yield "its category is inpatient: it may be for the ward alone"
    earlier = bundle.resolved(one.body.get("priorPrescription"), one)
    if earlier is not None and earlier in printed:
        yield f"so is {earlier.name}, which it replaces"
    period = one.body.get("effectivePeriod")
    if isinstance(period, dict) and is_over(period.get("end"), today):
        yield "it says that it has ended ('effectivePeriod')"
    elif _are_over(one.body.get("dosageInstruction", one.body.get("dosage")), today):
        yield "every dosage of it says that it has ended ('boundsPeriod')"


def _are_over(dosages: object, today: date) -> bool:
    """Whether there are dosages, and each says until when it is taken, which is over."""
    repeats = [_within(_within(each, "timing"), "repeat") for each in objects(dosages)]
    return bool(repeats) and all(is_over(_within(repeat, "boundsPeriod").get("end"), today) for repeat in repeats)


def _within(value: Json, key: str) -> Json:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _concepts(one: Resource) -> list[dict[str, Any]]:
    """The categories: a list in an order, one in a statement."""
    found = one.body.get("category")
    return [found] if isinstance(found, dict) else objects(found)


def is_over(end: object, today: date) -> bool:
    """Whether a FHIR dateTime, which may leave out the day or the month, is before today."""
    said = end[:10] if isinstance(end, str) else ""
    return bool(said) and said < today.isoformat()[: len(said)]
