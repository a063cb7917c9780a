"""Import a library without what it would import, or work out, for uses that we do not have.

Half of what building one handout takes is importing. What is left out here is measured, and each place says why it is
never missed.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

Unused = Mapping[str, Sequence[str] | Mapping[str, Any] | None]
"""Modules, each with the names that a library takes from it, or with what stands for them; None for a module that it
does without when it is missing."""


@contextmanager
def without(unused: Unused, private: str | None = None) -> Iterator[None]:
    """Put an empty module in place of each while a library is imported; bare names are classes that nothing is of.

    A library that others in this process may want whole is `private`: theirs is imported anew.
    """
    left_out = {name: _empty(name, members) for name, members in unused.items() if name not in sys.modules}
    sys.modules.update(left_out)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]
        if private is not None and left_out:
            for name in [name for name in sys.modules if name.partition(".")[0] == private]:
                del sys.modules[name]


def _empty(name: str, members: Sequence[str] | Mapping[str, Any] | None) -> ModuleType | None:
    if members is None:
        return None
    if not isinstance(members, Mapping):
        members = {member: type(member, (), {}) for member in members}
    module = ModuleType(name)
    vars(module).update(members)
    return module


@contextmanager
def patterns_at_first_use() -> Iterator[None]:
    """Let a library that is imported compile its patterns when it first uses them."""
    module = ModuleType("re")
    vars(module).update(compile=_Pattern, __getattr__=lambda name: getattr(re, name))
    sys.modules["re"] = module
    try:
        yield
    finally:
        sys.modules["re"] = re


class _Pattern:
    """Stands for a compiled pattern."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._typed = pattern, flags

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._typed), name)
