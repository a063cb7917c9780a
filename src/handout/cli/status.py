"""`handout status`: where every handout stands with its reviewers."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handout.cli import options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handout.cache import Looked
    from handout.content.project import Project
    from handout.library import Library
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
    from handout.cache import looked_at
    from handout.cli.output import tell
    from handout.problems import Severity
    from handout.review import table

    record = root / ".handout" / "status.json"
    looked = None if files else looked_at(record, today)
    if looked is None:
        looked = _look(root, files, today, record)
    rows = table.on_another_day(looked.shown, today)
    if due_within is not None:
        rows = [row for row in rows if _is_due(row, due_within) or (strict and not row["is_signed"])]
    if form == "json":
        click.echo(table.as_json(rows))
    elif rows:
        click.echo(table.as_text(rows, () if due_within is not None else _words(root, rows, today)))
    else:
        click.echo("nothing falls due" if due_within is not None else "there is no handout here")
    tell(looked.problems)
    has_errors = any(problem.severity is Severity.ERROR for problem in looked.problems)
    late = strict and ((due_within is not None and rows) or not all(row["is_signed"] for row in rows))
    return 1 if has_errors or late else 0


def _words(root: Path, rows: "Sequence[Mapping[str, Any]]", today: date) -> "tuple[tuple[str, ...], ...]":
    """Where the program's own words stand in each language of these handouts."""
    from handout.cli import own_words

    return tuple(own_words.rows(root, sorted({row["members"]["language"] for row in rows} - {""}), today))


def _is_due(row: "dict[str, Any]", days: int) -> bool:
    return row["days_left"] is not None and row["days_left"] <= days


def _look(root: Path, files: tuple[Path, ...], today: date, record: Path) -> "Looked":
    """Look at every handout, and remember what was found for as long as nothing changes."""
    from handout.cache import Looked, remember_look
    from handout.content.project import Project
    from handout.files import Inputs
    from handout.library import Library
    from handout.problems import Problems, Severity
    from handout.review import table
    from handout.translation.in_step import BLOCK_BY_BLOCK

    problems = Problems()
    library = Library(root, today)
    project = Project(root, Inputs())
    entries = library.chosen(files, problems)
    rows = table.rows(project, entries, today, _judge(library, project), problems)
    told = tuple(
        problem for problem in problems if problem.severity is Severity.ERROR or problem.code in BLOCK_BY_BLOCK
    )
    looked = Looked(shown=table.shown(rows), problems=told)
    if not files and project.inputs is not None:
        noted = library.inputs.noted | library.names.noted | project.inputs.noted
        inputs = tuple((kind, path, state) for (kind, path), state in noted.items())
        if entries:
            remember_look(record, today, table.next_change(rows, today), inputs, looked)
    return looked


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
