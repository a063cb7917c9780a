"""Imports run downhill, and each outside library has one home."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import SOURCE, facts, files

FLOORS = [
    {"extras", "record", "source", "other_names", "problems", "files"},
    {"reading"},
    {"text"},
    {"flow", "flow_mapping", "icons", "part"},
    {"content"},
    {"style", "locales"},
    {"references", "edition", "messages", "assemble", "review", "lint", "translation"},
    {"pdf"},
    {"layout"},
    {"targets"},
    {
        "batch",
        "bilingual",
        "build",
        "cache",
        "catalogue",
        "library_record",
        "library_looks",
        "cluster",
        "export",
        "incoming",
        "library",
        "manifest",
        "marked_pdf",
        "jobs",
        "limits",
        "watching",
        "answer",
        "patient",
        "workers",
    },
    {"desk"},
    {"cli", "__main__"},
]
NO_ROOMS = {"__version__", "look_seldom_for_garbage"}
"""What the package itself holds."""
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
    "pypdf": {"review", "export", "marked_pdf"},
}


def modules() -> list[Path]:
    return [path for path in files() if path.name != "__init__.py" or path.parent != SOURCE]


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def imported(path: Path) -> set[str]:
    """The modules it imports; of the package itself, what is taken of it."""
    return {f"handout.{name}" if module == "handout" and name else module for module, name in facts(path).imports}


def test_imports_run_downhill() -> None:
    def uphill(path: Path) -> set[str]:
        rooms = {name.split(".")[1] for name in imported(path) if name.startswith("handout.")} - NO_ROOMS
        return {name for name in rooms if floor(name) > floor(room(path))}

    assert in_modules(uphill) == {}


def test_the_map_of_the_rooms_is_that_of_their_floors() -> None:
    lines = (SOURCE / "ARCHITECTURE.md").read_text("utf-8").splitlines()
    rows = [found.groups() for line in lines if (found := re.match(r"\| (\d+) \| (.+?) \|", line))]
    shown = {(int(number), room(SOURCE / name)) for number, names in rows for name in re.findall("`(.+?)/?`", names)}
    assert shown == {(number, name) for number, rooms in enumerate(FLOORS) for name in rooms}


MANY = 20
"""Files of a room that has to be shown from inside, but where each file is one of a kind."""


def test_the_map_shows_the_larger_rooms_from_inside_each_file_by_its_name() -> None:
    text = (SOURCE / "ARCHITECTURE.md").read_text("utf-8")
    of_a_kind = {"", *re.findall(r"in\s`(\S+)/`", text[text.index("Of rooms in which") :].partition("\n\n")[0])}
    inside = dict(re.findall(r"^\*\*`(\S+)/`: (.*?)\n\n", text, re.M | re.S))
    for folder in sorted({path.parent for path in SOURCE.rglob("*.py")}):
        name = "" if folder == SOURCE else folder.relative_to(SOURCE).as_posix()
        files_there = {path.stem for path in folder.glob("*.py")} - {"__init__"}
        if name in inside or (len(files_there) >= MANY and name not in of_a_kind):
            assert files_there - set(re.findall(r"`(\w+)`", inside[name])) == set(), name


def test_outside_libraries_stay_in_their_rooms() -> None:
    def strays(path: Path) -> set[str]:
        outside = {name.split(".")[0] for name in imported(path)}
        return {name for name in outside & HOMES.keys() if room(path) not in HOMES[name]}

    assert in_modules(strays) == {}


def test_only_the_command_line_prints_and_exits() -> None:
    def calls(path: Path) -> set[str]:
        return set() if room(path) == "cli" else {"print", "exit", "input", "eval", "exec"} & facts(path).calls

    assert in_modules(calls) == {}


def in_modules(wrong: Callable[[Path], set[str]]) -> dict[str, set[str]]:
    """What is wrong in each module in which something is."""
    return {path.relative_to(SOURCE).as_posix(): found for path in modules() if (found := wrong(path))}


def test_no_check_is_written_as_an_assert() -> None:
    assert [f"{path.relative_to(SOURCE)}:{line}" for path in modules() for line in facts(path).asserts] == []


LAZY = {
    "cli/__init__.py": "Ctrl-C is answered in one line from the start",
    "cli/build.py": "when nothing has changed, no more is loaded than the cache",
    "cli/output.py": "as in build",
    "cli/report.py": "as in build",
    "cli/print.py": "nothing may be written, not even compiled modules",
    "cli/serve.py": "the desk is an extra",
    "cli/verbs.py": "only a slip needs a suggestion",
    "desk/server.py": "the environment is kept out first",
}
"""Files of verbs and of the desk that import a module of ours inside a function, and why."""


@pytest.mark.parametrize("folder", ["cli", "desk"])
def test_a_verb_imports_at_the_top_what_it_is_made_of(folder: str) -> None:
    """Its module is loaded only when it is called: an import inside a function saves nothing."""
    lazy = {
        path.relative_to(SOURCE).as_posix()
        for path in modules()
        if room(path) == folder and any(module.startswith("handout") for module in facts(path).lazy)
    }
    assert lazy <= LAZY.keys()
