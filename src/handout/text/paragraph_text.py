"""A paragraph as it is read: its words, and where each of them stands in the author's file."""

from __future__ import annotations

from bisect import bisect_right

from handout.record import Record
from handout.source import Located, Span


class ParagraphText(Record, kw_only=False):
    """A paragraph's text without the blanks and list marks that begin its lines.

    `lines` pairs the offset of each line's first character here with its offset in `located.text`, rising.
    """

    text: str
    located: Located
    lines: tuple[tuple[int, int], ...]

    def origin(self, offset: int) -> int:
        """Where the character at this offset stands in `located.text`."""
        if len(self.lines) == 1:
            return self.lines[0][1] - self.lines[0][0] + offset
        here, there = self.lines[bisect_right(self.lines, offset, key=lambda line: line[0]) - 1]
        return there + offset - here

    def place(self, offset: int) -> Span:
        """Where the character at this offset stands in the author's file."""
        return self.located.at(self.origin(offset))
