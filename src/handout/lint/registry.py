"""The rules themselves, each opened when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

from handout.lint.codes import codes, module_names
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import InternalError, Severity
from handout.record import Record


class Rule(Record):
    """One rule: its code, its name, how much it matters, its page, and how it looks."""

    code: str
    name: str
    severity: Severity
    page: str
    find: Callable[[Subject], Iterable[Finding]]

    @property
    def title(self) -> str:
        """The first line of its page."""
        return self.page.split("\n", 1)[0]


@cache
def rule(code: str) -> Rule:
    """The rule with this code."""
    name = module_names()[code]
    module = import_module(f"handout.lint.rules.{name}")
    if not module.__doc__:
        raise InternalError(f"the rule {name} has no page")
    words = name.partition("_")[2].replace("_", "-")
    return Rule(code=code, name=words, severity=module.SEVERITY, page=module.__doc__.strip(), find=module.find)


def every_rule() -> tuple[Rule, ...]:
    """All rules, by code."""
    return tuple(rule(code) for code in codes())
