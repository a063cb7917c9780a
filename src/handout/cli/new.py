"""`handout new`: a starter handout."""

from datetime import date
from pathlib import Path

import click

from handout.cli import options

STARTER_LANGUAGE = "en-US"
"""The language of the starter's words, named where the clinic names none."""


@click.command("new")
@click.argument("slug")
@options.today
@options.project
def command(slug: str, today: date, root: Path) -> int:
    """Write content/SLUG.yaml, a starter handout that builds; an existing file is left alone.

    Where there is no content/clinic.yaml yet, it writes that too.
    """
    from handout.content.languages import in_language
    from handout.content.project import CLINIC, Project
    from handout.content.starter import starter, starter_clinic
    from handout.files import CannotWrite, write_whole
    from handout.problems import HandoutError, Problems

    problems = Problems()
    project = Project(root)
    entry = project.entry(project.content / f"{slug}.yaml", problems)
    if entry is None:
        raise HandoutError(problems)
    if entry.path.exists() or entry.path.is_symlink():
        raise click.ClickException(f"{project.name(entry.path)} is there already, and is left alone")
    home = project.content / CLINIC
    try:
        if not home.exists() and not home.is_symlink():
            write_whole(home, starter_clinic().encode("utf-8"))
            click.echo(f"wrote {project.name(home)}; put your clinic's name there")
        clinic = project.load_clinic(Problems())
        own = entry.language or (None if clinic is None or clinic.language is not None else STARTER_LANGUAGE)
        said = own or ("" if clinic is None else str(clinic.language))
        is_lacking = clinic is not None and in_language(clinic.disclaimer, said) is None
        text = starter(entry.slug, own, today, needs_disclaimer=is_lacking)
        write_whole(entry.path, text.encode("utf-8"))
    except CannotWrite as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"wrote {project.name(entry.path)}; next: handout build {project.name(entry.path)}")
    return 0
