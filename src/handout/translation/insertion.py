"""Put the source's new blocks into a translation's file, marked to be translated, each after the block it follows.

Works on lines, so that every other byte stays as it was: an entry of a list that begins its own line with `- ` is
copied with all that stands under it, and indented as its new neighbours are. Where a list is laid out otherwise nothing
is put in; the block is named all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from handout.reading import nodes
from handout.reading.nodes import Scalar, YamlNode
from handout.record import Record
from handout.translation.alignment import AlignedPair
from handout.translation.skeleton import skeleton


class _Entry(Record, kw_only=False):
    """An entry of a list: its first line, counted from 0, and the line after its last."""

    start: int
    end: int
    indent: int


def with_missing(
    source: bytes, root: nodes.Mapping, data: bytes, own: nodes.Mapping, pairs: Sequence[AlignedPair]
) -> bytes:
    """The translation's file with what it lacks; the same bytes when nothing can be put in."""
    marked = skeleton(source, root, "").decode("utf-8").replace("\r\n", "\n").split("\n")
    text = data.decode("utf-8-sig")
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(ending)
    met = {pair.source.span.line: pair.translated.span.line for pair in pairs if pair.source and pair.translated}
    missing = {pair.source.span.line for pair in pairs if pair.translated is None and pair.source}
    additions: dict[int, list[str]] = {}
    copied: set[int] = set()
    places = _places(own)
    for siblings, place in _items(root):
        if siblings[place] & missing:
            found = _neighbour(siblings, place, met, places, lines)
            entry = _entry(marked, siblings[place])
            if entry is None or found is None or entry.start in copied:
                continue
            at, indent = found
            copied.update(range(entry.start, entry.end))
            shift = indent - entry.indent
            additions.setdefault(at, []).extend(_shifted(line, shift) for line in marked[entry.start : entry.end])
    for at in sorted(additions, reverse=True):
        lines[at:at] = additions[at]
    return ending.join(lines).encode("utf-8")


def _neighbour(
    siblings: Sequence[frozenset[int]], place: int, met: Mapping[int, int], places: Mapping[int, frozenset[int]],
    lines: Sequence[str],
) -> tuple[int, int] | None:  # fmt: skip
    """The line of the translation to put the entry before, and its indentation."""
    for before in range(place - 1, -1, -1):
        entry = _counterpart(siblings[before], met, places, lines)
        if entry is not None:
            return entry.end, entry.indent
    for after in range(place + 1, len(siblings)):
        entry = _counterpart(siblings[after], met, places, lines)
        if entry is not None:
            return entry.start, entry.indent
    return None


def _counterpart(
    known: frozenset[int], met: Mapping[int, int], places: Mapping[int, frozenset[int]], lines: Sequence[str]
) -> _Entry | None:
    own = next((met[line] for line in sorted(known) if line in met), None)
    return None if own is None or own not in places else _entry(lines, places[own])


def _entry(lines: Sequence[str], known: frozenset[int]) -> _Entry | None:
    """The lines of an entry that is known by these; None when it has no `- ` of its own at the start of a line."""
    start = min(known) - 1
    if not re.match(r" *- (?!- )", lines[start]):
        return None
    indent = _indent(lines[start])
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return _Entry(start, end, indent)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _items(node: YamlNode) -> Iterator[tuple[list[frozenset[int]], int]]:
    """Every entry of every list, outermost first: the lines that all entries of its list are known by, its number."""
    match node:
        case nodes.Sequence():
            siblings = [_known(item) for item in node.items]
            yield from ((siblings, number) for number in range(len(siblings)))
            for item in node.items:
                yield from _items(item)
        case nodes.Mapping():
            for _, value in node.entries:
                yield from _items(value)
        case Scalar():
            return


def _places(root: YamlNode) -> dict[int, frozenset[int]]:
    """For each line the lines that the outermost entry which is known by it is known by."""
    found: dict[int, frozenset[int]] = {}
    for siblings, place in _items(root):
        for line in siblings[place]:
            found.setdefault(line, siblings[place])
    return found


def _known(item: YamlNode) -> frozenset[int]:
    """The lines on which a block that is this entry may begin: its own, its text's, its kind's, its heading's."""
    match item:
        case Scalar():
            return frozenset({item.span.line, item.text.span.line})
        case nodes.Mapping(entries=((name, value), *_)):
            own = item.get("heading") or value
            text = own.text.span if isinstance(own, Scalar) else own.span
            return frozenset({item.span.line, name.span.line, own.span.line, text.line})
        case _:
            return frozenset({item.span.line})


def _shifted(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line.strip() else line
    return line[-by:] if line[:-by].isspace() else line
