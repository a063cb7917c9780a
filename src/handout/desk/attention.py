"""Where somebody is on a page, noted in the browser, which knows it first.

Nobody is led to a place that they asked for when they have gone on elsewhere meanwhile: what they type next would be
put in where they are not looking. And whoever is in a field when all fields are made anew is in the same one
afterwards, with the cursor between the same words.
"""

from typing import Any

CARRIED = -100
"""The number of the text in a field that was carried over from the one before it, with what was on its way."""
SCRIPT = f"""<script>
(() => {{
  const isTyped = (one) => Boolean(one?.matches?.(
    "textarea, select, input:not([type=file]), [contenteditable=true], [contenteditable=true] *"));
  const isAsked = (event) => {{
    if (event.type === "paste" || event.type === "drop")
      return (event.clipboardData ?? event.dataTransfer).files.length > 0;
    if (event.type !== "keydown") return !isTyped(event.target);
    return event.key === "F8" || (!isTyped(event.target) && (event.key === "Enter" || event.key === " "));
  }};
  let isElsewhere = false, last = null;
  const note = (event) => {{
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    isElsewhere = !isAsked(event);
    if (last !== event.target && event.type === "pointerdown") last = null;
  }};
  for (const did of ["pointerdown", "click", "keydown", "input", "paste", "drop"])
    document.addEventListener(did, note, true);
  document.addEventListener("focusin", (event) => {{ last = event.target }});
  window.lead = (to) => {{ if (!isElsewhere) to() }};
  const again = () => {{
    if (!last?.id || last.isConnected) return;
    const found = document.querySelector(`[data-after="${{CSS.escape(last.id)}}"]`);
    if (!found) return;
    const before = last;
    for (let one = found; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    if (found.dataset.taken !== undefined && before.value !== found.dataset.taken) {{
      found.value = before.value;
      found.number = {CARRIED:d};
    }}
    found.focus();
    if (found.setSelectionRange) found.setSelectionRange(before.selectionStart, before.selectionEnd);
  }};
  addEventListener("DOMContentLoaded",
    () => new MutationObserver(again).observe(document.body, {{childList: true, subtree: true}}));
}})();
</script>"""
"""`lead` does what leads somebody elsewhere, unless they have gone on."""


def carry_on(element: Any, before: Any, taken: str | None) -> None:
    """Have whoever is in the field `before`, which goes, be in this one; `taken`: what the desk has of it, if words."""
    element._props["data-after"] = before._props["id"]
    if taken is not None:
        element._props["data-taken"] = taken
