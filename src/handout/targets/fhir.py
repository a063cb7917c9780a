"""A finished PDF becomes a FHIR R4 DocumentReference: a generic one, or the one that stands in a patient's record.

The generic one conforms to R4 alone; US Core asks for a subject (US Core 9.0.0, DocumentReference), so only the
patient's names that profile. Nothing here asks a clock or makes a random number: the same file gives the same resource.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from handout.edition import Edition
from handout.record import Record
from handout.review.status import State

SYSTEMS: Final[Mapping[str, tuple[str, str]]] = {
    "icd-10-cm": ("http://hl7.org/fhir/sid/icd-10-cm", "2.16.840.1.113883.6.90"),
    "snomed-ct": ("http://snomed.info/sct", "2.16.840.1.113883.6.96"),
    "loinc": ("http://loinc.org", "2.16.840.1.113883.6.1"),
    "rxnorm": ("http://www.nlm.nih.gov/research/umls/rxnorm", "2.16.840.1.113883.6.88"),
}
"""Each code system's FHIR address and its object identifier."""

EDUCATION_NOTE = {"system": "http://loinc.org", "code": "34895-3", "display": "Education note"}
PLAIN_FILE = {
    "system": "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode",
    "code": "urn:ihe:iti:xds:2017:mimeTypeSufficient",
    "display": "mimeType Sufficient",
}
US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference"
URN = "urn:ietf:rfc:3986"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://handout.invalid/ns/1/document")
"""What every identifier is made in (RFC 9562, 5.5)."""

Resource = dict[str, Any]
"""JSON: `Any` is what json.dumps takes."""


class Document(Record):
    """One PDF of one edition, and when it was made: an ISO 8601 time with its zone, None when nobody says."""

    edition: Edition
    style: str
    data: bytes
    moment: str | None
    website: str | None = None
    replaces: str | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class Delivery(Record):
    """One patient, one moment: FHIR references such as `Patient/123`, never names."""

    subject: str
    moment: str
    author: str | None = None
    encounter: str | None = None
    with_codes: bool = True


def instant(moment: datetime) -> str:
    """A time as FHIR's `instant` writes it: to the second, with its zone (R4, datatypes)."""
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def document_id(document: Document) -> str:
    """The identifier of this very file: other bytes, another version or another language, another identifier."""
    edition = document.edition
    return _urn(NAMESPACE, edition.slug, edition.version or "", edition.language, document.sha256)


def delivery_id(document: Document, delivery: Delivery) -> str:
    """The identifier of this file in this patient's record from this moment; no two patients share one.

    A shared one with `If-None-Exist` would return another patient's record.
    """
    return _urn(uuid.UUID(document_id(document)), delivery.subject, delivery.moment)


def document_reference(document: Document) -> Resource:
    """The generic resource: about no patient."""
    edition = document.edition
    clinic = {"display": edition.author}
    attachment = {
        "contentType": "application/pdf",
        "language": edition.language,
        "data": b64encode(document.data).decode("ascii"),
        "size": len(document.data),
        "hash": b64encode(hashlib.sha1(document.data, usedforsecurity=False).digest()).decode("ascii"),
        "title": edition.title_text,
        "creation": document.moment,
    }
    replaces = document.replaces and {"system": URN, "value": document.replaces}
    return _without_absent(
        {
            "resourceType": "DocumentReference",
            "language": edition.language,
            "masterIdentifier": {"system": URN, "value": document_id(document)},
            "identifier": _shared_identifier(document),
            "status": "current",
            "docStatus": "final" if edition.state == State.SIGNED else "preliminary",
            "type": {"coding": [EDUCATION_NOTE], "text": "Patient education handout"},
            "category": [{"coding": [EDUCATION_NOTE]}],
            "date": document.moment,
            "author": [clinic],
            "custodian": clinic,
            "relatesTo": [{"code": "replaces", "target": {"identifier": replaces}}] if replaces else None,
            "description": _description(edition),
            "content": [{"attachment": _without_absent(attachment), "format": PLAIN_FILE}],
            "context": {"event": _events(edition)} if edition.codes else None,
        }
    )


def patient_document_reference(document: Document, delivery: Delivery) -> Resource:
    """The resource of one delivery, in the shape of US Core 9.0.0.

    It has no identifier that other patients' resources have too, and says nothing of what it replaces: an earlier
    version is another delivery's, under an identifier that is not known here.
    """
    generic = document_reference(document)
    shared = {name: generic[name] for name in generic if name not in {"identifier", "relatesTo", "context"}}
    context: Resource = {"period": {"start": delivery.moment, "end": delivery.moment}}
    if delivery.encounter is not None:
        context = {"encounter": [{"reference": delivery.encounter}], **context}
    if document.edition.codes and delivery.with_codes:
        context = {"event": _events(document.edition), **context}
    return {
        "resourceType": "DocumentReference",
        "meta": {"profile": [US_CORE]},
        **shared,
        "masterIdentifier": {"system": URN, "value": delivery_id(document, delivery)},
        "subject": {"reference": delivery.subject},
        "date": delivery.moment,
        "author": [{"reference": delivery.author}] if delivery.author else generic["author"],
        "context": context,
    }


def _shared_identifier(document: Document) -> list[Resource] | None:
    """The handout's own name in the clinic's system; none when the clinic gives no web site to be that system."""
    if document.website is None:
        return None
    edition = document.edition
    parts = (edition.slug, edition.version or "0", edition.language, document.style)
    return [{"system": document.website, "value": "/".join(parts)}]


def _description(edition: Edition) -> str:
    """ "DRAFT: Resting (en-US, Version 2)", the mark when there is one."""
    warned = edition.running.mark or edition.running.flag
    about = ", ".join(part for part in (edition.language, edition.running.version) if part)
    return f"{warned}: {edition.title_text} ({about})" if warned else f"{edition.title_text} ({about})"


def _events(edition: Edition) -> list[Resource]:
    """What the handout is about: a concept for each code, since the author's codes need not mean the same."""
    return [
        {"coding": [{"system": SYSTEMS[system][0], "code": " ".join(code.split())}]} for system, code in edition.codes
    ]


def _urn(namespace: uuid.UUID, *parts: str) -> str:
    return uuid.uuid5(namespace, json.dumps(parts, ensure_ascii=False)).urn


def _without_absent(members: Resource) -> Resource:
    """FHIR has no null: what is absent has no key."""
    return {name: value for name, value in members.items() if value is not None}
