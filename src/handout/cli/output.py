"""Print problems, and say with how many a run ended."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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


_SHARED = {"E04", "E30", "E33", "E50", "E51", "W50"}
"""What may say something of the clinic, of a language or of the fonts here that holds for many handouts."""

_LETTERS = re.compile(r"(no font here has .+ letters) \((\d+) here; (first: .+)\)", re.DOTALL)


def once(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, each cause once.

    What a language, the clinic or the fonts lack is reported at the first handout that needs it, with how many there
    are. That the source of a translation has errors is said by these errors.
    """
    found = list(problems)
    said = {(problem.code, problem.span) for problem in found}
    found = [problem for problem in found if (_SAID_BY_AN_ERROR.get(problem.code), problem.span) not in said]
    faulty = {problem.span.file for problem in found if problem.severity is Severity.ERROR}
    found = [problem for problem in found if problem.code != "W34" or _source(problem.span.file) not in faulty]
    return list(_letters_once(_lacking_once(found))) if any(problem.code in _SHARED for problem in found) else found


def _lacking_once(found: Sequence[Problem]) -> Iterator[Problem]:
    """What many handouts need and is not there, at the first of them."""
    from handout.content.checks import NO_DISCLAIMER, NO_LANGUAGE
    from handout.locales.shelf import NO_WORDS
    from handout.pdf.text.missing_letters import NO_BOLD, NO_BREAKER
    from handout.record import replace

    lacking = {NO_DISCLAIMER: "one", NO_LANGUAGE: "one", NO_WORDS: "them", NO_BREAKER: "it", NO_BOLD: "one"}
    shared = Counter(problem.message for problem in found if problem.message.startswith(tuple(lacking)))
    for problem in found:
        need = next((need for start, need in lacking.items() if problem.message.startswith(start)), None)
        number = shared.pop(problem.message, None) if need is not None else 1
        if number is not None:
            message = f"{problem.message}; {number} handouts need {need}" if number > 1 else problem.message
            yield replace(problem, message=message)


def _letters_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The letters of a script that no font here has, at the first of them, with how many there are in all."""
    from handout.record import replace

    read = [(problem, _LETTERS.fullmatch(problem.message)) for problem in problems]
    letters, files = Counter[str](), Counter[str]()
    for script, number in ((found[1], int(found[2])) for _, found in read if found is not None):
        letters[script] += number
        files[script] += 1
    for problem, found in read:
        if found is None or files[found[1]] == 1:
            yield problem
        elif number := letters.pop(found[1], 0):
            message = f"{found[1]} ({number} in {files[found[1]]} files; {found[3]})"
            yield replace(problem, message=message)


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
