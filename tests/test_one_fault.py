"""One fault in a good handout is told once, at its line, with a hint: keys, values, quotation marks, hyphens, columns.

The faults are made of a handout with a block of each kind: each of its keys, values and lines is spoilt in some ways,
and every so many of them are tried.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from handout.content.project import Project
from handout.problems import Problem, Problems, Severity

GOOD = (Path(__file__).parent / "fixtures" / "one-of-each.yaml").read_text("utf-8")
LINES = GOOD.split("\n")
EVERY = 13
PROSE = range(23, 27)
"""Lines of a text below a '|', where hyphens and columns are CommonMark's."""
VALUES = ["[some words]", "{foo: some words}", "{}", "null", "{{name}}", "{{name}} rests", "TODO"]
"""What no key takes that takes a text, or that takes a list."""
TAKES_MORE = {
    "null": "columns rows",
    "[some words]": "body emergency call do dont signs summary keywords columns signatures checklist items rows steps",
    "TODO": "because columns rule version image id volume issue DOI code",
}  # fmt: skip
"""Where some of these values are right, or an entry of them is."""


class Fault(NamedTuple):
    """What was done to which line, and the handout with it."""

    what: str
    line: int
    text: str


def of_keys_and_values() -> Iterator[Fault]:
    root = yaml.compose(GOOD, yaml.SafeLoader)
    assert root is not None
    for path, key, value in _entries(root, ()):
        at = (key or value).start_mark.line
        start, end = value.start_mark.index, len(GOOD[: value.end_mark.index].rstrip())
        begins = start
        if key is not None:
            name, behind = key.value, key.end_mark.index
            begins = behind + 1
            middle = len(name) // 2
            misspelt = name[:middle] + name[middle + 1 :] if len(name) > 3 else name + name[-1]
            for wrong in (misspelt, name.capitalize(), name.replace("_", "-") if "_" in name else f"{name}s"):
                yield Fault(f"{name} as {wrong}", at, GOOD[: key.start_mark.index] + wrong + GOOD[behind:])
            if name != "heading":  # A heading may be typed without its key.
                yield Fault(f"{name} without its colon", at, GOOD[:behind] + GOOD[behind + 1 :])
            if GOOD[behind : behind + 2] == ": ":
                yield Fault(f"{name} without the blank", at, GOOD[: behind + 1] + GOOD[behind + 2 :])
        for wrong in VALUES:
            if not set(path) & set(TAKES_MORE.get(wrong, "").split()):
                yield Fault(f"{path[-1]} is {wrong}", at, f"{GOOD[:begins]} {wrong}{GOOD[end:]}")
        if isinstance(value, yaml.ScalarNode) and value.style is None:
            for sign in ('"', "'", "Note: ", "@", "*", "& "):
                yield Fault(f"{path[-1]} after {sign}", at, GOOD[:start] + sign + GOOD[start:])


def _entries(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.Node | None, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key, value
            yield from _entries(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield path, None, value
            yield from _entries(value, path)


def of_lines() -> Iterator[Fault]:
    for number, line in enumerate(LINES):
        if number in PROSE or line.endswith("title: Label"):
            continue  # The only key of its block may stand in any column.
        bare, width = line.lstrip(), len(line) - len(line.lstrip())
        wrong = {"\t" + bare} if width else set()
        if bare.startswith("- ") and bare[2:3] not in "|[":
            wrong |= {line.replace("- ", sign, 1) for sign in ("-", "– ", "• ", "* ")}
        elif bare[:1].isalpha() and width > 2:
            wrong |= {line[2:], line[1:], " " + line}
        for typed in sorted(wrong):
            yield Fault(repr(typed), number, "\n".join([*LINES[:number], typed, *LINES[number + 1 :]]))


FAULTS = [fault for fault in (*of_keys_and_values(), *of_lines()) if fault.text != GOOD]


def told(folder: Path, text: str) -> list[Problem]:
    """The errors in a handout."""
    path = folder / "content" / "a.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    problems = Problems()
    Project(folder).load_handout(path, None, problems)
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def test_the_handout_without_a_fault_is_good(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == []


@pytest.mark.parametrize("first", range(0, EVERY, 4))
def test_one_fault_is_told_once_at_its_line_with_a_hint(tmp_path: Path, first: int) -> None:
    wrong = []
    for fault in FAULTS[first::EVERY]:
        problems = told(tmp_path, fault.text)
        if len(problems) != 1 or not _is_told_well(problems[0], fault.line):
            wrong.append((fault.what, fault.line + 1, [str(problem) for problem in problems]))
    assert wrong == []


def _is_told_well(problem: Problem, line: int) -> bool:
    """Whether the place is the line or the one below it, and something is said that can be typed."""
    return problem.span.line - line in {1, 2} and (problem.hint is not None or "is not one of" in problem.message)
