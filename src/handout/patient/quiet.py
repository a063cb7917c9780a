"""Messages that name places, keys and ids, never a value: what is told of a patient must not reach a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handout.messages import pages
from handout.problems import Problem, Problems, Severity

SAFE = frozenset({"E04", "E73"})
"""The messages of these say keys, ids and our own words alone."""


_SHOWN = "docs/patient.md shows how each key is typed"
_OF_DATA = {
    "E02": ("a key is not known here", _SHOWN),
    "E05": ("a value has another shape than it must have, such as a text where a list belongs", _SHOWN),
    "E07": ("a value is not one of those that are possible here, such as a day that is not in the calendar", _SHOWN),
    "E11": ("these data are not in UTF-8", "save them as UTF-8"),
    "E50": ("no font here can draw a letter or sign of the text", "'handout fonts' shows which letters there are"),
}
"""What is said of codes whose page speaks of files and of a hint that would hold what was read."""


def quieted(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The same problems at the same places, in words that hold nothing of what was read."""
    for problem in problems:
        yield problem if problem.code in SAFE else _general(problem)


def errors(problems: Problems) -> tuple[Problem, ...]:
    """The errors alone, in order: whoever prints for a patient can mend nothing else."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _general(problem: Problem) -> Problem:
    """What a code means in general. A hint that offers one of our own keys may stay."""
    page = pages().get(problem.code)
    what, hint = _OF_DATA.get(problem.code) or (
        ("something is wrong here", None) if page is None else (_first_sentence(page.what), _first_sentence(page.do))
    )
    is_offer = problem.code == "E02" and (problem.hint or "").startswith(("did you mean '", "the keys here are: "))
    hint = problem.hint if is_offer else hint
    return Problem(problem.span, problem.severity, problem.code, what, hint)


def _first_sentence(text: str) -> str:
    sentence = " ".join(text.split()).partition(". ")[0].removesuffix(".")
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
