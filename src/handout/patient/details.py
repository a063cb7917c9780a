"""What is told of one patient: the keys of the YAML form, which the other forms are read into.

All of it is plain text: no mark of Markdown means anything here, and no character is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from handout.content.values import Language
from handout.reading.models import key
from handout.record import Record
from handout.source import Located, Span

PLACE = "patient"
"""What the data are called in messages. They name places and keys, never values."""


class Patient(Record):
    """Whose print it is."""

    name: Located = key("The patient's name.", required=True)
    born: Located | None = key("The day of birth: 1950-02-03, or as it is to be printed.")
    number: Located | None = key("The patient's number at the clinic.")
    span: Span


class PatientMedicine(Record):
    """One medicine: what to take at the four times of the day; or when, or if needed, in words."""

    CALLED: ClassVar[str] = "medicine"
    name: Located = key("Its name and strength.", required=True)
    what_for: Located | None = key("What it is for.")
    morning: Located | None = key("How much to take in the morning.")
    noon: Located | None = key("How much to take at noon.")
    evening: Located | None = key("How much to take in the evening.")
    bedtime: Located | None = key("How much to take at bedtime.")
    when: Located | None = key("Instead of the four times: how much and when, in words.")
    as_needed: Located | None = key("Instead of the four times: how much to take, only if it is needed.")
    notes: Located | None = key("What else to know, such as: with food.")
    span: Span


class Visit(Record):
    """One appointment."""

    when: Located = key("The day and time: 2026-12-04 10:30, or as it is to be printed.", required=True)
    what: Located | None = key("What it is for.")
    where: Located | None = key("Where it is.")
    span: Span


class PatientDetails(Record):
    """Everything that is told of one patient."""

    CALLED: ClassVar[str] = "print for a patient"
    patient: Patient = key("Whose print it is.", required=True)
    language: Language | None = key("The language of what is typed here; the clinic's when not given.")
    printed_by: Located | None = key("Who added this part, with credentials.")
    notes: tuple[Located, ...] = key("Notes to the patient.")
    medicines: tuple[PatientMedicine, ...] = key("The medicines, in order.")
    visits: tuple[Visit, ...] = key("The appointments, in order.")
    span: Span


def texts_of(record: Record) -> Iterator[Located]:
    """Every text that is told of a patient, in order."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Located):
                yield one
            elif isinstance(one, (Patient, PatientMedicine, Visit)):
                yield from texts_of(one)


def located(text: str, place: Span) -> Located:
    """A text that came from one place."""
    return Located(text, ((0, place),))
