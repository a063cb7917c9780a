"""`handout fonts`: which scripts can be set here, in what, and how to get what a project needs besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import click

from handout.cli import options
from handout.cli.output import document, tell
from handout.library import Library
from handout.pdf.text.faces import Face
from handout.pdf.text.font_book import book
from handout.pdf.text.missing_letters import how_to_get
from handout.pdf.text.scripts import SCRIPTS, Script, scripts_for
from handout.problems import Problems

LETTERS, SIGNS = "Latin, Greek, Cyrillic", "signs (arrows, ticks, boxes …)"


class FontRow(NamedTuple):
    """One script: the family it is set in, where that comes from, whether it has a bold, who asks for the script."""

    script: str
    family: str
    source: str
    bold: str
    needed_by: str


@click.command("fonts")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.today
@options.project
def command(form: str, today: date, root: Path) -> int:
    """Show which scripts can be set here, in which fonts, and what this project needs besides.

    Exit 0: this project has the fonts for all its languages. 1: it lacks some, or a font file cannot be used.
    """
    problems = Problems()
    library = Library(root, today)
    library.sheet(library.styles[0], problems)
    needed = _needed(library)
    rows, missing = [*_rows(library, needed)], [*_missing(needed)]
    if form == "json":
        found = {"scripts": [row._asdict() for row in rows], "missing": missing}
        document(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo(_table(rows))
    if missing and form == "text":
        click.echo("\nneeded by this project, and not here:")
        for line in missing:
            click.echo(f"  {line}")
    tell(problems)
    return 1 if missing or problems.has_errors else 0


def _needed(library: Library) -> dict[str, list[str]]:
    """The languages of this project, by the code of the script they are written in."""
    clinic = library.clinic
    tags = [entry.language for entry in library.project.entries(Problems()) if entry.language]
    if clinic is not None:
        tags += [str(clinic.language or "en"), *map(str, clinic.language_help or ())]
    found: dict[str, list[str]] = {}
    for tag in dict.fromkeys(tags):
        for code in [script.code for script in scripts_for(tag)] or [""]:
            found.setdefault(code, []).append(tag)
    return found


def _rows(library: Library, needed: dict[str, list[str]]) -> Iterator[FontRow]:
    sheet = library.sheet(library.styles[0], Problems())
    families = sheet.fonts["body"] if sheet is not None else ("Atkinson Hyperlegible", "Noto Sans")
    for name, letters, code in ((LETTERS, "aαж", ""), (SIGNS, "→✓☐⚠", None)):
        for face in dict.fromkeys(_face(letter, families) for letter in letters):
            yield _row(name, face, needed.get(code, []) if code is not None else [])
    for name, group in groupby(SCRIPTS, key=lambda script: script.name):
        scripts = list(group)
        tags = [tag for script in scripts for tag in needed.get(script.code, [])]
        faces: dict[Face, list[str]] = {}
        for tag in tags or ["und"]:
            face = _face(_letter_of(scripts[0]), families, tag)
            if face is not None:
                faces.setdefault(face, []).extend([tag] if tags else [])
        for face, languages in faces.items():
            yield _row(name, face, languages)


def _missing(needed: dict[str, list[str]]) -> Iterator[str]:
    for script in SCRIPTS:
        if script.code in needed and _face(_letter_of(script), ()) is None:
            yield f"{script.name} ({', '.join(needed[script.code])}): {how_to_get(script)}"


def _face(letter: str, families: tuple[str, ...], language: str = "und") -> Face | None:
    """The face that a letter is set in here, in words of a language."""
    for family in (*families, *book().fallbacks(families, language)):
        face = book().stand_in(family, False, False)
        if face is not None and face.covers(letter):
            return face
    return None


def _row(name: str, face: Face | None, languages: list[str]) -> FontRow:
    if face is None:
        return FontRow(name, "–", "–", "–", ", ".join(languages))
    strong = book().stand_in(face.family, True, False)
    bold = "no" if strong is None or strong.lacks_bold else "yes"
    return FontRow(name, face.family, book().source_of(face), bold, ", ".join(languages))


def _letter_of(script: Script) -> str:
    """The first letter of a script."""
    first, last = map(ord, script.blocks[:2])
    return next(char for char in map(chr, range(first, last + 1)) if char.isalpha())


def _table(rows: list[FontRow]) -> str:
    titles = FontRow("script", "set in", "from", "bold", "needed by")
    widths = [max(len(row[at]) for row in (titles, *rows)) for at in range(len(titles))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (titles, *rows))
    return "\n".join(line.rstrip() for line in lines)
