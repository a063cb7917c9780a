"""Regular expressions of other libraries, compiled when they are first used."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def late_patterns(*packages: str) -> Iterator[None]:
    """While these packages are imported, what they compile is compiled when something first asks for it.

    Most of their patterns serve what no handout asks for, and some take as long as the reading of a handout.
    """
    true = re.compile

    def compile(pattern: Any, flags: Any = 0) -> Any:
        asking = sys._getframe(1).f_globals.get("__name__", "")
        if asking.partition(".")[0] not in packages:
            return true(pattern, flags)
        return _Late(pattern, flags)

    re.compile = compile
    try:
        yield
    finally:
        re.compile = true


class _Late:
    """Stands for a pattern, and becomes as quick as one: what was once asked for is kept."""

    def __init__(self, pattern: Any, flags: Any) -> None:
        self._arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._arguments), name)
        setattr(self, name, found)
        return found
