"""A look-up as it is asked: which code of which system, in which language. All else that is sent is passed over.

Clinical systems send the patient's age, sex and more along. None of it is read, kept or said again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias
from urllib.parse import parse_qsl

from handout.record import Record
from handout.targets.fhir import SYSTEMS
from handout.text.language_codes import tag_of

SYSTEM, CODE = "mainSearchCriteria.v.cs", "mainSearchCriteria.v.c"
LANGUAGE, FORM, CALLBACK = "informationRecipient.languageCode.c", "knowledgeResponseType", "callback"
FormName: TypeAlias = Literal["atom", "json", "jsonp", "html"]
FORMS: Final[Mapping[str, FormName]] = {
    "text/xml": "atom", "application/xml": "atom", "application/atom+xml": "atom", "application/json": "json",
    "application/javascript": "jsonp", "text/javascript": "jsonp", "text/html": "html",
}  # fmt: skip
"""Media types that a look-up may ask for; the first are those of HL7's guide and of MedlinePlus Connect."""
MOST = 40
"""Parameters that a question may have."""
ENGLISH = "en"
"""The language of a question that names none, as both request forms have it."""

_FUNCTION = re.compile(r"[A-Za-z_$][\w$]{0,63}(?:\.[A-Za-z_$][\w$]{0,63}){0,4}", re.ASCII)
_RULED_OUT = re.compile(r";q=0(?:\.0*)?(?:;|$)")
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)


class KnowledgeRequest(Record):
    """`system`: the object identifier of a code system."""

    system: str
    code: str
    language: str


class ReplyForm(Record, kw_only=False):
    """The form that a reply is wanted in. `callback`: the function that JSONP hands it to."""

    kind: FormName
    callback: str = ""


class Unanswerable(Exception):
    """A question without one code; says what is missing."""


class NoSuchForm(Exception):
    """A reply is wanted in a form that there is not; says which there are."""


def question_of(query: str) -> KnowledgeRequest:
    """The question in a query string."""
    sent = _parameters(query)
    system, code = _one(sent, SYSTEM), _one(sent, CODE)
    language = next((value for name, value in sent if name == LANGUAGE), ENGLISH)
    tag = tag_of(language.strip())
    return KnowledgeRequest(
        system=_identifier(system), code=code, language=tag if TAG.fullmatch(tag) else ENGLISH
    )  # fmt: skip


def form_of(query: str, accept: str) -> ReplyForm:
    """The form that a query string asks for; where it is silent, one that the header `Accept` admits."""
    sent = _parameters(query)
    asked = next((value for name, value in sent if name == FORM), None)
    kinds = _admitted(accept) if asked is None else [FORMS.get(asked.partition(";")[0].strip().lower())]
    found = [kind for kind in kinds if kind is not None]
    if not found:
        raise NoSuchForm(f"there is no such form; ask for {', '.join(FORMS)}")
    # Browsers and libraries name what they like best in every request; both request forms begin with Atom.
    kind: FormName = "atom" if "atom" in found else found[0]
    callback = _one(sent, CALLBACK) if kind == "jsonp" else ""
    if callback and _FUNCTION.fullmatch(callback) is None:
        raise Unanswerable(f"ask with one {CALLBACK}, the name of a function")
    return ReplyForm(kind, callback)


def _admitted(accept: str) -> list[FormName | None]:
    """The forms that an `Accept` header (RFC 9110, 12.5.1) does not rule out; without one, all of them."""
    ranges = [one.strip().lower().replace(" ", "") for one in accept.split(",")]
    asked = [one.partition(";")[0] for one in ranges if one and _RULED_OUT.search(one) is None]
    is_any = not any(ranges) or not {"*/*", "*", "application/*", "text/*"}.isdisjoint(asked)
    return ["atom"] if is_any else [FORMS.get(one) for one in asked]


def _parameters(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, max_num_fields=MOST, keep_blank_values=False)
    except ValueError as fault:
        raise Unanswerable(f"ask with at most {MOST} parameters") from fault


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
