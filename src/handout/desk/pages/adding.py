"""Beside the editor: add a picture that the reader has, and a reference that is picked and not typed."""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from handout import files
from handout.content.project import Project
from handout.desk.adding import (
    CitableSource,
    pasted,
    saved_picture,
    sources,
    with_citation,
    with_picture,
    with_reference,
)
from handout.desk.controls import Select, TextField, button, focus, reveal
from handout.desk.shared import Desk
from handout.desk.upload import Upload
from handout.incoming.reference_parts import NoReference
from handout.pdf.pictures.checked import BadPicture
from handout.reading.patch import CannotPatch

KINDS = ".png,.jpg,.jpeg,.svg"


class PictureForm:
    """A picture of the reader's, with words for those who cannot see it; it goes below the block at the cursor."""

    def __init__(self, desk: Desk, text: Callable[[], tuple[str, int]], changed: Callable[[str], None]) -> None:
        self._desk, self._text, self._changed = desk, text, changed
        self._image: str | None = None
        say = desk.say
        with ui.element("details"):
            with ui.element("summary"):
                ui.label(say("add_picture"))
            self.upload = Upload(desk, say("picture_file"), KINDS, self._taken)
            self._alt = TextField(say("picture_alt"), lines=2)
            self._caption = TextField(say("picture_caption"))
            button(say("put_below"), self._add, plain=True)
            self._said = ui.label("").classes("desk-status").props('role="status"')

    async def _taken(self, name: str, data: bytes) -> None:
        try:
            self._image = saved_picture(self._desk.root / "content", name, data)
            self._said.text = self._desk.say("picture_kept", name=self._image)
            focus(self._alt.element)
        except BadPicture as fault:
            self._refuse(self._desk.say.english(f"{fault.reason}. {fault.hint or ''}".strip()))
        except files.CannotWrite as fault:
            self._refuse(self._desk.say.english(str(fault)))

    def _refuse(self, why: str) -> None:
        """Say why a picture was not taken, in sight of whoever pasted it into the text."""
        self._said.text = why
        reveal(self._said)

    def _add(self) -> None:
        alt = " ".join(self._alt.value.split())
        if self._image is None or not alt:
            self._said.text = self._desk.say("picture_needs")
            return
        text, line = self._text()
        try:
            after = with_picture(text, line, self._image, alt, " ".join(self._caption.value.split()))
        except CannotPatch as fault:
            self._said.text = self._desk.say.refusal(fault)
            return
        self._alt.set("")
        self._caption.set("")
        self._image = None
        self._said.text = ""
        self._changed(after)


class ReferenceForm:
    """The references of this text and of all others to pick from, and a field to paste one that is new."""

    def __init__(
        self, desk: Desk, editor: Any, text: Callable[[], tuple[str, int]], changed: Callable[[str], None]
    ) -> None:
        self._desk, self._editor, self._text, self._changed = desk, editor, text, changed
        self._sources: dict[str, CitableSource] = {}
        with ui.element("details") as group:
            with ui.element("summary"):
                ui.label(desk.say("add_reference"))
            self._box = ui.element("div")
            self._pasted = TextField(desk.say("paste_reference"), lines=3)
            Upload(desk, desk.say("reference_file"), ".ris,.nbib,.bib,.json", self._take_file)
            button(desk.say("cite_pasted"), self._cite_pasted, plain=True)
            self._said = ui.label("").classes("desk-status").props('role="status"')
        group.on("toggle", self._fill, args=[])

    def _fill(self) -> None:
        """The choice, made anew whenever it is opened."""
        say = self._desk.say
        self._sources = {one.key: one for one in sources(Project(self._desk.root), self._text()[0])}
        self._box.clear()
        if not self._sources:
            return
        shown = {
            key: f"{one.label} [{key}]" + ("" if one.is_own else f", {say('of_another')}")
            for key, one in self._sources.items()
        }
        with self._box:
            self._choice = Select(say("reference"), shown, next(iter(shown)))
            button(say("cite_here"), self._cite_chosen, plain=True)

    async def _take_file(self, _: str, data: bytes) -> None:
        """Show what a file holds in the field, where it is seen before it is cited."""
        self._pasted.set(data[:100_000].decode("utf-8", "replace").replace("\r\n", "\n"))

    async def _cite_chosen(self) -> None:
        await self._cite(self._sources[self._choice.value])

    async def _cite_pasted(self) -> None:
        try:
            source = pasted(self._pasted.value)
        except NoReference as fault:
            self._said.text = self._desk.say.english(str(fault))
            return
        known = self._sources.get(source.key)
        if known is not None and known.is_own:
            self._said.text = self._desk.say("reference_is_there", name=source.key)
            return
        await self._cite(source)
        self._pasted.set("")

    async def _cite(self, source: CitableSource) -> None:
        """Cite it at the cursor, and put it into the list where it is not there yet."""
        number = self._editor.id
        at = await ui.run_javascript(f"getElement({number:d}).editor.state.selection.main.head")
        text, _ = self._text()
        try:
            self._changed(with_reference(with_citation(text, int(at), source.key), source))
        except CannotPatch as fault:
            self._said.text = self._desk.say.refusal(fault)
            return
        self._said.text = self._desk.say("cited", name=source.key)
