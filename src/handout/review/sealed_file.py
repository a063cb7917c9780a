"""A file that only grows: every entry is sealed by a digest of its own lines, so that a change to it is found out.

Each also names the seal of the one before it. Two people who wrote on two branches have both sealed theirs to the same
entry, or to none: what an entry is sealed to must stand above it. What entries say is for those who keep such files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from handout.files import Inputs, write_whole
from handout.problems import Problems, Severity
from handout.reading import models, yaml_file
from handout.record import Record, replace
from handout.review.canonical import digest_of, quoted
from handout.source import Located


class Sealed(Protocol):
    """What every entry has."""

    @property
    def seal(self) -> Located: ...
    @property
    def previous(self) -> Located | None: ...


AS_GIT_HAS_IT = "put the file back as git has it"
"""What mends an entry that other hands were at: what is typed into it anew would not be what was sealed."""
_LOSSES = frozenset({"E04", "E06"})
"""Problems of what is no longer there."""

T = TypeVar("T", bound=Record)
E = TypeVar("E", bound=Sealed)


def read_sealed(kind: type[T], path: Path, name: str, problems: Problems, inputs: Inputs | None, what: str) -> T | None:
    """The file as it stands, its seals not looked at yet; None where there is none, or `problems` says why not.

    Of a file with a mistake in it no seal holds, which need not be told too.
    """
    if not (Inputs() if inputs is None else inputs).is_there(path) and not path.is_symlink():
        return None
    before = len(problems.found)
    node = yaml_file.load(path, name, problems, inputs=inputs)
    read = None if node is None else models.read(kind, node, problems, what)
    found = problems.found[before:]
    problems.found[before:] = [replace(one, hint=AS_GIT_HAS_IT) if one.code in _LOSSES else one for one in found]
    return None if any(one.severity is Severity.ERROR for one in found) else read


def entry_lines(values: Iterable[tuple[str, str | None]]) -> list[str]:
    """An entry's lines but for its seal, as they are written and sealed: one key a line, strings in double quotes."""
    return [f"{name}: {quoted(value)}" for name, value in values if value is not None]


def seal_of(lines: Iterable[str]) -> str:
    """The digest of an entry's other lines."""
    return digest_of("".join(f"{line}\n" for line in lines))


def disturbed(
    entries: Iterable[E], lines: Callable[[E], list[str]]
) -> Iterator[tuple[E, Literal["changed", "twice", "moved"]]]:
    """The entries that other hands were at: changed themselves, put in twice, or without the one they are sealed to.

    `lines` gives none for an entry that no program of ours wrote.
    """
    above: set[str] = set()
    for entry in entries:
        own = lines(entry)
        seal, true_seal = str(entry.seal), seal_of(own)
        if seal != true_seal or not own:
            yield entry, "changed"
        elif seal in above:
            yield entry, "twice"
        elif entry.previous is not None and str(entry.previous) not in above:
            yield entry, "moved"
        # What was changed is told once, and not again of what is sealed to it.
        above |= {seal, true_seal}


def add_entry(path: Path, heading: str, lines: Sequence[str], *, is_first: bool) -> None:
    """Add these lines and their seal at the end, all earlier bytes as they were. The caller holds the folder's lock."""
    before = heading.encode("utf-8") if is_first else path.read_bytes()
    if not before.endswith(b"\n"):
        before += b"\n"
    body = "".join(f"    {line}\n" for line in [*lines, f"seal: {quoted(seal_of(lines))}"])
    write_whole(path, before + f"  - {body[4:]}".encode())
