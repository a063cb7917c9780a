"""Why a text may not be signed, each cause at its place: nobody's name shall stand under what was not meant so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.starter import CLINIC_NAME, untouched
from handout.problems import Problem, Severity, near
from handout.reading.nodes import YamlNode
from handout.record import Record
from handout.review.release import missing_numbers
from handout.review.status import SignOff, required_roles
from handout.source import Span

AHEAD = timedelta(minutes=5)
"""How far the clock of another machine may be before ours."""


class Asked(Record):
    """What is to be signed: `root` is the handout as typed, `sign_offs` those there are, `digest` that of its text.

    `now` is the time, or None when `today` is another day than the clock's.
    """

    handout: Handout
    clinic: Clinic
    root: YamlNode
    place: Span
    sign_offs: Sequence[SignOff]
    digest: str
    role: str
    is_also: bool
    time: datetime
    today: date
    now: datetime | None


def refusals(asked: Asked) -> Iterator[Problem]:
    """Everything that stands against a sign-off."""
    for reasons in (_starter(asked), _number(asked), _role(asked), _version(asked), _time(asked)):
        yield from (Problem(span, Severity.ERROR, code, message, hint) for span, code, message, hint in reasons)


_Told = Iterator[tuple[Span, str, str, str | None]]


def _starter(asked: Asked) -> _Told:
    for text in untouched(asked.root):
        yield text.span, "E13", f"this line is still the starter's: '{text}'", "write your own words, or take it out"
    if str(asked.clinic.name).strip() == CLINIC_NAME:
        hint = 'write the clinic\'s name, and its number: phone: "…"'
        yield asked.clinic.name.span, "E13", f"the clinic is still called '{CLINIC_NAME}'", hint


def _number(asked: Asked) -> _Told:
    """A list of signs to call for needs a number: the clinic's, or one beside the signs."""
    for span, message, hint in missing_numbers(asked.handout, asked.clinic):
        yield span, "E89", message, hint


def _role(asked: Asked) -> _Told:
    required = required_roles(asked.clinic)
    if required and not asked.is_also and asked.role.strip().casefold() not in required:
        message = f"'{asked.role.strip()}' is not among the roles that a handout needs here: {', '.join(required)}"
        close = near(asked.role.strip(), required)
        offer = f"{close} " if close is not None and close.startswith("did you mean") else ""
        yield asked.place, "E14", message, f"{offer}if you mean it, add --also"


def _version(asked: Asked) -> _Told:
    version = asked.handout.version
    before = [
        one for one in asked.sign_offs
        if version is not None and _same_version(one.version, str(version)) and one.digest != asked.digest
    ]  # fmt: skip
    if version is not None and before:
        message = f"another text was signed as version {version} by {before[-1].name} on {before[-1].time[:10]}"
        yield version.span, "E15", message, "give the new text a new version"


def _same_version(one: str | None, other: str) -> bool:
    """Whether two versions read alike on a page: blanks, case and the width of digits part no two."""
    return one is not None and _as_read(one) == _as_read(other)


def _as_read(version: str) -> str:
    return "".join(unicodedata.normalize("NFKC", version).casefold().split())


def _time(asked: Asked) -> _Told:
    if (fault := not_yet(asked.time, asked.today, asked.now, asked.place)) is not None:
        yield fault.span, fault.code, fault.message, fault.hint


def not_yet(time: datetime, today: date, now: datetime | None, place: Span) -> Problem | None:
    """What stands against a sign-off at a time that has not come (E16); `now` as in `Asked`."""
    is_future = time > now + AHEAD if now is not None else time.date() > today
    message, hint = f"{time.isoformat()} has not come yet", "leave out --time, or set the clock"
    return Problem(place, Severity.ERROR, "E16", message, hint) if is_future else None
