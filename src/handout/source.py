"""Say where in an author's file a value stands.

A position is born with each value that is read and lives as long as the value does, so that even a failure
found while painting can name the author's line.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import itemgetter

from handout.record import Record


class Span(Record, kw_only=False, order=True):
    """A place in a file, as an editor counts: line and column from 1, column in characters."""

    file: str
    line: int
    column: int

    def shifted(self, characters: int) -> "Span":
        """The place so many characters further on the same line."""
        return Span(self.file, self.line, self.column + characters)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Span("", 0, 0)
"""The place of words that nobody typed."""


class Located(Record, kw_only=False):
    """A string as the program reads it, with the place of each of its stretches in the author's file.

    `anchors` are (offset into `text`, place) pairs, offsets rising from 0. A stretch between two anchors lies on one
    source line, so the place of any character is its anchor's place shifted by the distance.
    """

    text: str
    anchors: tuple[tuple[int, Span], ...]

    @property
    def span(self) -> Span:
        return self.anchors[0][1]

    def at(self, offset: int) -> Span:
        """The place of the character at this offset."""
        if len(self.anchors) == 1:
            return self.span.shifted(max(offset, 0))
        start, place = self.anchors[bisect_right(self.anchors, max(offset, 0), key=itemgetter(0)) - 1]
        return place.shifted(max(offset, 0) - start)

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """`start:end` cut so that each part lies within one anchor's stretch, hence on one source line."""
        if len(self.anchors) == 1:
            return [(start, end)]
        first = bisect_right(self.anchors, start, key=itemgetter(0))
        last = bisect_left(self.anchors, end, key=itemgetter(0))
        cuts = [start, *(offset for offset, _ in self.anchors[first:last]), end]
        return list(pairwise(cuts))

    def on_one_line(self) -> "Located":
        """The same with its lines joined by blanks; no line is left empty between."""
        if "\n" not in self.text:
            return self
        words = ""
        anchors: list[tuple[int, Span]] = []
        for line in re.finditer(r"\S(?:[^\n]*\S)?", self.text):
            words += " " if words else ""
            for start, end in self.stretches(*line.span()):
                anchors.append((len(words), self.at(start)))
                words += self.text[start:end]
        return Located(words, tuple(anchors)) if anchors else self

    def __str__(self) -> str:
        return self.text
