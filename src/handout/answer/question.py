"""A look-up as it is asked: which code of which system, in which language. All else that is sent is passed over.

Clinical systems send the patient's age, sex and more along. None of it is read, kept or said again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from handout.record import Record
from handout.targets.fhir import SYSTEMS
from handout.text.language_codes import tag_of

SYSTEM, CODE = "mainSearchCriteria.v.cs", "mainSearchCriteria.v.c"
LANGUAGE, FORM = "informationRecipient.languageCode.c", "knowledgeResponseType"
MOST = 40
"""Parameters that a question may have."""
ENGLISH = "en"
"""The language of a question that names none, as both request forms have it."""

TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)


class KnowledgeRequest(Record):
    """`system`: the object identifier of a code system."""

    system: str
    code: str
    language: str
    is_json: bool = False


class Unanswerable(Exception):
    """A question without one code; says what is missing."""


def question_of(query: str) -> KnowledgeRequest:
    """The question in a query string."""
    try:
        sent = parse_qsl(query, max_num_fields=MOST, keep_blank_values=False)
    except ValueError as fault:
        raise Unanswerable(f"ask with at most {MOST} parameters") from fault
    system, code = _one(sent, SYSTEM), _one(sent, CODE)
    language = next((value for name, value in sent if name == LANGUAGE), ENGLISH)
    tag = tag_of(language.strip())
    forms = [value for name, value in sent if name == FORM]
    return KnowledgeRequest(
        system=_identifier(system), code=code, language=tag if TAG.fullmatch(tag) else ENGLISH,
        is_json=[form.strip().lower() for form in forms[:1]] == ["application/json"],
    )  # fmt: skip


def _identifier(system: str) -> str:
    """The object identifier of a code system, which FHIR calls by its address."""
    by_address = dict(SYSTEMS.values())
    return by_address.get(system.rstrip("/"), re.sub("(?i)^urn:oid:", "", system))


def _one(sent: Sequence[tuple[str, str]], name: str) -> str:
    values = [value.strip() for key, value in sent if key == name and value.strip()]
    if len(values) != 1 or len(values[0]) > 100:
        raise Unanswerable(f"ask with one {name}")
    return values[0]


def bare(code: str) -> str:
    """A code as it is compared: `E83.59`, `E8359` and `e83.59` are one."""
    return code.replace(".", "").replace(" ", "").upper()
