"""Where a new handout may be written without touching another, and a clinic.yaml where there is none yet."""

from __future__ import annotations

from pathlib import PurePath

import click

from handout.content.project import CLINIC, DEEPEST, NOT_WARDS, Entry, Project
from handout.content.starter import starter_clinic
from handout.content.values import Slug
from handout.files import write_whole
from handout.problems import HandoutError, Problems, argument

IGNORED = ".gitignore"


def free_entry(slug: str, project: Project) -> Entry:
    """The entry that a slug names, where nothing is yet; the path of its file will do."""
    problems = Problems()
    named = slug.removeprefix("./").removeprefix("content/").removesuffix(".yaml")
    _refuse_elsewhere(named)
    if Slug.PATTERN.fullmatch(PurePath(named).name.partition(".")[0]) is None:
        better = (PurePath(named).parent / (Slug.of(PurePath(named).name) or "wound-care")).as_posix()
        message = (
            f"a handout is called in lower case letters, digits and single hyphens: handout new {argument(better)}"
        )
        raise click.UsageError(message)
    entry = project.entry(project.content / f"{named}.yaml", problems)
    if entry is None:
        raise HandoutError(problems)
    if entry.path.exists() or entry.path.is_symlink():
        raise click.ClickException(f"{project.name(entry.path)} is there already, and is left alone")
    return entry


def _refuse_elsewhere(named: str) -> None:
    """A handout lies in `content/` or in a ward's folder there: nowhere else is it found again."""
    *wards, name = PurePath(named).parts or ("",)
    if not name or named.endswith("/"):
        raise click.UsageError("say what the handout is called: handout new wound-care")
    if (
        PurePath(named).is_absolute()
        or ".." in wards
        or (wards and wards[0].casefold() in NOT_WARDS)
        or len(wards) > DEEPEST
    ):
        raise click.UsageError(f"'{named}' leads to no place for a handout: name it, or a ward and it: ortho/hip")


def start_clinic(project: Project) -> None:
    """Write a clinic.yaml where there is none."""
    home = project.content / CLINIC
    if not home.exists() and not home.is_symlink():
        write_whole(home, starter_clinic().encode("utf-8"))
        click.echo(f"wrote {project.name(home)}; put your clinic's name there")
        _ignore_what_is_built(project)


def _ignore_what_is_built(project: Project) -> None:
    """Tell git what not to keep, where nobody has yet said anything of the kind."""
    home = project.root / IGNORED
    if not home.exists() and not home.is_symlink():
        write_whole(home, b"/out/\n/.handout/\n.handout.lock\n")
        click.echo(f"wrote {project.name(home)}, so that git leaves out what is built")
