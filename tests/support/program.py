"""What there is to know of each file of the program without running it, read once for all tests that ask."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src" / "handout"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The names in one file, and what it does, as sets and lists of words."""

    types: list[str] = field(default_factory=list)
    """Public classes and named types at its top."""
    public: list[str] = field(default_factory=list)
    """The file's own name; its classes, functions and constants; its classes' methods and fields."""
    values: list[tuple[str, str]] = field(default_factory=list)
    """Its constants and named types, private ones too, as it writes their values."""
    inside: list[str] = field(default_factory=list)
    """Its arguments and variables."""
    imports: list[tuple[str, str | None]] = field(default_factory=list)
    """Each module, and what is taken of it; None for the module itself."""
    lazy: list[str] = field(default_factory=list)
    """The modules that functions import."""
    calls: set[str] = field(default_factory=set)
    """The functions that are called by a bare name."""
    bases: set[str] = field(default_factory=set)
    """What its classes descend from."""
    asserts: list[int] = field(default_factory=list)
    """The lines with an assert."""


@cache
def facts(path: Path) -> Facts:
    body = ast.parse(path.read_text("utf-8")).body
    found = Facts(types=list(_types(body)), public=[path.parent.name if path.stem == "__init__" else path.stem])
    found.public.extend(_defined(body))
    found.values.extend(_values(body))
    for node in body:
        _gather(node, found, is_in_function=False)
    return found


def files() -> list[Path]:
    """All files of the program."""
    return sorted(SOURCE.rglob("*.py"))


def _types(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        match node:
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")):
                if not name.startswith("_"):
                    yield name


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


def _values(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for node in body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, ast.unparse(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, ast.unparse(value)


def _gather(node: ast.AST, found: Facts, *, is_in_function: bool) -> None:
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
            found.inside.append(name)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            found.inside.append(name)
        case ast.Import(names=names):
            found.imports.extend((alias.name, None) for alias in names)
        case ast.ImportFrom(module=str(module), names=names):
            found.imports.extend((module, alias.name) for alias in names)
            found.lazy.extend([module] * is_in_function)
        case ast.Call(func=ast.Name(id=name)):
            found.calls.add(name)
        case ast.ClassDef(bases=bases):
            found.bases.update(map(ast.unparse, bases))
        case ast.Assert(lineno=line):
            found.asserts.append(line)
    inside = is_in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for child in ast.iter_child_nodes(node):
        _gather(child, found, is_in_function=inside)
