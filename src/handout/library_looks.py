"""What a look at each handout found, remembered for as long as nothing that it was made from changes.

A handout's row holds the inputs that were noted while it was looked at (see `files.Inputs`), the program, and the days
on which it holds. So after a change only what it touches is looked at again.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from handout import library_record
from handout.cache import program
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.project import Entry, Project
from handout.files import Inputs, state_now
from handout.jobs import NotedInputs
from handout.library import Library
from handout.limits import in_time
from handout.problems import Problem, Problems, Severity
from handout.record import Record, from_json, to_json
from handout.review import table
from handout.review.overview import Survey
from handout.review.table import Judge
from handout.translation.in_step import BLOCK_BY_BLOCK


class Look(Record):
    """What was found of one handout: something to show, its problems, and what it was made from.

    It is the same on every day from `day` on and before `until`.
    """

    shown: dict[str, Any]
    problems: tuple[Problem, ...]
    inputs: NotedInputs
    day: date
    until: date


def look_at_all(root: Path, files: tuple[Path, ...], today: date) -> tuple[list[dict[str, Any]], list[Problem]]:
    """What is to be shown of each handout, and the problems; looked at again is only what may have changed."""
    problems = Problems()
    library = Library(root, today)
    entries = library.chosen(files, problems)
    problems.extend(_of_the_clinic(library, problems))
    looks = Looks(root, today)
    names = [library.project.name(entry.path) for entry in entries]
    found = []
    for name, entry in zip(names, entries, strict=True):
        look = looks.of(name)
        if look is None:
            look = _look_at(library, entry, today)
            looks.note(name, look)
        problems.extend(look.problems)
        found.append(look.shown)
    if not files:
        looks.save(names)
    errors = [one for one in problems if one.severity is Severity.ERROR or one.code in BLOCK_BY_BLOCK]
    return table.on_another_day(found, today), errors


def _of_the_clinic(library: Library, problems: Problems) -> list[Problem]:
    """What is wrong with the clinic, or that there is none; nothing where it was reported, or no project is there."""
    if library.clinic is None and problems.has_errors:
        return []
    return [problem for problem in library.clinic_problems if problem not in problems.found]


def _look_at(library: Library, entry: Entry, today: date) -> Look:
    """Look at one handout, and note what that was made from."""
    own, problems = Inputs(), Problems()
    project = Project(library.project.root, own)
    clinic = None if library.clinic_problems.has_errors else library.clinic
    row = table.row_of(project, entry, clinic, today, _judge(library, project), problems)
    noted = library.inputs.noted | own.noted
    return Look(
        shown=table.shown([row])[0], problems=tuple(problems), day=today, until=table.next_change([row], today),
        inputs=tuple((kind, path, state) for (kind, path), state in noted.items()),
    )  # fmt: skip


def _judge(library: Library, project: Project) -> Judge:
    """Where a handout stands and, in words, whether it is in step."""

    def judge(entry: Entry, handout: Handout, clinic: Clinic, problems: Problems) -> tuple[Survey, str | None]:
        with in_time(clinic, library.project.name(entry.path), library.project.root):
            found, following = library.judged(entry, handout, clinic, problems, project)
        return found, None if following is None else str(following)

    return judge


class Looks:
    """The looks at a project's handouts, by their names."""

    def __init__(self, root: Path, today: date) -> None:
        self._root, self._today = root, today
        self._stamp = program()
        self._states: dict[tuple[str, str], str] = {}
        self._bodies: dict[str, bytes] = {}
        self._others: list[str] = []
        for name, stamp, body in library_record.rows_of(root, "looks"):
            if stamp == self._stamp:
                self._bodies[name] = body
            else:
                self._others.append(name)
        self._fresh: dict[str, Look] = {}

    def of(self, name: str) -> Look | None:
        """What was found of a handout, if it would be the same again."""
        body = self._bodies.get(name)
        if body is None:
            return None
        look = from_json(body, Look)
        is_of_today = look.day <= self._today < look.until
        if not is_of_today or any(self._state(kind, path) != state for kind, path, state in look.inputs):
            return None
        return look

    def note(self, name: str, look: Look) -> None:
        self._fresh[name] = look

    def save(self, names: Iterable[str]) -> None:
        """Write down what is new; `names` are all handouts that there are."""
        gone = (self._bodies.keys() | set(self._others)) - set(names)
        if self._fresh or gone:
            rows = [(name, self._stamp, body) for name, body in self._written()]
            library_record.put(self._root, "looks", rows, gone)

    def _written(self) -> Iterator[tuple[str, bytes]]:
        for name, look in self._fresh.items():
            # Half of a surrogate pair, in a name that this machine gave, has no place in JSON.
            with suppress(ValueError):
                yield name, to_json(look)

    def _state(self, kind: str, path: str) -> str:
        """The state of an input now; each is looked at once."""
        found = self._states.get((kind, path))
        if found is None:
            found = self._states[kind, path] = state_now(kind, path)
        return found
