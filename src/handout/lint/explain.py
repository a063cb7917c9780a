"""The page of a rule, as `handout explain` prints it: the docstring of its file."""

from __future__ import annotations

import textwrap

from handout.lint.codes import codes
from handout.lint.registry import rule


def explain(code: str) -> str | None:
    """The page of a rule (in any case of letters), or None when there is no such rule."""
    wanted = code.strip().upper()
    if wanted not in codes():
        return None
    found = rule(wanted)
    first, _, rest = found.page.partition("\n")
    page = f"{first}\n{textwrap.dedent(rest)}".strip()
    return f"{found.code} {found.name} ({found.severity.value})\n\n{page}\n"


def index() -> str:
    """Every rule with its title, one a line."""
    return "".join(f"{code}  {rule(code).title}\n" for code in codes())
