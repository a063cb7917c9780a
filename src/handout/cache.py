"""Remember what each file was made from, so that a build makes only what has changed.

The record works nothing out: a handout's row holds the inputs that were noted while it was made (see `files.Inputs`),
each with the digest of the bytes that were used. It holds as long as every one of them is today what it was then, and
the program and its fonts are. Files that were made are believed only when their bytes still have the digest they were
made with. The record lies in `.handout/` beside `content/`; without it everything is made anew.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from handout.files import CannotWrite, digest_of_file, state_now, write_whole
from handout.jobs import Built, NotedInputs, Outcome
from handout.problems import Problem, Severity
from handout.record import Mutable, Record, field
from handout.source import Span

FOLDER = ".handout"
FORM = 4


class Request(Record):
    """What was asked for: the same request finds its own record."""

    root: Path
    files: tuple[Path, ...]
    styles: tuple[str, ...]
    out: Path
    release: bool
    targets: tuple[str, ...]
    signed_only: bool = False
    beside: tuple[str, ...] = ()

    @property
    def record(self) -> Path:
        asked = [
            sorted(str(path.absolute()) for path in self.files), self.styles, str(self.out.absolute()), self.release,
            self.targets, self.signed_only, self.beside,
        ]  # fmt: skip
        name = hashlib.sha256(json.dumps(asked).encode("utf-8")).hexdigest()[:16]
        return self.root / FOLDER / f"build-{name}.json"


class BuildCache(Mutable, kw_only=False):
    """The record of one request, held against what lies in the project today.

    `shared` is what the run itself looked at: the clinic, the names in `content/`.
    """

    request: Request
    today: date
    program: str
    earlier: dict[str, dict[str, Any]] = field(default_factory=dict)
    was_whole: bool = False
    shared: NotedInputs = ()
    now: dict[str, dict[str, Any]] = field(default_factory=dict)
    states: dict[tuple[str, str], str] = field(default_factory=dict)

    def outcome(self, source: Path, styles: Sequence[str] | None = None) -> Outcome | None:
        """What became of a handout the last time, when it would be the same again; else None.

        `styles` are those wanted now; None when they must be the same, as the clinic is.
        """
        name = str(source.absolute())
        row = self.earlier.get(name)
        if row is None or (styles is not None and list(styles) != row["styles"]) or not self._holds_today(row):
            return None
        if not self._hold(row["inputs"]):
            return None
        built = tuple(Built(**{**made, "fonts": tuple(made["fonts"])}) for made in row["built"])
        if not all(digest_of_file(self.request.out / made.path) == made.sha256 for made in built):
            return None
        self.now[name] = row
        problems = tuple(problem_from_row(entry) for entry in row["problems"])
        return Outcome(
            source=Path(row["source"]), built=built, problems=problems, is_unchanged=True, left_out=row["left_out"]
        )

    def everything(self) -> list[Outcome] | None:
        """What became of all handouts the last time, in their order, when nothing at all has changed; else None."""
        if not self.was_whole or not self._hold(self.shared):
            return None
        outcomes = []
        for name in self.earlier:
            found = self.outcome(Path(name))
            if found is None:
                return None
            outcomes.append(found)
        return outcomes

    def note(self, outcome: Outcome, styles: Sequence[str]) -> None:
        """Remember an outcome, unless it has to be told again."""
        if outcome.failed or not outcome.inputs or outcome.is_unchanged:
            return
        self.now[str(outcome.source.absolute())] = {
            "source": str(outcome.source),
            "styles": list(styles),
            "inputs": [list(one) for one in outcome.inputs],
            "day": self.today.isoformat(),
            "day_matters": outcome.day_matters,
            "due": None if outcome.due is None else outcome.due.isoformat(),
            "built": [made.as_row() for made in outcome.built],
            "left_out": outcome.left_out,
            "problems": [problem_to_row(one) for one in outcome.problems],
        }

    def save(self, shared: NotedInputs, is_whole: bool) -> None:
        """Write the record; that it cannot be written harms nothing but the next build's speed.

        `is_whole`: all that was asked for was made, and there was nothing else to tell.
        """
        if self.now == self.earlier and shared == self.shared and is_whole == self.was_whole:
            return
        whole = {
            "form": FORM, "program": self.program, "whole": is_whole, "shared": [list(one) for one in shared],
            **_packed(self.now),
        }  # fmt: skip
        _write(self.request.record, whole)

    def _hold(self, inputs: Iterable[Sequence[str]]) -> bool:
        """Whether every one of these inputs is now what it was; each is looked at once."""
        for kind, path, state in inputs:
            now = self.states.get((kind, path))
            if now is None:
                now = self.states[kind, path] = state_now(kind, path)
            if now != state:
                return False
        return True

    def _holds_today(self, row: Mapping[str, Any]) -> bool:
        """Whether the day changes nothing: no sign-off has run out since, and no rule looks at the day."""
        day = date.fromisoformat(row["day"])
        if day == self.today:
            return True
        due = None if row["due"] is None else date.fromisoformat(row["due"])
        return not row["day_matters"] and day < self.today and (due is None or (day <= due) == (self.today <= due))


def read_cache(request: Request, today: date) -> BuildCache:
    """The record of a request; empty when there is none, when it is not whole, or when another program wrote it."""
    found = BuildCache(request, today, program())
    typed = _read(request.record)
    if typed is None:
        return found
    try:
        if typed["form"] == FORM and typed["program"] == found.program:
            found.earlier = _unpacked(typed)
            found.was_whole = bool(typed["whole"])
            found.shared = tuple((kind, path, state) for kind, path, state in typed["shared"])
    except (ValueError, KeyError, TypeError):
        found.earlier = {}
    return found


def _read(path: Path) -> dict[str, Any] | None:
    """A record that reads as a whole; None when it does not."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
        if digest.decode("ascii") != hashlib.sha256(body).hexdigest():
            return None
        found = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _write(path: Path, whole: Mapping[str, Any]) -> None:
    body = json.dumps(whole).encode("ascii")
    with suppress(CannotWrite):
        write_whole(path, hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body)


def _packed(rows: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Rows for the file: what many of them were made from stands there once."""
    numbers: dict[tuple[str, ...], int] = {}
    packed = {
        name: {**row, "inputs": [numbers.setdefault(tuple(one), len(numbers)) for one in row["inputs"]]}
        for name, row in rows.items()
    }
    return {"inputs": [list(one) for one in numbers], "rows": packed}


def _unpacked(typed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    inputs = typed["inputs"]
    return {
        name: {**row, "inputs": [inputs[number] for number in row["inputs"]]} for name, row in typed["rows"].items()
    }


@cache
def program() -> str:
    """What makes the files: Python, what is installed beside us, our own source; by size and time of change.

    And the clinic's fonts: which of them a handout is set in is not known before it is made.
    """
    own = _stamps(Path(__file__).parent, (".py", ".yaml", ".txt", ".ttf"))
    beside = (Path(folder) for folder in sys.path if folder.endswith("site-packages"))
    return _joined([sys.version, *own, *map(_stamp, beside), state_of_font_path()])


def state_of_font_path() -> str:
    """What lies in the folders of HANDOUT_FONT_PATH, by size and time of change; the path itself when that is all."""
    fonts = os.environ.get("HANDOUT_FONT_PATH", "")
    folders = [Path(folder) for folder in fonts.split(os.pathsep) if folder]
    return _joined([fonts, *(stamp for folder in folders for stamp in _stamps(folder))]) if folders else ""


def _stamps(folder: "Path | os.DirEntry[str]", endings: tuple[str, ...] = ("",)) -> Iterator[str]:
    """The files in a folder and in its folders, by size and time of change, in an order that is always the same.

    What Python keeps of modules that it has compiled is passed over.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=attrgetter("name"))
    except OSError:
        return
    for entry in found:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _stamps(entry, endings)
        elif entry.name.endswith(endings):
            yield _stamp(entry)


def _stamp(file: "Path | os.DirEntry[str]") -> str:
    try:
        found = file.stat()
    except OSError:
        return f"{os.fspath(file)} none"
    return f"{os.fspath(file)} {found.st_size} {found.st_mtime_ns}"


def _joined(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def problem_to_row(one: Problem) -> list[Any]:
    """A problem for a record."""
    return [one.span.file, one.span.line, one.span.column, one.severity.value, one.code, one.message, one.hint]


def problem_from_row(entry: Sequence[Any]) -> Problem:
    """A problem out of a record."""
    file, line, column, severity, code, message, hint = entry
    return Problem(Span(file, line, column), Severity(severity), code, message, hint)
