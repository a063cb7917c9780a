"""`handout explain`: what a code of a message means."""

from __future__ import annotations

import re

import click

from handout.lint.codes import codes
from handout.lint.explain import explain
from handout.messages import page_of, pages


@click.command("explain")
@click.argument("code")
def command(code: str) -> int:
    """Say what a code of a message means, why it matters, and what to do: a rule, an error or a warning."""
    page = page_of(code) or explain(code)
    if page is None:
        raise click.UsageError(f"there is no code '{code}'; {_closest(code)}")
    click.echo(page, nl=False)
    return 0


def _closest(code: str) -> str:
    """An offer of the code that is nearly what was typed, if there is one; else where a code is seen."""
    from difflib import get_close_matches

    parts = re.fullmatch(r"\W*([A-Z]+)\W*0*(\d{1,2})\W*", code.upper())
    typed = f"{parts[1]}{parts[2]:0>2}" if parts else code.upper()
    close = get_close_matches(typed, [*codes(), *pages()], n=1)
    return f"did you mean '{close[0]}'?" if close else "a message shows its code in brackets, such as E02, W21 or PL01"
