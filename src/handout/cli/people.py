"""`handout people`: who may work at a desk that others reach over the network."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from handout.desk import people
from handout.desk.people import SHORTEST
from handout.files import CannotWrite
from handout.problems import visible
from handout.reading.characters import FORBIDDEN
from handout.review.signing import misread


@click.command("people")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--add", "name", metavar="NAME", help="Add somebody; the password is asked for, or read from standard input."
)
@click.option("--credentials", default="", help="Their credentials, such as M.D.")
@click.option("--role", "roles", multiple=True, help="A role in which they may sign; again for more.")
@click.option("--remove", metavar="NAME", help="Take somebody out.")
def command(file: Path, name: str | None, credentials: str, roles: tuple[str, ...], remove: str | None) -> int:
    """Show who may work at the desk, add somebody, or take somebody out.

    FILE is what 'handout serve --people FILE' reads. Only its owner can read it, and no password can be read from it.
    """
    if name is None and (credentials or roles):
        raise click.UsageError("--credentials and --role go with --add NAME")
    if name is not None and remove is not None:
        raise click.UsageError("choose one of --add and --remove")
    try:
        if name is not None:
            member = people.Member(
                name=_text(name, "--add"), credentials=_text(credentials, "--credentials", is_needed=False),
                roles=tuple(_text(role, "--role") for role in roles), password=people.hashed(_password()),
            )  # fmt: skip
            people.add(file, member)
            click.echo(visible(f"added {member.name} to {file}"))
        elif remove is not None:
            people.remove(file, remove)
            click.echo(visible(f"took {remove} out of {file}"))
        else:
            for one in people.read_people(file):
                about = "; ".join(part for part in (one.credentials, ", ".join(one.roles)) if part)
                click.echo(visible(f"{one.name}{f' ({about})' if about else ''}"))
    except CannotWrite as fault:
        raise click.ClickException(str(fault)) from fault
    return 0


def _text(typed: str, option: str, *, is_needed: bool = True) -> str:
    """What was typed, on one line and without signs that cannot be printed."""
    text = " ".join(typed.split())
    if re.search(FORBIDDEN, typed) or len(text) > 200 or (is_needed and not text):
        raise click.BadParameter("write a name in plain letters on one line", param_hint=option)
    if odd := misread(text):
        raise click.BadParameter(f"it {odd}", param_hint=option)
    return text


def _password() -> str:
    if sys.stdin.isatty():
        typed = str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    else:
        typed = sys.stdin.readline().rstrip("\n")
    if len(typed) < SHORTEST:
        raise click.UsageError(f"a password needs at least {SHORTEST} characters")
    return typed
