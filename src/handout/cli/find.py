"""`handout find`: search the library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from handout.catalogue import Hit, find, folded
from handout.cli import options
from handout.cli.output import document, tell
from handout.cli.own_words import language_tag
from handout.content.project import Entry
from handout.library import Library
from handout.library_looks import look_at_all
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
    if not folded(" ".join(words)).strip():
        raise click.UsageError("say which words to look for: handout find fever")
    wanted = None if language is None else language_tag(language)
    problems = Problems()
    library = Library(root, today)
    entries = library.chosen((), problems)
    if wanted is not None or state is not None:
        entries = _those(library, entries, wanted, state)
    hits = find(library.project, entries, " ".join(words), problems)
    if form == "json":
        document(json.dumps([_members(hit) for hit in hits], indent=2, ensure_ascii=False))
    else:
        for hit in hits:
            words_around = "" if hit.shown == " ".join(hit.title.split()) else f": {hit.shown}"
            click.echo(visible(f"{hit.span.file}:{hit.span.line}: {hit.title}{words_around}"))
    tell(problems)
    if not hits and form == "text" and not problems.has_errors:
        click.echo("nothing found", err=True)
    return 0 if hits and not problems.has_errors else 1


def _those(library: Library, entries: Sequence[Entry], language: str | None, state: str | None) -> tuple[Entry, ...]:
    """Those in a language and in a state; None is any.

    A language is known by the name of a file or by what it says; one that cannot be read is taken for the clinic's.
    """
    rows, _ = look_at_all(library.project.root, (), library.today)
    members = {row["members"]["file"]: row["members"] for row in rows}
    own = str(library.clinic.language or "en") if library.clinic else "en"
    found = []
    for entry in entries:
        one = members.get(library.project.name(entry.path), {})
        tags = [tag for tag in (entry.language, one.get("language")) if tag] or [own]
        if (language is None or any(_is_in(tag, language) for tag in tags)) and state in (None, one.get("state")):
            found.append(entry)
    return tuple(found)


def _is_in(tag: str, wanted: str) -> bool:
    """Whether a language is the one wanted, or one of its regions."""
    return f"{tag}-".casefold().startswith(f"{wanted}-".casefold())


def _members(hit: Hit) -> dict[str, object]:
    return {"file": hit.span.file, "line": hit.span.line, "title": hit.title, "text": hit.shown}
