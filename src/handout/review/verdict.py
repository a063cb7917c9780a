"""What may be said of a PDF that was found somewhere."""

from __future__ import annotations

import re
from enum import IntEnum

from handout.record import Record
from handout.review.claims import Stamp
from handout.review.status import ReviewStatus, State

CONTENT_FILE = re.compile(r"content/(?:[^/\\.][^/\\]*/){0,8}[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[A-Za-z0-9-]+)?\.yaml")
"""The only files a stamp may send us to look at."""


FOR_ONE = "the reviewed text, with a part that nobody reviewed"
"""What a print for one patient is."""


class Verdict(IntEnum):
    """What a script needs to know; the exit codes of `handout verify`."""

    HOLDS = 0
    DOES_NOT_HOLD = 1
    ALTERED = 3
    NOT_OURS = 4
    DIFFERS = 5


class Evidence(Record):
    """What was found out about a file.

    `then` is how the text in the file stands today by the sign-offs here, `today` the digest of today's content; both
    None when this project does not know the handout, and `unknown` says why. `behind` says how a translation is not in
    step with its source, `withdrawn` that the handout is given out no more. `is_ours`: these are the bytes that this
    project makes today; None when that could not be found out. `beside` is the same of the text in another language.
    """

    stamp: Stamp
    is_as_written: bool
    is_listed: bool | None
    then: ReviewStatus | None = None
    today: str | None = None
    unknown: str | None = None
    behind: str | None = None
    withdrawn: str | None = None
    is_ours: bool | None = None
    version_today: str | None = None
    beside: Evidence | None = None


def verdict(evidence: Evidence) -> tuple[Verdict, str]:
    """The verdict, and in words the first reason for it. A file with two languages holds when both texts do."""
    found, reason = _verdict(evidence)
    if evidence.beside is None or found in (Verdict.ALTERED, Verdict.DIFFERS):
        return found, reason
    other, its_reason = _verdict(evidence.beside)
    if found is not Verdict.HOLDS:
        also = "" if other is Verdict.HOLDS else f"; {evidence.beside.stamp.language}: {its_reason}"
        return found, f"{evidence.stamp.language}: {reason}{also}"
    return (found, reason) if other is Verdict.HOLDS else (other, f"{evidence.beside.stamp.language}: {its_reason}")


def _verdict(evidence: Evidence) -> tuple[Verdict, str]:
    """The verdict on one text."""
    stamp, then = evidence.stamp, evidence.then
    if not evidence.is_as_written:
        return Verdict.ALTERED, "the file is not as handout wrote it: it was changed, cut, or saved by another program"
    if then is None:
        return Verdict.DOES_NOT_HOLD, f"nothing here can confirm it: {evidence.unknown}"
    if evidence.behind is None and stamp.state == State.SIGNED and then.state not in (State.SIGNED, State.OVERDUE):
        return Verdict.DOES_NOT_HOLD, "it says it was signed, but the sign-offs here do not confirm it"
    if evidence.today != stamp.digest:
        return Verdict.DOES_NOT_HOLD, "the content has changed since this file was made"
    if evidence.withdrawn is not None:
        return Verdict.DOES_NOT_HOLD, evidence.withdrawn
    if evidence.behind is not None:
        return Verdict.DOES_NOT_HOLD, evidence.behind
    if then.state is State.OVERDUE:
        return Verdict.DOES_NOT_HOLD, f"its review was due on {then.due}"
    if then.state is not State.SIGNED:
        return Verdict.DOES_NOT_HOLD, "its text is not signed"
    if stamp.state != State.SIGNED:
        return Verdict.DOES_NOT_HOLD, f"its text is signed, but the file was made as '{stamp.state}': build it again"
    if stamp.is_for_one:
        # What stands in the added part is kept nowhere, so that nobody can make the file again to compare it.
        return Verdict.DIFFERS, f"{FOR_ONE}: that part was made for one person and cannot be compared"
    if evidence.is_ours:
        return Verdict.HOLDS, "signed, in date, and byte for byte what this project makes today"
    if evidence.is_listed:
        return Verdict.HOLDS, "signed, in date, and byte for byte a file of the release whose manifest you kept"
    message = "it says what today's content says, but is not what we would make: of another version of handout, its"
    return Verdict.DIFFERS, f"{message} fonts or the style sheet, or forged"
