"""`handout serve`: the desk, in a browser on this machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from handout.cli import WRONG_USE, Stopped, options
from handout.extras import extra_here
from handout.files import led_to
from handout.library import Library
from handout.problems import visible

NEEDED = ("nicegui", "uvicorn", "wsproto", "pypdfium2")


@click.command("serve")
@click.option(
    "--port", type=options.CountOption(0, 65_535), default=8140, show_default=True, help="Its port; 0 for any."
)
@click.option("--open", "is_open", is_flag=True, help="Open it in the browser.")
@click.option("--words", type=click.Choice(["en", "es"]), help="The language of the page (default: the clinic's).")
@click.option("--export-to", type=options.PATH, metavar="DIR", help="Where its packages go.")
@click.option(
    "--people",
    type=options.PATH,
    metavar="FILE",
    help="Who may work here, with passwords: see 'handout people'.",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="A name it is called by; again for more.")
@click.option(
    "--behind-proxy", "proxy", metavar="ADDRESS", help="The address of the proxy before it, which speaks TLS."
)
@click.option(
    "--plain-http", is_flag=True, help="Others reach it without TLS: whoever is on the network can listen in."
)
@options.today
@options.project
def command(
    port: int, is_open: bool, words: str | None, export_to: Path | None, people: Path | None, host: str,
    names: tuple[str, ...], proxy: str | None, plain_http: bool, today: date, root: Path,
) -> int:  # fmt: skip
    """Write, review, sign and release handouts in a browser on this machine; Ctrl-C ends it.

    Only this machine is let in, and only with the address that is printed. The page works on the files in content/ and
    can do nothing that a verb cannot.

    For others on the clinic's network: --people FILE, --allow-host NAME, and a proxy that speaks TLS before it
    (--behind-proxy), or --plain-http typed out.
    """
    if export_to is not None:
        options.refuse_package_folder(export_to, root)
    from importlib.util import find_spec

    if missing := [name for name in NEEDED if find_spec(name) is None]:
        click.echo(f"handout: the desk needs {', '.join(missing)}\n    hint: {extra_here('desk')}", err=True)
        return WRONG_USE
    from handout.desk.people import read_people
    from handout.desk.server import Reached, bound, is_loopback, serve
    from handout.desk.shared import Settings

    if (missing_word := _unsafe(is_loopback(host), people, names, proxy, plain_http)) is not None:
        raise click.UsageError(missing_word)
    if people is not None and led_to(people).is_relative_to(led_to(root / "content")):
        raise click.UsageError(f"{people} lies in content/, where everybody reads; keep it elsewhere")
    members = () if people is None else read_people(people)
    reached = Reached(host=host, port=port, names=names, proxy=proxy)
    try:
        listening = bound(reached)
    except OSError as fault:
        raise click.ClickException(f"port {port} cannot be used: {fault.strerror or fault}; try --port 0") from fault
    settings = Settings(
        root=root.absolute(), today=today, language=words or _language(root, today),
        export_to=None if export_to is None else export_to.absolute(), people=members,
    )  # fmt: skip
    try:
        serve(settings, reached, listening, lambda line: click.echo(visible(line)), _opener(is_open))
    except (Stopped, KeyboardInterrupt):
        click.echo("")
    return 0


def _unsafe(
    is_loopback: bool, people: Path | None, names: tuple[str, ...], proxy: str | None, plain_http: bool
) -> str | None:
    """What is missing before others may reach the desk; None where nothing is."""
    if odd := [name for name in names if not _NAME.fullmatch(name)]:
        return f"'{odd[0]}' is not the name of a machine; write --allow-host handouts.clinic.lan"
    if is_loopback and proxy is None:
        return "--plain-http is for others: name the address to listen at with --host" if plain_http else None
    if people is None:
        return "others can reach this address: say who may work here with --people FILE (see 'handout people')"
    if not names:
        return "others can reach this address: say what they call it with --allow-host handouts.clinic.lan"
    if (proxy is None) is not plain_http:
        return (
            "choose one of --behind-proxy ADDRESS (the proxy speaks TLS) and --plain-http (passwords and texts can be "
            "listened to on the network)"
        )
    return None


_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?")


def _language(root: Path, today: date) -> str:
    """The clinic's language if the desk speaks it, else English."""
    clinic = Library(root, today).clinic
    said = str(clinic.language or "en") if clinic is not None else "en"
    return "es" if said.partition("-")[0] == "es" else "en"


def _opener(is_open: bool) -> Callable[[str], None]:
    def opened(address: str) -> None:
        if is_open:
            import webbrowser

            webbrowser.open(address)

    return opened
