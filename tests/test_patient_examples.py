"""FHIR's own examples: an engine takes them for valid, and what is told of them is what they say."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handout.patient.appointments import Surroundings
from handout.patient.details import PatientDetails
from handout.patient.fhir import read_fhir
from handout.problems import Problems
from support.node import Server, fhir_server

EXAMPLES = Path(__file__).parent / "fixtures" / "fhir" / "r4-examples.json"
GOLDEN = Path(__file__).parent / "golden" / "patient-examples.txt"
AROUND = Surroundings(decimal_mark=lambda _: ".", timezone=None, today=date(2026, 11, 29))
FIELDS = ("morning", "noon", "evening", "bedtime", "when", "as_needed", "notes")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with fhir_server() as found:
        yield found


def read(data: bytes) -> tuple[PatientDetails, list[str]]:
    problems = Problems()
    found = read_fhir(data, AROUND, problems)
    assert found is not None, [str(problem) for problem in problems]
    return found, [str(problem).partition("\n")[0] for problem in problems]


def shown(told: PatientDetails, messages: list[str]) -> str:
    """What is told, medicine by medicine, and what is said of it."""
    lines = [f"{told.patient.name} · {told.patient.born} · {told.patient.number}"]
    for dose in told.medicines:
        lines.append(f"{dose.name}")
        for name in FIELDS:
            said = getattr(dose, name)
            lines += [f"    {name}: {line}" for line in ("" if said is None else str(said)).splitlines()]
    return "\n".join([*lines, "", *messages, ""])


def test_what_is_told_of_them_is_what_they_say() -> None:
    """`HANDOUT_ACCEPT=1` writes the golden anew."""
    made = shown(*read(EXAMPLES.read_bytes()))
    if os.environ.get("HANDOUT_ACCEPT") == "1":
        GOLDEN.write_text(made, "utf-8")
    assert made == GOLDEN.read_text("utf-8")


def test_an_engine_takes_them_for_valid_and_gives_them_back_as_they_were(server: Server) -> None:
    entries = [entry["resource"] for entry in json.loads(EXAMPLES.read_text("utf-8"))["entry"]]
    back = []
    for resource in entries:
        status, found = server.ask("POST", f"/{resource['resourceType']}", resource)
        assert status == 201, (resource["id"], found)
        back.append({"resource": found | {"id": resource["id"], "meta": {}}})
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": back}
    assert shown(*read(json.dumps(bundle).encode())) == GOLDEN.read_text("utf-8")
