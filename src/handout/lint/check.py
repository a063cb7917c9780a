"""Run every rule on a handout and rank what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handout.lint.codes import codes
from handout.lint.registry import Rule, rule
from handout.lint.subject import Subject
from handout.problems import Problem, Severity
from handout.record import replace

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}

_NEVER_SILENT = frozenset({"GV11", "GV12"})
"""The rules about `allow` itself."""


def check(subject: Subject, rules: str = "") -> list[Problem]:
    """What the rules whose codes begin with `rules` find, without what the handout allows.

    What matters most comes first, then what stands first.
    """
    return sorted_findings({problem for one in rules_for(subject, rules) for problem in problems_of(one, subject)})


def rules_for(subject: Subject, rules: str = "") -> Iterator[Rule]:
    """The rules whose codes begin so, without those that the handout allows."""
    allowed = {allow.rule.text for allow in subject.handout.allow or ()} - _NEVER_SILENT
    return (rule(code) for code in codes() if code.startswith(rules) and code not in allowed)


def sorted_findings(found: Iterable[Problem]) -> list[Problem]:
    """What matters most first, then what stands first."""
    return sorted(found, key=lambda problem: (_RANK[problem.severity], problem.span, problem.code, problem.message))


def problems_of(rule: Rule, subject: Subject) -> list[Problem]:
    """What one rule finds, allowed or not; an error when the clinic says that the rule fails a build."""
    fails = rule.code in subject.limits.fail
    found = [
        Problem(finding.span, finding.severity or rule.severity, rule.code, finding.message, finding.hint)
        for finding in rule.find(subject)
    ]
    return [replace(problem, severity=Severity.ERROR) for problem in found] if fails else found
