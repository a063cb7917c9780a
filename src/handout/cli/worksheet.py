"""`handout worksheet`: what a machine checked, and what is left to the reviewer."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import click

from handout.cli import options, own_words
from handout.cli.opening import open_one
from handout.cli.output import document
from handout.content.languages import language_of
from handout.library import Library, Opened
from handout.lint.worksheet import worksheet
from handout.problems import Problems
from handout.targets.isolates import with_marks
from handout.text.phrase import one_line
from handout.translation.both_texts import lines
from handout.translation.reviewers_page import LanguageColumn, page


@click.command("worksheet")
@click.argument("file", type=options.PATH, metavar="[FILE]", required=False)
@click.option("--words", metavar="LANGUAGE", help="The program's own words in a language beside the English ones.")
@click.option(
    "--bilingual", is_flag=True, help="Each text of a translation beside its source, as a page (HTML) to print."
)
@options.today
@options.project
def command(file: Path | None, words: str | None, bilingual: bool, today: date, root: Path) -> int:
    """Print the PEMAT-P and CDC Clear Communication Index worksheet of one handout.

    With --bilingual: for whoever reads both languages, each text of a translation beside the one it translates, what
    differs between them, a box to tick and room to write; send it to a file, and print that.

    With --words: every word that the program itself prints in a language, for whoever reads it to go through.
    """
    if words is not None or file is None:
        if words is None or file is not None or bilingual:
            raise click.UsageError("name one: handout worksheet FILE, or handout worksheet --words LANGUAGE")
        return own_words.worksheet(root, words, today)
    library, opened = open_one(root, file, today, is_to_compare=bilingual)
    if bilingual:
        document(_both(library, opened))
    else:
        document(worksheet(library.subject(opened.handout, Problems())))
    return 0


def _both(library: Library, opened: Opened) -> str:
    """A translation beside its source."""
    following = opened.following
    if following is None or following.source is None:
        raise click.UsageError(f"{opened.edition.file} is not a translation; name one, such as content/rest.es.yaml")
    edition, source = opened.edition, following.source
    tag = language_of(source, opened.clinic) or "en"
    words = library.words.locale_for(tag, source.span, Problems())
    own = LanguageColumn(
        edition.language, opened.locale.name, edition.direction, edition.file, edition.title_text,
        partial(with_marks, direction=edition.direction),
    )  # fmt: skip
    direction = "ltr" if words is None else words.direction
    beside = LanguageColumn(
        tag, tag if words is None else words.name, direction, following.source_file, one_line(source.title),
        partial(with_marks, direction=direction),
    )  # fmt: skip
    return page(beside, own, edition.state, edition.digest, lines(following))
