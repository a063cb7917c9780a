"""Print a rule's page."""

import textwrap

from handout.lint.registry import codes, rule
from handout.problems import near


def explain(code: str) -> str | None:
    """The page of a rule (in any case of letters), or None when there is no such rule: see `hint`."""
    wanted = code.strip().upper()
    if wanted not in codes():
        return None
    found = rule(wanted)
    first, _, rest = found.page.partition("\n")
    page = f"{first}\n{textwrap.dedent(rest)}".strip()
    return f"{found.code} {found.name} ({found.severity.value})\n\n{page}\n"


def hint(code: str) -> str | None:
    """The known code closest to what was typed, or the codes there are."""
    wanted = code.strip().casefold()
    return near(wanted, {known.casefold() for known in codes()})


def index() -> str:
    """Every rule with its title, one a line."""
    return "".join(f"{code}  {rule(code).title}\n" for code in codes())
