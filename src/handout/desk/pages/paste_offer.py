"""What was pasted into the source, and broke it, is offered to be put in as its words."""

from collections.abc import Callable

from nicegui import ui

from handout.desk.controls import button
from handout.desk.pasting import pasted_raw, put_in
from handout.desk.shared import Desk
from handout.reading.patch import CannotPatch
from handout.record import Record


class Pasted(Record):
    """What became of a text by a paste, what it would be with the same put in as words, and its errors before."""

    after: str
    as_words: str
    errors: int


class PasteOffer:
    """Stands there from the moment a paste brought errors until it is taken, or anything else is typed."""

    def __init__(self, desk: Desk, changed: Callable[[str], None]) -> None:
        self._desk, self._changed = desk, changed
        self._pasted: Pasted | None = None
        self._box = ui.element("div").props('role="status"')

    def note(self, text: str, errors: int, start: int, end: int, raw: str, words: str) -> None:
        """This is being pasted into a text with so many errors; `words` is it without the signs of where it is from."""
        self.withdraw()
        try:
            as_words = put_in(text, start, end, words)
        except CannotPatch:
            return
        self._pasted = Pasted(after=pasted_raw(text, start, end, raw), as_words=as_words, errors=errors)

    def follow(self, text: str) -> None:
        """The text is another by now; is it still the one that the paste made?"""
        if self._pasted is not None and text != self._pasted.after:
            self.withdraw()

    def judge(self, errors: int) -> None:
        """So many errors has the text that is shown."""
        pasted = self._pasted
        if pasted is None or errors <= pasted.errors or self._box.default_slot.children:
            return
        with self._box, ui.element("div").classes("desk-bar"):
            ui.label(self._desk.say("paste_breaks"))
            button(self._desk.say("paste_as_words"), lambda: self._changed(pasted.as_words))

    def withdraw(self) -> None:
        self._pasted = None
        self._box.clear()
