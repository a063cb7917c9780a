"""Find the blocks of the usual text without a parser: paragraphs, and lists of one line an entry, at no indentation.

A parser of CommonMark asks of every line whether it begins one of a dozen kinds of block. A line that begins with a
letter begins none: between empty lines, such lines are a paragraph, and a mark and a letter are an entry of a list. Any
other text is left to the parser.
"""

import re
from typing import NamedTuple

# The digits of a list's mark are 0 to 9, in every script (CommonMark 0.31.2, 5.2).
# Also a mark or a sign before the letter, and a number that is no mark of a list.
_BEGINNING = r"(?:(?:\*\*?|\[@?|[\"'(\u201c\u2018\u00bf\u00a1])?[^\W\d_]|\d{1,9}(?![\d.)]))"
_LINE = re.compile(rf"(?:(?P<mark>-|[0-9]{{1,9}}\.) )?(?P<words>{_BEGINNING}(?:.*\S)?)")


class UsualBlock(NamedTuple):
    """A block by its offsets into the text: where it begins, and the beginning and end of the words of each entry.

    A paragraph has one, `numbers` are those of a numbered list.
    """

    start: int
    words: tuple[tuple[int, int], ...]
    is_list: bool = False
    numbers: tuple[str, ...] | None = None


def usual_blocks(text: str) -> list[UsualBlock] | None:
    """The blocks of a text; None when it holds anything unusual."""
    blocks: list[UsualBlock] = []
    at = 0
    for part in text.split("\n\n"):
        lines = part.lstrip("\n")
        start = at + len(part) - len(lines)
        at += len(part) + 2
        if not lines:
            continue
        block = _block(lines.rstrip("\n"), start)
        # An empty line between two entries leaves them in one list.
        if block is None or (block.is_list and blocks and blocks[-1].is_list):
            return None
        blocks.append(block)
    return blocks


def _block(lines: str, start: int) -> UsualBlock | None:
    """Lines that are all of a paragraph, or each an entry of one list."""
    words: list[tuple[int, int]] = []
    marks: list[str] = []
    at = start
    for line in lines.split("\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        marks.append(found["mark"] or "")
        words.append((at + found.start("words"), at + len(line)))
        at += len(line) + 1
    kinds = {mark[-1:] for mark in marks}
    if len(kinds) > 1:
        return None
    if kinds == {""}:
        return UsualBlock(start, ((start, start + len(lines)),))
    return UsualBlock(start, tuple(words), is_list=True, numbers=None if kinds == {"-"} else tuple(marks))
