"""The form: a field for each text of a handout."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from nicegui import ui

from handout.desk.blocks import with_another, with_block
from handout.desk.controls import Select, button, focus
from handout.desk.pages.text_fields import FieldEvents, TextFields
from handout.desk.shared import Desk
from handout.desk.starters import in_words, starters
from handout.reading.list_patch import moved_entry, without_entry, without_key
from handout.reading.patch import CannotPatch, Path, Typed, path_text, scalars

INSIDE_BLOCK = 6
"""Parts of the path to a key of a block: sections 1, body 2, table, caption."""


class Form(TextFields):
    """The fields of one text, in groups that are opened one at a time."""

    def __init__(self, desk: Desk, events: FieldEvents) -> None:
        super().__init__(desk, events)
        self._open: set[str] | None = None
        self._ways: dict[tuple[str, Path], Any] = {}
        """The buttons of the entries of lists, by what they do and where."""

    def _fill(self) -> None:
        groups = list(_groups(scalars(self._text)))
        if not groups:
            raise CannotPatch("there is no value in it")
        self._status_line()
        self._ways.clear()
        self._open = self._open or {groups[0][0]}
        for number, (name, typed) in enumerate(groups):
            paths = {one.path for one in typed}
            self._group(name, paths, partial(self._fields, number), is_open=name in self._open)

    def _fits(self, text: str) -> bool:
        """Sections may be called otherwise, as long as no other value stands in one."""
        before, after = ([*_groups(scalars(one))] for one in (self._text, text))
        if [[one.path for one in typed] for _, typed in before] != [[one.path for one in typed] for _, typed in after]:
            return False
        for group, (name, _) in zip(self._groups, after, strict=True):
            group.summary.text = name
        return True

    def _fields(self, group_number: int) -> None:
        """The fields of one group; it is open from now on, when the form is made again."""
        name, typed = [*_groups(scalars(self._text))][group_number]
        if self._open is not None:
            self._open.add(name)
        for number, one in enumerate(typed):
            self._value(one, typed)
            below = typed[number + 1].path if number + 1 < len(typed) else ()
            for entry in _entries(one.path):
                if below[: len(entry)] != entry:
                    self._entry_buttons(entry, is_outer=entry != _entries(one.path)[0])
        if typed[0].path[0] == "sections":
            self._block_picker(int(typed[0].path[1]))

    def _value(self, one: Typed, others: Sequence[Typed]) -> None:
        """The field of a value; a key of a block that has others beside it can be taken out."""
        *outer, name = path = one.path
        siblings = (other.path for other in others if other.path[: len(outer)] == (*outer,) and other.path != path)
        if isinstance(name, int) or len(path) < INSIDE_BLOCK or not any(siblings):
            self._field(path_text(path), path, one.text.rstrip("\n"))
            return
        with ui.element("div").classes("desk-entry desk-key"):
            self._field(path_text(path), path, one.text.rstrip("\n"))
            found = button(self._desk.say("take_out"), partial(self._take_out, path), plain=True)
            found._props["aria-label"] = f"{self._desk.say('take_out')}: {path_text(path)}"

    def _take_out(self, path: Path) -> None:
        """Take a key out, and lead to what stood before it."""
        above = [one for one in scalars(self._text) if one != path]
        number = [*scalars(self._text)].index(path)
        if self._change(lambda text: without_key(text, path)):
            self.show(self._text)
            self._lead_to(above[max(number - 1, 0)])

    def _block_picker(self, section: int) -> None:
        """What can be put in at the end of a section."""
        say = self._desk.say
        with ui.element("div").classes("desk-row"):
            names = {kind: say.of("block", kind) or in_words(kind) for kind in starters()}
            kind = Select(say("add_at_end"), names, next(iter(names)))
            button(say("put_in"), lambda: self._put_in(section, kind.value), plain=True)

    def _put_in(self, section: int, kind: str) -> None:
        """Put a block in, and lead to its first field."""
        found: list[Path] = []

        def way(text: str) -> str:
            after, path = with_block(text, section, kind)
            found.append(path)
            return after

        if self._change(way):
            self.show(self._text)
            self._lead_to(next(path for path in scalars(self._text) if path[: len(found[0])] == found[0]))

    def _entry_buttons(self, path: Path, *, is_outer: bool) -> None:
        """What can be done with an entry of a list; one that holds lists of its own is named."""
        ways: dict[str, Callable[[str], str]] = {
            "add_below": lambda text: with_another(text, path),
            "take_out": lambda text: without_entry(text, path),
            "move_up": lambda text: moved_entry(text, path, -1),
            "move_down": lambda text: moved_entry(text, path, 1),
        }
        with ui.element("div").classes("desk-row desk-entry"):
            if is_outer:
                ui.label(path_text(path))
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


def _entries(path: Path) -> list[Path]:
    """The entries of lists that a value belongs to, the innermost first; sections are moved in the text."""
    found = [path[: number + 1] for number, part in enumerate(path) if isinstance(part, int)]
    return [entry for entry in reversed(found) if entry[0] != "sections" or len(entry) > 2]


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
