"""One fault in a good file is told once, at its line, with a hint: keys, values, quotation marks, hyphens, columns.

The faults are made of a handout with a block of each kind, and of a clinic, a style sheet and a file of interface
words: each of their keys, values and lines is spoilt in some ways, and every so many of them are tried.
"""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from handout.content.project import Project
from handout.locales.words import read_words
from handout.problems import Problem, Problems, Severity
from handout.style.sheet import load_sheet

GOOD = (Path(__file__).parent / "fixtures" / "one-of-each.yaml").read_text("utf-8")
EVERY = 13
PROSE = range(23, 27)
VALUES = ["[some words]", "{foo: some words}", "{}", "null", "{{name}}", "{{name}} rests", "TODO", "!x y", '"\\u202e"']
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


def of_keys_and_values(good: str, open_names: Collection[str] = ()) -> Iterator[Fault]:
    """`open_names` are keys whose place many others may take."""
    root = yaml.compose(good, yaml.SafeLoader)
    assert root is not None
    for path, key, value in _entries(root, ()):
        at = (key or value).start_mark.line
        start, end = value.start_mark.index, len(good[: value.end_mark.index].rstrip())
        begins = start
        if key is not None:
            name, behind = key.value, key.end_mark.index
            begins = behind + 1
            middle = len(name) // 2
            misspelt = name[:middle] + name[middle + 1 :] if len(name) > 3 else name + name[-1]
            for wrong in (misspelt, name.capitalize(), name.replace("_", "-") if "_" in name else f"{name}s"):
                if name not in open_names:
                    yield Fault(f"{name} as {wrong}", at, good[: key.start_mark.index] + wrong + good[behind:])
            if name != "heading":  # A heading may be typed without its key.
                yield Fault(f"{name} without its colon", at, good[:behind] + good[behind + 1 :])
            if good[behind : behind + 2] == ": ":
                yield Fault(f"{name} without the blank", at, good[: behind + 1] + good[behind + 2 :])
        for wrong in VALUES:
            if not set(path) & set(TAKES_MORE.get(wrong, "").split()):
                yield Fault(f"{path[-1]} is {wrong}", at, f"{good[:begins]} {wrong}{good[end:]}")
        if isinstance(value, yaml.ScalarNode) and value.style is None:
            for sign in ('"', "'", "Note: ", "@", "*", "& "):
                yield Fault(f"{path[-1]} after {sign}", at, good[:start] + sign + good[start:])


def _entries(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.Node | None, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key, value
            yield from _entries(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield path, None, value
            yield from _entries(value, path)


def of_lines(good: str, prose: Collection[int] = ()) -> Iterator[Fault]:
    """`prose` are the numbers of lines with a text below a '|', where hyphens and columns are CommonMark's."""
    lines = good.split("\n")
    for number, line in enumerate(lines):
        if number in prose or line.endswith("title: Label"):
            continue  # The only key of its block may stand in any column.
        bare, width = line.lstrip(), len(line) - len(line.lstrip())
        wrong = {"\t" + bare} if width else set()
        if bare.startswith("- ") and bare[2:3] not in "|[":
            wrong |= {line.replace("- ", sign, 1) for sign in ("-", "– ", "• ", "* ")}
        elif bare[:1].isalpha() and width > 2:
            wrong |= {line[2:], line[1:], " " + line}
        elif bare[:1].isalpha() and not width:
            wrong.add("  " + line)
        for typed in sorted(wrong):
            yield Fault(repr(typed), number, "\n".join([*lines[:number], typed, *lines[number + 1 :]]))


FAULTS = [fault for fault in (*of_keys_and_values(GOOD), *of_lines(GOOD, PROSE)) if fault.text != GOOD]


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


@pytest.mark.parametrize("first", range(0, EVERY, 6))
def test_one_fault_is_told_once_at_its_line_with_a_hint(tmp_path: Path, first: int) -> None:
    assert told_badly(FAULTS[first::EVERY], lambda text: told(tmp_path, text)) == []


def test_a_message_stands_on_one_line_whatever_it_quotes(tmp_path: Path) -> None:
    sign = '"warning\\n\\n and more"'
    problems = told(
        tmp_path, GOOD.replace("tone: warning", f"tone: {sign}", 1).replace("language: en-US", f"language: {sign}")
    )
    assert len(problems) == 2
    assert all("'warning and more' is n" in str(problem).partition("\n")[0] for problem in problems)


@pytest.mark.parametrize("first", range(3))
def test_a_line_that_is_lost_is_told_once_at_the_most(tmp_path: Path, first: int) -> None:
    lines = GOOD.split("\n")
    lost = {
        line: told(tmp_path, "\n".join([*lines[:line], *lines[line + 1 :]])) for line in range(first, len(lines), 3)
    }
    assert {lines[line]: list(map(str, problems)) for line, problems in lost.items() if len(problems) > 1} == {}


def told_badly(faults: list[Fault], read: Callable[[str], list[Problem]]) -> list[tuple[str, int, list[str]]]:
    wrong = []
    for fault in faults:
        problems = read(fault.text)
        if len(problems) != 1 or not _is_told_well(problems[0], fault.line):
            wrong.append((fault.what, fault.line + 1, [str(problem) for problem in problems]))
    return wrong


def _is_told_well(problem: Problem, line: int) -> bool:
    """Whether the place is the line or the one below it, and something is said that can be typed."""
    return problem.span.line - line in {1, 2} and (problem.hint is not None or "is not one of" in problem.message)


CLINIC = """\
name: Example Clinic
phone: "555 0100"
website: https://www.example.org/
language: en-US
timezone: America/New_York
styles:
  - standard
bilingual: [[en-US, es]]
disclaimer:
  en: This handout is for information only.
feedback:
  url: https://www.example.org/feedback
review:
  required: [clinical]
  valid_for: 24 months
  words: warn
checks:
  reading_grade: 8
limits: {pages: 20, seconds: 30}
divisions:
  de: [Arzneimittel-verordnung]
references_mode: print
"""
SHEET = """\
extends: standard
page:
  size: letter
  margins: {top: 0.9in, bottom: 1in}
colors:
  ink: "#1b1b1b"
fonts:
  body:
    family: Noto Sans
styles:
  paragraph:
    font: body
    size: 13pt
    leading: 1.4
    space_after: 8pt
    color: ink
  heading-1:
    like: paragraph
    keep_with_next: true
"""
INTERFACE_WORDS = """\
direction: ltr
made: project
date: '{day} de {month} de {year}'
decimal_marks: ','
list_last_before: {hi: ' e '}
quotes: ['«', '»', '“', '”']
seasons:
  - primavera
  - verano
  - otoño
  - invierno
page_of: 'Página {page} de {pages}'
review_draft: Aún no revisado
get_help_call: 'Llámenos al {phone} si:'
"""


MAY_BE = {f"{name} is {{}}" for name in ("disclaimer", "review", "checks", "limits", "divisions", "page", "margins",
          "colors", "fonts", "styles", "paragraph", "heading-1")} | {
    "styles is [some words]", "styles is TODO", "family is TODO", "required is [some words]",
    "disclaimer is {foo: some words}", "list_last_before is {foo: some words}",
    "'     family: Noto Sans'", "'   family: Noto Sans'", "'  family: Noto Sans'", "'  fonts:'", "'  styles:'",
}  # fmt: skip
"""What may be typed there, or is told when sheets and fonts are looked for; and keys below names that nobody knows."""


def _of_clinic(root: Path, problems: Problems) -> None:
    Project(root).load_clinic(problems)


def _of_sheet(root: Path, problems: Problems) -> None:
    load_sheet("ours", [root / "styles"], problems)


def _of_interface_words(root: Path, problems: Problems) -> None:
    read_words(root / "content" / "locales" / "es.yaml", "content/locales/es.yaml", problems, is_own=True)


@pytest.mark.parametrize(
    ("path", "good", "read", "open_names"),
    [
        ("content/clinic.yaml", CLINIC, _of_clinic, ("en", "de")),
        ("styles/ours.yaml", SHEET, _of_sheet, ("ink", "body")),
        ("content/locales/es.yaml", INTERFACE_WORDS, _of_interface_words, ("hi",)),
    ],
    ids=["clinic", "sheet", "words"],
)
def test_one_fault_in_another_file_is_told_so_too(
    tmp_path: Path, path: str, good: str, read: Callable[[Path, Problems], None], open_names: tuple[str, ...]
) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)

    def errors(text: str) -> list[Problem]:
        file.write_text(text, "utf-8")
        problems = Problems()
        read(tmp_path, problems)
        return [problem for problem in problems if problem.severity is Severity.ERROR]

    faults = [fault for fault in (*of_keys_and_values(good, open_names), *of_lines(good)) if fault.text != good]
    assert errors(good) == []
    tried = [fault for fault in faults[::EVERY] if fault.what not in MAY_BE]
    assert told_badly(tried, errors) == []
