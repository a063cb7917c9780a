"""`handout new`: a starter handout."""

from datetime import date
from pathlib import Path

import click

from handout.cli import options


@click.command("new")
@click.argument("slug")
@options.today
@options.project
def command(slug: str, today: date, root: Path) -> int:
    """Write content/SLUG.yaml, a starter handout that builds; an existing file is left alone."""
    from handout.content.project import Project
    from handout.content.starter import starter
    from handout.files import CannotWrite, write_whole
    from handout.problems import HandoutError, Problems

    problems = Problems()
    project = Project(root)
    entry = project.entry(project.content / f"{slug}.yaml", problems)
    if entry is None:
        raise HandoutError(problems)
    if entry.path.exists() or entry.path.is_symlink():
        raise click.ClickException(f"{project.name(entry.path)} is there already, and is left alone")
    try:
        write_whole(entry.path, starter(entry.slug, entry.language, today).encode("utf-8"))
    except CannotWrite as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"wrote {project.name(entry.path)}; next: handout build {project.name(entry.path)}")
    return 0
