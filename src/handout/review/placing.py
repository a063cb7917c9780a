"""Find the part of today's text that a comment is about: the text may have changed and moved since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from handout.record import Record
from handout.review.comments import Comment
from handout.source import Span
from handout.translation.blocks import FollowedBlock

How = Literal["same", "words", "part", "lost"]
"""By what the part was found: it is letter for letter the same, it alone holds the quoted words, by its name, not."""


class PlacedComment(Record):
    """A comment with its place in today's text; none for one whose part is gone."""

    comment: Comment
    span: Span | None
    how: How


def placed(comments: Iterable[Comment], blocks: Sequence[FollowedBlock]) -> list[PlacedComment]:
    """Each comment with its place: those whose part is gone first, then in reading order."""
    same = {block.digest: block for block in reversed(blocks)}
    named = {block.name: block for block in blocks}
    found = [_placed(comment, same, named, blocks) for comment in comments]
    return sorted(found, key=lambda one: (one.span is not None, one.span.line if one.span else 0, one.comment.id))


def _placed(
    comment: Comment, same: dict[str, FollowedBlock], named: dict[str, FollowedBlock], blocks: Sequence[FollowedBlock]
) -> PlacedComment:
    if comment.block is not None and comment.block in same:
        return PlacedComment(comment=comment, span=same[comment.block].span, how="same")
    quote = " ".join((comment.quote or "").split())
    holding = [block for block in blocks if quote and quote in " ".join(block.words)]
    if len(holding) == 1:
        return PlacedComment(comment=comment, span=holding[0].span, how="words")
    if comment.part in named:
        return PlacedComment(comment=comment, span=named[comment.part].span, how="part")
    return PlacedComment(comment=comment, span=None, how="lost")


def block_at(blocks: Sequence[FollowedBlock], line: int) -> FollowedBlock | None:
    """The block that a line of the file belongs to: the last that begins on it or above."""
    above = [block for block in blocks if block.span.line <= line]
    return max(above, key=lambda block: (block.span.line, block.span.column), default=None)
