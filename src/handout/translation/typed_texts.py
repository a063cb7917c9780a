"""Every text of a file that a translator writes, with its path, and where its paragraphs and list items stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.content.handout import Handout
from handout.content.members import translated, typed_alone
from handout.content.values import Prose
from handout.reading.key_types import Keyed, KeyType, Many, Own, SomeText
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.reading.patch import Path
from handout.record import Record
from handout.source import Located

_SIGN = re.compile(r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+(?=\S)")
"""The sign of an item, or of several within one another, before its words."""


class TypedText(Record, kw_only=False):
    """One value. `units` are the stretches of its paragraphs and items, behind their signs.

    `is_marked`: CommonMark; `is_block`: with paragraphs and lists, so that a sign at the start of a line may begin one.
    """

    path: Path
    text: Located
    is_marked: bool
    is_block: bool
    units: tuple[tuple[int, int], ...]


def typed_texts(root: Mapping) -> Iterator[TypedText]:
    """The texts of a handout's file that a translator writes, in the order in which they stand."""
    yield from _texts(root, Keyed(Handout), ())


def _texts(node: YamlNode, shape: KeyType, path: Path) -> Iterator[TypedText]:
    match node:
        case Scalar():
            if not node.is_empty and not _is_number(node, shape):
                yield TypedText(path, node.text, not _is_plain(shape), _is_block(shape), tuple(_units(node.text.text)))
        case Sequence():
            alone = typed_alone(shape)
            for number, item in enumerate(node.items):
                yield from _texts(item, alone, (*path, number))
        case Mapping():
            for key, value in node.entries:
                below = translated(shape, key.text.text)
                if below is not None:
                    yield from _texts(value, below, (*path, key.text.text))


def _is_number(node: Scalar, shape: KeyType) -> bool:
    """Whether it is a number, where a number may stand instead of words: it is the same in every language."""
    return isinstance(shape, Own) and getattr(shape.reader, "counts", False) and node.text.text.isdecimal()


def _is_plain(shape: KeyType) -> bool:
    """Whether what is typed there holds no marks: an alternative text, a keyword."""
    return isinstance(shape, SomeText) or (isinstance(shape, Many) and _is_plain(shape.item))


def _is_block(shape: KeyType) -> bool:
    """Whether paragraphs and lists may be typed there: in a body, in an answer, in the text of a box."""
    if isinstance(shape, Many):
        return _is_block(shape.item)
    return isinstance(shape, Own) and (shape.reader is Prose or hasattr(shape.reader, "kinds"))


def _units(text: str) -> Iterator[tuple[int, int]]:
    """From the first word of each paragraph and each item of a list to its last."""
    begin, end, start = -1, 0, 0
    for line in text.split("\n"):
        words = line.strip(" \t")
        sign = _SIGN.match(line)
        if begin >= 0 and (not words or sign is not None):
            yield begin, end
            begin = -1
        if words and begin < 0:
            begin = start + (sign.end() if sign is not None else line.index(words))
        if words:
            end = start + line.index(words) + len(words)
        start += len(line) + 1
    if begin >= 0:
        yield begin, end
