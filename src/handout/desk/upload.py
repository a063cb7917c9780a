"""A field that takes a file from the browser's machine and hands its bytes to a page."""

from typing import Any

from nicegui import context, ui

from handout.desk.controls import NUMBERS, reveal
from handout.desk.shared import Desk, TakeUpload

MOST = 10_000_000
"""Bytes of a file; the guard lets in no more than these and their wrapping."""
SEND = """(file, number) => {
  if (file.size > MOST) { emit(); return }
  fetch(`/upload/${number}`, {method: "POST", body: file, headers: {"x-file-name": encodeURIComponent(file.name)}});
}""".replace("MOST", str(MOST))


class Upload:
    """A field for a file; `taken` gets its name and its bytes, never more than the guard lets in.

    The file is fetched from its field and sent as the body of a request; nothing of its name becomes a path.
    """

    def __init__(self, desk: Desk, label: str, accept: str, taken: TakeUpload) -> None:
        self._desk = desk
        self._number = desk.awaited(self._taken)
        self._take = taken
        context.client.on_delete(lambda: desk.no_longer_awaited(self._number))
        name = f"field-{next(NUMBERS)}"
        with ui.element("div").classes("desk-field"):
            with ui.element("label").props(f"for={name}"):
                ui.label(label)
            field = ui.element("input").props(f"id={name} type=file accept={accept}")
            self._said = ui.label("").classes("desk-status").props('role="status"')
        script = (
            "(event) => { const file = event.target.files[0]; "
            "if (file) (" + SEND + f")(file, {self._number:d}); event.target.value = '' }}"
        )
        field.on("change", self._refuse, js_handler=script)

    def take_from(self, element: Any) -> None:
        """Take a picture too that is dropped on an element or pasted there, with no words beside it."""
        script = (
            "(event) => { const given = event.clipboardData ?? event.dataTransfer; "
            "const file = [...given.files].find((one) => one.type.startsWith('image/')); "
            "if (!file || given.getData('text/plain')) return; event.preventDefault(); event.stopPropagation(); "
            "(" + SEND + f")(file, {self._number:d}) }}"
        )
        for event in ("paste.capture", "drop.capture"):
            element.on(event, self._refuse, js_handler=script)
        element.on(
            "dragover", js_handler="(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()"
        )

    async def _taken(self, name: str, data: bytes) -> None:
        self._said.text = ""
        await self._take(name, data)

    def _refuse(self) -> None:
        self._said.text = self._desk.say("file_too_large")
        reveal(self._said)
