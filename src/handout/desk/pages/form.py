"""The form: a field for each text of a handout."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from nicegui import ui

from handout.desk.blocks import last_in_body, missing_keys, with_another, with_block, with_missing_key
from handout.desk.controls import Select, button, focus
from handout.desk.declared import RECORDED, is_needed
from handout.desk.field_names import FieldNames, is_block, parts_around
from handout.desk.pages.text_fields import FieldEvents, TextFields
from handout.desk.shared import Desk
from handout.desk.starters import in_words, starters
from handout.reading.list_patch import moved_entry, without_entry, without_key, without_top_key
from handout.reading.patch import CannotPatch, Path, Typed, scalars


class Form(TextFields):
    """The fields of one text, in groups that are opened one at a time."""

    def __init__(self, desk: Desk, events: FieldEvents) -> None:
        super().__init__(desk, events)
        self._open: set[Path] | None = None
        self._names = FieldNames(desk.say, {})
        self._titles: list[tuple[Path, Any]] = []
        """What stands above each block and each entry with keys, and before its buttons."""
        self._ways: dict[tuple[str, Path], Any] = {}
        """The buttons of entries and keys, by what they do and where."""

    def _fill(self) -> None:
        found = scalars(self._text)
        groups = _groups(found)
        if not groups:
            raise CannotPatch("there is no value in it")
        self._names = FieldNames(self._desk.say, found)
        self._status_line()
        self._ways.clear()
        self._titles.clear()
        self._open = self._open or {next(iter(groups))}
        for place, typed in groups.items():
            paths = {one.path for one in typed}
            self._group(self._names.group(place), paths, partial(self._fields, place), is_open=place in self._open)
        self._key_picker()

    def _fits(self, text: str) -> bool:
        """Sections may be called otherwise, as long as no other value stands in one."""
        before, after = (_groups(scalars(one)) for one in (self._text, text))
        if _paths(before) != _paths(after):
            return False
        self._name_anew(text)
        return True

    def _patch(self, path: Path, value: str) -> None:
        super()._patch(path, value)
        self._name_anew(self._text)

    def _choices(self, path: Path) -> dict[str, str]:
        return self._names.choices(path)

    def _reason(self, fault: CannotPatch) -> str:
        return self._desk.say.refusal(fault, self._names.whole(fault.place) if fault.place else "")

    def _name_anew(self, text: str) -> None:
        """Name all by what stands in this text, which has the same values: the medicine by the name just typed."""
        found = scalars(text)
        labels = self._names = FieldNames(self._desk.say, found)
        for group, place in zip(self._groups, _groups(found), strict=True):
            _say_anew(group.summary, labels.group(place))
        for path, title in self._titles:
            _say_anew(title, labels.of(path))
        for (key, path), made in self._ways.items():
            self._name_button(made, key, path)

    def _name_button(self, made: Any, key: str, path: Path) -> None:
        """Say with a button what it is about, for who does not see where it stands."""
        name = f"{self._desk.say(key)}: {self._names.whole(path)}"
        if made._props.get("aria-label") != name:
            made._props["aria-label"] = name
            made.update()

    def _fields(self, place: Path) -> None:
        """The fields of one group; it is open from now on, when the form is made again."""
        typed = _groups(scalars(self._text))[place]
        if self._open is not None:
            self._open.add(place)
        self._parts(typed, 0)
        if len(place) > 1:
            self._block_picker(int(place[1]))
            self._entry_buttons(place, place)
        elif place and not is_needed(place):
            with ui.element("div").classes("desk-row desk-entry"):
                self._title(place)
                self._take_out_button(place, without_top_key)

    def _parts(self, typed: Sequence[Typed], depth: int) -> None:
        """Fields, and boxes around those of one block or entry; `depth` counts the boxes that these are in."""
        for part, found in groupby(typed, key=lambda one: (*parts_around(one.path), ())[depth]):
            if not part:
                for one in found:
                    self._value(one, typed)
                    self._buttons_after(one.path)
                continue
            with ui.element("fieldset"):
                with ui.element("legend"):
                    self._title(part)
                self._parts([*found], depth + 1)
                self._buttons_after(part)

    def _buttons_after(self, path: Path) -> None:
        """The buttons of the entry that this value or part is, where it is one."""
        entry = path[:-1] if is_block(path) else path
        if isinstance(entry[-1], int):
            self._entry_buttons(entry, path)

    def _title(self, part: Path) -> None:
        self._titles.append((part, ui.label(self._names.of(part))))

    def _value(self, one: Typed, others: Sequence[Typed]) -> None:
        """The field of a value; a key that something can be without can be taken out."""
        *outer, name = path = one.path
        siblings = (other.path for other in others if other.path[: len(outer)] == (*outer,) and other.path != path)
        if isinstance(name, int) or is_needed(path) or not any(siblings):
            self._field(self._names.of(path), path, one.text.rstrip("\n"))
            return
        with ui.element("div").classes("desk-entry desk-key"):
            self._field(self._names.of(path), path, one.text.rstrip("\n"))
            self._take_out_button(path, without_key if outer else without_top_key)

    def _take_out_button(self, path: Path, way: Callable[[str, Path], str]) -> None:
        self._ways["take_out", path] = found = button(
            self._desk.say("take_out"), partial(self._take_out, path, way), plain=True
        )
        self._name_button(found, "take_out", path)

    def _take_out(self, path: Path, way: Callable[[str, Path], str]) -> None:
        """Take a key out, and lead to the field that stood before it."""
        number = next(at for at, one in enumerate(_in_order(self._text)) if one[: len(path)] == path)
        if self._change(lambda text: way(text, path)):
            self.show(self._text)
            left = _in_order(self._text)
            self._lead_to(left[min(max(number - 1, 0), len(left) - 1)])

    def _key_picker(self) -> None:
        """What can be put into the handout that it has not, and one more section."""
        say, there = self._desk.say, {path[0] for path in scalars(self._text)}
        names = {name: word for name in missing_keys(self._text) if (word := say.of("key", name))}
        if "sections" in there:
            names = {"sections": say("entry_sections"), **names}
        with ui.element("div").classes("desk-row"):
            chosen = Select(say("add_to_handout"), names, next(iter(names), ""))
            button(say("add_it"), lambda: self._put_in_key(chosen.value), plain=True)

    def _put_in_key(self, name: str) -> None:
        """Put a key in, or a section at the end, and lead to its first field."""
        sections = max((int(path[1]) for path in scalars(self._text) if path[:1] == ("sections",)), default=-1)
        if name == "sections" and sections >= 0:
            self._put_in_by(lambda text: with_another(text, ("sections", sections)), ("sections", sections + 1))
        elif name:
            self._put_in_by(lambda text: with_missing_key(text, name), (name,))

    def _block_picker(self, section: int) -> None:
        """What can be put in at the end of a section."""
        say = self._desk.say
        with ui.element("div").classes("desk-row"):
            names = {kind: say.of("block", kind) or in_words(kind) for kind in starters()}
            kind = Select(say("add_at_end"), names, next(iter(names)))
            button(say("put_in"), lambda: self._put_in(section, kind.value), plain=True)

    def _put_in(self, section: int, kind: str) -> None:
        """Put a block in, and lead to its first field."""
        last = last_in_body(self._text, section)
        place: Path = ("sections", section, "body", 0 if last is None else last + 1)
        self._put_in_by(lambda text: with_block(text, section, kind), place)

    def _put_in_by(self, way: Callable[[str], str], place: Path) -> None:
        """Put something in, and lead to the first field of what stands at its place then."""
        if self._change(way):
            self.show(self._text)
            self._lead_to(next(path for path in scalars(self._text) if path[: len(place)] == place))

    def _entry_buttons(self, path: Path, part: Path) -> None:
        """What can be done with an entry of a list; one that holds others is named, which have buttons too."""
        ways: dict[str, Callable[[str], str]] = {
            "add_below": lambda text: with_another(text, path),
            "take_out": lambda text: without_entry(text, path),
            "move_up": lambda text: moved_entry(text, path, -1),
            "move_down": lambda text: moved_entry(text, path, 1),
        }
        with ui.element("div").classes("desk-row desk-entry"):
            if part not in self._made:
                self._title(part)
            for key, way in ways.items():
                found = button(self._desk.say(key), partial(self._change_list, way, key, path), plain=True)
                self._ways[key, path] = found
                self._name_button(found, key, path)

    def _change_list(self, way: Callable[[str], str], key: str, path: Path) -> None:
        """Change a list; its fields are made anew, for their places have moved.

        Who pressed a button is led to the same one of the entry that it is about now.
        """
        if not self._change(way):
            return
        *outer, number = path
        if outer == ["sections"] and self._open is not None:
            self._open = {moved_section(place, key, int(number)) for place in self._open}
        self.show(self._text)
        if key == "add_below" and outer == ["sections"]:
            self._lead_to((*outer, int(number) + 1, "heading"))
            return
        steps = {"add_below": (1, 0), "take_out": (0, -1), "move_up": (-1, 0), "move_down": (1, 0)}[key]
        places = [(key, (*outer, int(number) + step)) for step in steps]
        focus(next((self._ways[place] for place in places if place in self._ways), self._box))


def moved_section(place: Path, key: str, number: int) -> Path:
    """Where a group that is open stands after a section was changed so; one that is gone leaves the one before open."""
    if place[:1] != ("sections",) or len(place) < 2:
        return place
    at = int(place[1])
    match key:
        case "add_below":
            return ("sections", at + (at > number))
        case "take_out":
            return ("sections", max(at - (at >= number), 0))
        case _:
            other = max(number + (1 if key == "move_down" else -1), 0)
            return ("sections", {number: other, other: number}.get(at, at))


def _say_anew(label: Any, text: str) -> None:
    if label.text != text:
        label.text = text


def _groups(found: Mapping[Path, Typed]) -> dict[Path, list[Typed]]:
    """Values under what a reader would look for: keys with one value (at no path), each section, each other key.

    What the program itself records in a handout is nobody's to write.
    """
    groups: dict[Path, list[Typed]] = {}
    for path, typed in found.items():
        if path[0] in RECORDED:
            continue
        place = () if len(path) == 1 else path[:2] if path[0] == "sections" and len(path) > 2 else path[:1]
        groups.setdefault(place, []).append(typed)
    return groups


def _in_order(text: str) -> list[Path]:
    """The values of a text in the order of their fields."""
    return [one.path for typed in _groups(scalars(text)).values() for one in typed]


def _paths(groups: Mapping[Path, Sequence[Typed]]) -> list[list[Path]]:
    return [[one.path for one in typed] for typed in groups.values()]
