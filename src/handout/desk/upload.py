"""A field that takes a file from the browser's machine and hands its bytes to a page."""

from nicegui import context, ui

from handout.desk.controls import NUMBERS
from handout.desk.shared import Desk, TakeUpload


class Upload:
    """A field for a file; `taken` gets its name and its bytes, never more than the guard lets in.

    The file is fetched from its field and sent as the body of a request; nothing of its name becomes a path.
    """

    def __init__(self, desk: Desk, label: str, accept: str, taken: TakeUpload) -> None:
        number = desk.awaited(taken)
        context.client.on_delete(lambda: desk.no_longer_awaited(number))
        name = f"field-{next(NUMBERS)}"
        with ui.element("div").classes("desk-field"):
            with ui.element("label").props(f"for={name}"):
                ui.label(label)
            field = ui.element("input").props(f"id={name} type=file accept={accept}")
        field.on(
            "change",
            lambda _: None,
            js_handler=f"""(event) => {{
              const file = event.target.files[0];
              if (file) fetch("/upload/{number:d}", {{
                method: "POST", body: file, headers: {{"x-file-name": encodeURIComponent(file.name)}},
              }});
              event.target.value = "";
            }}""",
        )
