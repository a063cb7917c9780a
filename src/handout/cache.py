"""Remember what each file was made from, so that a build makes only what has changed.

The record works nothing out: a handout's row holds the inputs that were noted while it was made (see `files.Inputs`),
each with the digest of the bytes that were used. It holds as long as every one of them is today what it was then, and
the program and its fonts are. Files that were made are believed only when their bytes still have the digest they were
made with. It stands in the library's record (`library_record.py`); without it everything is made anew.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path

from handout import __version__
from handout.files import REMEMBERED, digest_of_file, digest_of_lines, state_now
from handout.jobs import Built, NotedInputs, Outcome
from handout.problems import Problem
from handout.record import Mutable, Record, field, from_json, replace, to_json


class Request(Record):
    """What was asked for: the same request finds its own notes."""

    root: Path
    files: tuple[Path, ...]
    styles: tuple[str, ...]
    out: Path
    release: bool
    targets: tuple[str, ...]
    signed_only: bool = False
    beside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        asked = [
            sorted(str(path.absolute()) for path in self.files), list(self.styles), str(self.out.absolute()),
            self.release, list(self.targets), self.signed_only, list(self.beside),
        ]  # fmt: skip
        return digest_of_lines([repr(asked)])


class MadeHandout(Record):
    """What became of one handout on a day: as in `Outcome`. `styles` are those wanted."""

    styles: tuple[str, ...]
    inputs: NotedInputs
    day: date
    day_matters: bool
    due: date | None
    built: tuple[Built, ...]
    left_out: str | None
    problems: tuple[Problem, ...]


class _Packed(Record):
    """The notes of a request: what many handouts were made from stands in `inputs` once; `uses` has its numbers."""

    is_whole: bool
    shared: NotedInputs
    inputs: NotedInputs
    uses: dict[str, tuple[int, ...]]
    made: dict[str, MadeHandout]


class BuildCache(Mutable, kw_only=False):
    """The notes of one request, held against what lies in the project today.

    `shared` is what the run itself looked at: the clinic, the names in `content/`.
    """

    request: Request
    today: date
    earlier: dict[str, MadeHandout] = field(default_factory=dict)
    was_whole: bool = False
    shared: NotedInputs = ()
    now: dict[str, MadeHandout] = field(default_factory=dict)
    states: dict[tuple[str, str], str] = field(default_factory=dict)

    def outcome(self, source: Path, styles: Sequence[str] | None = None) -> Outcome | None:
        """What became of a handout the last time, when it would be the same again; else None.

        `styles` are those wanted now; None when they must be the same, as the clinic is.
        """
        name = str(source.absolute())
        made = self.earlier.get(name)
        if made is None or (styles is not None and tuple(styles) != made.styles) or not self._holds_today(made):
            return None
        if not self._hold(made.inputs):
            return None
        if not all(digest_of_file(self.request.out / one.path) == one.sha256 for one in made.built):
            return None
        self.now[name] = made
        return Outcome(
            source=source, built=made.built, problems=made.problems, is_unchanged=True,
            left_out=made.left_out,
        )  # fmt: skip

    def everything(self) -> list[Outcome] | None:
        """What became of all handouts the last time, in their order, when nothing at all has changed; else None."""
        if not self.was_whole or not self._hold(self.shared):
            return None
        outcomes = []
        for name in self.earlier:
            found = self.outcome(self._as_named_now(name))
            if found is None:
                return None
            outcomes.append(found)
        return outcomes

    def _as_named_now(self, name: str) -> Path:
        """A file of the project by the path that leads to the project now; any other as it was named then."""
        try:
            place = os.path.relpath(name, self.request.root)
        except ValueError:  # Windows: it lies on another drive.
            return Path(name)
        return Path(name) if place.startswith(os.pardir) else self.request.root / place

    def note(self, outcome: Outcome, styles: Sequence[str]) -> None:
        """Remember an outcome, unless it has to be reported again."""
        if outcome.failed or not outcome.inputs or outcome.is_unchanged:
            return
        self.now[str(outcome.source.absolute())] = MadeHandout(
            styles=tuple(styles), inputs=outcome.inputs, day=self.today,
            day_matters=outcome.day_matters, due=outcome.due, built=outcome.built, left_out=outcome.left_out,
            problems=outcome.problems,
        )  # fmt: skip

    def save(self, shared: NotedInputs, is_whole: bool) -> None:
        """Write the notes down; that they cannot be written harms nothing but the next build's speed.

        `is_whole`: all that was asked for was made, and there was nothing else to tell.
        """
        if self.now == self.earlier and shared == self.shared and is_whole == self.was_whole:
            return
        # Only now: a build from nothing reads no record, and its files are in place.
        from handout import library_record

        with suppress(ValueError):
            body = to_json(_packed(self.now, shared, is_whole))
            library_record.put(self.request.root, "builds", [(self.request.name, program(), body)], ())

    def _hold(self, inputs: NotedInputs) -> bool:
        """Whether every one of these inputs is now what it was; each is looked at once."""
        for kind, path, state in inputs:
            now = self.states.get((kind, path))
            if now is None:
                now = self.states[kind, path] = state_now(kind, path)
            if now != state:
                return False
        return True

    def _holds_today(self, made: MadeHandout) -> bool:
        """Whether the day changes nothing: no sign-off has run out since, and no rule looks at the day."""
        day, due = made.day, made.due
        if day == self.today:
            return True
        return not made.day_matters and day < self.today and (due is None or (day <= due) == (self.today <= due))


def read_cache(request: Request, today: date) -> BuildCache:
    """The notes of a request; none when there are none, they are not whole, or another program wrote them."""
    found = BuildCache(request, today)
    if not (request.root / REMEMBERED).is_dir():
        return found
    from handout import library_record

    for _, stamp, body in library_record.rows_of(request.root, "builds", request.name):
        if stamp == program():
            with suppress(ValueError, LookupError, RecursionError):
                packed = from_json(body, _Packed)
                found.earlier = _unpacked(packed)
                found.was_whole, found.shared = packed.is_whole, packed.shared
    return found


def _packed(made: dict[str, MadeHandout], shared: NotedInputs, is_whole: bool) -> _Packed:
    numbers: dict[tuple[str, str, str], int] = {}
    uses = {name: tuple(numbers.setdefault(one, len(numbers)) for one in row.inputs) for name, row in made.items()}
    alone = {name: replace(row, inputs=()) for name, row in made.items()}
    return _Packed(is_whole=is_whole, shared=shared, inputs=tuple(numbers), uses=uses, made=alone)


def _unpacked(packed: _Packed) -> dict[str, MadeHandout]:
    inputs = packed.inputs
    return {
        name: replace(row, inputs=tuple(inputs[number] for number in packed.uses[name]))
        for name, row in packed.made.items()
    }


@cache
def program() -> str:
    """What makes the files: Python, our version, what is installed, our own source where it is worked on.

    And the clinic's fonts: which of them a handout is set in is not known before it is made.
    """
    return digest_of_lines(
        [sys.version, __version__, *_stamps_of_program(Path(__file__).parent, sys.path), state_of_font_path()]
    )


def _stamps_of_program(home: Path, import_path: Sequence[str]) -> Iterator[str]:
    """What is installed, by the time at which it changed, and what lies in our own folder, `home`, if that is not.

    Who installs, upgrades or takes out a package makes or removes a folder in `site-packages` (of Debian's Python
    `dist-packages`), and so changes its time: that one question stands for six hundred. What is worked on in place, or
    was installed into a folder of another name, is looked at file by file.
    """
    installed = [Path(folder) for folder in import_path if folder.endswith(("site-packages", "dist-packages"))]
    yield from map(_stamp, installed)
    if home.parent not in installed:
        yield from _stamps(home, (".py", ".yaml", ".txt", ".ttf"))


def state_of_font_path() -> str:
    """What lies in the folders of HANDOUT_FONT_PATH, by size and time of change; the path itself when that is all."""
    fonts = os.environ.get("HANDOUT_FONT_PATH", "")
    folders = [Path(folder) for folder in fonts.split(os.pathsep) if folder]
    return digest_of_lines([fonts, *(stamp for folder in folders for stamp in _stamps(folder))]) if folders else ""


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
