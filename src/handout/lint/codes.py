"""The codes of the rules there are: every file in `rules/` is one, and none is opened here."""

from __future__ import annotations

from functools import cache
from pkgutil import iter_modules

from handout.lint import rules

_CLOSE = 0.6


@cache
def codes() -> tuple[str, ...]:
    """The codes of all rules, sorted."""
    return tuple(sorted(module_names()))


@cache
def module_names() -> dict[str, str]:
    """The name of the module that holds the rule of a code."""
    return {module.name.partition("_")[0]: module.name for module in iter_modules(rules.__path__)}


def may_be_allowed(code: str) -> bool:
    """Whether an `allow` may name it: a rule, or what is said of a translation beside its source."""
    if code in codes():
        return True
    from handout.translation.in_step import CONVERTED  # Only translations name these, and have them loaded.
    from handout.translation.left_in import RULE as NOT_TRANSLATED

    return code in {CONVERTED, NOT_TRANSLATED}


def hint(code: str) -> str:
    """The known code closest to what was typed, or the codes there are."""
    import difflib  # Nearly nobody types a code that is none, and every build with an `allow` comes by here.

    likeness = {known: difflib.SequenceMatcher(None, code.strip().upper(), known).ratio() for known in codes()}
    closest = max(codes(), key=lambda known: likeness[known])
    return f"did you mean '{closest}'?" if likeness[closest] >= _CLOSE else f"the rules are: {', '.join(codes())}"
