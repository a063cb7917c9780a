"""Fields for the texts of one file: a change patches the characters of its value and no others."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from nicegui import ui

from handout import files
from handout.desk.controls import TextField
from handout.desk.shared import Desk
from handout.reading.patch import CannotPatch, Path, patched, scalars

MOST_LINES = 12


class TextFields(ABC):
    """The fields of one text; `changed` gets the whole new text. What they are is for the classes below to say."""

    LONG = 70
    """Characters from which a text gets a field of several lines."""

    def __init__(self, desk: Desk, changed: Callable[[str], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._text = ""
        self._made: dict[Path, TextField] = {}
        self._begun: tuple[Path, str, str] | None = None
        """The value that was changed last, the text before its first change, and the text after its last."""
        self._box = ui.element("div").classes("desk-form").props('tabindex="0"')
        self._box.set_visibility(False)

    def show(self, text: str | None) -> None:
        """Show the fields of this text; hide them when there is none."""
        self._box.set_visibility(text is not None)
        if text is None:
            return
        self._text = text
        self._made.clear()
        self._box.clear()
        with self._box:
            try:
                self._fill()
            except (CannotPatch, files.CannotRead) as fault:
                ui.label(self._desk.say("no_form", why=fault))

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
        self._text = text
        for path, field in self._made.items():
            if after[path].text != before[path].text:
                field.set(self._words(path, after[path].text.rstrip("\n")))

    @abstractmethod
    def _fits(self, text: str) -> bool:
        """Whether the fields there are serve this text too, which has values at the same places."""

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
        """A field as high as the text there is."""
        lines = min(max(text.count("\n") + 1, len(text) // self.LONG + 1), MOST_LINES)
        self._made[path] = TextField(
            label, self._words(path, text), lines=lines, is_text=True,
            changed=lambda value: self._patch(path, value.strip("\n")),
        )  # fmt: skip

    def _patch(self, path: Path, value: str) -> None:
        """Change a value of the text that there was before it was begun: half a text may need other quotes."""
        begun = self._begun
        base = begun[1] if begun is not None and (begun[0], begun[2]) == (path, self._text) else self._text
        if self._change(lambda _: patched(base.encode("utf-8"), path, value).decode("utf-8")):
            self._begun = path, base, self._text

    def _change(self, way: Callable[[str], str]) -> bool:
        """Whether the text could be changed so; why not, is said."""
        try:
            after = way(self._text)
        except CannotPatch as fault:
            self._status.text = str(fault)
            return False
        self._status.text, self._text = "", after
        self._changed(after)
        return True


def group(title: str, fill: Callable[[], None], *, is_open: bool) -> Any:
    """Fields under one summary, which is given back; they are made when it is first opened."""
    with ui.element("details") as found:
        with ui.element("summary"):
            summary = ui.label(title)
        box = ui.element("div")
    made: list[bool] = []

    def fill_once() -> None:
        if not made:
            made.append(True)
            with box:
                fill()

    found.on("toggle", fill_once, args=[])
    if is_open:
        found.props("open")
        fill_once()
    return summary
