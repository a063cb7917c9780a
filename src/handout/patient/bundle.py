"""A FHIR Bundle, opened: its resources, and what a reference in it leads to.

JSON is read strictly: a key twice, a number that is none, or a tree too deep is refused. Messages name types and ids.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeGuard

from handout.patient.details import PLACE
from handout.problems import Problems
from handout.reading.characters import FORBIDDEN
from handout.record import Record
from handout.source import Span

START = Span(PLACE, 1, 1)
ID = re.compile(r"[A-Za-z0-9.-]{1,64}", re.ASCII)
MOST_ENTRIES = 2_000
VERSION = re.compile(r"/_history/[^/]*$")

Json = Mapping[str, Any]
"""A JSON object; `Any`: what stands under its keys is looked at one by one."""


class CannotPrint(Exception):
    """What is told cannot be printed whole, so nothing is; says why without any value."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        self.hint = hint
        super().__init__(message)


class Resource(Record, kw_only=False):
    """One resource, what it is called in messages, and the addresses that a reference may name it by."""

    body: dict[str, Any]
    name: str
    addresses: frozenset[str]

    @property
    def kind(self) -> str:
        return str(self.body["resourceType"])

    def text(self, key: str) -> str | None:
        """The text under this key; None when there is none."""
        return text_in(self.body, key, self.name)


class Bundle(Record, kw_only=False):
    """All resources in their order, and the bundle as it came."""

    resources: tuple[Resource, ...]
    body: dict[str, Any]

    def of(self, kind: str) -> tuple[Resource, ...]:
        return tuple(resource for resource in self.resources if resource.kind == kind)

    def resolved(self, reference: object, holder: Resource) -> Resource | None:
        """What a Reference in this holder leads to: a contained resource, or one of the bundle's."""
        target = reference.get("reference") if isinstance(reference, dict) else None
        if not isinstance(target, str):
            return None
        if target.startswith("#"):
            found = [one for one in objects(holder.body.get("contained")) if one.get("id") == target[1:]]
            is_one = len(found) == 1 and _is_resource(found[0])
            if is_one:
                _refuse_rules(found[0], f"{holder.name}{target}")
            return Resource(found[0], f"{holder.name}{target}", frozenset()) if is_one else None
        target = VERSION.sub("", target)
        same = [resource for resource in self.resources if target in resource.addresses]
        return same[0] if len(same) == 1 else None


def opened(data: bytes) -> Bundle:
    """The bundle in these bytes."""
    found = _loaded(data)
    if not isinstance(found, dict) or found.get("resourceType") != "Bundle":
        raise CannotPrint("this is not a FHIR Bundle", "put Patient, medicines and appointments into one Bundle")
    entries = found.get("entry", [])
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        raise CannotPrint(f"'entry' in this bundle is not a list of at most {MOST_ENTRIES}")
    return Bundle(tuple(_resources(entries)), found)


def _loaded(data: bytes) -> object:
    """What these bytes say as JSON."""
    again = "send the bundle as the server gave it"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise CannotPrint("this is XML; a bundle is read as JSON", "ask the server for application/fhir+json")
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_without_twins, parse_float=Decimal, parse_int=Decimal,
            parse_constant=_no_number,
        )  # fmt: skip
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        if fault.msg == "Extra data":
            again = "put all resources into one Bundle; one resource a line (NDJSON) is none"
        raise CannotPrint(f"this is not JSON: it goes wrong at {where}", again) from None
    except (ValueError, RecursionError):
        raise CannotPrint("this cannot be read as JSON in UTF-8, each key once", again) from None


def _resources(entries: list[Any]) -> Iterator[Resource]:
    for number, entry in enumerate(entries, 1):
        body = entry.get("resource") if isinstance(entry, dict) else None
        if not _is_resource(body):
            raise CannotPrint(f"entry {number} of this bundle holds no resource")
        own = body.get("id")
        name = f"{body['resourceType']}/{own}" if isinstance(own, str) and ID.fullmatch(own) else f"entry {number}"
        full = entry.get("fullUrl")
        addresses = {address for address in (full, f"{body['resourceType']}/{own}") if isinstance(address, str)}
        _refuse_rules(body, name)
        yield Resource(body, name, frozenset(addresses))


def _refuse_rules(body: Json, name: str) -> None:
    if "implicitRules" in body or "modifierExtension" in body:
        raise CannotPrint(f"{name} has rules of its own (implicitRules, modifierExtension) that are not known here",
                      "print what it says in words, as YAML")  # fmt: skip


def _is_resource(body: object) -> TypeGuard[dict[str, Any]]:
    kind = body.get("resourceType") if isinstance(body, dict) else None
    return isinstance(kind, str) and re.fullmatch("[A-Z][A-Za-z]{1,63}", kind) is not None


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _no_number(_: str) -> object:
    raise ValueError("no number")


def text_in(body: Json, key: str, name: str) -> str | None:
    """The text under a key, fit to be printed; Refused when it is something else."""
    value = body.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        # Systems of Windows end their lines so, and FHIR lets them.
        value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not isinstance(value, str) or re.search(FORBIDDEN, value) is not None:
        raise CannotPrint(f"{name}: '{key}' is not a text that can be printed")
    return value.strip() or None


def concept(value: object, name: str) -> str | None:
    """The words of a CodeableConcept: its own text, else the display that somebody chose, else the first there is."""
    if not isinstance(value, dict):
        return None
    if (text := text_in(value, "text", name)) is not None:
        return text
    codings = sorted(objects(value.get("coding")), key=lambda one: one.get("userSelected") is not True)
    shown = (text_in(one, "display", name) for one in codings)
    return next((text for text in shown if text is not None), None)


def objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list; none where there is no list. What is no object in it cannot be read, and is refused."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise CannotPrint("a list in this bundle holds what it should not")
    return value


def tell(fault: CannotPrint, problems: Problems) -> None:
    """Report why nothing is printed (E73)."""
    problems.error("E73", START, str(fault), fault.hint)
