"""Write problems as lines for a terminal, as JSON, or as SARIF 2.1.0 for code hosts and editors.

The problems may come from anywhere: those whose code is no rule's (E02 and the like) are reported just the same.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from handout import __version__
from handout.lint.explain import explain
from handout.lint.registry import codes, rule
from handout.problems import Problem, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def as_text(problems: Iterable[Problem]) -> str:
    """One problem a line, each with its hint below."""
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects: file, line, column, severity, code, message, hint."""
    rows = [
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
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_sarif(problems: Sequence[Problem]) -> str:
    """A SARIF 2.1.0 log with one run; columns count characters, as an editor does."""
    used = sorted({problem.code for problem in problems})
    driver = {"name": "handout", "version": __version__, "rules": [_described(code) for code in used]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, used.index(problem.code)) for problem in problems],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _described(code: str) -> dict[str, Any]:
    """A reporting descriptor (SARIF 3.49): for a rule its page, for any other problem its code."""
    if code not in codes():
        return {"id": code}
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
