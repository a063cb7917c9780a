"""`handout watch`: make what changes, as soon as it is saved."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import click

from handout.cli import Stopped, options
from handout.cli.build import command as build
from handout.content.project import Project
from handout.files import CannotWrite, why
from handout.problems import HandoutError, Problems, visible
from handout.watching import PAUSE, changed, look


@click.command("watch")
@options.files
@click.option("--out", type=options.PATH, help="Where the files go (default: out/ in the project).")
@click.option("--today", type=options.DayOption(), help="The day to judge dates by (default: each day as it comes).")
@options.project
def command(files: tuple[Path, ...], out: Path | None, today: date | None, root: Path) -> int:
    """Make the PDFs of these handouts, or of all, and again whenever one of their files is saved; Ctrl-C ends it.

    A handout with errors is not made: its earlier file stays until the errors are mended.
    """
    arguments = [*map(str, files), "--project", str(root), *([] if out is None else ["--out", str(out)])]
    arguments += [] if today is None else ["--today", today.isoformat()]
    project = Project(root)
    if not project.content.is_dir():
        problems = Problems()
        project.entries(problems)
        raise HandoutError(problems)
    try:
        seen, day = look(root), today or options.today_from_environment()
        _build(arguments, is_first=True)
        click.echo(f"watching {root / 'content'}; Ctrl-C ends it")
        while True:
            time.sleep(PAUSE)
            now, this_day = look(root), today or options.today_from_environment()
            if paths := changed(seen, now):
                _tell(paths, project)
            elif this_day != day:
                click.echo(f"it is {this_day} now")
            else:
                continue
            seen, day = now, this_day
            _build(arguments)
    except (Stopped, KeyboardInterrupt):
        click.echo("")
        return 0


def _build(arguments: list[str], *, is_first: bool = False) -> None:
    """One build; whatever is wrong with it is reported, and the next change is waited for.

    Wrong use, which no change of a file mends, is raised at the first.
    """
    try:
        build.main([*arguments, "--quiet"], standalone_mode=False)
    except HandoutError as fault:
        for problem in fault.problems:
            click.echo(str(problem), err=True)
    except click.ClickException as fault:
        if is_first:
            raise
        click.echo(visible(f"handout: {fault.format_message()}"), err=True)
    except CannotWrite as fault:
        click.echo(visible(f"handout: {fault}"), err=True)
    except OSError as fault:
        click.echo(visible(f"handout: {fault.filename or 'cannot go on'}: {why(fault)}"), err=True)
    sys.stdout.flush()


def _tell(paths: list[str], project: Project) -> None:
    """Which files changed: the first few."""
    names = [project.name(Path(path)) for path in paths[:3]]
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    click.echo(visible(f"{', '.join(names)}{more} changed"))
