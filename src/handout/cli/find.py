"""`handout find`: search the library."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from handout.catalogue import Hit, find
from handout.cli import options
from handout.cli.output import document, tell
from handout.library import Library
from handout.looks import look_at_all
from handout.problems import Problems, visible
from handout.review.table import STATES


@click.command("find")
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--language", metavar="LANG", help="Only handouts in this language.")
@click.option("--state", type=click.Choice(STATES), help="Only handouts that stand so with their reviewers.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.today
@options.project
def command(words: tuple[str, ...], language: str | None, state: str | None, form: str, today: date, root: Path) -> int:
    """Show the handouts that hold all of these words, or words that begin so, and where.

    Accents and capitals make no difference. Exit 1 when there is none, or when a handout cannot be read, which is
    then reported.
    """
    problems = Problems()
    library = Library(root, today)
    entries = library.chosen((), problems)
    if language is not None:
        own = str(library.clinic.language or "en") if library.clinic else "en"
        entries = tuple(entry for entry in entries if _is_in(entry.language or own, language))
    if state is not None:
        rows, _ = look_at_all(root, (), today)
        states = {row["members"]["file"]: row["members"]["state"] for row in rows}
        entries = tuple(entry for entry in entries if states.get(library.project.name(entry.path)) == state)
    hits = find(library.project, entries, " ".join(words), problems)
    if form == "json":
        document(json.dumps([_members(hit) for hit in hits], indent=2, ensure_ascii=False))
    else:
        for hit in hits:
            click.echo(visible(f"{hit.span.file}:{hit.span.line}: {hit.title}: {hit.shown}"))
    tell(problems)
    if not hits and form == "text":
        click.echo("nothing found", err=True)
    return 0 if hits and not problems.has_errors else 1


def _is_in(tag: str, wanted: str) -> bool:
    """Whether a language is the one wanted, or one of its regions."""
    return f"{tag}-".casefold().startswith(f"{wanted}-".casefold())


def _members(hit: Hit) -> dict[str, object]:
    return {"file": hit.span.file, "line": hit.span.line, "title": hit.title, "text": hit.shown}
