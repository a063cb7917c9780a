"""Fields for the texts of one file: a change patches the characters of its value and no others."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from contextlib import suppress
from difflib import SequenceMatcher
from functools import partial

from nicegui import ui

from handout import files
from handout.desk.controls import Select, TextField, focus
from handout.desk.declared import is_unquoted
from handout.desk.saving import merged
from handout.desk.shared import Desk
from handout.reading.patch import CannotPatch, Path, patched, path_text, scalars
from handout.record import Record

MOST_LINES = 12


class FieldEvents(Record):
    """Who is told what becomes of the fields.

    `changed` gets the whole new text, `looked` the line of a field that somebody has entered, `crossed` the whole text
    as somebody meant it who typed in a field while its text was replaced.
    """

    changed: Callable[[str], None]
    looked: Callable[[int], None]
    crossed: Callable[[str], None]


class TextFields(ABC):
    """The fields of one text. What they are is for the classes below to say."""

    LONG = 70
    """Characters from which a text gets a field of several lines."""

    def __init__(self, desk: Desk, events: FieldEvents) -> None:
        self._desk, self._events = desk, events
        self._text = ""
        self._made: dict[Path, TextField | Select] = {}
        self._groups: list[Group] = []
        self._spoken = "", ""
        self._begun: tuple[Path, str, str] | None = None
        """The value that was changed last, the text before its first change, and the text after its last."""
        self._made_of = ""
        """The text that the fields were made of, or another with the same values in it."""
        self._carried: TextField | Select | None = None
        """The field that stands in the place of the one set aside."""
        self._entered: Path = ()
        """The value whose field somebody went into last."""
        self._left: tuple[str, Path] = "", ()
        """The text that the field set aside was of, with what was typed in it by now, and its value."""
        self._aside = ui.element("div")
        self._aside.set_visibility(False)
        self._box = ui.element("div").classes("desk-form").props('tabindex="0"')
        self._box.set_visibility(False)

    def show(self, text: str | None) -> None:
        """Show the fields of this text; hide them when there is none."""
        self._box.set_visibility(text is not None)
        if text is None:
            return
        before, aside = self._made_of, self._set_aside()
        self._made_of = self._text = text
        self._made.clear()
        self._groups.clear()
        self._box.clear()
        with self._box:
            try:
                self._spoken = self._languages()
                self._fill()
            except CannotPatch as fault:
                ui.label(self._desk.say("no_form", why=self._reason(fault)))
            except files.CannotRead as fault:
                ui.label(self._desk.say("no_form", why=self._desk.say.english(str(fault))))
            else:
                if aside is not None:
                    self._carry_on(aside, before)

    def _set_aside(self) -> TextField | Select | None:
        """Have the field that somebody may be typing in wait for keys that are on their way."""
        self._aside.clear()
        self._carried = None
        found = self._made.get(self._entered)
        if found is not None:
            self._left = self._made_of, self._entered
            found.set_aside(self._aside, self._take_delayed)
        return found

    def _carry_on(self, aside: TextField | Select, before: str) -> None:
        """Have whoever was in the field that was set aside be in the one of the same value, wherever that is now."""
        now = same_value(before, self._text, self._entered)
        group = next((group for group in self._groups if now in group.paths), None)
        if now is None or group is None:
            return
        group.fill()
        if (field := self._made.get(now)) is not None:
            self._entered = now
            self._carried = field
            field.carry_on(aside)

    def _take_delayed(self, typed: str) -> None:
        """Put in what was typed in a field just before all were made anew; ask, where another changed the same."""
        text, path = self._left
        if not typed.strip() or (self._carried is not None and self._carried.has_carried(typed)):
            return
        try:
            mine = with_value(text, path, typed)
        except CannotPatch:
            return
        self._left = mine, path
        both = merged(text, mine, self._text)
        if both is None:
            self._events.crossed(mine)
        else:
            self._events.changed(both)

    def settle(self) -> None:
        """Take what was typed in a field that has not been left yet, while these are shown."""
        for field in [*self._made.values()] if self._box.visible else ():
            field.settle()

    def follow(self, text: str) -> None:
        """Show this text, where these fields are shown and it is none of their making.

        Somebody may be typing in one of them: fields of which nothing has changed stay as they are.
        """
        if not self._box.visible or text == self._text:
            return
        try:
            before, after = scalars(self._text), scalars(text)
        except CannotPatch:
            before, after = {}, {}
        if not after or [*before] != [*after] or not self._fits(text):
            self.show(text)
            return
        self._made_of = self._text = text
        for path, field in self._made.items():
            if after[path].text != before[path].text:
                words = self._words(path, after[path].text.rstrip("\n"))
                if words != field.value:
                    field.set(words)

    def enter(self, line: int) -> bool:
        """Lead to the field of what stands on a line, or above it; whether these fields are shown and there is one."""
        try:
            found = scalars(self._text) if self._box.visible else {}
        except CannotPatch:
            return False
        above = [path for path, typed in found.items() if typed.line <= line]
        return bool(above) and self._lead_to(above[-1])

    def _lead_to(self, path: Path) -> bool:
        """Go to the field of a value, if there is one; its group is opened."""
        for group in self._groups:
            if path in group.paths:
                group.fill()
                focus(self._made[path].element)
                return True
        return False

    @abstractmethod
    def _fits(self, text: str) -> bool:
        """Whether the fields there are serve this text too, which has values at the same places."""

    def _choices(self, path: Path) -> dict[str, str]:
        """The words one of which a value must be, and their names; none where it may be many others."""
        return {}

    def _words(self, path: Path, text: str) -> str:
        """What a field shows of a value."""
        return text

    @abstractmethod
    def _fill(self) -> None:
        """Make the fields of the text. Raises `CannotPatch` or `CannotRead` where there can be none."""

    def _status_line(self) -> None:
        """The line that says why a change was not taken."""
        self._status = ui.label("").classes("desk-status").props('role="status"')

    def _field(self, label: str, path: Path, text: str) -> None:
        """A field as high as the text there is; a choice where the value is one of a few words."""
        if choices := self._choices(path):
            self._made[path] = Select(
                label, choices, text, partial(self._patch, path), entered=partial(self._look, path),
                unknown=lambda value: self._desk.say("none_of_these", value=value),
            )  # fmt: skip
            return
        lines = min(max(text.count("\n") + 1, len(text) // self.LONG + 1), MOST_LINES)
        self._made[path] = TextField(
            label, self._words(path, text), lines=lines, is_text=True,
            changed=partial(self._patch, path), entered=partial(self._look, path),
            crossed=partial(self._cross, path), languages=self._spoken,
        )  # fmt: skip

    def _cross(self, path: Path, typed: str) -> None:
        """What stands there by now is another's; the text as it would be with what was typed."""
        with suppress(CannotPatch):
            self._events.crossed(with_value(self._text, path, typed))

    def _languages(self) -> tuple[str, str]:
        """The languages of a field's label and of what is typed in it; empty where they are the page's."""
        return "", language_of(self._text)

    def _look(self, path: Path) -> None:
        """Somebody is in the field of this value."""
        self._entered = path
        try:
            self._events.looked(scalars(self._text)[path].line)
        except (CannotPatch, KeyError):
            return

    def _patch(self, path: Path, value: str) -> None:
        """Change a value of the text that there was before it was begun: half a text may need other quotes."""
        begun = self._begun
        base = begun[1] if begun is not None and (begun[0], begun[2]) == (path, self._text) else self._text
        if self._change(lambda _: with_value(base, path, value)):
            self._begun, self._made_of = (path, base, self._text), self._text

    def _change(self, way: Callable[[str], str]) -> bool:
        """Whether the text could be changed so; why not, is said."""
        try:
            after = way(self._text)
        except CannotPatch as fault:
            self._status.text = self._reason(fault)
            return False
        self._status.text, self._text = "", after
        self._events.changed(after)
        return True

    def _reason(self, fault: CannotPatch) -> str:
        """Why a change could not be made."""
        return self._desk.say.refusal(fault, path_text(fault.place) if fault.place else "")

    def _group(self, title: str, paths: Collection[Path], fill: Callable[[], None], *, is_open: bool) -> "Group":
        """The fields of these values under one summary."""
        made = Group(title, paths, fill, is_open=is_open)
        self._groups.append(made)
        return made


class Group:
    """Fields under one summary; they are made when it is first opened."""

    def __init__(self, title: str, paths: Collection[Path], fill: Callable[[], None], *, is_open: bool) -> None:
        self.paths = paths
        self._fill = fill
        self._is_filled = False
        with ui.element("details") as found:
            with ui.element("summary"):
                self.summary = ui.label(title)
            self._box = ui.element("div")
        found.on("toggle", self.fill, args=[])
        if is_open:
            found.props("open")
            self.fill()

    def fill(self) -> None:
        """Have the fields made."""
        if not self._is_filled:
            self._is_filled = True
            with self._box:
                self._fill()


def same_value(before: str, after: str, path: Path) -> Path | None:
    """Where a value of a text stands in another, with more above it or less; None where it is gone."""
    try:
        old, new = scalars(before), scalars(after)
    except CannotPatch:
        return None
    places, others = list(old), list(new)
    at = places.index(path)
    one, other = ([(_name(typed.path), typed.text) for typed in found.values()] for found in (old, new))
    for kind, start, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if start <= at < end:
            is_there = kind == "equal" or (kind == "replace" and end - start == last - first)
            return others[first + at - start] if is_there else None
    return None


def _name(path: Path) -> str:
    """The key of a value, or of the list that it is in."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def with_value(text: str, path: Path, value: str) -> str:
    """The text with what was typed in a field; raises CannotPatch."""
    return patched(text.encode("utf-8"), path, value.strip("\n"), unquoted=is_unquoted(path)).decode("utf-8")


def language_of(text: str) -> str:
    """The language that a text says it is in; empty where it says none."""
    try:
        said = scalars(text).get(("language",))
    except CannotPatch:
        return ""
    return said.text if said is not None and re.fullmatch("[A-Za-z0-9-]{2,35}", said.text) else ""
