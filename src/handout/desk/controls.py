"""Buttons, fields and choices as HTML has them: with labels, for keyboard and screen reader."""

import json
from collections.abc import Awaitable, Callable, Mapping
from itertools import count
from typing import Any, TypeAlias

from nicegui import ui

from handout.desk.attention import CARRIED, carry_on
from handout.desk.saving import merged
from handout.reading.line_slips import NEW

Pressed: TypeAlias = Callable[[], Awaitable[None] | None]
NUMBERS = count(1)
TIDY = """(event) => {
  const plain = event.clipboardData.getData("text/plain").replace(/\\r\\n?/g, "\\n");
  const tidy = (text) => text.replace(/[\\v\\f\\x85\\u2028\\u2029]/g, "\\n").replace(/ *\\t[\\t ]*/g, " ")
    .replace(/[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\\ufeff]/g, "");
  const entry = /^\\s*(?:[•·▪◦‣●○■□§o-]|([0-9]{1,3})[.)])\\t\\s*/;
  const lines = plain.split("\\n").filter((line) => line.trim());
  const isWord = /class="?Mso|schemas-microsoft-com:office/.test(event.clipboardData.getData("text/html"));
  let text = tidy(plain), before = null;
  if (lines.length > 1 && (isWord || lines.some((line) => entry.test(line)))) {
    text = "";
    for (const line of lines) {
      const found = line.match(entry);
      const kind = !found ? "paragraph" : found[1] ? "number" : "bullet";
      if (before) text += kind === before && kind !== "paragraph" ? "\\n" : "\\n\\n";
      text += found ? (found[1] ? found[1] + ". " : "- ") + tidy(line.slice(found[0].length)) : tidy(line).trim();
      before = kind;
    }
  }
  return [plain, text];
}"""
"""What is pasted, and the same as a handout says it.

In plain text, Word ends a paragraph with one line end, and writes the bullet of a list as a sign and a tab.

A tab becomes a blank, and a line that was broken by hand is one of its own: a handout has no other signs for them.
"""

PASTE = (
    f"(event) => {{ const [plain, text] = ({TIDY})(event); "
    "if (text !== plain) { event.preventDefault(); document.execCommand('insertText', false, text) } }"
)


def button(text: str, pressed: Pressed, *, plain: bool = False) -> Any:
    """A button; `plain` for what is not the first thing to do."""
    with ui.element("button").props("type=button").classes("desk-button") as found:
        ui.label(text)
    if plain:
        found.classes("desk-plain")
    found.on("click", pressed, args=[])
    return found


WHEN_OPEN = """((id, use) => (function look(tries) {
  const found = getElement(id);
  if (!found) { tries && requestAnimationFrame(() => look(tries - 1)); return }
  for (let one = found; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  use(found);
})(60))"""
"""Do something with an element, which the browser may have to make or to open first."""


def focus(element: Any) -> None:
    """Lead keyboard and screen reader to an element, unless somebody has gone on elsewhere meanwhile."""
    element.client.run_javascript(WHEN_OPEN + f"({element.id:d}, (one) => lead(() => one.focus()))")


def reveal(element: Any) -> None:
    """Bring an element into sight, and leave whoever types where they are."""
    element.client.run_javascript(WHEN_OPEN + f"({element.id:d}, (one) => one.scrollIntoView({{block: 'nearest'}}))")


TYPED = """(event) => {
  const one = event.target;
  one.number ??= Number(one.dataset.number);
  emit([one.number, one.value]);
}"""
"""What stands in a field, and the number of the text that it was typed on."""
SHOW = """((number, id) => (function look(tries) {
  const found = getElement(id);
  if (!found || Number(found.dataset.number) < number) {
    if (tries) requestAnimationFrame(() => look(tries - 1));
    return;
  }
  const text = found.defaultValue, from = found.selectionStart, behind = found.value.length - found.selectionEnd;
  const isBehind = found.value.slice(0, from) !== text.slice(0, from);
  found.value = text;
  found.number = Number(found.dataset.number);
  if (from === null || document.activeElement !== found) return;
  const at = isBehind ? Math.max(text.length - behind, 0) : from;
  found.setSelectionRange(at, at);
})(60))"""
"""Have a field show the text of the desk's, with the cursor between the words that it was between."""
ENTERED = f"""(event) => {{
  event.target.number ??= Number(event.target.dataset.number);
  if (event.target.value === {json.dumps(NEW)}) event.target.select();
  emit();
}}"""
"""What stands there only to be written over goes with the first letter typed."""
REMEMBERED = 8
"""Texts of the desk's that something typed may still be based on."""


class TextField:
    """A labelled field; `value` is what was typed last.

    `is_text`: it takes several lines, however short it is now, and paragraphs and lists that are pasted from Word.
    `entered` is called when somebody goes into it; `languages` are those of its label and of what is typed in it, for
    who hears them, and for the dictionary of the browser. `crossed` gets what was typed on a text that was replaced
    meanwhile, where the two touch.
    """

    def __init__(
        self, label: str, value: str = "", *, lines: int = 1, kind: str = "text", is_text: bool = False,
        changed: Callable[[str], None] | None = None, entered: Callable[[], None] | None = None,
        crossed: Callable[[str], None] | None = None, languages: tuple[str, str] = ("", ""),
    ) -> None:  # fmt: skip
        self.value = self._settled = value
        self._changed, self._entered, self._crossed = changed, entered, crossed
        self._delayed: Callable[[str], None] | None = None
        self._number, self._taken = 0, value
        self._known = {0: value}
        name = f"field-{next(NUMBERS)}"
        with ui.element("div").classes("desk-field"):
            with ui.element("label").props(f"for={name}") as title:
                self.label = ui.label(label)
            self._is_area = is_text or lines > 1
            self.element = ui.element("textarea" if self._is_area else "input")
        self.element.props(f"id={name} rows={lines}" if self._is_area else f"id={name} type={kind}")
        for element, language in zip((title, self.element), languages, strict=True):
            if language:
                element._props |= {"lang": language, "dir": "auto"}
        self._begin_with(value)
        self.element.on("input", self._take, js_handler=TYPED, throttle=0.1)
        self.element.on("change", self._settle, js_handler=TYPED)
        if is_text:
            self.element.props("dir=auto")
            self.element.on("paste", js_handler=PASTE)
            self.element.on("focus", self._enter, js_handler=ENTERED)

    def set(self, value: str) -> None:
        """Have another text shown; who types in the field stays there."""
        self._settled = value
        self._show(value)

    def _show(self, value: str) -> None:
        self.value = value
        self._number += 1
        self._known[self._number] = value
        self._known.pop(self._number - REMEMBERED, None)
        self._begin_with(value)
        self.element.update()
        self.element.client.run_javascript(SHOW + f"({self._number:d}, {self.element.id:d})")

    def set_aside(self, box: Any, delayed: Callable[[str], None]) -> None:
        """Another field stands in its place from now on: `delayed` gets what was typed in it and is on its way."""
        self._delayed, self._changed = delayed, None
        self.element.move(box)

    def carry_on(self, before: "TextField | Select") -> None:
        """Stand in the place of a field that was set aside, with whoever is in it and what is on its way from there."""
        self._taken = self._known[CARRIED] = before.value
        carry_on(self.element, before.element, before.value)

    def has_carried(self, typed: str) -> bool:
        """Whether more has come here by now than what was typed in the field before, and comes late."""
        if self._known[CARRIED] != self._taken:
            return True
        self.value = self._settled = self._known[CARRIED] = typed
        return False

    def _enter(self) -> None:
        if self._entered is not None:
            self._entered()

    def _begin_with(self, value: str) -> None:
        """What the field holds at first. As a property it would come back over what was typed with any update."""
        self.element._props["data-number"] = self._number
        if self._is_area:
            self.element._text = value
        else:
            self.element._props["^value"] = value

    def _take(self, event: Any) -> None:
        """What was typed; both, where the desk wrote another text meanwhile and they do not touch."""
        number, typed = int(event.args[0]), str(event.args[1])
        base = self._known.get(number)
        if base is None or typed == base:
            return
        self._known[number] = typed
        if self._delayed is not None:
            self._delayed(typed)
        elif number == self._number:
            self.value = typed
        elif (both := merged(base, typed, self.value)) is not None:
            self._show(both)
        elif self._crossed is not None:
            self._crossed(typed)

    def _settle(self, event: Any) -> None:
        self._take(event)
        self.settle()

    def settle(self) -> None:
        """Tell of what was typed, though the field has not been left."""
        if self.value != self._settled:
            self._settled = self.value
            if self._changed is not None:
                self._changed(self.value)


CHOSEN = "(event) => emit([Number(event.target.dataset.number), event.target.value])"
"""What is chosen, and the number of the choices that it was chosen from."""


class Select:
    """One of several, by their keys.

    `unknown` names a value that is none of them, which stands first until another is chosen. `entered` is called when
    somebody goes into it.
    """

    def __init__(
        self, label: str, options: Mapping[str, str], value: str, changed: Callable[[str], None] | None = None, *,
        unknown: Callable[[str], str] = str, entered: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self.value = value
        self._options = dict(options)
        self._changed, self._unknown = changed, unknown
        self._number = 0
        name = f"choice-{next(NUMBERS)}"
        with ui.element("div").classes("desk-field"):
            with ui.element("label").props(f"for={name}"):
                self.label = ui.label(label)
            self.element = ui.element("select").props(f"id={name}")
        self._fill()
        self.element.on("change", self._take, js_handler=CHOSEN)
        if entered is not None:
            self.element.on("focus", entered, args=[])

    def _fill(self) -> None:
        """The choices, the value among them."""
        is_known = self.value in self._options
        shown = self._options if is_known else {self.value: self._unknown(self.value), **self._options}
        self.element._props["data-number"] = self._number
        self.element.clear()
        with self.element:
            for key, text in shown.items():
                option = ui.element("option")
                option._props["value"] = key
                if key == self.value:
                    option.props("selected")
                with option:
                    ui.label(text)

    def set(self, value: str) -> None:
        """Have another value shown."""
        self.value = value
        self._number += 1
        self._fill()

    def set_aside(self, box: Any, delayed: Callable[[str], None]) -> None:
        """Another choice stands in its place from now on: `delayed` gets what was chosen in it and is on its way."""
        self._changed = delayed
        self.element.move(box)

    def carry_on(self, before: "TextField | Select") -> None:
        """Stand in the place of one that was set aside, with whoever is in it."""
        carry_on(self.element, before.element, None)

    def has_carried(self, typed: str) -> bool:
        """What was chosen before comes by itself."""
        return False

    def settle(self) -> None:
        """What is chosen is told at once."""

    def _take(self, event: Any) -> None:
        number, chosen = int(event.args[0]), str(event.args[1])
        if chosen not in self._options:
            return
        if number != self._number or self.value not in self._options:
            self.set(chosen)
        self.value = chosen
        if self._changed is not None:
            self._changed(chosen)
