"""`handout status`: where every handout stands with its reviewers."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handout.cli import options

if TYPE_CHECKING:
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
    from handout.cli.telling import tell
    from handout.library import Library
    from handout.problems import Problems, Severity
    from handout.review import table
    from handout.translation.standing import BLOCK_BY_BLOCK

    problems = Problems()
    library = Library(root, today)
    rows = table.rows(library.project, library.chosen(files, problems), today, _judge(library), problems)
    if due_within is not None:
        rows = [row for row in rows if row.is_due_within(due_within) or (strict and not row.is_signed)]
    if form == "json":
        click.echo(table.as_json(rows))
    elif rows:
        click.echo(table.as_text(rows))
    else:
        click.echo("nothing falls due" if due_within is not None else "there is no handout here")
    tell(problem for problem in problems if problem.severity is Severity.ERROR or problem.code in BLOCK_BY_BLOCK)
    late = strict and ((due_within is not None and rows) or not all(row.is_signed for row in rows))
    return 1 if problems.has_errors or late else 0


def _judge(library: "Library") -> "Judge":
    """Where a handout stands and, in words, whether it is in step."""
    from handout.bounds import in_time
    from handout.content.clinic import Clinic
    from handout.content.handout import Handout
    from handout.content.project import Entry
    from handout.problems import Problems
    from handout.review.survey import Survey

    def judge(entry: Entry, handout: Handout, clinic: Clinic, problems: Problems) -> tuple[Survey, str | None]:
        with in_time(clinic, library.project.name(entry.path), library.project.root):
            found, following = library.judged(entry, handout, clinic, problems)
        return found, None if following is None else str(following)

    return judge
