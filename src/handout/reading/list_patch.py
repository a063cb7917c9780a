"""Add, take out and move an entry of a list in a YAML file as whole lines, with the comments above it; take out a key.

A comment between two entries belongs to the one below it, also over a blank line; one that stands further in than the
entries do belongs to what it stands in. Every other line stays as it is. What was written is read back, and when
anything but the order of entries came out changed, nothing is changed. Lists in brackets are left to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from handout.reading.line_slips import NEW
from handout.reading.patch import CannotPatch, Path, Typed, events, scalars, value_end
from handout.reading.pyyaml import yaml
from handout.record import Record


class _Lines(Record):
    """The lines of one entry, from the first comment above it up to the next entry; `dash` is the column of its `-`."""

    start: int
    first: int
    end: int
    dash: int
    is_text: bool


def without_entry(text: str, path: Path) -> str:
    """The text without the entry at this path; raises CannotPatch when it is the only one."""
    lines, entries, at = _found(text, path)
    if len(entries) == 1:
        raise CannotPatch("is the only entry: a list cannot be empty", path)
    entry = entries[at]
    after = "".join([*lines[: entry.start], *lines[entry.end :]])
    order = [number for number in range(len(entries)) if number != at]
    return _checked(text, after, path, order)


def without_key(text: str, path: Path) -> str:
    """The text without this key, its value and the comments right above; raises CannotPatch.

    Such as when it is the only one where it stands.
    """
    before = scalars(text)
    typed = before[path]
    name = re.escape(str(path[-1]))
    key = re.search(rf"(?:{name}|\"{name}\"|'{name}')[ \t]*:\s*\Z", text[: typed.start])
    first = key.start() if key is not None else typed.start
    line = text.rfind("\n", 0, first) + 1
    end = re.compile(r"[ \t\r]*(?:#[^\n]*)?(?:\n|\Z)").match(text, value_end(text, typed))
    after = ""
    if end is not None and not text[line:first].strip():
        above = text[:line].splitlines(keepends=True)
        top = _with_comments([*above, text[line:]], len(above), first - line, at_blanks=False)
        after = "".join(above[:top]) + text[end.end() :]
    elif end is not None and not text[line:first].strip(" -"):
        after = text[:first] + text[end.end() :].lstrip(" ")
    left = {other: one.text for other, one in before.items() if other != path}
    try:
        found = {other: one.text for other, one in scalars(after).items()}
    except CannotPatch:
        found = {}
    if found != left or not found:
        raise CannotPatch("cannot be taken out by itself: take out its whole entry, or edit the text", path)
    return after


def moved_entry(text: str, path: Path, by: int) -> str:
    """The text with the entry one up (-1) or one down (1); as it was at the end of its list."""
    lines, entries, at = _found(text, path)
    other = at + by
    if not 0 <= other < len(entries):
        return text
    first, second = entries[min(at, other)], entries[max(at, other)]
    one, two = lines[first.start : first.end], lines[second.start : second.end]
    if two and not two[-1].endswith("\n"):
        two[-1] += "\n"
        one[-1] = one[-1].removesuffix("\n")
    after = "".join([*lines[: first.start], *two, *one, *lines[second.end :]])
    order = list(range(len(entries)))
    order[at], order[other] = order[other], order[at]
    return _checked(text, after, path, order)


def with_entry(text: str, path: Path) -> str:
    """The text with another entry below the one at this path: a text to be written, or a copy of one with keys."""
    lines, entries, at = _found(text, path)
    entry = entries[at]
    copied = lines[entry.first : entry.end]
    while copied and (not copied[-1].strip() or copied[-1].lstrip().startswith("#")):
        copied.pop()
    if entry.is_text:
        copied = [f'{" " * entry.dash}- "{NEW}"\n']
    before = lines[: entry.end]
    if before and not before[-1].endswith("\n"):
        before[-1] += "\n"
    if copied and not copied[-1].endswith("\n"):
        copied[-1] += "\n"
    after = "".join([*before, *copied, *lines[entry.end :]])
    order: list[int] = [*range(at + 1), -1 if entry.is_text else at, *range(at + 1, len(entries))]
    return _checked(text, after, path, order)


def with_new(text: str, path: Path, entry: str) -> str:
    """The text with a new entry below the one at this path, or with a list of its own at the file's end.

    What is one value becomes a list, whose first entry that is. `entry` are its lines as they would stand in a list
    that is not set in: the first begins with `- `.
    """
    new = {key[1:]: typed.text for key, typed in scalars(entry).items()}
    if path[:-1] in scalars(text):
        text = with_list(text, path[:-1])
    if path[:-1] not in {key[: len(path) - 1] for key in scalars(text)}:
        whole = f"{path[0]}:\n" + "".join(f"  {line}\n" for line in entry.splitlines())
        after = text + ("" if text.endswith("\n") else "\n") + whole
        return _checked(text, after, (path[0], 0), [-1], new)
    lines, entries, at = _found(text, path)
    added = [f"{' ' * entries[at].dash}{line}".rstrip() + "\n" for line in entry.splitlines()]
    before = lines[: entries[at].end]
    if before and not before[-1].endswith("\n"):
        before[-1] += "\n"
    after = "".join([*before, *added, *lines[entries[at].end :]])
    return _checked(text, after, path, [*range(at + 1), -1, *range(at + 1, len(entries))], new)


def with_list(text: str, path: Path) -> str:
    """The text with a list in the place of this value, which is its only entry, typed as it was; raises CannotPatch."""
    before = scalars(text)
    typed = before[path]
    key = text[: typed.start].rstrip()
    line = key.rpartition("\n")[2]
    indent = " " * (len(line) - len(line.lstrip(" -")) + 2)
    end = value_end(text, typed)
    own = re.sub(r"\n(?=[^\r\n])", "\n  ", text[typed.start : end])
    after = f"{key}\n{indent}- {own}{text[end:]}"
    return _same_but(after, {(*path, 0) if place == path else place: one for place, one in before.items()}, path)


def with_top_key(text: str, typed: str, below: Collection[str]) -> str:
    """The text with a key at its top, typed so: above the first of the keys `below`, or at its end; raises CannotPatch.

    The comments right above the key that it is put above stay with that one.
    """
    lines, keys = text.splitlines(keepends=True), _top_keys(text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    firsts = [line for name, line in keys.items() if name in below]
    at = _with_comments(lines, firsts[0], 0, at_blanks=False) if firsts else len(lines)
    after = "".join([*lines[:at], f"{typed}\n", *lines[at:]])
    return _same_but(after, scalars(text) | scalars(typed), ())


def without_top_key(text: str, path: Path) -> str:
    """The text without this key at its top, all that it holds, and the comments right above; raises CannotPatch."""
    lines, keys = text.splitlines(keepends=True), _top_keys(text)
    [name] = path
    if name not in keys:
        raise CannotPatch("is not there", path)
    below = [line for line in keys.values() if line > keys[name]]
    start = _with_comments(lines, keys[name], 0, at_blanks=keys[name] > min(keys.values()))
    end = _with_comments(lines, min(below), 0, at_blanks=True) if below else len(lines)
    left = {path: typed for path, typed in scalars(text).items() if path[0] != name}
    return _same_but("".join([*lines[:start], *lines[end:]]), left, path)


def _same_but(after: str, expected: Mapping[Path, Typed], place: Path) -> str:
    """The new text, if it holds these values."""
    said = {path: typed.text.rstrip("\n") for path, typed in expected.items()}
    if not said or _read_back(after) != said:
        raise CannotPatch("cannot be changed without changing something else; edit the text", place or None)
    return after


def _read_back(after: str) -> dict[Path, str]:
    """What each value of the new text says; nothing, where it cannot be read."""
    try:
        return {path: typed.text.rstrip("\n") for path, typed in scalars(after).items()}
    except CannotPatch:
        return {}


def _top_keys(text: str) -> dict[str, int]:
    """The line of each key at the top."""
    found: dict[str, int] = {}
    depth, is_key = 0, True
    for event in events(text):
        line: int = event.start_mark.line
        match event:
            case yaml.ScalarEvent() if depth == 1:
                if is_key:
                    found[event.value] = line
                is_key = not is_key
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if depth == 0 and event.flow_style:
                    raise CannotPatch("this text is in brackets: change it in the text")
                depth += 1
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                depth -= 1
                is_key = is_key or depth == 1
    return found


def lines_of(text: str, path: Path) -> str:
    """The lines of the entry at this path, as they would stand in a list that is not set in."""
    lines, entries, at = _found(text, path)
    entry = entries[at]
    own = lines[entry.first : entry.end]
    while own and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
        own.pop()
    return "".join(line[entry.dash :] if line.strip() else line for line in own)


def entry_at(text: str, line: int, name: str) -> Path | None:
    """The entry of a list under the key `name` that a line belongs to or comes after; None where there is no list.

    Of lists in one another the outermost counts; above all of them, the first entry does. One text is the first entry
    of a list that `with_new` makes of it.
    """
    found: list[tuple[int, Path]] = []
    for path, typed in scalars(text).items():
        places = [at for at, part in enumerate(path) if part == name and isinstance((*path, 0)[at + 1], int)]
        if places:
            found.append((typed.line, (*path, 0)[: places[0] + 2]))
    above = [path for at, path in found if at <= line]
    return above[-1] if above else next((path for _, path in found), None)


def _found(text: str, path: Path) -> tuple[list[str], list[_Lines], int]:
    """The file's lines, the entries of the list that the path leads into, and which one it is."""
    if not path or not isinstance(path[-1], int):
        raise CannotPatch("is not an entry of a list", path)
    entries = _entries(text, path[:-1])
    if path[-1] >= len(entries):
        raise CannotPatch("is not there", path)
    return text.splitlines(keepends=True), entries, path[-1]


def _entries(text: str, path: Path) -> list[_Lines]:
    """The lines of each entry of the list at this path."""
    lines = text.splitlines(keepends=True)
    starts: list[tuple[int, bool]] = []
    here: list[Any] = []
    last = 0
    dash = -1
    for event in events(text):
        column = event.start_mark.column
        is_start = isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent)
        if isinstance(event, yaml.ScalarEvent) or is_start:
            if here and here[-1] is None:
                here[-1] = event.value if isinstance(event, yaml.ScalarEvent) else ""
                continue
            if tuple(here[:-1]) == path and here and isinstance(here[-1], int):
                starts.append((event.start_mark.line, isinstance(event, yaml.ScalarEvent)))
            if is_start and tuple(here) == path and isinstance(event, yaml.SequenceStartEvent):
                if event.flow_style:
                    raise CannotPatch("is a list in brackets: change it in the text", path)
                dash = column
        if isinstance(event, yaml.ScalarEvent):
            if tuple(here[: len(path)]) == path and len(here) > len(path):
                last = max(last, _last_line(text, event))
            _step(here)
        elif is_start:
            here.append(None if isinstance(event, yaml.MappingStartEvent) else 0)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            here.pop()
            _step(here)
    if dash < 0 or not starts:
        raise CannotPatch("is not a list", path)
    firsts = [_line_of_dash(lines, line, dash) for line, _ in starts]
    begins = [_with_comments(lines, line, dash, at_blanks=number > 0) for number, line in enumerate(firsts)]
    ends = [*begins[1:], last + 1]
    return [
        _Lines(start=begin, first=first, end=end, dash=dash, is_text=is_text)
        for begin, first, end, (_, is_text) in zip(begins, firsts, ends, starts, strict=True)
    ]


def _step(here: list[Any]) -> None:
    """After a value: the next index of a list, or the next key of a mapping."""
    if here:
        here[-1] = here[-1] + 1 if isinstance(here[-1], int) else None


def _last_line(text: str, event: Any) -> int:
    """The last line that a value is typed on."""
    typed = text[event.start_mark.index : event.end_mark.index].rstrip()
    return int(event.start_mark.line) + typed.count("\n")


def _line_of_dash(lines: Sequence[str], line: int, dash: int) -> int:
    """The line with the `-` of an entry that begins on this line, or whose first value does."""
    while line >= 0 and lines[line][dash : dash + 1] != "-":
        line -= 1
    if line < 0:
        raise CannotPatch("the entries of this list cannot be told apart; change it in the text")
    return line


def _with_comments(lines: Sequence[str], line: int, dash: int, *, at_blanks: bool) -> int:
    """The first line of the comments that stand above an entry, no further in than it does.

    `at_blanks`: also over blank lines. Above the first entry, those may be about the whole list.
    """
    first = line
    while line > 0:
        above = lines[line - 1].strip()
        if above.startswith("#") and lines[line - 1].index("#") <= dash:
            first = line - 1
        elif above or not at_blanks:
            break
        line -= 1
    return first


def _checked(
    before: str, after: str, path: Path, order: Sequence[int], entry: Mapping[Path, str] = MappingProxyType({(): NEW})
) -> str:
    """The new text, if it holds the entries in this order and everything else as it was; -1 is the new entry."""
    old = scalars(before)
    expected = {key: typed.text for key, typed in old.items() if key[: len(path) - 1] != path[:-1]}
    for number, source in enumerate(order):
        place = (*path[:-1], number)
        if source < 0:
            expected |= {(*place, *key): said for key, said in entry.items()}
            continue
        origin = (*path[:-1], source)
        for key, typed in old.items():
            if key[: len(origin)] == origin:
                expected[(*place, *key[len(origin) :])] = typed.text
    if _read_back(after) != {key: said.rstrip("\n") for key, said in expected.items()}:
        raise CannotPatch("cannot be changed without changing something else; edit the text", path)
    return after
