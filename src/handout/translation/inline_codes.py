"""Words with their marks as translators' tools know them: stretches of text, and codes that are kept as they are.

A code is a mark of CommonMark or a citation as it is typed: `**`, `](https://www.example.org/)`, `[@nhs-2024]`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from handout.problems import Problems
from handout.record import Record
from handout.source import Located, Span
from handout.text.escaping import escaped, line_escaped
from handout.text.markdown import MdParagraph, parse_blocks, parse_inline
from handout.text.phrase import Break, Citation, Emphasis, Link, Phrase, Strong, Text, plain

LINE_END = "\\\n"
_SOFT = re.compile(r"(?<!\\)(?<!  )\n[ \t]*")
_HARD = re.compile(r"(?:\\|(?<! ) {2,})\n[ \t]*")
_HERE = Span("", 1, 1)


class InlineCode(Record, kw_only=False):
    """One code, as it is typed."""

    typed: str


CodedText: TypeAlias = tuple["str | InlineCode", ...]


def pieces_of(typed: str, is_marked: bool) -> CodedText:
    """A paragraph or an item as typed, which may go over several lines, in its pieces."""
    if not is_marked:
        return joined([" ".join(typed.split("\n"))])
    line = _HARD.sub(lambda _: LINE_END, _SOFT.sub(" ", typed))
    return joined(_pieces(parse_inline(_located(line), Problems())))


def typed_as(pieces: CodedText, is_marked: bool, is_block: bool) -> str | None:
    """How an author types these pieces; None when no way of typing them would be read so.

    `is_block`: they stand in a text of paragraphs and lists, where a sign at the start of a line may begin one.
    """
    if not is_marked:
        return "".join(piece for piece in pieces if isinstance(piece, str))
    as_they_are = "".join(piece if isinstance(piece, str) else piece.typed for piece in pieces)
    with_signs = "".join(escaped(piece) if isinstance(piece, str) else piece.typed for piece in pieces)
    lines = LINE_END.join(map(line_escaped, with_signs.split(LINE_END)))
    return next((typed for typed in (as_they_are, with_signs, lines) if _reads(typed, pieces, is_block)), None)


def joined(pieces: Sequence[str | InlineCode]) -> CodedText:
    """Pieces with neighbouring texts made one, none empty, and no blanks at the ends."""
    found: list[str | InlineCode] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece:
            found.append(piece)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip(" ")
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" ")
    return tuple(piece for piece in found if piece)


def codes(pieces: CodedText) -> Counter[str]:
    """The codes among them, and how often each stands there."""
    return Counter(piece.typed for piece in pieces if isinstance(piece, InlineCode))


def words(pieces: CodedText) -> str:
    """The texts alone."""
    return "".join(piece if isinstance(piece, str) else "\n" if piece.typed == LINE_END else "" for piece in pieces)


def _located(text: str) -> Located:
    return Located(text, ((0, _HERE),))


def _reads(typed: str, pieces: CodedText, is_block: bool) -> bool:
    problems = Problems()
    if is_block:
        blocks = parse_blocks(_located(typed), problems)
        phrase = blocks[0].phrase if len(blocks) == 1 and isinstance(blocks[0], MdParagraph) else ()
    else:
        phrase = parse_inline(_located(typed), problems)
    return joined(_pieces(phrase)) == pieces and not problems.has_errors


def _pieces(phrase: Phrase) -> list[str | InlineCode]:
    return [piece for part in phrase for piece in _of(part)]


def _of(part: object) -> Iterator[str | InlineCode]:
    match part:
        case Text():
            yield part.text
        case Strong(children=children):
            yield from (InlineCode("**"), *_pieces(children), InlineCode("**"))
        case Emphasis(children=children):
            yield from (InlineCode("*"), *_pieces(children), InlineCode("*"))
        case Link(children=children, target=target) if plain(children) == target:
            yield InlineCode(f"<{target}>")
        case Link(children=children, target=target, title=title):
            named = "" if title is None else f' "{title}"'
            place = f"<{target}>" if re.search(r"[()\\ ]", target) else target
            yield from (InlineCode("["), *_pieces(children), InlineCode(f"]({place}{named})"))
        case Citation(keys=keys):
            yield InlineCode(f"[{'; '.join(f'@{key}' for key, _ in keys)}]")
        case Break():
            yield InlineCode(LINE_END)
