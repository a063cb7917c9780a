"""The form: a field for each text of a handout. A change patches the characters of its value and no others."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from nicegui import ui

from handout.desk.controls import TextField, button
from handout.desk.shared import Desk
from handout.reading.list_patch import moved_entry, with_entry, without_entry
from handout.reading.patch import CannotPatch, Path, Typed, patched, path_text, scalars

LONG = 70
"""Characters from which a text gets a field of several lines."""


class Form:
    """The fields of one text, in groups that are opened one at a time; `changed` gets the whole new text."""

    def __init__(self, desk: Desk, changed: Callable[[str], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._text = ""
        self._open: set[str] | None = None
        self._box = ui.element("div").classes("desk-form").props('tabindex="0"')
        self._box.set_visibility(False)

    def show(self, text: str | None) -> None:
        """Show the fields of this text; hide them when there is none."""
        self._box.set_visibility(text is not None)
        if text is None:
            return
        self._text = text
        self._box.clear()
        with self._box:
            try:
                found = scalars(text)
            except CannotPatch as fault:
                ui.label(self._desk.say("no_form", why=fault))
                return
            self._status = ui.label("").classes("desk-status").props('role="status"')
            groups = list(_groups(found))
            if self._open is None:
                self._open = {groups[0][0]}
            for name, typed in groups:
                self._group(name, typed, is_open=name in self._open)

    def _group(self, name: str, typed: list[Typed], is_open: bool) -> None:
        """Fields under one summary; they are made when it is opened."""
        with ui.element("details") as group:
            with ui.element("summary"):
                ui.label(name)
            box = ui.element("div")
        made: list[bool] = []

        def fill() -> None:
            if self._open is not None:
                self._open.add(name)
            if not made:
                made.append(True)
                with box:
                    for number, one in enumerate(typed):
                        self._field(one)
                        entry = _entry(one.path)
                        if entry is not None and (number + 1 == len(typed) or _entry(typed[number + 1].path) != entry):
                            self._entry_buttons(entry)

        group.on("toggle", fill, args=[])
        if is_open:
            group.props("open")
            fill()

    def _field(self, typed: Typed) -> None:
        words = typed.text.rstrip("\n")
        lines = min(max(words.count("\n") + 1, len(words) // LONG + 1), 12)
        TextField(path_text(typed.path), words, lines=lines, changed=lambda value: self._patch(typed.path, value))

    def _entry_buttons(self, path: Path) -> None:
        """What can be done with an entry of a list."""
        ways: dict[str, Callable[[str], str]] = {
            "add_below": lambda text: with_entry(text, path),
            "take_out": lambda text: without_entry(text, path),
            "move_up": lambda text: moved_entry(text, path, -1),
            "move_down": lambda text: moved_entry(text, path, 1),
        }
        with ui.element("div").classes("desk-row desk-entry"):
            for key, way in ways.items():
                name = self._desk.say(key)
                found = button(name, partial(self._change, way), plain=True)
                found._props["aria-label"] = f"{name}: {path_text(path)}"

    def _change(self, way: Callable[[str], str]) -> None:
        """Change a list; its fields are made anew, for their places have moved."""
        try:
            after = way(self._text)
        except CannotPatch as fault:
            self._status.text = str(fault)
            return
        self.show(after)
        self._changed(after)

    def _patch(self, path: Path, value: str) -> None:
        try:
            after = patched(self._text.encode("utf-8"), path, value).decode("utf-8")
        except CannotPatch as fault:
            self._status.text = str(fault)
            return
        self._status.text = ""
        self._text = after
        self._changed(after)


def _entry(path: Path) -> Path | None:
    """The innermost entry of a list that a value belongs to; sections are moved in the text."""
    ends = [number for number, part in enumerate(path) if isinstance(part, int)]
    if not ends or (path[0] == "sections" and len(ends) == 1):
        return None
    return path[: ends[-1] + 1]


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
        return f"{path_text(path[:2])}: {heading.text}" if heading is not None else path_text(path[:2])
    return str(path[0])
