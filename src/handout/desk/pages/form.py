"""The form: a field for each text of a handout."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from nicegui import ui

from handout.desk.controls import button, focus
from handout.desk.pages.text_fields import TextFields, group
from handout.desk.shared import Desk
from handout.reading.list_patch import moved_entry, with_entry, without_entry
from handout.reading.patch import CannotPatch, Path, Typed, path_text, scalars


class Form(TextFields):
    """The fields of one text, in groups that are opened one at a time."""

    def __init__(self, desk: Desk, changed: Callable[[str], None]) -> None:
        super().__init__(desk, changed)
        self._open: set[str] | None = None
        self._summaries: list[Any] = []
        self._ways: dict[tuple[str, Path], Any] = {}
        """The buttons of the entries of lists, by what they do and where."""

    def _fill(self) -> None:
        groups = list(_groups(scalars(self._text)))
        if not groups:
            raise CannotPatch("there is no value in it")
        self._status_line()
        self._ways.clear()
        self._open = self._open or {groups[0][0]}
        self._summaries = [
            group(name, partial(self._fields, number), is_open=name in self._open)
            for number, (name, _) in enumerate(groups)
        ]

    def _fits(self, text: str) -> bool:
        """Sections may be called otherwise, as long as no other value stands in one."""
        before, after = ([*_groups(scalars(one))] for one in (self._text, text))
        if [[one.path for one in typed] for _, typed in before] != [[one.path for one in typed] for _, typed in after]:
            return False
        for summary, (name, _) in zip(self._summaries, after, strict=True):
            summary.text = name
        return True

    def _fields(self, group_number: int) -> None:
        """The fields of one group; it is open from now on, when the form is made again."""
        name, typed = [*_groups(scalars(self._text))][group_number]
        if self._open is not None:
            self._open.add(name)
        for number, one in enumerate(typed):
            self._field(path_text(one.path), one.path, one.text.rstrip("\n"))
            entry = _entry(one.path)
            if entry is not None and (number + 1 == len(typed) or _entry(typed[number + 1].path) != entry):
                self._entry_buttons(entry)

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
                found = button(name, partial(self._change_list, way, key, path), plain=True)
                found._props["aria-label"] = f"{name}: {path_text(path)}"
                self._ways[key, path] = found

    def _change_list(self, way: Callable[[str], str], key: str, path: Path) -> None:
        """Change a list; its fields are made anew, for their places have moved.

        Who pressed a button is led to the same one of the entry that it is about now.
        """
        if not self._change(way):
            return
        self.show(self._text)
        *outer, number = path
        steps = {"add_below": (1, 0), "take_out": (0, -1), "move_up": (-1, 0), "move_down": (1, 0)}[key]
        places = [(key, (*outer, int(number) + step)) for step in steps]
        focus(next((self._ways[place] for place in places if place in self._ways), self._box))


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
