"""A name says one thing, and says it in the words of the field."""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "handout"
STAGES = ("content/", "flow.py", "text/phrase.py")
"""What an author types, what is printed of it, and the words of either: a kind keeps its name from one to the next."""


def public_types(path: Path) -> Iterator[str]:
    """Classes and named types at the top of a file."""
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")):
                if not name.startswith("_"):
                    yield name


def test_no_two_types_share_a_name() -> None:
    homes = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE).as_posix()
        stage = next((stage for stage in STAGES if file.startswith(stage)), file)
        for name in public_types(path):
            homes[name].append((file, stage))
    twice = {
        name: [file for file, _ in places]
        for name, places in homes.items()
        if len(places) > len({stage for _, stage in places}.intersection(STAGES)) and len(places) > 1
    }
    assert twice == {}


OWN_DIALECT = {
    "told": "report, message, or what it is that is told",
    "kept": "cache, or what it is kept in",
    "standing": "status",
    "late": "lazy",
}
"""Words that once stood here for many things each, and what to say instead."""


def public_names(path: Path) -> Iterator[str]:
    """The file's own name; its classes, functions and constants; its classes' methods and fields."""
    yield path.parent.name if path.stem == "__init__" else path.stem
    yield from _defined(ast.parse(path.read_text("utf-8")).body)


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        match node:
            case ast.ClassDef(name=name):
                yield name
                yield from _defined(node.body)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def dialect_in(name: str) -> set[str]:
    """The words of a name, `told_of` or `ToldOf`, that say too little; a question may hold one: `is_kept`."""
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)]
    return set() if name.startswith(("_", "is_", "has_", "tell_of_")) else OWN_DIALECT.keys() & words


def names_inside(path: Path) -> Iterator[str]:
    """What a file's functions call their arguments and their variables."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case (
                ast.arg(arg=str(name))
                | ast.Name(id=name, ctx=ast.Store())
                | ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
            ):
                yield name


def in_dialect(names: Callable[[Path], Iterable[str]]) -> set[str]:
    """Such names of all files with a word of OWN_DIALECT in them, and what to say instead."""
    return {
        f"{path.relative_to(SOURCE)}: {name}: say {OWN_DIALECT[word]}"
        for path in SOURCE.rglob("*.py")
        for name in names(path)
        for word in dialect_in(name)
    }


def test_no_public_name_is_in_a_dialect_of_our_own() -> None:
    assert in_dialect(public_names) == set()


def test_no_argument_and_no_variable_is_in_a_dialect_of_our_own() -> None:
    assert in_dialect(names_inside) == set()
