"""Write problems as lines for a terminal, as JSON, or as SARIF 2.1.0 for code hosts and editors.

The problems may come from anywhere: those whose code is no rule's (E02 and the like) are reported just the same. The
readability of each handout stands beside them, as what it is: no problem, but what its text scores.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from handout import __version__
from handout.lint.codes import codes
from handout.lint.explain import explain
from handout.lint.registry import rule
from handout.lint.scores import Readability
from handout.messages import page_of, pages
from handout.problems import Problem, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def as_text(problems: Iterable[Problem]) -> str:
    """One problem a line, each with its hint below."""
    return "".join(f"{problem}\n" for problem in problems)


def ranking(problems: Iterable[Problem]) -> str:
    """Which kinds of problem there are, what weighs most first, then what is most frequent: `E02 1, PL01 3, PL05 7`."""
    kinds = Counter((list(Severity).index(problem.severity), problem.code) for problem in problems)
    ordered = sorted(kinds.items(), key=lambda kind: (kind[0][0], -kind[1], kind[0][1]))
    return ", ".join(f"{code} {number}" for (_, code), number in ordered)


def as_json(problems: Iterable[Problem], scored: Iterable[Readability] = ()) -> str:
    """A list of objects: file, line, column, severity, code, message, hint.

    The readability of each handout follows, with the severity `info` and the code `SCORE`, its scores in numbers.
    """
    rows: list[dict[str, Any]] = [
        {
            "file": problem.span.file,
            "line": problem.span.line,
            "column": problem.span.column,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    rows += [
        {
            "file": one.span.file,
            "line": one.span.line,
            "column": one.span.column,
            "severity": "info",
            "code": "SCORE",
            "message": str(one),
            "hint": None,
            "scores": _numbers(one),
        }
        for one in scored
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_sarif(problems: Sequence[Problem], scored: Iterable[Readability] = ()) -> str:
    """A SARIF 2.1.0 log with one run; columns count characters, as an editor does.

    The readability of each handout is in the run's property bag (SARIF 3.8), since it is no result.
    """
    used = sorted({problem.code for problem in problems})
    driver = {"name": "handout", "version": __version__, "rules": [_described(code) for code in used]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, used.index(problem.code)) for problem in problems],
    }
    if scores := {one.span.file: {"language": one.language, "scores": _numbers(one)} for one in scored}:
        run["properties"] = {"readability": scores}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _numbers(one: Readability) -> list[dict[str, Any]]:
    """The scores for other programs, rounded as people are told them."""
    return [{"formula": score.formula, "value": round(score.value, 1), "band": score.band} for score in one.scores]


def _described(code: str) -> dict[str, Any]:
    """A reporting descriptor (SARIF 3.49): the page that `handout explain` shows of the code."""
    if code not in codes():
        return {"id": code, "shortDescription": {"text": pages()[code].what}, "help": {"text": page_of(code)}}
    found = rule(code)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in found.name.split("-")),
        "shortDescription": {"text": found.title},
        "help": {"text": explain(code)},
        "defaultConfiguration": {"level": _LEVELS[found.severity]},
    }


def _result(problem: Problem, index: int) -> dict[str, Any]:
    text = problem.message if problem.hint is None else f"{problem.message}\n{problem.hint}"
    region = {"startLine": max(problem.span.line, 1), "startColumn": max(problem.span.column, 1)}
    place = {"artifactLocation": {"uri": quote(problem.span.file.replace("\\", "/"))}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
