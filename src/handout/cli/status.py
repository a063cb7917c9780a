"""`handout status`: where every handout stands with its reviewers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from handout.cli import options, own_words
from handout.cli.output import document, tell
from handout.library_looks import look_at_all
from handout.problems import Severity
from handout.review import table


def days_of(typed: str) -> int:
    """A number of days, as `90d` or `12w`."""
    found = re.fullmatch(r"(\d{1,5})([dw]?)", typed, re.ASCII)
    if found is None:
        raise click.BadParameter(f"'{typed}' is not a number of days; write 90d or 12w")
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
    rows, problems = look_at_all(root, files, today)
    if due_within is not None:
        rows = [row for row in rows if _is_due(row, due_within) or (strict and not row["is_signed"])]
    has_errors = any(problem.severity is Severity.ERROR for problem in problems)
    if form == "json":
        document(table.as_json(rows))
    elif rows:
        click.echo(table.as_text(rows, () if due_within is not None else _words(root, rows, today)))
    elif not has_errors:
        click.echo("nothing falls due" if due_within is not None else "there is no handout here")
    tell(problems)
    is_overdue = strict and ((due_within is not None and rows) or not all(row["is_signed"] for row in rows))
    return 1 if has_errors or is_overdue else 0


def _words(root: Path, rows: Sequence[Mapping[str, Any]], today: date) -> tuple[tuple[str, ...], ...]:
    """Where the program's own words stand in each language of these handouts."""
    return tuple(own_words.rows(root, sorted({row["members"]["language"] for row in rows} - {""}), today))


def _is_due(row: dict[str, Any], days: int) -> bool:
    return row["days_left"] is not None and row["days_left"] <= days
