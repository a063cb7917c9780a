"""The form: a field for each text of a handout. A change patches the characters of its value and no others."""

from collections.abc import Callable, Iterator
from typing import Any

from handout.desk.controls import Field
from handout.desk.shared import Desk
from handout.reading.patch import CannotPatch, Path, Typed, patched, scalars, told

LONG = 70
"""Characters from which a text gets a field of several lines."""


class Form:
    """The fields of one text, in groups that are opened one at a time; `changed` gets the whole new text."""

    def __init__(self, desk: Desk, changed: Callable[[str], None]) -> None:
        from nicegui import ui

        self._desk = desk
        self._changed = changed
        self._text = ""
        self._box = ui.element("div").classes("desk-form").props('tabindex="0"')
        self._box.set_visibility(False)

    def show(self, text: str | None) -> None:
        """Show the fields of this text; hide them when there is none."""
        self._box.set_visibility(text is not None)
        if text is None:
            return
        self._text = text
        self._box.clear()
        from nicegui import ui

        with self._box:
            try:
                found = scalars(text)
            except CannotPatch as fault:
                ui.label(self._desk.say("no_form", why=fault))
                return
            self._status = ui.label("").classes("desk-status").props('role="status"')
            for number, (name, typed) in enumerate(_groups(found)):
                self._group(name, typed, is_open=number == 0)

    def _group(self, name: str, typed: list[Typed], is_open: bool) -> None:
        """Fields under one summary; they are made when it is opened."""
        from nicegui import ui

        with ui.element("details") as group:
            with ui.element("summary"):
                ui.label(name)
            box = ui.element("div")
        made: list[bool] = []

        def fill() -> None:
            if not made:
                made.append(True)
                with box:
                    for one in typed:
                        self._field(one)

        group.on("toggle", fill, args=[])
        if is_open:
            group.props("open")
            fill()

    def _field(self, typed: Typed) -> None:
        words = typed.text.rstrip("\n")
        lines = min(max(words.count("\n") + 1, len(words) // LONG + 1), 12)
        Field(told(typed.path), words, lines=lines, changed=lambda value: self._patch(typed.path, value))

    def _patch(self, path: Path, value: str) -> None:
        try:
            after = patched(self._text.encode("utf-8"), path, value).decode("utf-8")
        except CannotPatch as fault:
            self._status.text = str(fault)
            return
        self._status.text = ""
        self._text = after
        self._changed(after)


def _groups(found: dict[Path, Typed]) -> Iterator[tuple[str, list[Typed]]]:
    """Values under what a reader would look for: the head of the handout, each section by its heading, other keys."""
    groups: dict[str, list[Typed]] = {}
    for path, typed in found.items():
        groups.setdefault(_group_of(path, found), []).append(typed)
    yield from groups.items()


def _group_of(path: Path, found: dict[Path, Typed]) -> str:
    if len(path) == 1:
        return "title, purpose"
    if path[0] == "sections" and len(path) > 2:
        heading: Any = found.get(("sections", path[1], "heading"))
        return f"{told(path[:2])}: {heading.text}" if heading is not None else told(path[:2])
    return str(path[0])
