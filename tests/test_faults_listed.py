"""`docs/faults.md` accounts for every row, and names only tests that exist."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
TABLE = TESTS.parent / "docs" / "faults.md"
ROWS = {*map(str, range(1, 170)), "54a", "54b", "54c", "69a", "69b", "69c", "69d"}


def listed() -> Iterator[tuple[list[str], str, str]]:
    """The rows, what becomes of them, and the tests, of each line of the tables."""
    for line in TABLE.read_text("utf-8").splitlines():
        cells = re.split(r"(?<!\\)\|", line)
        if len(cells) == 6 and re.match(r" \d", cells[1]):
            yield list(numbers(cells[1])), cells[3].strip(), cells[4].strip()


def numbers(typed: str) -> Iterator[str]:
    for part in typed.strip().split(", "):
        first, dash, last = part.partition("–")
        if dash:
            yield from map(str, range(int(first), int(last) + 1))
        else:
            yield first


def test_every_row_is_accounted_for_once() -> None:
    found = [row for rows, _, _ in listed() for row in rows]
    assert sorted(found) == sorted(ROWS)


def test_every_row_names_a_test_or_says_why_it_does_not_apply() -> None:
    assert [rows for rows, becomes, tests in listed() if "`" not in tests and "does not apply" not in becomes] == []


def test_every_test_that_is_named_exists() -> None:
    named = {name for _, _, tests in listed() for name in re.findall(r"`(test_\w+::[\w*]+)`", tests)}
    missing = []
    for name in sorted(named):
        file, _, function = name.partition("::")
        path = TESTS / f"{file}.py"
        functions = {
            node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
        }
        if function != "*" and function not in functions:
            missing.append(name)
    assert missing == []
