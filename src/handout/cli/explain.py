"""`handout explain`: a rule's page."""

import click


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> int:
    """Say what a rule looks for, why it matters, and what to write instead."""
    from handout.lint.codes import hint
    from handout.lint.explain import explain

    page = explain(rule)
    if page is None:
        raise click.UsageError(f"there is no rule '{rule}'; {hint(rule)}")
    click.echo(page, nl=False)
    return 0
