"""The sign-offs of one handout in one language: a file that only grows, every entry sealed to the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from handout.files import Inputs
from handout.problems import HandoutError, Problem, Problems, Severity
from handout.reading.models import key
from handout.record import Record
from handout.review.canonical import FORM, quoted
from handout.review.locking import locked
from handout.review.sealed_file import AS_GIT_HAS_IT, add_entry, disturbed, entry_lines, read_sealed
from handout.review.status import SignedFile, SignOff, signing_day
from handout.source import Located, Span

HEADING = """\
# Sign-offs, written by `handout sign`. Entries are only ever added at the end: each is sealed, and names the seal of
# the one before, so that a change to any of them is found out. Take nothing back: sign again instead.
sign_offs:
"""


class EntryFile(Record):
    """A file that a sign-off is for."""

    path: Located = key("Its path in the project.", required=True)
    sha256: Located = key("The SHA-256 of its bytes.", required=True)
    span: Span


class SealedSignOff(Record):
    """One sign-off as it stands in the file."""

    CALLED: ClassVar[str] = "sign-off"

    name: Located = key("Who signed.", required=True)
    credentials: Located = key("Their credentials.", required=True)
    affiliation: Located | None = key("Whom they work for.")
    role: Located = key("The role they signed in, such as clinical.", required=True)
    attests: Located = key("What their signature means.", required=True)
    time: Located = key("When they signed (ISO 8601, with its zone).", required=True)
    due: Located = key("The day by which the text must be reviewed again.", required=True)
    version: Located | None = key("The handout's version then.")
    form: Located = key("The canonical form that was digested.", required=True)
    digest: Located = key("The digest of the text that was signed.", required=True)
    tool: Located = key("The program that wrote this entry.", required=True)
    read: Located | None = key("The SHA-256 of the file that was read before it was signed.")
    files: tuple[EntryFile, ...] = key("The files that the text makes once it is signed so.")
    previous: Located | None = key("The seal of the entry before; the first has none.")
    seal: Located = key("The digest of this entry's other keys.", required=True)
    span: Span


class SignOffFile(Record):
    """All sign-offs of one handout in one language, each below the one it is sealed to."""

    sign_offs: tuple[SealedSignOff, ...] = key(
        "The sign-offs, each below the one it is sealed to.", required=True, least=1
    )
    span: Span


def read_record(path: Path, name: str, problems: Problems, inputs: Inputs | None = None) -> tuple[SignOff, ...]:
    """The sign-offs of a file, the oldest first; none without a file, or when `problems` says what is wrong with it.

    Where those of two branches were put into one file, the last of them need not be the latest. Of one day, though, it
    is: `--today` gives no hour.
    """
    return tuple(sorted(map(_sign_off, _entries(path, name, problems, inputs)), key=signing_day))


def append(path: Path, name: str, sign_off: SignOff) -> None:
    """Add a sign-off at the end, all earlier bytes as they were; raise HandoutError if the file was edited."""
    with locked(path.parent):
        problems = Problems()
        entries = _entries(path, name, problems)
        if problems.has_errors:
            raise HandoutError(problems)
        add_entry(path, HEADING, _new_lines(sign_off, entries), is_first=not entries)


def _entries(path: Path, name: str, problems: Problems, inputs: Inputs | None = None) -> tuple[SealedSignOff, ...]:
    record = read_sealed(SignOffFile, path, name, problems, inputs, "file of sign-offs")
    if record is None:
        return ()
    faults = [*_faults(record.sign_offs)]
    problems.extend(faults)
    return () if faults else record.sign_offs


def _faults(entries: tuple[SealedSignOff, ...]) -> Iterator[Problem]:
    """What shows that the file was changed by other hands than `handout sign`."""
    hint = f"{AS_GIT_HAS_IT}, or move it away and sign again"
    found = [*disturbed(entries, _lines)]
    for entry, how in found:
        match how:
            case "changed":
                message = f"this sign-off by {entry.name} was changed after it was signed"
            case "twice":
                message = f"this sign-off by {entry.name} stands here twice"
            case "moved":
                message = f"the sign-off before this one by {entry.name} was taken out, put in or changed"
        yield Problem(entry.span, Severity.ERROR, "E80", message, "take one out" if how == "twice" else hint)
    for entry in () if found else entries:
        if not _is_dated(entry):
            message = f"this sign-off by {entry.name} has no time with a zone, or no due date"
            yield Problem(entry.span, Severity.ERROR, "E80", message, hint)


def _is_dated(entry: SealedSignOff) -> bool:
    try:
        date.fromisoformat(str(entry.due))
        return datetime.fromisoformat(str(entry.time)).tzinfo is not None
    except ValueError:
        return False


def _new_lines(sign_off: SignOff, entries: tuple[SealedSignOff, ...]) -> list[str]:
    previous = str(entries[-1].seal) if entries else None
    lines = _lines_of(
        name=sign_off.name, credentials=sign_off.credentials, affiliation=sign_off.affiliation, role=sign_off.role,
        attests=sign_off.attests, time=sign_off.time, due=sign_off.due.isoformat(), version=sign_off.version, form=FORM,
        digest=sign_off.digest, tool=sign_off.tool, read=sign_off.read, previous=previous,
    )  # fmt: skip
    return lines + _file_lines((file.path, file.sha256) for file in sign_off.files)


_KEYS = ("name", "credentials", "affiliation", "role", "attests", "time", "due", "version", "form", "digest", "tool",
         "read", "previous")  # fmt: skip


def _lines(entry: SealedSignOff) -> list[str]:
    values = {name: getattr(entry, name) for name in _KEYS}
    lines = _lines_of(**{name: None if value is None else str(value) for name, value in values.items()})
    return lines + _file_lines((str(file.path), str(file.sha256)) for file in entry.files)


def _lines_of(**values: str | None) -> list[str]:
    return entry_lines((name, values[name]) for name in _KEYS)


def _file_lines(files: Iterable[tuple[str, str]]) -> list[str]:
    """The lines of the files a sign-off is for; none for an entry that names none."""
    found = [f"  - {{path: {quoted(path)}, sha256: {quoted(digest)}}}" for path, digest in files]
    return ["files:", *found] if found else []


def _sign_off(entry: SealedSignOff) -> SignOff:
    return SignOff(
        name=str(entry.name), credentials=str(entry.credentials),
        affiliation=None if entry.affiliation is None else str(entry.affiliation),
        role=str(entry.role), attests=str(entry.attests), time=str(entry.time), due=date.fromisoformat(str(entry.due)),
        version=None if entry.version is None else str(entry.version), digest=str(entry.digest), tool=str(entry.tool),
        read=None if entry.read is None else str(entry.read),
        files=tuple(SignedFile(path=str(file.path), sha256=str(file.sha256)) for file in entry.files),
    )  # fmt: skip
