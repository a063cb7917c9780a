"""A text and its pages: beside each other, or, where there is no room for both, one or the other."""

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import ui

from handout.desk.controls import button
from handout.desk.shared import Desk


class Sides:
    """`box` holds both, the text first. `turned` is called when the pages have come into sight.

    Which one is seen where only one fits is kept here; whether both fit, the style knows.
    """

    def __init__(self, desk: Desk, turned: Callable[[], Awaitable[None]]) -> None:
        self._turned = turned
        self._is_pages = False
        group = f'role="group" aria-label="{desk.say("side")}"'
        with ui.element("div").classes("desk-row desk-switch").props(group):
            ways = {False: desk.say("text"), True: desk.say("pages")}
            self._ways = {way: button(text, partial(self.turn, way), plain=True) for way, text in ways.items()}
        self.box = ui.element("div").classes("desk-two").props('tabindex="-1"')
        self._press()

    def turn(self, to_pages: bool) -> None:
        """Have this side in sight, whatever the room."""
        if to_pages == self._is_pages:
            return
        self._is_pages = to_pages
        self._press()
        if to_pages:
            with self.box:
                ui.timer(0, self._turned, once=True)

    def _press(self) -> None:
        self.box.classes(**{"add" if self._is_pages else "remove": "desk-pages-first"})
        for way, pressed in self._ways.items():
            pressed.props(f"aria-pressed={'true' if way == self._is_pages else 'false'}")
