"""What `handout new --from` does with a file, or with each file of a folder, and what it says of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handout.cli import CONTENT_PROBLEM
from handout.cli.free_place import free_entry, start_clinic
from handout.content.project import Project
from handout.extras import extra_here
from handout.files import CannotWrite
from handout.incoming.placing import place
from handout.incoming.reading import KINDS, WAYS, ImportedHandout, make, slug_for
from handout.incoming.report import point_out
from handout.incoming.tree import CannotImport
from handout.limits import TakesTooLong, seconds_allowed, within
from handout.problems import Problems, argument, visible

_BESIDE = frozenset({".png", ".jpg", ".jpeg", ".svg", ".gif", ".css", ".js"})
"""What may lie beside a page because it belongs to it."""


def import_file(source: Path, slug: str | None, project: Project) -> int:
    """Make one handout of one file."""
    if source.suffix.lower() not in KINDS:
        raise click.UsageError(_refusal(source))
    entry = free_entry(slug or slug_for(source), project)
    try:
        made = _made(source, entry.path.stem, entry.language, project)
    except CannotImport as fault:
        click.echo(visible(f"handout: {source}: {fault}"), err=True)
        return CONTENT_PROBLEM
    start_clinic(project)
    placed = place(made, entry.path, project, Path.cwd())
    account = made.account
    left = account.reported + len(account.lost)
    click.echo(
        f"wrote {project.name(entry.path)} with {account.in_handout} of {account.words} words"
        + (f", {_counted(len(placed.pictures), 'picture')}" if placed.pictures else "")
    )
    alone = f"the other {_counted(left, 'word')} with their reasons, and " if left else ""
    click.echo(f"wrote {visible(placed.report.name)}: {alone}what is left to write in {_places(made)}")
    click.echo(f"next: handout check {argument(project.name(entry.path))}")
    return 0


def import_folder(folder: Path, project: Project) -> int:
    """Make a handout of each file in a folder, and print a table of what came through."""
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    sources = [path for path in paths if path.is_file() and path.suffix.lower() in KINDS]
    others = [path for path in paths if path not in sources and not _belongs_to_a_page(path)]
    if not sources and not others:
        raise click.UsageError(f"there is no {', '.join(KINDS)} file in {folder}")
    start_clinic(project)
    taken: set[str] = set()
    rows: list[tuple[str, ...]] = [("file", "handout", "words", "kept", "reported", "to write", "")]
    is_whole = not others
    bar = click.progressbar(sources, label="reading", file=sys.stderr, hidden=not sys.stderr.isatty())
    with bar as files:
        for source in files:
            row, is_made = _row(source, project, taken)
            rows.append(row)
            is_whole &= is_made
    rows += [(path.name, "", "", "", "", "", f"not taken: {_way(path)}") for path in others]
    _print(rows)
    return 0 if is_whole else CONTENT_PROBLEM


def _row(source: Path, project: Project, taken: set[str]) -> tuple[tuple[str, ...], bool]:
    slug = name = slug_for(source)
    number = 1
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    taken.add(name)
    path = project.content / f"{name}.yaml"
    if path.exists() or path.is_symlink():
        return (source.name, name, "", "", "", "", "is there already, and is left alone"), False
    try:
        made = _made(source, name, None, project)
        place(made, path, project, Path.cwd())
    except (CannotImport, CannotWrite) as fault:
        return (source.name, "", "", "", "", "", f"not taken: {fault}"), False
    account = made.account
    figures = (account.words, account.in_handout, account.reported + len(account.lost), len(made.written.missing))
    return (source.name, name, *map(str, figures), ""), True


def _made(source: Path, slug: str, language: str | None, project: Project) -> ImportedHandout:
    """The handout of a file, made within the time that a clinic gives; raises CannotImport."""
    is_there = (project.content / "clinic.yaml").exists()
    clinic = project.load_clinic(Problems()) if is_there else None
    of_clinic = None if clinic is None or clinic.language is None else str(clinic.language)
    try:
        with within(seconds_allowed(clinic)):
            made = make(source, slug, language or of_clinic)
            if not made.account.words and not made.incoming.parts:
                raise CannotImport("there is no word in it")
            point_out(made.incoming)
            return made
    except TakesTooLong as fault:
        raise CannotImport("reading it takes too long") from fault
    except ModuleNotFoundError as fault:
        if fault.name != "mammoth":
            raise
        raise click.ClickException(f"Word files are read with mammoth: {extra_here('import')}") from fault


def _refusal(source: Path) -> str:
    return f"'{source.name}' is none of {', '.join(KINDS)}: {_way(source)}"


def _belongs_to_a_page(path: Path) -> bool:
    """Whether it is a picture or the like, or a folder with nothing else."""
    if path.is_dir():
        return not any(inner.suffix.lower() in KINDS for inner in path.iterdir())
    return path.suffix.lower() in _BESIDE


def _way(path: Path) -> str:
    """How what this cannot read may still be brought."""
    if path.is_dir():
        return f"it is a folder: handout new --from {argument(path.as_posix())}"
    return WAYS.get(path.suffix.lower(), "save it as .docx")


def _places(made: ImportedHandout) -> str:
    return _counted(len(made.written.missing), "place")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _print(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    for row in rows:
        cells = [
            cell.ljust(width) if number < 2 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row[:6], widths, strict=True))
        ]
        click.echo(visible("  ".join((*cells, row[6])).rstrip()))
