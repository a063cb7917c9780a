"""Open the one handout that a verb was given, or fail with everything that is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handout.library import Library, Opened
from handout.limits import in_time
from handout.problems import HandoutError, Problems, Severity


def open_one(root: Path, file: Path, today: date, *, is_to_compare: bool = False) -> tuple[Library, Opened]:
    """The handout in this file, named from here or from the project's folder; HandoutError if it has errors.

    That a translation says another number than its source is none where the two are to be compared.
    """
    problems = Problems()
    library = Library(root, today)
    library.is_to_compare = is_to_compare
    entry = library.one(file, problems)
    if entry is not None:
        with in_time(library.clinic, library.project.name(entry.path), root):
            opened = library.open(entry, problems)
        if opened is not None and not problems.has_errors:
            return library, opened
    raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
