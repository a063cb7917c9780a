"""Options that several verbs share."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
LATEST_SECOND = 253_402_300_799
"""31 December 9999, the last second that a date can hold."""


class Day(click.ParamType[date]):
    """A day as ISO 8601 writes it."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is no day; write it like 2026-11-22", param, ctx)


def today_from_environment() -> date:
    """The day: from SOURCE_DATE_EPOCH when it is set, else the clock's, in UTC."""
    typed = os.environ.get("SOURCE_DATE_EPOCH")
    if typed is None:
        return datetime.now(UTC).date()
    if not typed.isascii() or not typed.isdigit() or int(typed[:13]) > LATEST_SECOND:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is '{typed}'; it must be a number of seconds, 0 to {LATEST_SECOND}")
    return datetime.fromtimestamp(int(typed), UTC).date()


def project(command: Command) -> Command:
    """Add `--project DIR`."""
    return click.option(
        "--project", "root", default=".", show_default=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The folder that holds content/ and styles/.",
    )(command)  # fmt: skip


def today(command: Command) -> Command:
    """Add `--today D`."""
    return click.option(
        "--today", type=Day(), default=today_from_environment, help="The day to judge dates by (default: today)."
    )(command)


def files(command: Command) -> Command:
    """Add `[FILE…]`."""
    return click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")(command)
