"""The editor of a text: what the browser shows is what the desk has, letter by letter, however slow the line is.

The framework's own editor sends what changed since the text before, and is shown what the desk has with any update of
its properties: a key that is still on its way would be taken back, and whatever is typed after it be put in the wrong
place. This one sends its whole text with the number of the text that it was typed on, and takes one from the desk only
when the desk wrote another.
"""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from handout.desk.controls import TIDY
from handout.desk.directions import ISOLATE
from handout.desk.saving import merged

LARGEST = 300_000
"""Characters of a text that can be edited here: a message of the page's socket holds a million, quoted twice."""
LARGEST_PASTED = 50_000
"""Characters up to which something pasted may be put in as words."""
REMEMBERED = 8
"""Texts of the desk's that something typed may still be based on."""


class Editor(ui.codemirror):
    """`typed` gets each text; `crossed` what could not be taken.

    That is a text that was typed on one which the desk replaced, where the two touch; or None, when it is too large.
    """

    def __init__(self, text: str, *, typed: Callable[[str], None], crossed: Callable[[str | None], None]) -> None:
        self._number = 0
        self._known = {0: text}
        self._crossed = crossed
        super().__init__(
            text, language="YAML", theme="vscodeLight", indent="  ", line_wrapping=True,
            on_change=lambda event: typed(str(event.value)),
        )  # fmt: skip
        self._props["data-number"] = 0
        if len(text) > LARGEST:
            self.disable()
        number = self.id
        for listener in self._event_listeners.values():
            if listener.type == "update:value":
                listener.js_handler = (
                    f"() => {{ const one = getElement({number:d}), text = one.editor.state.doc.toString(); "
                    "const fits = text.length < 200_000 || JSON.stringify(JSON.stringify(text)).length < 990_000;"
                    "emit([one.number ?? 0, fits ? text : null]) }"
                )

    def begin(self, name: str) -> None:
        """Name the editor, colour it as the page, and let it take over no text but one that the desk wrote.

        Each value is set in its own direction from then on.
        """
        number, name = self.id, name.replace("'", "’")
        self.client.run_javascript(
            f"getElement({number:d}).editorPromise.then(() => {{"
            f"const one = getElement({number:d}), show = one.setEditorValue, number = () => one.$attrs['data-number'];"
            "const dark = matchMedia('(prefers-color-scheme: dark)');"
            "const dress = () => one.setTheme(dark.matches ? 'vscodeDark' : 'vscodeLight');"
            "dress(); dark.addEventListener('change', dress); one.number = number();"
            "one.setEditorValue = (text) => {if (one.number !== number()) {one.number = number(); show(text)}};"
            f"one.editor.contentDOM.setAttribute('aria-label', '{name}');"
            "one.editor.contentDOM.setAttribute('tabindex', '0');" + ISOLATE + "})"
        )

    def follow_cursor(self, moved: Callable[[int], None]) -> None:
        """Tell of the line that the cursor is on, whenever it may be another."""
        number = self.id
        line = (
            f"() => {{ const one = getElement({number:d}).editor; "
            "one && emit(one.state.doc.lineAt(one.state.selection.main.head).number) }"
        )
        for event in ("keyup", "mouseup"):
            self.on(event, lambda found: moved(int(found.args)), js_handler=line, throttle=0.3)

    def follow_pastes(self, pasted: Callable[[int, int, str, str], None]) -> None:
        """Tell of what is pasted before it is: where the selection begins and ends, what it is, and tidied."""
        number = self.id
        script = (
            f"(event) => {{ const one = getElement({number:d}).editor, at = one.state.selection.main, "
            "found = (" + TIDY + ")(event); "
            f"found[0].length < {LARGEST_PASTED:d} && emit([at.from, at.to, ...found]) }}"
        )
        self.on("paste.capture", lambda event: pasted(*event.args), js_handler=script)

    def enter(self, line: int) -> None:
        """Show a line, and go there with the cursor, unless somebody has gone on elsewhere meanwhile."""
        number = self.id
        self.client.run_javascript(
            f"lead(() => {{const one = getElement({number:d}), editor = one.editor;"
            f"one.revealLine({line:d}); editor.dispatch({{selection: "
            f"{{anchor: editor.state.doc.line({line:d}).from}}, scrollIntoView: true}}); editor.focus()}})"
        )

    def write(self, text: str) -> None:
        """Have another text shown."""
        self._renumber(text)
        self.value = text
        self.update()

    def _renumber(self, text: str) -> None:
        self._number += 1
        self._known[self._number] = text
        self._known.pop(self._number - REMEMBERED, None)
        self._props["data-number"] = self._number

    def _event_args_to_value(self, e: Any) -> str:
        """What the editor holds now: both texts where something was typed while the desk wrote another."""
        number, text = e.args
        now = str(self.value or "")
        base = self._known.get(number)
        if text is None or base is None:
            self._crossed(text)
            return now
        self._known[number] = text
        if number == self._number:
            return str(text)
        both = merged(base, text, now)
        if both is None:
            self._crossed(text)
            return now
        self._renumber(both)
        self.update()
        return both
