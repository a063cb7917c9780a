"""`handout worksheet`: what a machine checked, and what is left to the reviewer."""

from datetime import date
from pathlib import Path

import click

from handout.cli import options


@click.command("worksheet")
@click.argument("file", type=click.Path(path_type=Path))
@options.today
@options.project
def command(file: Path, today: date, root: Path) -> int:
    """Print the PEMAT-P and CDC Clear Communication Index worksheet of one handout."""
    from handout.cli.opening import open_one
    from handout.lint.worksheet import worksheet
    from handout.problems import Problems

    library, opened = open_one(root, file, today)
    click.echo(worksheet(library.subject(opened.handout, Problems())), nl=False)
    return 0
