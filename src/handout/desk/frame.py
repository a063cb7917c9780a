"""What every page of the desk has: its head, its headings, and what a verb said."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from handout.desk.shared import Desk


@contextmanager
def framed(desk: Desk, title: str, here: str) -> Iterator[None]:
    """A page with its head: the way to the other pages, and its title."""
    from nicegui import ui

    say = desk.say
    ui.page_title(f"{title} · handout")
    with ui.element("header").classes("desk-head"), ui.element("nav").props(f'aria-label="{say("pages")}"'):
        for key, target in (("library", "/"), ("release", "/release"), ("help", "/help")):
            link = ui.link(say(key), target)
            if target == here:
                link.props('aria-current="page"')
    with ui.element("div").classes("desk-main"):
        heading(title, 1)
        yield


def heading(text: str, level: int) -> Any:
    """A heading. The framework's own are styled rows without a level."""
    from nicegui import ui

    with ui.element(f"h{level}").classes("desk-heading") as found:
        ui.label(text)
    return found


def told(text: str) -> Any:
    """What a verb said, as it stands, in letters of one width."""
    from nicegui import ui

    with ui.element("pre").classes("desk-said").props('tabindex="0"') as found:
        ui.label(text)
    return found
