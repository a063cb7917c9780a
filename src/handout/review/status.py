"""Where a handout stands with its reviewers on a given day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

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
