"""`handout status`: where every handout stands with its reviewers."""

import re
from datetime import date
from pathlib import Path

import click

from handout.cli import options


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

    problems = Problems()
    library = Library(root, today)
    rows = table.rows(library.project, library.chosen(files, problems), today, lambda entry: None, problems)
    if due_within is not None:
        rows = [row for row in rows if row.is_due_within(due_within)]
    if form == "json":
        click.echo(table.as_json(rows))
    elif rows:
        click.echo(table.as_text(rows))
    else:
        click.echo("nothing falls due" if due_within is not None else "there is no handout here")
    tell(problem for problem in problems if problem.severity is Severity.ERROR)
    late = strict and ((due_within is not None and rows) or not all(row.is_signed for row in rows))
    return 1 if problems.has_errors or late else 0
