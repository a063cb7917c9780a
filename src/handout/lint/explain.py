"""Print a rule's page."""

import difflib
import textwrap

from handout.lint.registry import codes, rule


def explain(code: str) -> str | None:
    """The page of a rule (in any case of letters), or None when there is no such rule: see `hint`."""
    wanted = code.strip().upper()
    if wanted not in codes():
        return None
    found = rule(wanted)
    first, _, rest = found.page.partition("\n")
    page = f"{first}\n{textwrap.dedent(rest)}".strip()
    return f"{found.code} {found.name} ({found.severity.value})\n\n{page}\n"


def hint(code: str) -> str:
    """The known code closest to what was typed, or the codes there are."""
    likeness = {known: difflib.SequenceMatcher(None, code.strip().upper(), known).ratio() for known in codes()}
    closest = max(codes(), key=lambda known: likeness[known])
    return f"did you mean '{closest}'?" if likeness[closest] >= _CLOSE else f"the rules are: {', '.join(codes())}"


_CLOSE = 0.6


def index() -> str:
    """Every rule with its title, one a line."""
    return "".join(f"{code}  {rule(code).title}\n" for code in codes())
