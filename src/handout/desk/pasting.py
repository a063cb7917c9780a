"""Put what was pasted into the source of a handout in as its words, whatever its signs would mean there."""

from handout.reading.list_patch import entry_at, with_new
from handout.reading.patch import CannotPatch, Path, patched, scalars
from handout.review.canonical import quoted

START, END = "\ue0f0", "\ue0f1"
"""Stand for a moment where words were selected: to YAML they are letters, and no handout is typed with them."""


def put_in(text: str, start: int, end: int, words: str) -> str:
    """The text with these words in place of what stands from `start` to `end`, counted as browsers count.

    Within a value they become part of what it says; on an empty line of a section, a text of its own. Raises
    CannotPatch where they were pasted elsewhere.
    """
    first, last = _place(text, start), _place(text, end)
    found = _in_value(text, first, last)
    if found is not None:
        path, before, after = found
        return patched(text.encode("utf-8"), path, f"{before}{words.strip(chr(10))}{after}".strip("\n")).decode("utf-8")
    line = text[: text.rfind("\n", 0, first) + 1].count("\n") + 1
    at = entry_at(text, line, "body") if not text.split("\n")[line - 1].strip() and first == last else None
    if at is None:
        raise CannotPatch("it was pasted neither into a text nor on an empty line of a section")
    lines = words.strip().split("\n")
    return with_new(text, at, f"- {quoted(lines[0])}" if len(lines) == 1 else "\n  ".join(["- |", *lines]))


def pasted_raw(text: str, start: int, end: int, raw: str) -> str:
    """The text as it is once this has been pasted as it stands."""
    return text[: _place(text, start)] + raw + text[_place(text, end) :]


def _place(text: str, at: int) -> int:
    """A place in a text, of one that is counted in the units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "replace"))


def _in_value(text: str, first: int, last: int) -> tuple[Path, str, str] | None:
    """The value that a selection is in, and what it says before and behind it; None when it is in none, or in more."""
    before = scalars(text)
    marked = f"{text[:first]}{START}{text[first:last]}{END}{text[last:]}"
    try:
        found = {path: typed.text for path, typed in scalars(marked).items()}
    except CannotPatch:
        return None
    path = next((path for path, said in found.items() if START in said and END in said), None)
    if path is None or path not in before or START + END in text or found.keys() != before.keys():
        return None
    if found[path].replace(START, "").replace(END, "") != before[path].text:
        return None
    return path, found[path].partition(START)[0], found[path].partition(END)[2]
