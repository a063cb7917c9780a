"""What is wrong with a text, as a list that leads to its lines, and as marks in the editor."""

from collections.abc import Callable, Iterable
from typing import Any

from nicegui import ui

from handout.content.project import Entry
from handout.desk.editor import Editor
from handout.desk.shared import Desk
from handout.desk.words import titles
from handout.problems import Problem, Problems
from handout.reading import yaml_file


class ProblemList:
    """The problems of one file below its editor; `go` leads to a line."""

    def __init__(self, desk: Desk, editor: Editor, name: str, go: Callable[[int], None]) -> None:
        self._desk, self._editor, self._name, self._go = desk, editor, name, go
        self._problems: tuple[Problem, ...] = ()
        self._next = -1
        self._box = ui.element("div").classes("desk-problems").props('tabindex="0"')

    def tell(self, problems: tuple[Problem, ...], lines: int) -> None:
        """Problems of a text of so many lines; written only when they differ, for a write moves the marks back."""
        if problems == self._problems:
            return
        self._problems, self._next = problems, -1
        list_problems(self._box, self._desk, problems, self._name, self._go)
        own = [problem for problem in self._own() if problem.span.line <= lines]
        self._editor.decorations = [
            {"kind": "line", "line": problem.span.line, "class": f"desk-{problem.severity.value}"} for problem in own
        ]
        self._editor.line_tooltips = {problem.span.line: problem.message for problem in own}

    def _own(self) -> list[Problem]:
        """The problems of this file, not of the clinic's or of another that it needs."""
        return [problem for problem in self._problems if problem.span.file == self._name]

    def go_to_next(self) -> None:
        if own := self._own():
            self._next = (self._next + 1) % len(own)
            self._go(own[self._next].span.line)


def tell_why_unread(box: Any, desk: Desk, entry: Entry) -> None:
    """Why the file of a handout cannot be shown, as every verb says it."""
    problems = Problems()
    yaml_file.load(entry.path, desk.name(entry.path), problems)
    list_problems(box, desk, problems, "", lambda _: None)


def list_problems(
    box: Any, desk: Desk, problems: Iterable[Problem], file: str, go: Callable[[int], None]
) -> None:  # fmt: skip
    """The problems as a list: those of this file are buttons that lead to their lines; others name their files.

    Messages are in English; a desk of another language says first, in its own, what each is about.
    """
    title = titles(desk.say.language)
    box.clear()
    with box:
        for problem in problems:
            kind, line, is_here = problem.severity.value, problem.span.line, problem.span.file == file
            place = desk.say("line", line=line)
            with ui.element("button" if is_here else "div").classes("desk-problem") as row:
                with ui.element("span").classes(f"desk-kind-{kind}"):
                    where = place if is_here else f"{problem.span.file}, {place}"
                    about = f": {title[problem.code]}" if problem.code in title else ""
                    ui.label(f"{desk.say(kind)}, {where}{about}").style("display:inline")
                ui.label(f"{problem.message} [{problem.code}]").props("lang=en")
                if problem.hint:
                    ui.label(problem.hint).classes("desk-status").props("lang=en")
            if is_here:
                row.props("type=button").on("click", lambda _, line=line: go(line), args=[])
                # A field that is left on the way may have the list made anew, and the button would be gone.
                row.on("mousedown", js_handler="(event) => event.preventDefault()")
