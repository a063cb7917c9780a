"""A FHIR Bundle (R4, or R5 for what both know) becomes what is told of a patient: who, what to take, when to come.

A list of medicines that is shorter than it should be is worse than none: what cannot be printed whole is refused, and
what is rightly left out (ended, not an order) is reported by its id.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handout.content.values import Language
from handout.patient import dosage
from handout.patient.appointments import Surroundings, visits
from handout.patient.bundle import START, Bundle, CannotPrint, Resource, concept, objects, opened, tell
from handout.patient.completeness import check_whole
from handout.patient.details import PatientDetails, PatientMedicine, located
from handout.patient.doubts import tell_of_dosages, tell_of_medicines, tell_of_patient
from handout.patient.filled_in import refuse_left_over
from handout.patient.person import person
from handout.patient.release_5 import as_release_4
from handout.problems import Problems
from handout.reading.nodes import Scalar
from handout.record import replace
from handout.source import Located

ORDERS = frozenset({"order", "original-order", "reflex-order", "filler-order"})
USED = frozenset({
    "Patient", "MedicationRequest", "MedicationStatement", "Appointment", "Medication", "Practitioner",
    "PractitionerRole", "Organization", "Location", "HealthcareService", "Provenance", "OperationOutcome",
})  # fmt: skip
"""What a bundle may hold without a word said of it."""
LISTS = {"MedicationRequest": "dosageInstruction", "MedicationStatement": "dosage"}
"""The resources that say what is taken, and where in them the dosages stand."""
STATUSES = frozenset({
    "active", "cancelled", "completed", "draft", "ended", "entered-in-error", "intended", "not-taken", "on-hold",
    "stopped", "unknown",
})  # fmt: skip
"""What either may say of itself; whoever says none of them is not left out, but refused."""


def read_fhir(data: bytes, around: Surroundings, problems: Problems) -> PatientDetails | None:
    """What this bundle tells; None when there are errors, and then nothing else is said of it."""
    own = Problems()
    try:
        found = _told(as_release_4(opened(data)), around, own)
    except CannotPrint as fault:
        tell(fault, problems)
        return None
    problems.extend(own)
    return found


def _told(bundle: Bundle, around: Surroundings, problems: Problems) -> PatientDetails:
    check_whole(bundle)
    patients = bundle.of("Patient")
    if len(patients) != 1:
        raise CannotPrint(
            f"this bundle holds {len(patients)} Patients; a print is for one", "send one patient's bundle"
        )
    patient = patients[0]
    unused = sorted({resource.kind for resource in bundle.resources} - USED)
    if unused:
        problems.warning("W73", START, f"not printed, of this bundle: {', '.join(unused)}")
    language = _language(bundle)
    mark = around.decimal_mark(None if language is None else str(language))
    taken = [*_taken(bundle, patient, problems)]
    said = str(language or around.language)
    doses = tuple(dose for one in taken for dose in _filled_in(one, bundle, mark, said))
    tell_of_patient(patient, problems)
    tell_of_medicines(taken, bundle, around.today, problems)
    tell_of_dosages({one.name: _dosages(one) for one in taken}, mark, problems)
    who = person(patient, around.today, problems)
    refuse_left_over(patient.name, (who,), said)
    return PatientDetails(
        patient=who, language=language, printed_by=None, notes=(), medicines=doses,
        visits=visits(bundle, patient, replace(around, language=said), problems), span=START,
    )  # fmt: skip


def _language(bundle: Bundle) -> Language | None:
    said = {one.text("language") for kind in (*LISTS, "Appointment") for one in bundle.of(kind)} - {None}
    if len(said) != 1:
        return None
    return Language.read(Scalar(located(str(said.pop()), START), False, START), Problems())


# what to take


def _taken(bundle: Bundle, patient: Resource, problems: Problems) -> Iterator[Resource]:
    """The resources that say what this patient takes now; of the others their ids are told."""
    counted = [one for one in bundle.resources if one.kind in LISTS]
    for one in counted:
        if bundle.resolved(one.body.get("subject"), one) is not patient:
            raise CannotPrint(f"{one.name} does not say that it is this patient's", "send one patient's bundle")
    named: dict[str, Resource] = {}
    for one in counted:
        reason = _why_not(one, bundle)
        if reason is not None:
            problems.warning("W73", START, f"left out: {one.name} ({reason})")
            continue
        name = _medicine(one, bundle)
        twin = named.setdefault(name.casefold(), one)
        if twin is not one and twin.kind != one.kind:
            raise CannotPrint(f"{twin.name} and {one.name} name one medicine, as an order and as what is taken",
                          "leave one of the two out: printed twice, it may be taken twice")  # fmt: skip
        if twin is not one:
            problems.warning("W73", START, f"{twin.name} and {one.name} name one medicine; both are printed",
                             "see that it is not taken twice")  # fmt: skip
        yield one


def _why_not(one: Resource, bundle: Bundle) -> str | None:
    """Why it is no medicine that this patient is to take now."""
    body = one.body
    if str(body.get("status")) not in STATUSES:
        raise CannotPrint(f"{one.name} does not say whether it is active", "give it the 'status' that it has")
    if body.get("status") != "active":
        return "not active"
    if one.kind == "MedicationStatement":
        based = [bundle.resolved(each, one) for each in objects(body.get("basedOn"))]
        orders = [each for each in based if each is not None and each.kind == "MedicationRequest"]
        return "its order is here" if any(_why_not(each, bundle) is None for each in orders) else None
    if body.get("doNotPerform", False) is not False:
        return "it says what not to take"
    return None if str(body.get("intent")) in ORDERS else "no order"


def _medicine(one: Resource, bundle: Bundle) -> str:
    """Its name, in the resource's own words."""
    name = concept(one.body.get("medicationCodeableConcept"), one.name)
    if name is None and "medicationReference" in one.body:
        found = bundle.resolved(one.body["medicationReference"], one)
        if found is None or found.kind != "Medication" or found.body.get("status") == "entered-in-error":
            raise CannotPrint(f"{one.name}: its medicationReference leads to no Medication in this bundle",
                          "add the Medication to the bundle")  # fmt: skip
        name = concept(found.body.get("code"), found.name)
    if name is None:
        raise CannotPrint(f"{one.name}: the medicine has no name")
    return name


def _filled_in(one: Resource, bundle: Bundle, mark: str, language: str) -> Iterator[PatientMedicine]:
    """Its entries, once nothing in them is left to be filled in."""
    found = [*_doses(one, bundle, mark)]
    refuse_left_over(one.name, found, language)
    return iter(found)


def _doses(one: Resource, bundle: Bundle, mark: str) -> Iterator[PatientMedicine]:
    """One entry where all its dosages fill cells of the grid, none twice; else their words, in their order."""
    name, dosages = _medicine(one, bundle), _dosages(one)
    amounts = dosage.grid(dosages, mark, one.name)
    if amounts is not None:
        notes = [text for each in dosages for text in _said(each, one.name)]
        cells = {time: _at(said) for time, said in amounts.items()}
        yield PatientMedicine(name=_at(name), notes=_maybe("\n".join(dict.fromkeys(notes))), span=START, **cells)
        return
    for (key, more), lines in _in_words(dosages, one.name).items():
        yield PatientMedicine(
            name=_at(name), notes=_maybe(more), span=START, **{key: _at("\n".join(dict.fromkeys(lines)))}
        )


def _dosages(one: Resource) -> list[dict[str, Any]]:
    found = objects(one.body.get(LISTS[one.kind]))
    if not found:
        raise CannotPrint(f"{one.name} says neither when nor how much", "add the dosage's own text")
    return found


def _in_words(dosages: list[dict[str, Any]], name: str) -> dict[tuple[str, str], list[str]]:
    """The texts of dosages, those together that are taken for one reason and have the same notes."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in sorted(dosages, key=_sequence):
        text = dosage.words_of(each, name)
        if text is None:
            raise CannotPrint(f"{name}: a dosage neither fills the grid nor has a text", "add the dosage's own text")
        key = "as_needed" if dosage.is_as_needed(each) else "when"
        found.setdefault((key, "\n".join(dosage.instructions(each, name))), []).append(text)
    return found


def _said(each: dict[str, Any], name: str) -> list[str]:
    text = dosage.words_of(each, name)
    return [*([text] if text is not None else []), *dosage.instructions(each, name)]


def _sequence(each: dict[str, Any]) -> Any:
    number = each.get("sequence", 0)
    if isinstance(number, str | list | dict | bool):
        raise CannotPrint("a 'sequence' in this bundle is not a number")
    return number


# pieces


def _at(text: str) -> Located:
    return located(text, START)


def _maybe(text: str | None) -> Located | None:
    return _at(text) if text else None
