"""FHIR to the grid: only what leaves nothing to a guess fills a cell, and nothing is lost or told wrongly."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handout.patient.appointments import Surroundings
from handout.patient.details import PatientDetails
from handout.patient.dosage import CELLS, cells, digits
from handout.patient.fhir import read_fhir
from handout.problems import Problems
from support.patients import bundle, dosage, request

NEVER = [
    "MORN.early", "MORN.late", "AFT", "AFT.early", "AFT.late", "EVE.early", "EVE.late", "NIGHT", "PHS", "WAKE", "C",
    "AC", "PC",
]  # fmt: skip
"""The thirteen other codes of R4's EventTiming."""
TEXT = {"text": "as the text says"}


AROUND = Surroundings(decimal_mark=lambda _: ".", timezone=None, today=date(2026, 11, 29))


def told(*resources: dict[str, Any], alone: bool = False) -> tuple[PatientDetails | None, list[str]]:
    """What a bundle of these tells, of a patient of its own unless they are `alone`; and every message."""
    problems = Problems()
    data = bundle(*resources)
    if alone:
        data = json.dumps({"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}).encode()
    found = read_fhir(data, AROUND, problems)
    return found, [str(problem) for problem in problems]


def filled(one: dict[str, Any]) -> dict[str, str] | None:
    return cells(json.loads(json.dumps(one), parse_int=Decimal, parse_float=Decimal), ".", "x")


def test_all_26_codes_of_event_timing_are_judged() -> None:
    assert len(CELLS) + len(NEVER) == 26
    assert not set(NEVER) & set(CELLS)


@pytest.mark.parametrize("code", sorted(CELLS))
def test_a_code_of_the_table_fills_its_cell(code: str) -> None:
    assert filled(dosage([code], "2")) == {CELLS[code]: "2 tablet"}


@pytest.mark.parametrize("code", NEVER)
def test_any_other_code_fills_none(code: str) -> None:
    assert filled(dosage([code])) is None
    assert filled(dosage(["MORN", code])) is None


def changed(change: dict[str, Any], *, repeat: dict[str, Any] | None = None, quantity: Any = None) -> dict[str, Any]:
    one = dosage(["MORN", "EVE"], "1")
    one["timing"]["repeat"] |= repeat or {}
    one["doseAndRate"][0]["doseQuantity"] |= quantity or {}
    return one | change


@pytest.mark.parametrize(
    "one",
    [
        changed({}), changed({"sequence": 1}), changed({"asNeededBoolean": False}), changed(TEXT),
        changed({}, repeat={"frequency": 1}), changed({}, repeat={"frequency": 2, "period": 1, "periodUnit": "d"}),
        changed({"route": {"text": "by mouth"}}), changed({}, quantity={"system": "s", "code": "TAB"}),
    ],
)  # fmt: skip
def test_what_changes_neither_dose_nor_time_fills_the_grid(one: dict[str, Any]) -> None:
    assert filled(one) == {"morning": "1 tablet", "evening": "1 tablet"}


@pytest.mark.parametrize(
    "one",
    [
        changed({"sequence": 2}), changed({"asNeededBoolean": True}), changed({"asNeededCodeableConcept": {}}),
        changed({"maxDosePerPeriod": {}}), changed({"maxDosePerAdministration": {}}),
        changed({"modifierExtension": []}),
        changed({"maxDosePerLifetime": {}}), changed({}, repeat={"frequency": 3}), changed({}, repeat={"period": 2}),
        changed({}, repeat={"period": 1}), changed({}, repeat={"period": 1, "periodUnit": "wk"}),
        changed({}, repeat={"periodUnit": "d"}), changed({}, repeat={"dayOfWeek": ["mon"]}),
        changed({}, repeat={"offset": 30}), changed({}, repeat={"boundsDuration": {}}),
        changed({}, repeat={"count": 3}),
        changed({}, repeat={"when": ["MORN", "CM"]}),
        changed({}, repeat={"when": []}), changed({}, repeat={"when": "MORN"}),
        changed({}, repeat={"timeOfDay": ["08:00:00"]}), changed({}, repeat={"frequencyMax": 3}),
        changed({}, quantity={"comparator": "<"}), changed({}, quantity={"unit": ""}),
        changed({}, quantity={"value": "1"}),
        changed({}, quantity={"value": 0}), changed({}, quantity={"value": -1}), changed({"doseAndRate": []}),
        changed({"doseAndRate": [{"doseRange": {}}]}), changed({"doseAndRate": [{"rateQuantity": {}}]}),
        changed({"timing": {"code": {"coding": [{"code": "BID"}]}}}), changed({"timing": {"event": ["2026-12-04"]}}),
        changed({"timing": {"repeat": {"when": ["MORN"]}, "event": ["2026-12-04"]}}),
        changed({"timing": {"repeat": {"when": ["MORN"]}, "code": {"coding": [{"code": "Q6H"}]}}}),
        changed({"timing": {"repeat": {"when": ["MORN"]}, "code": {"coding": [{"code": "BID"}]}}}),
    ],
)  # fmt: skip
def test_what_leaves_anything_to_a_guess_fills_none(one: dict[str, Any]) -> None:
    assert filled(one) is None


def test_what_does_not_fill_the_grid_prints_its_own_words() -> None:
    found, _ = told(request({"text": "1 tablet twice a day"}, {"text": "2 puffs if needed", "asNeededBoolean": True}))
    assert found is not None
    assert [str(dose.when) for dose in found.medicines] == ["1 tablet twice a day", "None"]
    assert [str(dose.as_needed) for dose in found.medicines] == ["None", "2 puffs if needed"]


def test_a_text_is_always_printed() -> None:
    found, _ = told(request(dosage(["HS"], text="1 tablet at bedtime", patientInstruction="with water")))
    assert found is not None
    assert str(found.medicines[0].bedtime) == "1 tablet"
    assert str(found.medicines[0].notes) == "1 tablet at bedtime\nwith water"


def test_where_it_is_taken_is_said_where_no_text_says_it() -> None:
    bare = dosage(["MORN"], unit="drop", site={"text": "left eye"})
    found, _ = told(request(bare), request(bare | TEXT, id="m2", medicationCodeableConcept={"text": "B"}))
    assert found is not None
    assert [str(dose.notes) for dose in found.medicines] == ["left eye", "as the text says"]


def test_what_it_is_needed_for_is_said_where_the_text_does_not() -> None:
    reason = {"asNeededCodeableConcept": {"text": "Pain"}}
    found, _ = told(request({"text": "1 if needed"} | reason, {"text": "2 for bad pain"} | reason))
    assert found is not None
    assert [(str(dose.as_needed), str(dose.notes)) for dose in found.medicines] == [
        ("1 if needed", "Pain"), ("2 for bad pain", "None"),
    ]  # fmt: skip


def test_lines_and_tabs_as_windows_writes_them_are_lines_and_blanks() -> None:
    found, _ = told(request({"text": "1 tablet\tin the morning\r\n2 tablets at night\r\n"}))
    assert found is not None
    assert str(found.medicines[0].when) == "1 tablet in the morning\n2 tablets at night"


def test_two_dosages_that_fill_different_cells_make_one_row() -> None:
    found, _ = told(request(dosage(["MORN"], "1"), dosage(["EVE"], "2")))
    assert found is not None
    assert [(str(dose.morning), str(dose.evening)) for dose in found.medicines] == [("1 tablet", "2 tablet")]


def test_two_dosages_for_one_cell_print_their_words() -> None:
    both = request(dosage(["MORN"], "1", text="1 on even days"), dosage(["CM"], "2", text="2 on odd days"))
    found, _ = told(both)
    assert found is not None
    assert [str(dose.when) for dose in found.medicines] == ["1 on even days\n2 on odd days"]


def test_a_taper_is_one_medicine_in_the_order_of_its_steps() -> None:
    steps = [{"sequence": 2, "text": "1 tablet for 7 days"}, {"sequence": 1, "text": "2 tablets for 7 days"}]
    found, _ = told(request(*steps))
    assert found is not None
    assert [str(dose.when) for dose in found.medicines] == ["2 tablets for 7 days\n1 tablet for 7 days"]


def test_steps_with_notes_of_their_own_keep_them_apart() -> None:
    steps = [{"text": "1 tablet at 8", "patientInstruction": "with food"}, {"text": "1 tablet at 20"}]
    found, _ = told(request(*steps))
    assert found is not None
    assert [(str(dose.when), str(dose.notes)) for dose in found.medicines] == [
        ("1 tablet at 8", "with food"), ("1 tablet at 20", "None"),
    ]  # fmt: skip


OTHER = {"resourceType": "Patient", "id": "p2", "name": [{"text": "Somebody"}]}
STATEMENT = {
    "resourceType": "MedicationStatement", "id": "s1", "status": "active",
    "medicationCodeableConcept": {"text": "metoprolol 50 MG"}, "subject": {"reference": "Patient/p1"},
    "dosage": [dosage(["MORN"])],
}  # fmt: skip


@pytest.mark.parametrize(
    "resources",
    [
        [OTHER],
        [request(dosage(["MORN"]), subject={"reference": "Patient/p2"})],
        [request(dosage(["MORN"]), subject={"display": "Somebody"})],
        [request(dosage(["MORN"]), medicationCodeableConcept=None, medicationReference={"reference": "Medication/x"})],
        [request(dosage(["MORN"]), medicationCodeableConcept={"coding": [{"code": "1"}]})],
        [request({"timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}})],
        [request()],
        [request(dosage(["MORN"]), modifierExtension=[{"url": "x"}])],
        [request(dosage(["MORN"]), medicationCodeableConcept={"text": "up\u202eside"})],
        [request(dosage(["MORN"])), STATEMENT],
        [request(dosage(["MORN"]), status="Active")],
        [request(dosage(["MORN"]), status=["active"])],
        [{"resourceType": "Bundle", "id": "b", "type": "searchset", "entry": []}],
        [{"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-04T10:30:00-05:00"}],
        [{
            "resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-04T10:30:00-05:00",
            "participant": [{"actor": {"reference": "Patient/p1"}}, {"actor": {"reference": "Patient/p9"}}],
        }],
    ],
)  # fmt: skip
def test_what_cannot_be_printed_whole_is_refused(resources: list[dict[str, Any]]) -> None:
    found, messages = told(*resources)
    assert found is None
    assert len(messages) == 1
    assert "error[E73]" in messages[0]


@pytest.mark.parametrize(
    "more",
    [{"status": "stopped"}, {"status": "on-hold"}, {"intent": "plan"}, {"intent": "proposal"}, {"doNotPerform": True}],
)
def test_what_is_no_order_for_now_is_left_out_and_told_by_its_id(more: dict[str, Any]) -> None:
    found, messages = told(request(dosage(["MORN"]), **more))
    assert found is not None
    assert found.medicines == ()
    assert ["left out: MedicationRequest/m1" in message for message in messages] == [True]


@pytest.mark.parametrize(
    "more",
    [
        {"link": [{"relation": "next", "url": "x"}]},
        {"type": "searchset", "total": 3},
        {"type": "history"},
    ],
)
def test_a_part_of_a_longer_list_is_refused(more: dict[str, Any]) -> None:
    page = json.loads(bundle(request(dosage(["MORN"])))) | more
    assert read_fhir(json.dumps(page).encode(), AROUND, Problems()) is None


@pytest.mark.parametrize(
    "resources",
    [
        [{"resourceType": "OperationOutcome", "id": "o", "issue": [{"severity": "error", "code": "incomplete"}]}],
        [request(dosage(["MORN"]), meta={"tag": [{"code": "SUBSETTED"}]})],
        [request(dosage(["MORN"])), request(dosage(["EVE"]), medicationCodeableConcept={"text": "Another"})],
        [request(
            dosage(["MORN"]), medicationCodeableConcept=None, medicationReference={"reference": "#m"},
            contained=[{"resourceType": "Medication", "id": "m", "code": {"text": "A"}, "modifierExtension": []}],
        )],
    ],
)  # fmt: skip
def test_what_a_server_shortened_or_said_twice_is_refused(resources: list[dict[str, Any]]) -> None:
    found, messages = told(*resources)
    assert found is None
    assert len(messages) == 1
    assert "error[E73]" in messages[0]


def test_what_is_taken_is_printed_where_its_order_is_not() -> None:
    statement = STATEMENT | {"basedOn": [{"reference": "MedicationRequest/m1"}]}
    ended = request(dosage(["MORN"]), status="completed")
    found, messages = told(ended, statement)
    assert found is not None
    assert [str(dose.name) for dose in found.medicines] == ["metoprolol 50 MG"]
    assert [message.partition("] ")[2] for message in messages] == ["left out: MedicationRequest/m1 (not active)"]
    found, _ = told(request(dosage(["MORN"])), statement)
    assert found is not None
    assert [str(dose.name) for dose in found.medicines] == ["Metoprolol 50 mg"]


INPATIENT = {"category": [{"coding": [{"code": "inpatient"}]}]}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (INPATIENT, "MedicationRequest/m1 is printed, but its category is inpatient: it may be for the ward alone"),
        (
            {"dosageInstruction": [TEXT | {"maxDosePerPeriod": {}}]},
            "these set a most beside their words, which alone are printed: MedicationRequest/m1",
        ),
        (
            {"dosageInstruction": [TEXT | {"timing": {"repeat": {"boundsPeriod": {"end": "2026-11-28"}}}}]},
            "MedicationRequest/m1 is printed, but every dosage of it says that it has ended ('boundsPeriod')",
        ),
        ({"note": [{"text": "x"}]}, "these have notes, which are not printed: MedicationRequest/m1"),
        ({"dosageInstruction": [TEXT]}, "printed in their own words, below the grid: MedicationRequest/m1"),
    ],
)
def test_what_is_to_be_looked_at_is_told_by_its_id(more: dict[str, Any], said: str) -> None:
    found, messages = told(request(dosage(["MORN"]), **more))
    assert found is not None
    assert any(said in message for message in messages)


@pytest.mark.parametrize("dosages", [[dosage(["MORN"])], [TEXT | {"timing": {"repeat": {"boundsPeriod": {}}}}]])
def test_a_medicine_that_says_no_end_is_not_called_ended(dosages: list[dict[str, Any]]) -> None:
    assert not [message for message in told(request(*dosages))[1] if "has ended" in message]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([{"text": "Before", "period": {"end": "2020"}}, {"text": "Now"}], "Now"),
        ([{"text": "Soon", "period": {"start": "2027-01"}, "use": "official"}, {"text": "Now"}], "Now"),
        ([{"text": "Short", "use": "nickname"}, {"text": "Now"}], "Now"),
        ([{"family": "王", "given": ["小明"]}], "王小明"), ([{"family": "𠮷田", "given": ["太郎"]}], "𠮷田太郎"),
        ([{"family": "김", "given": ["민수"], "suffix": ["MD"]}], "김민수 MD"),
        ([{"family": "Wang", "given": ["小明"]}], "小明 Wang"),
        ([{"family": "حسن", "given": ["ليلى"]}], "ليلى حسن"),
    ],
)  # fmt: skip
def test_the_name_that_holds_today_is_printed_as_it_is_written(names: list[dict[str, Any]], said: str) -> None:
    found, messages = told({"resourceType": "Patient", "id": "p1", "name": names}, alone=True)
    assert found is not None
    assert (str(found.patient.name), messages) == (said, [])


def number(value: str, kind: str | None = None, **more: Any) -> dict[str, Any]:
    return {"value": value} | ({} if kind is None else {"type": {"coding": [{"code": kind}]}}) | more


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([number("1"), number("2", "MR")], "2"), ([number("1"), number("9", "SS")], "1"),
        ([number("1", "PI")], "1"), ([number("9", "SS")], "None"), ([number("9", "DL")], "None"),
        ([number("9", system="http://hl7.org/fhir/sid/us-ssn")], "None"), ([number("1"), number("2")], "None"),
        ([number("1", period={"start": "2027"}), number("2")], "2"),
    ],
)  # fmt: skip
def test_only_a_number_of_the_clinics_own_is_printed(numbers: list[dict[str, Any]], said: str) -> None:
    one = {"resourceType": "Patient", "id": "p1", "name": [{"text": "Now"}], "identifier": numbers}
    found, messages = told(one, alone=True)
    assert found is not None
    assert str(found.patient.number) == said
    assert any("no number is printed" in message for message in messages) == (said == "None")


def test_release_5_is_read_where_it_says_what_release_4_says() -> None:
    def of_release_5(one: dict[str, Any], medicine: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in one.items() if key != "medicationCodeableConcept"} | {
            "id": f"x{len(str(medicine))}", "medication": medicine,
        }  # fmt: skip

    drug = {"resourceType": "Medication", "id": "d", "code": {"text": "B"}}
    grid = of_release_5(request(dosage(["MORN"])), {"concept": {"text": "A"}})
    needed = of_release_5(request({"text": "1", "asNeededFor": [{"text": "Pain"}]}), {"reference": {"reference": "#d"}})
    taken = of_release_5(STATEMENT | {"status": "recorded"}, {"concept": {"text": "Statement"}})
    ended = of_release_5(taken | {"adherence": {"code": {"coding": [{"code": "not-taking"}]}}}, {"concept": {}})
    mistaken = of_release_5(STATEMENT | {"id": "m", "status": "entered-in-error"}, {"concept": {"text": "Mistaken"}})
    visit = {
        "resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-04T10:30:00-05:00",
        "participant": [{"actor": {"reference": "Patient/p1"}}], "serviceType": [{"concept": {"text": "Check"}}],
        "patientInstruction": [{"concept": {"text": "Bring your list."}}],
    }  # fmt: skip
    found, messages = told(grid, needed | {"contained": [drug]}, taken, ended, mistaken, visit)
    assert found is not None
    assert [(str(one.name), str(one.morning), str(one.as_needed), str(one.notes)) for one in found.medicines] == [
        ("A", "1 tablet", "None", "None"), ("B", "None", "1", "Pain"), ("Statement", "1 tablet", "None", "None"),
    ]  # fmt: skip
    assert str(found.visits[0].what) == "Check\nBring your list."
    assert sum("left out: MedicationStatement/" in message for message in messages) == 2  # ended, mistaken


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xef\xbb\xbf<Bundle xmlns='http://hl7.org/fhir'/>", "this is XML; a bundle is read as JSON"),
        (b'[{"resourceType": "Patient"}]', "this is not a FHIR Bundle"),
        (b'{"resourceType": "Bundle",\n', "this is not JSON: it goes wrong at line 2, column 1"),
        (b'{"resourceType": "Patient"}\n{"resourceType": "Patient"}', "one resource a line (NDJSON) is none"),
        ('{"resourceType": "Bundle"}'.encode("utf-16"), "this cannot be read as JSON in UTF-8, each key once"),
    ],
)
def test_what_is_no_bundle_is_told_as_what_it_is(data: bytes, said: str) -> None:
    problems = Problems()
    assert read_fhir(data, AROUND, problems) is None
    assert said in "".join(map(str, problems))


@pytest.mark.parametrize(
    ("one", "named"),
    [
        (request({"text": "Take {{number}} tablets"}), "MedicationRequest/m1"),
        (request({"text": "Take *** daily"}), "MedicationRequest/m1"),
        (request({"text": "Take ***mg/***kg, ***at night***"}), "MedicationRequest/m1"),
        (request(dosage(["MORN"]), medicationCodeableConcept={"text": "[medication]"}), "MedicationRequest/m1"),
        ({"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-04T10:30:00-05:00",
          "description": "TBD", "participant": [{"actor": {"reference": "Patient/p1"}}]}, "Appointment/a"),
    ],
)  # fmt: skip
def test_what_a_template_left_to_be_filled_in_is_refused_by_its_id(one: dict[str, Any], named: str) -> None:
    found, messages = told(one)
    assert (found, len(messages)) == (None, 1)
    assert f"error[E73] {named}: something in its words was left to be filled in" in messages[0]


def test_what_only_looks_so_is_printed() -> None:
    """A word of UCUM's in braces for a unit, and words that a pharmacy stresses."""
    inhaled = dosage(["MORN"], unit="{puff}", text="***NEW DOSE***, ***before meals***.")
    inhaled["doseAndRate"][0]["doseQuantity"] |= {"system": "http://unitsofmeasure.org", "code": "{puff}"}
    found, messages = told(request(inhaled))
    assert found is not None, messages
    assert str(found.medicines[0].morning) == "1 puff"
    assert str(found.medicines[0].notes) == "***NEW DOSE***, ***before meals***."


def test_a_visit_at_a_place_that_is_not_settled_is_printed() -> None:
    found, messages = told(
        {"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2099-12-04T10:30:00-05:00",
         "description": "Wound check", "participant": [
             {"actor": {"reference": "Patient/p1"}}, {"actor": {"display": "Room TBD", "type": "Location"}}]}
    )  # fmt: skip
    assert found is not None and [visit.where and visit.where.text for visit in found.visits] == ["Room TBD"], messages


def test_visits_that_are_over_or_declined_are_left_out() -> None:
    def visit(number: str, start: str, status: str = "accepted") -> dict[str, Any]:
        own = {"actor": {"reference": "Patient/p1"}, "status": status}
        return {"resourceType": "Appointment", "id": number, "status": "booked", "start": start, "participant": [own]}

    found, messages = told(
        visit("a", "2026-11-28T10:30:00-05:00"), visit("b", "2026-12-04T10:30:00-05:00"),
        visit("c", "2026-12-05T10:30:00-05:00", "declined"),
    )  # fmt: skip
    assert found is not None
    assert [str(one.when) for one in found.visits] == ["2026-12-04 10:30"]
    assert [message.partition("] ")[2] for message in messages] == [
        "left out: Appointment/a (it is over)", "left out: Appointment/c (the patient does not come)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("people", "printed", "others"),
    [
        ([{"actor": {"reference": "Practitioner/d"}}], "Check\nDr. A. Example", ""),
        ([{"actor": {"reference": "Practitioner/x", "display": "R. Other, RN"}}], "Check\nR. Other, RN", ""),
        ([{"actor": {"reference": "PractitionerRole/r"}}], "Check\nDr. A. Example", ""),
        ([{"actor": {"reference": "Practitioner/d"}}, {"actor": {"display": "B", "type": "Practitioner"}}], "Check",
         ", participant"),
        ([{"actor": {"reference": "Practitioner/d"}, "status": "declined"}], "Check", ""),
        ([{"actor": {"reference": "Practitioner/d"}, "type": [{"coding": [{"code": "REF"}]}]}], "Check", ""),
        ([{"actor": {"display": "A machine", "reference": "Device/m"}}], "Check", ", participant"),
        ([{"actor": {"display": "Dr. Unknown"}}], "Check", ", participant"),
        ([{"actor": {"display": "Room 3", "reference": "Location/3"}}], "Check", ""),
        ([{"actor": {"display": "Her mother", "reference": "RelatedPerson/m"}}], "Check", ""),
    ],
)  # fmt: skip
def test_a_visit_names_the_one_person_it_is_with_and_what_else_it_says_is_told_by_its_keys(
    people: list[dict[str, Any]], printed: str, others: str
) -> None:
    name = [{"text": "Old name", "use": "old"}, {"prefix": ["Dr."], "given": ["A."], "family": "Example"}]
    doctor = {"resourceType": "Practitioner", "id": "d", "name": name}
    role = {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "Practitioner/d"}}
    found, messages = told(doctor, role, {
        "resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-04T10:30:00-05:00",
        "end": "2026-12-04T11:00:00-05:00", "reasonCode": [{"text": "secret"}], "description": "Check",
        "participant": [{"actor": {"reference": "Patient/p1"}}, *people],
    })  # fmt: skip
    assert found is not None
    assert str(found.visits[0].what) == printed
    [message] = messages
    assert f"not printed, of Appointment/a: reasonCode{others}\n" in message


FULL = [
    {
        "resourceType": "Patient", "id": "p1", "active": True, "birthDate": "1950-02-03", "deceasedBoolean": False,
        "meta": {"tag": [{"code": "a"}], "security": [{"code": "a"}]}, "link": [{"type": "seealso"}],
        "name": [{"use": "usual", "family": "A", "given": ["B"], "prefix": ["C"], "period": {"start": "2020"}}],
        "identifier": [number("1", "MR", use="usual", system="s", period={"end": "2030"})],
    },
    request(
        dosage(["MORN"], text="x", asNeeded=False, asNeededFor=[{"text": "pain"}], sequence=1,
               additionalInstruction=[{"text": "y"}]),
        note=[{"text": "z"}], category=[{"coding": [{"code": "a"}]}], priorPrescription={"reference": "#d"},
        medication={"concept": {"text": "M"}}, contained=[{"resourceType": "Medication", "id": "d"}],
    ),
    STATEMENT | {
        "status": "recorded", "adherence": {"code": {"coding": [{"code": "taking"}]}},
        "effectivePeriod": {"end": "2030"},
        "basedOn": [{"reference": "MedicationRequest/m1"}], "medicationCodeableConcept": {"text": "S"},
    },
    {
        "resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-04T10:30:00-05:00",
        "participant": [
            {"actor": {"reference": "Patient/p1", "display": "x"}, "status": "accepted"},
            {"actor": {"reference": "Practitioner/d", "type": "Practitioner"}, "required": "required",
             "type": [{"coding": [{"code": "PPRF"}]}]},
        ],
        "serviceType": [{"concept": {"text": "C"}}], "patientInstruction": [{"concept": {"text": "D"}}],
    },
    {"resourceType": "OperationOutcome", "id": "o", "issue": [{"severity": "warning", "code": "a"}]},
]  # fmt: skip
"""A patient and all that is read of one."""


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all that stands in a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*above, key)
        yield from places(part, (*above, key))


@pytest.mark.parametrize("odd", [None, 1, "x", [], {}, ["x"], True])
def test_whatever_stands_in_a_place_is_printed_told_or_refused(odd: object) -> None:
    """And is never a fault of ours, of which nothing may be said."""
    for way in places(FULL):
        resources = json.loads(json.dumps(FULL))
        holder = resources
        for key in way[:-1]:
            holder = holder[key]
        holder[way[-1]] = odd
        problems = Problems()
        bundle_of_it = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}
        found = read_fhir(json.dumps(bundle_of_it).encode(), AROUND, problems)
        assert found is not None or len(problems) == 1, way


@given(st.decimals(min_value="0.0001", max_value="99999999", allow_nan=False, places=4))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_digits_out_are_digits_in(value: Decimal) -> None:
    said = digits(value, ".")
    assert said is not None
    assert Decimal(said) == value
    assert "e" not in said.casefold()
    assert not ("." in said and said.endswith(("0", ".")))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1000000", "1000000"), ("1E3", "1000"), ("0.50", "0.5"), ("2.0", "2"), ("1e-3", "0.001"), ("1e999999999", None)],
)
def test_a_number_has_no_exponent_and_no_zero_behind(typed: str, said: str | None) -> None:
    assert digits(Decimal(typed), ".") == said


def test_a_decimal_comma_is_kept_where_the_language_has_one() -> None:
    assert digits(Decimal("0.5"), ",") == "0,5"
