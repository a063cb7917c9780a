"""Print problems, and say with how many a run ended."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

import click

from handout.problems import Problem, Severity


def document(text: str) -> None:
    """Print a whole document, which goes to a file or a program: in UTF-8 then, whatever the terminal speaks."""
    text = text.removesuffix("\n") + "\n"
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    click.echo(text if is_shown else text.encode("utf-8", "backslashreplace"), nl=False)


def tell(problems: Iterable[Problem]) -> None:
    """Every problem to stderr, each cause once."""
    for problem in once(problems):
        click.echo(str(problem), err=True)


_SAID_BY_AN_ERROR = {"W34": "E88", "W35": "E90"}
"""Warnings with nothing to add to what stands against a release at the same place: no source, not translated."""


_LACKING = {"E04", "E30", "E33"}
"""What may say that a language has no words or no disclaimer, or that no language is named."""


def once(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, each cause once.

    What a language or the clinic lacks is reported at the first handout that needs it, with how many there are. That
    the source of a translation has errors is said by these errors.
    """
    found = list(problems)
    said = {(problem.code, problem.span) for problem in found}
    found = [problem for problem in found if (_SAID_BY_AN_ERROR.get(problem.code), problem.span) not in said]
    faulty = {problem.span.file for problem in found if problem.severity is Severity.ERROR}
    found = [problem for problem in found if problem.code != "W34" or _source(problem.span.file) not in faulty]
    if all(problem.code not in _LACKING for problem in found):
        return found
    from handout.content.checks import NO_DISCLAIMER, NO_LANGUAGE
    from handout.locales.shelf import NO_WORDS
    from handout.record import replace

    lacking = {NO_DISCLAIMER: "one", NO_LANGUAGE: "one", NO_WORDS: "them"}
    shared = Counter(problem.message for problem in found if problem.message.startswith(tuple(lacking)))
    shown: list[Problem] = []
    for problem in found:
        need = next((need for start, need in lacking.items() if problem.message.startswith(start)), None)
        number = shared.pop(problem.message, None) if need is not None else 1
        if number is not None:
            message = f"{problem.message}; {number} handouts need {need}" if number > 1 else problem.message
            shown.append(replace(problem, message=message))
    return shown


def _source(file: str) -> str:
    """The file that a translation follows: `content/ward/x.yaml` for `content/ward/x.es.yaml`."""
    folder, slash, name = file.rpartition("/")
    return f"{folder}{slash}{name.partition('.')[0]}.yaml"


def count(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning`."""
    kinds = [problem.severity for problem in problems]
    parts = [
        f"{number} {severity.value if severity is Severity.ADVICE else severity.value + 's' * (number > 1)}"
        for severity in Severity
        if (number := kinds.count(severity))
    ]
    return ", ".join(parts) or "no problems"
