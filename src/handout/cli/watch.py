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
from handout.problems import HandoutError, visible
from handout.watching import PAUSE, changed, look


@click.command("watch")
@options.files
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go (default: out/ in the project).")
@click.option("--today", type=options.DayOption(), help="The day to judge dates by (default: each day as it comes).")
@options.project
def command(files: tuple[Path, ...], out: Path | None, today: date | None, root: Path) -> int:
    """Make the PDFs of these handouts, or of all, and again whenever one of their files is saved; Ctrl-C ends it.

    A handout with errors is not made: its earlier file stays until the errors are mended.
    """
    arguments = [*map(str, files), "--project", str(root), *([] if out is None else ["--out", str(out)])]
    arguments += [] if today is None else ["--today", today.isoformat()]
    try:
        seen = look(root)
        _build(arguments)
        click.echo(f"watching {root / 'content'}; Ctrl-C ends it")
        while True:
            time.sleep(PAUSE)
            now = look(root)
            if paths := changed(seen, now):
                seen = now
                _tell(paths, root)
                _build(arguments)
    except (Stopped, KeyboardInterrupt):
        click.echo("")
        return 0


def _build(arguments: list[str]) -> None:
    """One build; whatever is wrong with it is reported, and the next change is waited for."""
    try:
        build.main([*arguments, "--quiet"], standalone_mode=False)
    except HandoutError as fault:
        for problem in fault.problems:
            click.echo(str(problem), err=True)
    except click.ClickException as fault:
        click.echo(visible(fault.format_message()), err=True)
    except CannotWrite as fault:
        click.echo(visible(f"handout: {fault}"), err=True)
    except OSError as fault:
        click.echo(visible(f"handout: {fault.filename or 'cannot go on'}: {why(fault)}"), err=True)
    sys.stdout.flush()


def _tell(paths: list[str], root: Path) -> None:
    """Which files changed: the first few."""
    project = Project(root)
    names = [project.name(Path(path)) for path in paths[:3]]
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    click.echo(visible(f"{', '.join(names)}{more} changed"))
