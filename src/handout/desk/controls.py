"""Buttons, fields and choices as HTML has them: with labels, for keyboard and screen reader."""

from collections.abc import Awaitable, Callable, Mapping
from itertools import count
from typing import Any, TypeAlias

from nicegui import ui

Pressed: TypeAlias = Callable[[], Awaitable[None] | None]
NUMBERS = count(1)


def button(text: str, pressed: Pressed, *, plain: bool = False) -> Any:
    """A button; `plain` for what is not the first thing to do."""
    with ui.element("button").props("type=button").classes("desk-button") as found:
        ui.label(text)
    if plain:
        found.classes("desk-plain")
    found.on("click", pressed, args=[])
    return found


class TextField:
    """A labelled field; `value` is what was typed last."""

    def __init__(
        self, label: str, value: str = "", *, lines: int = 1, kind: str = "text",
        changed: Callable[[str], None] | None = None,
    ) -> None:  # fmt: skip
        self.value = value
        self._changed = changed
        name = f"field-{next(NUMBERS)}"
        with ui.element("div").classes("desk-field"):
            with ui.element("label").props(f"for={name}"):
                ui.label(label)
            self.element = ui.element("textarea" if lines > 1 else "input")
        self.element.props(f"id={name} rows={lines}" if lines > 1 else f"id={name} type={kind}")
        self._lines = lines
        self._begin_with(value)
        handler = "(event) => emit(event.target.value)"
        self.element.on("input", self._take, js_handler=handler, throttle=0.1)
        self.element.on("change", self._settle, js_handler=handler)

    def set(self, value: str) -> None:
        self.value = value
        # Another key: the browser makes the field anew.
        self.element._props["key"] = f"again-{next(NUMBERS)}"
        self._begin_with(value)
        self.element.update()

    def _begin_with(self, value: str) -> None:
        """What the field holds at first. As a property it would come back over what was typed with any update."""
        if self._lines > 1:
            self.element._text = value
        else:
            self.element._props["^value"] = value

    def _take(self, event: Any) -> None:
        self.value = str(event.args)

    def _settle(self, event: Any) -> None:
        self.value = str(event.args)
        if self._changed is not None:
            self._changed(self.value)


class Select:
    """One of several, by their keys."""

    def __init__(
        self, label: str, options: Mapping[str, str], value: str, changed: Callable[[str], None] | None = None
    ) -> None:
        self.value = value
        self._options = dict(options)
        self._changed = changed
        name = f"choice-{next(NUMBERS)}"
        with ui.element("div").classes("desk-field"):
            with ui.element("label").props(f"for={name}"):
                ui.label(label)
            with ui.element("select").props(f"id={name}") as found:
                for key, text in options.items():
                    option = ui.element("option")
                    option._props["value"] = key
                    if key == value:
                        option.props("selected")
                    with option:
                        ui.label(text)
        found.on("change", self._take, js_handler="(event) => emit(event.target.value)")

    def _take(self, event: Any) -> None:
        if str(event.args) in self._options:
            self.value = str(event.args)
            if self._changed is not None:
                self._changed(self.value)
