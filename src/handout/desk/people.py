"""Who may work at the desk: names, credentials and roles in a file that only its owner can read.

Passwords are kept as scrypt (RFC 7914) with a salt each; none can be read back.
"""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from handout import files
from handout.files import CannotWrite, write_whole
from handout.problems import HandoutError, Problems, argument
from handout.reading import models, yaml_file
from handout.reading.models import key
from handout.record import Record
from handout.review.canonical import quoted
from handout.source import Located, Span

COST, BLOCK, LANES = 15, 8, 1
"""Of scrypt: 2 to the power of COST rounds, 32 MiB of memory, a tenth of a second."""
MEMORY = 64 << 20
SHORTEST = 8
HEADING = (
    "# Who may work at the desk. Written by `handout people`; keep it out of content/ and readable by its owner only.\n"
)


class Person(Record):
    """One of them."""

    name: Located = key("The name, as it is signed with.", required=True)
    credentials: Located | None = key("Credentials, such as M.D.")
    roles: tuple[Located, ...] = key("The roles in which this person may sign.")
    password: Located = key("The password, as scrypt.", required=True)
    span: Span


class PeopleFile(Record):
    """All of them."""

    people: tuple[Person, ...] = key("Who may work at the desk.", required=True, least=1)
    span: Span


class Member(Record):
    """Somebody who may work at the desk."""

    name: str
    credentials: str
    roles: tuple[str, ...]
    password: str


def read_people(path: Path) -> tuple[Member, ...]:
    """Everybody in a file; raises HandoutError, also where others than its owner may read it."""
    problems = Problems()
    name, typed = path.as_posix(), argument(str(path))
    start = Span(name, 1, 1)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            problems.error("E79", start, "this is not a file of people", "name a file outside of content/")
        elif os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            problems.error("E79", start, "others than its owner may read this file of people", f"chmod 600 {typed}")
    except FileNotFoundError:
        hint = f"begin it with: handout people {typed} --add NAME"
        problems.error("E79", start, "there is no such file of people yet", hint)
    except OSError as fault:
        problems.error("E79", start, f"this file of people cannot be read: {files.why(fault)}")
    node = None if problems.has_errors else yaml_file.load(path, name, problems)
    read = None if node is None else models.read(PeopleFile, node, problems, "file of people")
    known: set[str] = set()
    for person in read.people if read is not None else ():
        if _key(person.name.text) in known:
            problems.error("E79", person.span, f"{person.name.text} is in this file twice", "take one of them out")
        known.add(_key(person.name.text))
        if _parts(person.password.text) is None:
            hint = f"take this entry out, then: handout people {typed} --add NAME"
            problems.error("E79", person.password.span, "this is not a password as it is kept here", hint)
    if read is None or problems.has_errors:
        raise HandoutError(problems)
    return tuple(
        Member(
            name=person.name.text, credentials=person.credentials.text if person.credentials else "",
            roles=tuple(role.text for role in person.roles), password=person.password.text,
        )
        for person in read.people
    )  # fmt: skip


def found(people: Sequence[Member], name: str) -> Member | None:
    """Who has this name; capitals and blanks around it make no difference."""
    return next((one for one in people if _key(one.name) == _key(name)), None)


def is_right(password: str, stored: str) -> bool:
    """Whether this is the password; takes as long when it is not."""
    parts = _parts(stored)
    if parts is None:
        return False
    salt, expected = parts
    return hmac.compare_digest(_scrypt(password, salt), expected)


def hashed(password: str) -> str:
    """A password as it is kept."""
    salt = secrets.token_bytes(16)
    return _kept(salt, _scrypt(password, salt))


def _kept(*parts: bytes) -> str:
    return ":".join(["scrypt", str(COST), str(BLOCK), str(LANES), *(base64.b64encode(one).decode() for one in parts)])


NOBODY = _kept(secrets.token_bytes(16), secrets.token_bytes(32))
"""What a password is held against when no one has the name, so that the time taken tells nothing."""


def add(path: Path, member: Member) -> None:
    """Put somebody into the file, which is made when it is not there; raises CannotWrite, HandoutError."""
    others = read_people(path) if path.exists() else ()
    if found(others, member.name) is not None:
        raise CannotWrite(f"{path}: {member.name} is in it already")
    _write(path, (*others, member))


def remove(path: Path, name: str) -> None:
    """Take somebody out; raises CannotWrite, HandoutError."""
    others = read_people(path)
    member = found(others, name)
    if member is None:
        raise CannotWrite(f"{path}: there is no {name} in it")
    if len(others) == 1:
        raise CannotWrite(f"{path}: {name} is the only one in it; add somebody first")
    _write(path, [one for one in others if one is not member])


def _write(path: Path, people: Sequence[Member]) -> None:
    lines = [HEADING, "people:\n"]
    for one in people:
        lines.append(f"  - name: {quoted(one.name)}\n")
        if one.credentials:
            lines.append(f"    credentials: {quoted(one.credentials)}\n")
        if one.roles:
            lines.append(f"    roles: [{', '.join(map(quoted, one.roles))}]\n")
        lines.append(f"    password: {quoted(one.password)}\n")
    write_whole(path, "".join(lines).encode("utf-8"), is_private=True)


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _scrypt(password: str, salt: bytes) -> bytes:
    text = unicodedata.normalize("NFC", password).encode("utf-8", "replace")
    return hashlib.scrypt(text, salt=salt, n=1 << COST, r=BLOCK, p=LANES, maxmem=MEMORY, dklen=32)


def _parts(stored: str) -> tuple[bytes, bytes] | None:
    head, _, tail = stored.partition(f"scrypt:{COST}:{BLOCK}:{LANES}:")
    salt, _, expected = tail.partition(":")
    try:
        parts = base64.b64decode(salt, validate=True), base64.b64decode(expected, validate=True)
    except (binascii.Error, ValueError):
        return None
    return parts if not head and (len(parts[0]), len(parts[1])) == (16, 32) else None
