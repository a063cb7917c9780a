"""No file reaches itself by its imports, those in functions and for type checkers included.

A circle is a group of files that can only be understood together.
"""

from collections.abc import Iterator
from pathlib import Path

from support.program import SOURCE, facts, files


def module(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(path): path for path in files()}


def imported(path: Path) -> Iterator[str]:
    """The files of ours that a file imports; a package's own file only when something in it is asked for."""
    for name, taken in facts(path).imports:
        if name in MODULES:
            below = f"{name}.{taken}"
            yield below if below in MODULES else name


def circles(imports: dict[str, set[str]]) -> list[set[str]]:
    """The groups of files that each reach all others of their group, and a file that reaches itself."""
    reached = {name: _reached(name, imports) for name in imports}
    groups = {frozenset(other for other in reached[name] if name in reached[other]) for name in imports}
    return sorted((set(group) for group in groups if group), key=sorted)


def _reached(name: str, imports: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [*imports[name]]
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += imports[one]
    return found


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}}) == [{"b", "c"}, {"d"}]


def test_no_file_reaches_itself() -> None:
    assert circles({name: set(imported(path)) for name, path in MODULES.items()}) == []
