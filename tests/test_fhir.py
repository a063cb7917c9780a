"""The FHIR resources: every byte, size, hash and identifier recomputed here, since no validator finds a wrong one."""

import hashlib
import json
import re
import stat
import uuid
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.portal import (
    NODE,
    change,
    is_instant,
    make_project,
    resource_faults,
    resources,
    run_export,
    run_sign,
)  # fmt: skip

Resource = dict[str, Any]
SCHEMA = NODE / "node_modules" / "@medplum" / "definitions" / "dist" / "fhir" / "r4" / "fhir.schema.json"
GIVEN = "2026-11-24T10:00:00-05:00"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its handout signed, and the package of it in `package/`."""
    root = make_project(tmp_path_factory.mktemp("signed"))
    run_sign(root)
    assert run_export(root, "--to", root / "package", "--fhir").return_value == 0
    return root


@pytest.fixture(scope="module")
def generic(signed: Path) -> Resource:
    [resource] = resources(signed / "package" / "fhir")
    return resource


@pytest.fixture(scope="module")
def pdf(signed: Path) -> bytes:
    [path] = (signed / "package").glob("*.pdf")
    return path.read_bytes()


def deliver(signed: Path, to: Path, subject: str = "Patient/123", *more: str, date: str = GIVEN) -> Resource:
    file = signed / "content" / "wound.yaml"
    done = run_export(signed, file, "--to", to, "--subject", subject, "--date", date, *more)
    assert done.return_value == 0, done.output
    return max(
        ((path.stat().st_mtime_ns, json.loads(path.read_text("utf-8"))) for path in (to / "deliveries").iterdir()),
        key=lambda pair: pair[0],
    )[1]


@pytest.fixture(scope="module")
def patients(signed: Path, tmp_path_factory: pytest.TempPathFactory) -> Resource:
    return deliver(signed, tmp_path_factory.mktemp("delivered") / "to", "Patient/123", "--author", "Practitioner/9")


def test_nothing_is_wrong_with_the_generic_resource(generic: Resource, pdf: bytes) -> None:
    assert list(resource_faults(generic, pdf)) == []


def test_nothing_is_wrong_with_a_patients_resource(patients: Resource, pdf: bytes) -> None:
    assert list(resource_faults(patients, pdf)) == []


def test_the_data_are_the_bytes_of_the_pdf(generic: Resource, pdf: bytes) -> None:
    assert b64decode(generic["content"][0]["attachment"]["data"], validate=True) == pdf


def test_the_hash_is_the_sha_1_of_the_bytes_in_base64(generic: Resource, pdf: bytes) -> None:
    assert generic["content"][0]["attachment"]["hash"] == b64encode(hashlib.sha1(pdf).digest()).decode()


def test_the_size_is_that_of_the_bytes_before_base64(generic: Resource, pdf: bytes) -> None:
    assert generic["content"][0]["attachment"]["size"] == len(pdf)


def test_an_attachment_says_its_type_language_and_title(generic: Resource) -> None:
    attachment = generic["content"][0]["attachment"]
    assert (attachment["contentType"], attachment["language"]) == ("application/pdf", "en-US")
    assert attachment["title"] == "Caring for your wound at home"


def test_a_signed_handout_is_final(generic: Resource) -> None:
    assert (generic["status"], generic["docStatus"]) == ("current", "final")


def test_type_and_category_are_the_education_note(generic: Resource) -> None:
    coding = {"system": "http://loinc.org", "code": "34895-3", "display": "Education note"}
    assert generic["type"]["coding"] == [coding]
    assert generic["category"] == [{"coding": [coding]}]


def test_the_date_is_the_time_of_signing(generic: Resource) -> None:
    assert generic["date"] == generic["content"][0]["attachment"]["creation"] == "2026-11-22T09:00:00Z"


def test_the_generic_resource_claims_no_profile_and_no_subject(generic: Resource) -> None:
    assert generic.keys() & {"meta", "subject", "id"} == set()


def test_the_codes_are_events_of_the_context(generic: Resource) -> None:
    coding = {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "T14.8XXA"}
    assert generic["context"]["event"] == [{"coding": [coding]}]


def test_the_identifier_is_a_version_5_uuid(generic: Resource) -> None:
    found = generic["masterIdentifier"]
    assert found["system"] == "urn:ietf:rfc:3986"
    assert uuid.UUID(found["value"]).version == 5


def test_the_shared_name_is_in_the_clinics_own_system(generic: Resource) -> None:
    assert generic["identifier"] == [{"system": "https://clinic.example", "value": "wound/2.1/en-US/standard"}]


def test_the_time_may_be_given(signed: Path, tmp_path: Path) -> None:
    run_export(signed, "--to", tmp_path / "to", "--fhir", "--date", "2026-12-01T08:00:00+01:00")
    [resource] = resources(tmp_path / "to" / "fhir")
    assert resource["date"] == "2026-12-01T08:00:00+01:00"


@pytest.mark.parametrize("typed", ["2026-12-01", "2026-12-01T08:00:00", "soon"])
def test_a_time_without_its_zone_is_refused(signed: Path, tmp_path: Path, typed: str) -> None:
    done = run_export(signed, "--to", tmp_path / "to", "--date", typed)
    assert "not a time with its zone" in str(done.exception)


def test_a_draft_is_preliminary_and_says_so(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    run_export(root, "--to", tmp_path / "to", "--fhir", "--draft")
    [resource] = resources(tmp_path / "to" / "fhir")
    assert resource["docStatus"] == "preliminary"
    assert resource["description"].startswith("DRAFT: ")
    assert resource["date"] == "2026-11-22T00:00:00Z"


def test_nobody_knows_when_a_draft_without_a_date_was_made(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    change(root, "published: 2026-11-22\n", "")
    run_export(root, "--to", tmp_path / "to", "--fhir", "--draft")
    [resource] = resources(tmp_path / "to" / "fhir")
    assert "date" not in resource
    assert "creation" not in resource["content"][0]["attachment"]


def test_a_new_version_replaces_the_one_that_lay_there(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    run_sign(root)
    run_export(root, "--to", tmp_path / "to", "--fhir")
    [before] = resources(tmp_path / "to" / "fhir")
    change(root, 'version: "2.1"', 'version: "2.2"')
    run_sign(root)
    run_export(root, "--to", tmp_path / "to", "--fhir")
    after = json.loads((tmp_path / "to" / "fhir" / "wound_en-US_standard_v2.2.json").read_text("utf-8"))
    assert after["relatesTo"] == [{"code": "replaces", "target": {"identifier": before["masterIdentifier"]}}]
    assert "relatesTo" not in before

    first = (tmp_path / "to" / "manifest.json").read_bytes()
    run_export(root, "--to", tmp_path / "to", "--fhir")
    assert (tmp_path / "to" / "manifest.json").read_bytes() == first


def test_the_package_before_may_lie_elsewhere(signed: Path, tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    change(root, 'version: "2.1"', 'version: "2.2"')
    run_sign(root)
    run_export(root, "--to", tmp_path / "to", "--fhir", "--earlier", signed / "package")
    [resource] = resources(tmp_path / "to" / "fhir")
    assert resource["relatesTo"][0]["code"] == "replaces"


def test_a_draft_replaces_nothing(signed: Path, tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    change(root, 'version: "2.1"', 'version: "2.2"')
    run_export(root, "--to", tmp_path / "to", "--fhir", "--draft", "--earlier", signed / "package")
    [resource] = resources(tmp_path / "to" / "fhir")
    assert "relatesTo" not in resource


def test_a_patients_resource_has_the_shape_of_us_core(patients: Resource) -> None:
    assert patients["meta"]["profile"] == ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference"]
    assert patients["subject"] == {"reference": "Patient/123"}
    assert patients["author"] == [{"reference": "Practitioner/9"}]
    assert patients["date"] == GIVEN
    assert patients["context"]["period"] == {"start": GIVEN, "end": GIVEN}


def test_two_patients_share_no_identifier(signed: Path, tmp_path: Path, generic: Resource) -> None:
    first, second = deliver(signed, tmp_path / "to", "Patient/1"), deliver(signed, tmp_path / "to", "Patient/2")
    found = [resource["masterIdentifier"]["value"] for resource in (generic, first, second)]
    assert len(set(found)) == 3
    assert "identifier" not in first


def test_a_delivery_tried_again_has_the_same_identifier(signed: Path, tmp_path: Path, patients: Resource) -> None:
    again = deliver(signed, tmp_path / "to", "Patient/123", "--author", "Practitioner/9")
    assert again == patients


def test_a_later_delivery_has_another_identifier(signed: Path, tmp_path: Path, patients: Resource) -> None:
    later = deliver(signed, tmp_path / "to", date="2026-11-25T10:00:00-05:00")
    assert later["masterIdentifier"] != patients["masterIdentifier"]


def test_the_codes_can_be_kept_out_of_a_patients_record(signed: Path, tmp_path: Path, patients: Resource) -> None:
    assert "event" in patients["context"]
    assert "event" not in deliver(signed, tmp_path / "to", "Patient/123", "--no-codes")["context"]


def test_nothing_of_the_patient_enters_the_package(signed: Path, tmp_path: Path) -> None:
    subject, author, moment = "Patient/marker-7031", "Practitioner/marker-7032", "2027-02-03T04:05:06+00:00"
    deliver(signed, tmp_path / "to", subject, "--author", author, date=moment)
    for path in (path for path in (tmp_path / "to").rglob("*") if path.is_file()):
        told = [] if path.parent.name == "deliveries" else [path.read_bytes()]
        for data in (*told, path.name.encode()):
            assert re.search(rb"marker-703|2027-02-03", data) is None, path.name
    package, plain = (tmp_path / "to"), (signed / "package")
    assert next(package.glob("*.pdf")).read_bytes() == next(plain.glob("*.pdf")).read_bytes()


def test_only_its_owner_can_read_a_patients_record(signed: Path, tmp_path: Path) -> None:
    deliver(signed, tmp_path / "to")
    folder = tmp_path / "to" / "deliveries"
    [record] = folder.iterdir()
    assert (stat.S_IMODE(folder.stat().st_mode), stat.S_IMODE(record.stat().st_mode)) == (0o700, 0o600)


def test_a_delivery_leaves_the_package_that_lies_there_as_it_is(signed: Path, tmp_path: Path) -> None:
    run_export(signed, "--to", tmp_path / "to", "--fhir")
    before = {path.name: path.read_bytes() for path in (tmp_path / "to").iterdir() if path.is_file()}
    deliver(signed, tmp_path / "to")
    assert {path.name: path.read_bytes() for path in (tmp_path / "to").iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--subject", "Patient/1"], "when is it given"),
        (["--subject", "Ana Smith", "--date", GIVEN], "ids only, never names"),
        (["--subject", "Patient/1", "--date", GIVEN, "--draft"], "given to no patient"),
        (["--author", "Practitioner/9"], "--subject"),
        (["--subject", "Patient/1", "--date", GIVEN, "--author", "Dr. Smith"], "ids only, never names"),
    ],
)
def test_a_delivery_that_does_not_add_up_is_refused(
    signed: Path, tmp_path: Path, arguments: list[str], reason: str
) -> None:
    done = run_export(signed, signed / "content" / "wound.yaml", "--to", tmp_path / "to", *arguments)
    assert reason in str(done.exception)
    assert not (tmp_path / "to").exists()


def test_a_whole_library_is_given_to_no_patient(signed: Path, tmp_path: Path) -> None:
    done = run_export(signed, "--to", tmp_path / "to", "--subject", "Patient/1", "--date", GIVEN)
    assert "which handout" in str(done.exception)


def set_in(resource: Resource, value: object, *path: str | int) -> None:
    *way, last = path
    target: Any = resource
    for step in way:
        target = target[step]
    if value is None:
        del target[last]
    else:
        target[last] = value


ATTACHMENT = ("content", 0, "attachment")
FAULTS: dict[str, tuple[Callable[[Resource], None], str]] = {
    "bad status": (lambda r: set_in(r, "done", "status"), "status"),
    "bad docStatus": (lambda r: set_in(r, "signed", "docStatus"), "docStatus"),
    "no content": (lambda r: set_in(r, None, "content"), "content"),
    "unknown key": (lambda r: set_in(r, "x", "titel"), "key"),
    "category not a list": (lambda r: set_in(r, {"text": "x"}, "category"), "category"),
    "targetReference": (
        lambda r: set_in(r, [{"code": "replaces", "targetReference": {"display": "x"}}], "relatesTo"), "relatesTo"),
    "date without zone": (lambda r: set_in(r, "2026-11-22T09:00:00", "date"), "date"),
    "date only": (lambda r: set_in(r, "2026-11-22", "date"), "date"),
    "negative size": (lambda r: set_in(r, -1, *ATTACHMENT, "size"), "size"),
    "size as string": (lambda r: set_in(r, "123", *ATTACHMENT, "size"), "size"),
    "not base64": (lambda r: set_in(r, "%PDF-1.7", *ATTACHMENT, "data"), "base64"),
    "neither data nor url": (lambda r: set_in(r, None, *ATTACHMENT, "data"), "us-core-6"),
    "data without contentType": (lambda r: set_in(r, None, *ATTACHMENT, "contentType"), "att-1"),
    "empty title": (lambda r: set_in(r, "", *ATTACHMENT, "title"), "title"),
    "wrong hash": (lambda r: set_in(r, hashlib.sha256(b"").hexdigest(), *ATTACHMENT, "hash"), "hash"),
    "other bytes": (lambda r: set_in(r, "QUJD", *ATTACHMENT, "data"), "data"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_that_validators_miss_is_found_here(generic: Resource, pdf: bytes, name: str) -> None:
    broken = json.loads(json.dumps(generic))
    spoil, told = FAULTS[name]
    spoil(broken)
    assert list(resource_faults(broken, pdf)) == [told]


@pytest.mark.parametrize("text", ["2026-11-22T09:00:00Z", "2026-11-22T09:00:00+05:30"])
def test_an_instant_has_seconds_and_a_zone(text: str) -> None:
    assert is_instant(text)


def schema_faults(resource: Resource) -> Iterator[str]:
    jsonschema = pytest.importorskip("jsonschema")
    if not SCHEMA.is_file():
        pytest.skip("HL7's R4 schema is not here: run 'npm ci' in tests/node")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    narrowed = {"$ref": "#/definitions/DocumentReference", "definitions": schema["definitions"]}
    yield from (error.message for error in jsonschema.Draft6Validator(narrowed).iter_errors(resource))


def test_hl7s_schema_takes_both_resources(generic: Resource, patients: Resource) -> None:
    assert [*schema_faults(generic), *schema_faults(patients)] == []


@pytest.mark.parametrize("name", ["bad status", "no content", "unknown key", "date only", "size as string"])
def test_hl7s_schema_refuses_what_it_should(generic: Resource, name: str) -> None:
    broken = json.loads(json.dumps(generic))
    FAULTS[name][0](broken)
    assert list(schema_faults(broken)) != []


def test_fhir_resources_takes_both_and_gives_them_back(generic: Resource, patients: Resource) -> None:
    model = pytest.importorskip("fhir.resources.R4B.documentreference").DocumentReference
    for resource in (generic, patients):
        assert json.loads(model.model_validate(resource).model_dump_json()) == resource


@pytest.mark.parametrize("name", ["no content", "unknown key", "category not a list", "date only", "empty title"])
def test_fhir_resources_refuses_what_it_should(generic: Resource, name: str) -> None:
    model = pytest.importorskip("fhir.resources.R4B.documentreference").DocumentReference
    broken = json.loads(json.dumps(generic))
    FAULTS[name][0](broken)
    with pytest.raises(ValueError, match="validation error"):
        model.model_validate(broken)
