"""Start a translation: the source's own file with a mark before every text that is to be translated.

Each paragraph and each item of a list in a longer text has a mark of its own. The mark is an error until the translator
has put the translation in its place, so that a skeleton never builds as if it were translated. Comments, layout, ids,
citations, references, dates and codes stay as they stand in the source.
"""

import re
from collections.abc import Iterator

from handout.content.handout import Handout
from handout.content.members import translated
from handout.reading.key_types import Keyed, Own, Shape
from handout.reading.nodes import Mapping, Node, Scalar, Sequence
from handout.reading.untranslated import MARK
from handout.source import Span

_SIGN = re.compile(r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+(?=\S)")
"""The sign of an item, or of several within one another, before its words."""


def skeleton(data: bytes, root: Mapping, language: str) -> bytes:
    """The file of a translation that is still to be made."""
    text = data.decode("utf-8-sig")
    lines = text.split("\n")
    marks: dict[int, list[int]] = {}
    for place in _texts(root, Keyed(Handout)):
        marks.setdefault(place.line - 1, []).append(place.column - 1)
    for number, columns in marks.items():
        for column in sorted(columns, reverse=True):
            lines[number] = f"{lines[number][:column]}{MARK} {lines[number][column:]}"
    said = root.get("language")
    if isinstance(said, Scalar):
        place = said.text.span
        line = lines[place.line - 1]
        typed = said.text.text
        lines[place.line - 1] = line[: place.column - 1] + language + line[place.column - 1 + len(typed) :]
    return "\n".join(lines).encode("utf-8")


def _units(text: str) -> Iterator[int]:
    """Where each paragraph and each item of a list begins, behind the item's own sign."""
    is_new, start = True, 0
    for line in text.split("\n"):
        words = line.strip(" \t")
        sign = _SIGN.match(line)
        if words and (is_new or sign is not None):
            yield start + (sign.end() if sign is not None else line.index(words))
        is_new = not words
        start += len(line) + 1


def _is_number(node: Scalar, shape: Shape) -> bool:
    """Whether it is a number, where a number may stand instead of words: it is the same in every language."""
    return isinstance(shape, Own) and getattr(shape.reader, "counts", False) and node.text.text.isdecimal()


def _texts(node: Node, shape: Shape) -> Iterator[Span]:
    """Where the texts begin that a translator writes, in a value of this shape."""
    match node:
        case Scalar():
            if not node.is_empty and not _is_number(node, shape):
                yield from (node.text.at(start) for start in _units(node.text.text))
        case Sequence():
            for item in node.items:
                yield from _texts(item, shape)
        case Mapping():
            for key, value in node.entries:
                below = translated(shape, key.text.text)
                if below is not None:
                    yield from _texts(value, below)
