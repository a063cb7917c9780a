"""`handout status`: where every handout stands with its reviewers."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handout.cli import options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handout.content.project import Entry, Project
    from handout.library import Library
    from handout.looks import Look
    from handout.problems import Problem
    from handout.review.table import Judge


def days_of(typed: str) -> int:
    """A number of days, as `90d` or `12w`."""
    found = re.fullmatch(r"(\d{1,5})([dw]?)", typed, re.ASCII)
    if found is None:
        raise click.BadParameter(f"'{typed}' is no number of days; write 90d or 12w")
    return int(found[1]) * (7 if found[2] == "w" else 1)


@click.command("status")
@options.files
@click.option("--due-within", type=days_of, metavar="DAYS", help="Only what is overdue or falls due so soon: 90d.")
@click.option("--strict", is_flag=True, help="Exit 1 when anything shown is not signed and in date, or falls due.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.today
@options.project
def command(files: tuple[Path, ...], due_within: int | None, strict: bool, form: str, today: date, root: Path) -> int:
    """Show where every handout stands: state, reviewers, due date, translations in step."""
    from handout.cli.output import tell
    from handout.problems import Severity
    from handout.review import table

    looked, problems = _look(root, files, today)
    rows = table.on_another_day(looked, today)
    if due_within is not None:
        rows = [row for row in rows if _is_due(row, due_within) or (strict and not row["is_signed"])]
    if form == "json":
        click.echo(table.as_json(rows))
    elif rows:
        click.echo(table.as_text(rows, () if due_within is not None else _words(root, rows, today)))
    else:
        click.echo("nothing falls due" if due_within is not None else "there is no handout here")
    tell(problems)
    has_errors = any(problem.severity is Severity.ERROR for problem in problems)
    late = strict and ((due_within is not None and rows) or not all(row["is_signed"] for row in rows))
    return 1 if has_errors or late else 0


def _words(root: Path, rows: "Sequence[Mapping[str, Any]]", today: date) -> "tuple[tuple[str, ...], ...]":
    """Where the program's own words stand in each language of these handouts."""
    from handout.cli import own_words

    return tuple(own_words.rows(root, sorted({row["members"]["language"] for row in rows} - {""}), today))


def _is_due(row: "dict[str, Any]", days: int) -> bool:
    return row["days_left"] is not None and row["days_left"] <= days


def _look(root: Path, files: tuple[Path, ...], today: date) -> "tuple[list[dict[str, Any]], list[Problem]]":
    """What is to be shown of each handout, and the problems; looked at again is only what may have changed."""
    from handout.library import Library
    from handout.looks import Looks
    from handout.problems import Problems, Severity
    from handout.translation.in_step import BLOCK_BY_BLOCK

    problems = Problems()
    library = Library(root, today)
    entries = library.chosen(files, problems)
    problems.extend([] if library.clinic is None else library.clinic_problems)
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
    told = [one for one in problems if one.severity is Severity.ERROR or one.code in BLOCK_BY_BLOCK]
    return found, told


def _look_at(library: "Library", entry: "Entry", today: date) -> "Look":
    """Look at one handout, and note what that was made from."""
    from handout.content.project import Project
    from handout.files import Inputs
    from handout.looks import Look
    from handout.problems import Problems
    from handout.review import table

    own, problems = Inputs(), Problems()
    project = Project(library.project.root, own)
    clinic = None if library.clinic_problems.has_errors else library.clinic
    row = table.row_of(project, entry, clinic, today, _judge(library, project), problems)
    noted = library.inputs.noted | own.noted
    return Look(
        shown=table.shown([row])[0], problems=tuple(problems), until=table.next_change([row], today),
        inputs=tuple((kind, path, state) for (kind, path), state in noted.items()),
    )  # fmt: skip


def _judge(library: "Library", project: "Project") -> "Judge":
    """Where a handout stands and, in words, whether it is in step."""
    from handout.bounds import in_time
    from handout.content.clinic import Clinic
    from handout.content.handout import Handout
    from handout.content.project import Entry
    from handout.problems import Problems
    from handout.review.overview import Survey

    def judge(entry: Entry, handout: Handout, clinic: Clinic, problems: Problems) -> tuple[Survey, str | None]:
        with in_time(clinic, library.project.name(entry.path), library.project.root):
            found, following = library.judged(entry, handout, clinic, problems, project)
        return found, None if following is None else str(following)

    return judge
