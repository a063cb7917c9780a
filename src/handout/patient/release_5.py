"""FHIR R5 says in other keys what R4 says too: each is read under its name in R4.

A key that is there under both names, or that holds something else, stays as it came.
"""

from __future__ import annotations

from typing import Any

from handout.patient.bundle import Bundle, Json, Resource, concept, objects


def as_release_4(bundle: Bundle) -> Bundle:
    """The bundle with the keys of R4."""
    resources = (Resource(_renamed(one.body, one.name), one.name, one.addresses) for one in bundle.resources)
    return Bundle(tuple(resources), bundle.body)


def _renamed(body: dict[str, Any], name: str) -> dict[str, Any]:
    match body.get("resourceType"):
        case "MedicationRequest":
            return _medication(body) | _dosages(body, "dosageInstruction", name)
        case "MedicationStatement":
            return _medication(body) | _dosages(body, "dosage", name) | _status(body)
        case "Appointment":
            return body | _appointment(body, name)
        case _:
            return body


def _medication(body: dict[str, Any]) -> dict[str, Any]:
    """`medication` with a concept or a reference in it."""
    either = body.get("medication")
    if not isinstance(either, dict):
        return body
    named = {"concept": "medicationCodeableConcept", "reference": "medicationReference"}
    return {named[key]: value for key, value in either.items() if key in named} | body


def _dosages(body: Json, key: str, name: str) -> dict[str, Any]:
    """The dosages, in which `asNeeded` and `asNeededFor` say whether and for what one is taken only if needed."""
    found = body.get(key)
    if not isinstance(found, list):
        return {}
    return {key: [_dosage(each, name) if isinstance(each, dict) else each for each in found]}


def _dosage(dosage: dict[str, Any], name: str) -> dict[str, Any]:
    if not {"asNeeded", "asNeededFor"} & set(dosage):
        return dosage
    more: dict[str, Any] = {"asNeededBoolean": dosage.get("asNeeded", True)}
    reasons = [text for one in objects(dosage.get("asNeededFor")) if (text := concept(one, name)) is not None]
    if reasons:
        more["asNeededCodeableConcept"] = {"text": "\n".join(reasons)}
    return more | {key: value for key, value in dosage.items() if key not in {"asNeeded", "asNeededFor"}}


def _status(body: Json) -> dict[str, Any]:
    """A statement is `recorded`; whether the medicine is taken stands in `adherence`, or it is."""
    if body.get("status") != "recorded":
        return {}
    said: Any = body.get("adherence", {"code": {"coding": [{"code": "taking"}]}})
    code: Any = said.get("code") if isinstance(said, dict) else None
    codings = objects(code.get("coding")) if isinstance(code, dict) else []
    is_taken = bool(codings) and all(str(one.get("code")).startswith("taking") for one in codings)
    return {"status": "active" if is_taken else "not-taken"}


def _appointment(body: Json, name: str) -> dict[str, Any]:
    """Services are concepts or references, and so is what the patient is told."""
    found: dict[str, Any] = {}
    if isinstance(body.get("serviceType"), list):
        found["serviceType"] = [one.get("concept", one) for one in objects(body["serviceType"])]
    if isinstance(body.get("patientInstruction"), list):
        said = (concept(one.get("concept"), name) for one in objects(body["patientInstruction"]))
        found["patientInstruction"] = "\n".join(text for text in said if text is not None)
    return found
