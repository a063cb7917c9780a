"""Print problems, and say with how many a run ended."""

from collections.abc import Iterable

import click

from handout.problems import Problem, Severity


def tell(problems: Iterable[Problem]) -> None:
    """Every problem to stderr."""
    for problem in problems:
        click.echo(str(problem), err=True)


def count(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning`."""
    kinds = [problem.severity for problem in problems]
    parts = [
        f"{number} {severity.value if severity is Severity.ADVICE else severity.value + 's' * (number > 1)}"
        for severity in Severity
        if (number := kinds.count(severity))
    ]
    return ", ".join(parts) or "no problems"
