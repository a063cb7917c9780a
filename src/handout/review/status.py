"""Where a handout stands with its reviewers: the state that its sign-offs leave it in on a given day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from handout.content.clinic import Clinic
from handout.record import Record


class State(StrEnum):
    """The four states; see the format's "What every page carries"."""

    DRAFT = "draft"
    CHANGED = "changed"
    SIGNED = "signed"
    OVERDUE = "overdue"


class SignedFile(Record):
    """A file that a sign-off is for: its path, and its SHA-256 in hexadecimal digits."""

    path: str
    sha256: str


class SignOff(Record):
    """One reviewer's sign-off of one exact text.

    `read` is the SHA-256 of the file that was read, when it was named; `files` are those that the text makes once it is
    signed so.
    """

    name: str
    credentials: str
    affiliation: str | None
    role: str
    attests: str
    time: str
    due: date
    version: str | None
    digest: str
    tool: str
    read: str | None = None
    files: tuple[SignedFile, ...] = ()


class ReviewStatus(Record):
    """The state, the sign-offs that hold for today's text (none unless signed or overdue), the earliest due date.

    `digest` is the canonical digest of today's text, `sha256:` and 64 hexadecimal digits. `missing` are the required
    roles in which nobody has signed it, in small letters (none unless draft or changed).
    """

    state: State
    sign_offs: tuple[SignOff, ...]
    due: date | None
    digest: str
    missing: tuple[str, ...] = ()


def status_of(clinic: Clinic, sign_offs: Sequence[SignOff], digest: str, today: date) -> ReviewStatus:
    """Where the text with this digest stands.

    A role is held by its latest sign-off of exactly this text. When all required roles are held (any role, if the
    clinic requires none), the text is `signed`, or `overdue` once the day is past the earliest due date. Otherwise it
    is `changed` when nobody has signed this text but somebody another, or when a role that is missing has signed
    another text; else `draft`: nobody has signed, or some of the required roles have and the others never did.

    A sign-off of a day that has not come holds nothing yet.
    """
    sign_offs = [sign_off for sign_off in sign_offs if signing_day(sign_off) <= today]
    held = {role_of(sign_off): sign_off for sign_off in sign_offs if sign_off.digest == digest}
    required = required_roles(clinic) or tuple(held)
    missing = [role for role in required if role not in held]
    if held and not missing:
        dues = {role: due_day(sign_off, clinic) for role, sign_off in held.items()}
        earliest = min(dues[role] for role in required)
        others = [role for role in held if role not in required and today <= dues[role]]
        return ReviewStatus(
            state=State.OVERDUE if today > earliest else State.SIGNED,
            sign_offs=tuple(held[role] for role in (*required, *others)),
            due=earliest,
            digest=digest,
        )
    lapsed = any(sign_off.digest != digest and (not held or role_of(sign_off) in missing) for sign_off in sign_offs)
    state = State.CHANGED if lapsed else State.DRAFT
    return ReviewStatus(state=state, sign_offs=(), due=None, digest=digest, missing=tuple(missing))


def required_roles(clinic: Clinic) -> tuple[str, ...]:
    """The roles the clinic wants, each once, in its order."""
    required = clinic.review.required if clinic.review else ()
    return tuple(dict.fromkeys(str(role).strip().casefold() for role in required))


def missing_roles(clinic: Clinic, sign_offs: Sequence[SignOff], digest: str) -> tuple[str, ...]:
    """The required roles that have not signed this text."""
    held = {role_of(sign_off) for sign_off in sign_offs if sign_off.digest == digest}
    return tuple(role for role in required_roles(clinic) if role not in held)


def to_ask_again(sign_offs: Sequence[SignOff]) -> tuple[str, ...]:
    """Who signed last in each role, for when a text has changed: `Ana Ruiz (clinical)`."""
    last = {role_of(sign_off): sign_off for sign_off in sign_offs}
    return tuple(f"{sign_off.name} ({sign_off.role})" for sign_off in last.values())


def role_of(sign_off: SignOff) -> str:
    """The role as roles are compared: `Clinical` is `clinical`."""
    return sign_off.role.strip().casefold()


def signing_day(sign_off: SignOff) -> date:
    """The day of a sign-off where it was given."""
    return datetime.fromisoformat(sign_off.time).date()


def due_day(sign_off: SignOff, clinic: Clinic) -> date:
    """The day a sign-off holds until: its own due date, or sooner when the clinic lets none hold that long."""
    if clinic.review is None or clinic.review.valid_for is None:
        return sign_off.due
    return min(sign_off.due, clinic.review.valid_for.after(signing_day(sign_off)))
