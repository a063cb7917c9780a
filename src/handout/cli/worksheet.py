"""`handout worksheet`: what a machine checked, and what is left to the reviewer."""

from datetime import date
from pathlib import Path

import click

from handout.cli import options, own_words
from handout.cli.opening import open_one
from handout.lint.worksheet import worksheet
from handout.problems import Problems


@click.command("worksheet")
@click.argument("file", type=click.Path(path_type=Path), metavar="[FILE]", required=False)
@click.option("--words", metavar="LANGUAGE", help="The program's own words in a language beside the English ones.")
@options.today
@options.project
def command(file: Path | None, words: str | None, today: date, root: Path) -> int:
    """Print the PEMAT-P and CDC Clear Communication Index worksheet of one handout.

    With --words: every word that the program itself prints in a language, for whoever reads it to go through.
    """
    if words is not None or file is None:
        if words is None or file is not None:
            raise click.UsageError("name one: handout worksheet FILE, or handout worksheet --words LANGUAGE")
        return own_words.worksheet(root, words, today)
    library, opened = open_one(root, file, today)
    click.echo(worksheet(library.subject(opened.handout, Problems())), nl=False)
    return 0
