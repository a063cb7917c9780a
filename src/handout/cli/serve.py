"""`handout serve`: the desk, in a browser on this machine."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from handout.cli import WRONG_USE, options

NEEDED = ("nicegui", "uvicorn", "wsproto", "pypdfium2")


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65_535), default=8140, show_default=True, help="Its port; 0 for any.")
@click.option("--open", "is_open", is_flag=True, help="Open it in the browser.")
@click.option("--words", type=click.Choice(["en", "es"]), help="The language of the page (default: the clinic's).")
@click.option("--export-to", type=click.Path(path_type=Path), metavar="DIR", help="Where its packages go.")
@options.today
@options.project
def command(port: int, is_open: bool, words: str | None, export_to: Path | None, today: date, root: Path) -> int:
    """Write, review, sign and release handouts in a browser on this machine; Ctrl-C ends it.

    Only this machine is let in, and only with the address that is printed. The page works on the files in content/ and
    can do nothing that a verb cannot.
    """
    from importlib.util import find_spec

    from handout.cli import Stopped
    from handout.extras import extra
    from handout.problems import visible

    if missing := [name for name in NEEDED if find_spec(name) is None]:
        click.echo(f"handout: the desk needs {', '.join(missing)}\n    hint: {extra('desk')}", err=True)
        return WRONG_USE
    from handout.desk.server import bound, serve
    from handout.desk.shared import Settings

    try:
        listening = bound(port)
    except OSError as fault:
        raise click.ClickException(f"port {port} cannot be had: {fault.strerror or fault}; try --port 0") from fault
    settings = Settings(
        root=root.absolute(), today=today, language=words or _language(root, today),
        export_to=None if export_to is None else export_to.absolute(),
    )  # fmt: skip
    try:
        serve(settings, listening, lambda line: click.echo(visible(line)), _opener(is_open))
    except (Stopped, KeyboardInterrupt):
        click.echo("")
    return 0


def _language(root: Path, today: date) -> str:
    """The clinic's language if the desk speaks it, else English."""
    from handout.library import Library

    clinic = Library(root, today).clinic
    said = str(clinic.language or "en") if clinic is not None else "en"
    return "es" if said.partition("-")[0] == "es" else "en"


def _opener(is_open: bool) -> Callable[[str], None]:
    def opened(address: str) -> None:
        if is_open:
            import webbrowser

            webbrowser.open(address)

    return opened
