"""`handout answer`: look-ups by code, answered from an exported package."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from handout.answer.package import AnsweredPackage
from handout.answer.server import Server, serve
from handout.cli import Stopped, options
from handout.cli.options import today_from_environment
from handout.cli.output import tell
from handout.problems import Problems, argument


@click.command("answer")
@click.argument("package", type=options.PATH)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=options.CountOption(0, 65_535), default=8141, show_default=True, help="The port; 0: any free one."
)
@click.option("--base", metavar="URL", help="How the addresses of files begin (default: http://HOST:PORT).")
@click.option("--draft", is_flag=True, help="Answer with what is not signed too, to try a connection out.")
@click.option("--today", type=options.DayOption(), help="The day to judge dates by (default: each day as it comes).")
def command(package: Path, host: str, port: int, base: str | None, draft: bool, today: date | None) -> int:
    """Answer look-ups of HL7 Infobutton and MedlinePlus Connect from PACKAGE, which 'handout export' made.

    GET /service (Atom, JSON), /application (HTML), /files/NAME. Only what is signed and in date that day; the package
    is checked first and whenever it changes. What else a system sends is neither read nor kept.
    """
    if not package.is_dir():
        raise click.UsageError(f"{package} is not a folder; make one: handout export --to {argument(str(package))}")
    if base is not None and (urlsplit(base).scheme not in {"http", "https"} or not urlsplit(base).hostname):
        raise click.UsageError(f"'{base}' is not an address like https://handouts.example.org")
    answering = AnsweredPackage(package, lambda: today or today_from_environment(), _tell, draft=draft)
    if answering.shelf() is None:
        return 1
    try:
        server = Server(host, port, answering, base)
    except OSError as fault:
        raise click.UsageError(f"cannot listen on {host}:{port}: {(fault.strerror or 'unknown').lower()}") from fault
    click.echo(f"{server.base}: answering from {package}; stop with Ctrl+C")
    if host not in {"127.0.0.1", "::1", "localhost"}:
        click.echo("handout: others can reach this port, and nothing that they send is encrypted", err=True)
    with suppress(Stopped, KeyboardInterrupt):
        serve(server)
    return 0


def _tell(problems: Problems) -> None:
    tell(problems)
