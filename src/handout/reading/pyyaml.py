"""PyYAML, imported once, here.

Its reader in Python has a pattern of all characters that YAML allows, which takes 8 ms to compile, a fortieth of what
one handout takes, and is not used by the parser in C. So its patterns are compiled when they are first used.
"""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import Any


class _Pattern:
    """Stands for a pattern of PyYAML's until it is used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._typed = pattern, flags

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._typed), name)


def _compile(pattern: Any, flags: int = 0) -> Any:
    """Whoever else imports `re` meanwhile, in another thread, has it as it is."""
    importer = sys._getframe(1).f_globals.get("__name__", "")
    return _Pattern(pattern, flags) if importer.startswith("yaml.") else re.compile(pattern, flags)


_stand_in = ModuleType("re")
vars(_stand_in).update(compile=_compile, __getattr__=lambda name: getattr(re, name))
sys.modules["re"] = _stand_in
try:
    import yaml
finally:
    sys.modules["re"] = re

__all__ = ["yaml"]
