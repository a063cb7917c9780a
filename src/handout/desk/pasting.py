"""Put what was pasted into the source of a handout in as its words, whatever its signs would mean there."""

from handout.reading.list_patch import entry_at, with_new
from handout.reading.patch import CannotPatch, Path, Typed, patched, scalars, value_end
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
    at = _entry_above(text, first) if first == last else None
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
    marked = f"{text[:first]}{_indent(text, first, before)}{START}{text[first:last]}{END}{text[last:]}"
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


def _indent(text: str, at: int, before: dict[Path, Typed]) -> str:
    """What words on an empty line within a block of lines need before them to be part of it; else nothing."""
    around = _around(text, at, before) if _is_empty(text, at) else None
    if around is None:
        return ""
    lines = text[around.start : around.end].split("\n")[1:]
    column = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return " " * (column - (at - text.rfind("\n", 0, at) - 1))


def _entry_above(text: str, at: int) -> Path | None:
    """The entry of a section right above an empty line; None where the line is another's, or in a value."""
    before = scalars(text)
    line = text.count("\n", 0, at) + 1
    above = [path for path, typed in before.items() if typed.line <= line]
    entry = entry_at(text, line, "body")
    if entry is None or not above or (*above[-1], 0)[: len(entry)] != entry or not _is_empty(text, at):
        return None
    return None if _around(text, at, before) else entry


def _is_empty(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0].strip()


def _around(text: str, at: int, before: dict[Path, Typed]) -> Typed | None:
    """The value that begins before a place and ends behind it."""
    return next((typed for typed in before.values() if typed.start < at < value_end(text, typed)), None)
