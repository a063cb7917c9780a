"""`handout new`: a starter handout, one like a template, or one made of a file that a clinic has already."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from handout.cli import options
from handout.cli.free_place import free_entry, start_clinic
from handout.cli.importing import import_file, import_folder
from handout.content.languages import in_language
from handout.content.project import Entry, Project
from handout.content.starter import starter
from handout.content.templates import NAMES, PLAIN
from handout.files import write_whole
from handout.problems import Problems, argument

STARTER_LANGUAGE = "en-US"
"""The language of the starter's words, named where the clinic names none."""


@click.command("new")
@click.argument("slug", required=False)
@click.option(
    "--from", "source", type=click.Path(exists=True, path_type=Path),
    help="Make it of this file (.docx, .md, .html, .txt), or one of each file in this folder; SLUG is then left out.",
)  # fmt: skip
@click.option("--like", type=click.Choice(NAMES), help="Start it with the parts of such a handout.")
@options.today
@options.project
def command(slug: str | None, source: Path | None, like: str | None, today: date, root: Path) -> int:
    """Write content/SLUG.yaml, a starter handout that builds; an existing file is left alone.

    Where there is no content/clinic.yaml yet, it writes that too.

    With --like it has the parts of such a handout. Each text that begins with "Say" or "Name" says what to write in its
    place; nobody can sign a handout while one is left.

    With --from, every word of the file stands in the handout, or in SLUG.import.md, with place and reason. Where the
    format needs words that the file has not, stands "(write: …)", which is an error until somebody writes them.
    """
    project = Project(root)
    if source is not None and source.is_dir():
        if slug is not None:
            raise click.UsageError("--from names a folder: leave SLUG out; each handout is named for its file")
        return import_folder(source, project)
    if slug is None and source is None:
        raise click.UsageError("say what the handout is called: handout new wound-care")
    if source is not None and like is not None:
        raise click.UsageError("choose one of --like and --from")
    if source is not None:
        return import_file(source, slug, project)
    entry = free_entry(slug or "", project)
    if entry.language is not None:
        original = project.name(project.source_of(entry))
        command = f"handout translate {argument(original)} --to {entry.language}"
        raise click.UsageError(f"a translation begins with: {command}")
    return _start(entry, project, today, like)


def _start(entry: Entry, project: Project, today: date, like: str | None) -> int:
    start_clinic(project)
    clinic = project.load_clinic(Problems())
    own = None if clinic is None or clinic.language is not None else STARTER_LANGUAGE
    said = own or ("" if clinic is None else str(clinic.language))
    is_lacking = clinic is not None and in_language(clinic.disclaimer, said) is None
    name = project.name(entry.path)
    text = starter(entry.slug, own, today, like=like or PLAIN, needs_disclaimer=is_lacking, file=name)
    write_whole(entry.path, text.encode("utf-8"))
    click.echo(f"wrote {name}; next: handout build {argument(name)}")
    return 0
