"""Run every rule on a handout and rank what they find."""

from handout.lint.registry import Rule, every_rule
from handout.lint.subject import Subject
from handout.problems import Problem, Severity
from handout.record import replace

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}

_NEVER_SILENT = frozenset({"GV11", "GV12"})
"""The rules about `allow` itself."""


def check(subject: Subject) -> list[Problem]:
    """What the rules find, without what the handout allows: what matters most first, then by place."""
    allowed = {allow.rule.text for allow in subject.handout.allow or ()} - _NEVER_SILENT
    found = {problem for rule in every_rule() if rule.code not in allowed for problem in problems_of(rule, subject)}
    return sorted(found, key=lambda problem: (_RANK[problem.severity], problem.span, problem.code, problem.message))


def problems_of(rule: Rule, subject: Subject) -> list[Problem]:
    """What one rule finds, allowed or not; an error when the clinic says that the rule fails a build."""
    fails = rule.code in subject.limits.fail
    found = [
        Problem(finding.span, finding.severity or rule.severity, rule.code, finding.message, finding.hint)
        for finding in rule.find(subject)
    ]
    return [replace(problem, severity=Severity.ERROR) for problem in found] if fails else found
