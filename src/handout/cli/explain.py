"""`handout explain`: what a code of a message means."""

import click

from handout.lint.codes import hint
from handout.lint.explain import explain
from handout.messages import page_of


@click.command("explain")
@click.argument("code")
def command(code: str) -> int:
    """Say what a code of a message means, why it matters, and what to do: a rule, an error or a warning."""
    page = page_of(code) or explain(code)
    if page is None:
        raise click.UsageError(f"there is no rule '{code}'; {hint(code)}")
    click.echo(page, nl=False)
    return 0
