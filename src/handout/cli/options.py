"""Options that several verbs share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import click

from handout.files import led_to

Command = TypeVar("Command", bound=Callable[..., Any])
LATEST_SECOND = 253_402_300_799
"""31 December 9999, the last second that a date can hold."""
SHELL_MATCHES = os.name != "nt"
"""Whether the shell has put names in the place of patterns such as `content/*.yaml`."""
YEARS = range(2000, 2200)
"""The years of days that are typed: any other is a slip."""


class PathOption(click.ParamType[Path]):
    """A file or folder. click's own type asks for translations of its name whenever it is made, which takes long."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if value == "":
            # Python takes it for the current folder.
            self.fail("an empty name is neither a file nor a folder", param, ctx)
        return Path(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir" if self.name == "directory" else "file")]


class FolderOption(PathOption):
    """A folder that is there."""

    name = "directory"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        folder = Path(value)
        if not folder.is_dir():
            self.fail(f"'{value}' is a file" if folder.exists() else f"there is no folder '{value}'", param, ctx)
        return folder


PATH = PathOption()


class CountOption(click.ParamType[int]):
    """A whole number within bounds; `most` None: without an upper one."""

    name = "number"

    def __init__(self, least: int, most: int | None = None) -> None:
        self.bounds = f"from {least} up" if most is None else f"from {least} to {most}"
        self.range = click.IntRange(least, most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return self.range.convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"'{value}' is not a whole number {self.bounds}", param, ctx)


class DayOption(click.ParamType[date]):
    """A day as ISO 8601 writes it."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date; write it like 2026-11-22", param, ctx)
        if day.year not in YEARS:
            self.fail(f"'{value}' is not in the years {YEARS[0]} to {YEARS[-1]}", param, ctx)
        return day


class MomentOption(click.ParamType[datetime]):
    """A time with its zone, as ISO 8601 and FHIR's `instant` write it."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.fail(f"'{value}' is not a time with its zone; write it like 2026-11-22T14:30:00-05:00", param, ctx)
        if moment.year not in YEARS:
            self.fail(f"'{value}' is not in the years {YEARS[0]} to {YEARS[-1]}", param, ctx)
        return moment


def today_from_environment() -> date:
    """The day: from SOURCE_DATE_EPOCH when it is set (in UTC), else the one on this machine."""
    typed = os.environ.get("SOURCE_DATE_EPOCH")
    if typed is None:
        return datetime.now().astimezone().date()
    if not typed.isascii() or not typed.isdigit() or int(typed[:13]) > LATEST_SECOND:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is '{typed}'; it must be a number of seconds, 0 to {LATEST_SECOND}")
    return datetime.fromtimestamp(int(typed), UTC).date()


def moment(today: date) -> datetime:
    """The time: SOURCE_DATE_EPOCH's or the clock's; the start of the day if `--today` names another."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if today_from_environment() != today:
        return datetime.combine(today, time()).astimezone()
    now = datetime.now().astimezone() if epoch is None else datetime.fromtimestamp(int(epoch), UTC)
    return now.replace(microsecond=0)


def now(today: date) -> datetime | None:
    """The time, as `moment` has it; None if `--today` names another day, of which nobody knows how late it is."""
    return moment(today) if today == today_from_environment() else None


def project(command: Command) -> Command:
    """Add `--project DIR`."""
    return click.option(
        "--project", "root", default=nearest_project, type=FolderOption(),
        help="The folder that holds content/ and styles/ (default: this one, or the nearest above that does).",
    )(command)  # fmt: skip


def nearest_project() -> str:
    """The current folder, or the nearest one above it that holds `content/`; the current one when none does."""
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if (folder / "content").is_dir()), here)
    return "." if found == here else os.path.relpath(found)


def today(command: Command) -> Command:
    """Add `--today D`."""
    return click.option(
        "--today", type=DayOption(), default=today_from_environment, help="The day to judge dates by (default: today)."
    )(command)


def files(command: Command) -> Command:
    """Add `[FILE…]`."""
    return click.argument(
        "files", nargs=-1, type=PATH, metavar="[FILE]...",
        callback=lambda _, __, typed: _named(typed),
    )(command)  # fmt: skip


def _named(typed: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files that were named: `content/*.yaml` too, which Windows hands over as it was typed."""
    return tuple(file for path in typed for file in ([path] if _is_name(path) else _matching(path)))


def _is_name(path: Path) -> bool:
    return SHELL_MATCHES or not {"*", "?"} & {*str(path)} or path.exists()


def _matching(pattern: Path) -> list[Path]:
    """The files that a pattern stands for; itself when there is none, so that it is told as it was typed."""
    import glob

    return [Path(name) for name in sorted(glob.glob(str(pattern)))] or [pattern]  # noqa: PTH207


def refuse_target(folder: Path, root: Path) -> None:
    """What is made goes into a folder, never among what people write.

    `--prune` takes the one away, and must not touch the other.
    """
    place = led_to(folder)
    for name in ("content", "styles"):
        if place.is_relative_to(led_to(root / name)):
            raise click.UsageError(f"{folder} is in {name}/, which holds what you write; name another folder")
    there = next((path for path in (folder, *folder.parents) if path.is_symlink() or path.exists()), None)
    if there is not None and not there.is_dir():
        what = "is a file" if there.exists() else "is a link that leads nowhere"
        raise click.UsageError(f"{there} {what}; name a folder")


def refuse_package_folder(folder: Path, root: Path) -> None:
    """A package goes into a folder of its own: what else lies there would be told of as no part of it."""
    refuse_target(folder, root)
    if led_to(root).is_relative_to(led_to(folder)):
        raise click.UsageError(f"{folder} holds the project itself; name a folder that is for the package alone")
    if led_to(folder) == led_to(root / "out"):
        raise click.UsageError(f"{folder} is where 'handout build' lists what it made; name another folder")
