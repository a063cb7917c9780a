"""Help: how a day at the desk goes, and its keys."""

from nicegui import Client, ui

from handout.desk.frame import framed, heading
from handout.desk.shared import Desk
from handout.reading.line_slips import NEW

PARTS = (
    "help_write", "help_form", "help_translate", "help_review", "help_release", "help_patient", "help_keys",
    "help_files",
)  # fmt: skip


def register(desk: Desk) -> None:
    """Add the help page."""

    @ui.page("/help")
    def page(client: Client) -> None:
        with framed(desk, desk.say("help"), "/help", client):
            for part in PARTS:
                heading(desk.say(f"{part}_title"), 2)
                for line in desk.say(part, mark=NEW).split("\n"):
                    with ui.element("p"):
                        ui.label(line)
