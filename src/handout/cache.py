"""Remember what each file was made from, so that a build makes only what has changed.

What a handout is made from is told by digest: its own files (content, translation source, sign-offs), what all share
(clinic, pictures, style sheets, fonts of the clinic's), the program itself. Files that were made are believed only when
their bytes still have the digest they were made with. The record lies in `.handout/` beside `content/`; without it
everything is made anew.
"""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from handout.files import CannotWrite, write_whole
from handout.late.dataclasses import dataclass, field
from handout.outcomes import Built, Outcome
from handout.problems import Problem, Severity
from handout.source import Span

FOLDER = ".handout"
FORM = 1
LARGEST = 20_000_000
"""Bytes; a larger file is known by its size and its time of change."""
CLINIC = "clinic.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for: the same request finds its own record."""

    root: Path
    files: tuple[Path, ...]
    styles: tuple[str, ...]
    out: Path
    release: bool
    html: bool

    @property
    def record(self) -> Path:
        asked = [
            sorted(str(path.absolute()) for path in self.files), self.styles, str(self.out.absolute()), self.release,
            self.html,
        ]  # fmt: skip
        name = hashlib.sha256(json.dumps(asked).encode("utf-8")).hexdigest()[:16]
        return self.root / FOLDER / f"build-{name}.json"


@dataclass(slots=True)
class Kept:
    """The record of one request, held against what lies in the project today."""

    request: Request
    today: date
    common: str
    names: tuple[str, ...]
    earlier: dict[str, dict[str, Any]] = field(default_factory=dict)
    earlier_names: tuple[str, ...] = ()
    was_whole: bool = False
    now: dict[str, dict[str, Any]] = field(default_factory=dict)

    def outcome(self, source: Path) -> Outcome | None:
        """What became of a handout the last time, when it would be the same again; else None."""
        row = self.earlier.get(source.name)
        if row is None or row["own"] != own_digest(source) or not self._holds_today(row):
            return None
        built = tuple(Built(**made) for made in row["built"])
        if not all(_digest_of(self.request.out / made.path) == made.sha256 for made in built):
            return None
        self.now[source.name] = row
        problems = tuple(_problem(told) for told in row["problems"])
        return Outcome(source=source, built=built, problems=problems, is_kept=True)

    def everything(self) -> list[Outcome] | None:
        """What became of all handouts the last time, in their order, when nothing at all has changed; else None."""
        if not self.was_whole or self.names != self.earlier_names:
            return None
        outcomes = [self.outcome(self.request.root / "content" / name) for name in self.earlier]
        return [found for found in outcomes if found is not None] if all(outcomes) else None

    def note(self, outcome: Outcome) -> None:
        """Remember an outcome, unless it has to be told again."""
        if outcome.failed or not outcome.built or outcome.is_kept:
            return
        self.now[outcome.source.name] = {
            "own": own_digest(outcome.source),
            "day": self.today.isoformat(),
            "day_matters": outcome.day_matters,
            "due": None if outcome.due is None else outcome.due.isoformat(),
            "built": [made.as_row() for made in outcome.built],
            "problems": [_told(one) for one in outcome.problems],
        }

    def save(self, is_whole: bool) -> None:
        """Write the record; that it cannot be written harms nothing but the next build's speed.

        `is_whole`: all that was asked for was made, and there was nothing else to tell.
        """
        if self.now == self.earlier and self.names == self.earlier_names and is_whole == self.was_whole:
            return
        whole = {"form": FORM, "common": self.common, "names": self.names, "whole": is_whole, "rows": self.now}
        try:
            write_whole(self.request.record, json.dumps(whole).encode("ascii"))
        except CannotWrite:
            return

    def _holds_today(self, row: Mapping[str, Any]) -> bool:
        """Whether the day changes nothing: no sign-off has run out since, and no rule looks at the day."""
        day = date.fromisoformat(row["day"])
        if day == self.today:
            return True
        due = None if row["due"] is None else date.fromisoformat(row["due"])
        return not row["day_matters"] and day < self.today and (due is None or (day <= due) == (self.today <= due))


def kept(request: Request, today: date) -> Kept:
    """The record of a request; empty when there is none, when it is no record, or when what all share has changed."""
    found = Kept(request, today, _common(request.root), _names(request.root))
    try:
        typed = json.loads(request.record.read_bytes())
        if typed["form"] == FORM and typed["common"] == found.common:
            found.earlier, found.earlier_names = dict(typed["rows"]), tuple(typed["names"])
            found.was_whole = bool(typed["whole"])
    except (OSError, ValueError, KeyError, TypeError):
        found.earlier = {}
    return found


def own_digest(source: Path) -> str:
    """The digest of a handout's own files: its content, its translation source, the sign-offs of both."""
    slug = source.name.partition(".")[0]
    names = dict.fromkeys((source.name, f"{slug}.yaml"))
    places = [folder / name for name in names for folder in (source.parent, source.parent / "reviews")]
    return _joined(f"{path.parent.name}/{path.name} {_digest_of(path)}" for path in places)


def _common(root: Path) -> str:
    """The digest of what every handout of a project is made from."""
    content = root / "content"
    shared = [content / CLINIC, *_below(content, apart=("reviews",)), *_below(root / "styles")]
    fonts = os.environ.get("HANDOUT_FONT_PATH", "")
    folders = [Path(folder) for folder in fonts.split(os.pathsep) if folder]
    return _joined([
        _program(), fonts, *(f"{path.as_posix()} {_digest_of(path)}" for path in shared),
        *(_stamp(name) for folder in folders for name in _named_below(folder)),
    ])  # fmt: skip


def _below(folder: Path, apart: Sequence[str] = ()) -> Iterator[Path]:
    """The files in a folder's folders, and for other folders than `content` in itself; those set apart left out."""
    beside = f"{folder}{os.sep}"
    for name in _named_below(folder, apart):
        if folder.name != "content" or os.sep in name.removeprefix(beside):
            yield Path(name)


def _named_below(folder: Path, apart: Sequence[str] = ()) -> Iterator[str]:
    """The paths of the files in a folder and in its folders, in an order that is always the same."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in apart)
        yield from (f"{place}{os.sep}{name}" for name in sorted(names))


def _names(root: Path) -> tuple[str, ...]:
    """The names of the files that could be handouts."""
    try:
        names = sorted(path.name for path in (root / "content").iterdir())
    except OSError:
        return ()
    return tuple(name for name in names if name.endswith((".yaml", ".yml")) and name != CLINIC)


@cache
def _program() -> str:
    """What makes the files: Python, what is installed beside us, our own source; by size and time of change."""
    home = Path(__file__).parent
    own = (name for name in _named_below(home) if name.endswith((".py", ".yaml", ".txt")))
    beside = (folder for folder in sys.path if folder.endswith("site-packages"))
    return _joined([sys.version, *map(_stamp, own), *map(_stamp, beside)])


def _stamp(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116 — a path object for each of 280 names takes longer than the question
    except OSError:
        return f"{path} none"
    return f"{path} {found.st_size} {found.st_mtime_ns}"


def _digest_of(path: Path) -> str:
    """The digest of a file's bytes; empty when it cannot be read. No pipe and no device is waited for."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                return "no regular file"
            if about.st_size > LARGEST:
                return f"{about.st_size} {about.st_mtime_ns}"
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def _joined(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _told(one: Problem) -> list[Any]:
    return [one.span.file, one.span.line, one.span.column, one.severity.value, one.code, one.message, one.hint]


def _problem(told: Sequence[Any]) -> Problem:
    file, line, column, severity, code, message, hint = told
    return Problem(Span(file, line, column), Severity(severity), code, message, hint)
