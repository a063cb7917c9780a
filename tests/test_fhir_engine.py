"""The resources against a real FHIR R4 engine: posted, read back, searched, and compared byte by byte."""

import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.node import Server, fhir_server
from support.portal import make_project, resources, run_export, run_sign

Resource = dict[str, Any]
GIVEN = "2026-11-24T10:00:00-05:00"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with fhir_server() as found:
        yield found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("engine"))
    run_sign(root)
    run_export(root, "--to", root / "package", "--fhir")
    return root


@pytest.fixture(scope="module")
def generic(project: Path) -> Resource:
    [resource] = resources(project / "package" / "fhir")
    return resource


def delivered(project: Path, to: Path, subject: str) -> Resource:
    file = project / "content" / "wound.yaml"
    run_export(project, file, "--to", to / subject, "--subject", subject, "--author", "Practitioner/9", "--date", GIVEN)
    [resource] = resources(to / subject / "deliveries")
    return resource


def post(server: Server, resource: Resource, **headers: str) -> tuple[int, Resource]:
    return server.ask("POST", "/DocumentReference", resource, **headers)


def test_what_was_posted_is_read_back_with_the_bytes_of_the_pdf(
    server: Server, project: Path, generic: Resource
) -> None:
    status, created = post(server, generic)
    assert status == 201
    status, found = server.ask("GET", f"/DocumentReference/{created['id']}")
    assert (status, {name: found.get(name) for name in generic}) == (200, generic)
    [pdf] = (project / "package").glob("*.pdf")
    assert b64decode(found["content"][0]["attachment"]["data"]) == pdf.read_bytes()


def test_a_patients_resource_is_found_by_the_patient_and_the_type(
    server: Server, project: Path, tmp_path: Path
) -> None:
    resource = delivered(project, tmp_path, "Patient/seven")
    assert post(server, resource)[0] == 201
    for query in ("patient=Patient/seven", "subject=Patient/seven&type=http://loinc.org|34895-3"):
        _, bundle = server.ask("GET", f"/DocumentReference?{query}")
        [entry] = bundle["entry"]
        found = entry["resource"]
        assert found["meta"]["profile"] == resource["meta"]["profile"]
        assert {name: found.get(name) for name in resource if name != "meta"} == {
            name: value for name, value in resource.items() if name != "meta"
        }


def test_the_identifier_finds_the_document_and_no_second_is_made(server: Server, generic: Resource) -> None:
    post(server, generic, If_None_Exist=f"identifier={generic['masterIdentifier']['value']}")
    status, _ = post(server, generic, If_None_Exist=f"identifier={generic['masterIdentifier']['value']}")
    assert status == 200


def test_one_patients_retry_never_gives_another_patients_record(server: Server, project: Path, tmp_path: Path) -> None:
    for subject, expected in (("Patient/a", 201), ("Patient/b", 201), ("Patient/a", 200)):
        resource = delivered(project, tmp_path, subject)
        condition = f"identifier={resource['masterIdentifier']['value']}"
        status, found = post(server, resource, If_None_Exist=condition)
        assert (status, found["subject"]["reference"]) == (expected, subject)


@pytest.mark.parametrize(
    "fault", [{"date": "2026-11-22"}, {"content": []}, {"titel": "x"}, {"category": {"text": "x"}}]
)
def test_the_engine_does_refuse_what_is_wrong(server: Server, generic: Resource, fault: Resource) -> None:
    status, outcome = post(server, {**json.loads(json.dumps(generic)), **fault})
    assert (status, outcome["resourceType"]) == (400, "OperationOutcome")
