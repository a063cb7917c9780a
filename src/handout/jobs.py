"""Jobs and what became of them: small records that go between processes and are kept beside the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from handout.problems import Problem, Severity
from handout.record import Record, asdict

if TYPE_CHECKING:
    from handout.content.project import Entry

NotedInputs: TypeAlias = tuple[tuple[str, str, str], ...]
"""What something was made from, as `files.Inputs` notes it: kind, path, state."""


WITHDRAWN = "withdrawn"
"""Why a handout is left out that is given out no more."""


class Job(Record):
    """One handout in one language, to be made in these styles as these targets. Can be pickled.

    `run` is the same for all jobs of one run, so that a process that outlives it reads everything anew for the next.
    `beside` are the languages asked for that it is to be set side by side with; `is_named`: it was named by itself.
    """

    root: Path
    entry: Entry
    styles: tuple[str, ...]
    default_style: str
    out: Path
    today: date
    release: bool = False
    signed_only: bool = False
    targets: tuple[str, ...]
    beside: tuple[str, ...] = ()
    is_named: bool = False
    debug: bool = False
    run: str = ""


class Built(Record):
    """One file that was made: a row of the manifest. `fonts` are files of fonts that no package shipped."""

    path: str
    slug: str
    title: str
    language: str
    style: str
    version: str | None
    pages: int | None
    bytes: int
    sha256: str
    state: str
    digest: str
    fonts: tuple[str, ...] = ()

    def as_row(self) -> dict[str, object]:
        """Its members by name, for JSON: none of them has members of its own."""
        return asdict(self)


class Outcome(Record):
    """What became of a job: files made, problems found, files that could not be written, faults of ours.

    `inputs` is all that the files were made from. `due` is the next day on which a sign-off that is named runs out;
    `day_matters` when what was found depends on the day in other ways. `is_unchanged`: the files stood already, and
    nothing they are made from has changed. `left_out` says why it was rightly not made: `WITHDRAWN`, or the state of
    what is not signed, where only that is wanted. Can be pickled.
    """

    source: Path
    built: tuple[Built, ...] = ()
    problems: tuple[Problem, ...] = ()
    unwritten: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    inputs: NotedInputs = ()
    due: date | None = None
    day_matters: bool = False
    is_unchanged: bool = False
    left_out: str | None = None

    @property
    def failed(self) -> bool:
        return bool(self.unwritten or self.faults) or any(
            problem.severity is Severity.ERROR for problem in self.problems
        )
