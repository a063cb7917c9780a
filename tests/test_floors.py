"""Imports run downhill, and each outside library has one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "handout"
FLOORS = [
    {"extras", "record", "source", "problems", "files"},
    {"reading"},
    {"text"},
    {"flow", "icons", "part"},
    {"content"},
    {"style", "locales"},
    {"references", "edition", "messages", "assemble", "review", "lint", "translation"},
    {"pdf"},
    {"layout"},
    {"targets"},
    {
        "batch",
        "bilingual",
        "bounds",
        "build",
        "cache",
        "catalogue",
        "library_record",
        "looks",
        "cluster",
        "export",
        "incoming",
        "library",
        "manifest",
        "marked",
        "messages",
        "jobs",
        "watching",
        "answer",
        "patient",
        "workers",
    },
    {"desk"},
    {"cli", "__main__"},
]
HOMES = {
    "mammoth": {"incoming"},
    "msgspec": {"record"},
    "fastapi": {"desk"},
    "nicegui": {"desk"},
    "pypdfium2": {"desk"},
    "sqlite3": {"library_record"},
    "starlette": {"desk"},
    "uvicorn": {"desk"},
    "yaml": {"reading"},
    "reportlab": {"pdf"},
    "uharfbuzz": {"pdf"},
    "icu4py": {"pdf"},
    "PIL": {"pdf"},
    "click": {"cli"},
    "markdown_it": {"text"},
    "pypdf": {"review", "export", "marked"},
}


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.parent != SOURCE)


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "handout":
                yield from (f"handout.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_downhill(path: Path) -> None:
    own = floor(room(path))
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("handout.")} - {"__version__"}
    assert {name for name in rooms if floor(name) > own} == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_outside_libraries_stay_in_their_rooms(path: Path) -> None:
    outside = {name.split(".")[0] for name in imported(path)}
    assert {name for name in outside & HOMES.keys() if room(path) not in HOMES[name]} == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if room(path) == "cli":
        return
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert calls & {"print", "exit", "input", "eval", "exec"} == set()


def test_no_check_is_written_as_an_assert() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assert)
    ]
    assert found == []
