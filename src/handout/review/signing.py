"""Make a sign-off from what a reviewer states, refusing what must not stand under a handout."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime

from handout import __version__
from handout.content.left_overs import left_overs
from handout.problems import UNSEEN
from handout.reading.characters import FORBIDDEN
from handout.record import Record
from handout.review.status import SignOff
from handout.text.alphabets import strange_letter


class Statement(Record):
    """What a reviewer states when signing; `time` has its zone."""

    name: str
    credentials: str
    affiliation: str | None
    role: str
    attests: str | None
    time: datetime
    due: date


def faults(statement: Statement) -> list[str]:
    """Why this cannot be signed, in the reviewer's words; empty when it can."""
    return [*_faults(statement)]


def misread(text: str) -> str | None:
    """Why the review line would be read otherwise than it is with this name or these credentials in it, if it would."""
    if "·" in text.split():
        return "holds a '·' between spaces, which is what parts names from days in a footer"
    parts = re.split(r"[\s\-\u2010-\u2015]+", text)  # Each part of a double name may be written in its own alphabet.
    strange = next(filter(None, map(strange_letter, parts)), None)
    return strange and f"mixes two alphabets: its '{strange[0]}' is a {strange[1]}; type it again"


def sign_off(statement: Statement, attests: str, version: str | None, digest: str, read: str | None = None) -> SignOff:
    """The sign-off of the text with this digest; `attests` is what it means when the reviewer does not say so."""
    return SignOff(
        name=_composed(statement.name),
        credentials=_composed(statement.credentials),
        affiliation=None if statement.affiliation is None else _composed(statement.affiliation),
        role=_composed(statement.role),
        attests=_composed(statement.attests or attests),
        time=statement.time.isoformat(timespec="seconds"),
        due=statement.due,
        version=version,
        digest=digest,
        tool=f"handout {__version__}",
        read=read,
    )


def _faults(statement: Statement) -> Iterator[str]:
    texts = {
        "name": statement.name, "credentials": statement.credentials, "affiliation": statement.affiliation,
        "role": statement.role, "attests": statement.attests,
    }  # fmt: skip
    for option, text in texts.items():
        if text is not None and not any(char.isalnum() for char in text):
            yield f"--{option} is empty"
        elif text is not None and (odd := _unprintable(text)):
            yield f"--{option} holds a character that cannot be printed (U+{ord(odd):04X})"
        elif text is not None and len(text) > LONGEST:
            yield f"--{option} has {len(text)} characters; the most is {LONGEST}"
        elif text is not None and (left := next(left_overs(text), None)):
            yield f"--{option} still holds '{left.typed}', which was left to be filled in"
        elif option in ("name", "credentials") and text is not None and (odd := misread(text)):
            yield f"--{option} {odd}"
    if statement.time.tzinfo is None:
        yield "--time has no zone; write it like 2026-11-22T14:30:00-05:00"
    if statement.due < statement.time.date():
        yield f"--due {statement.due} is before the day of signing, {statement.time.date()}"


LONGEST = 500
_JOINERS = "\u200c\u200d"
"""Needed to write names in Persian, Kannada and other languages."""


def _unprintable(text: str) -> str | None:
    """The first character that draws nothing, turns a line around or is none, if there is one."""
    forbidden = re.search(FORBIDDEN, text)
    odd = (char for char in text if unicodedata.category(char) in UNSEEN and char not in _JOINERS)
    return forbidden[0] if forbidden else next(odd, None)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())
