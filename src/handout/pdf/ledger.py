"""Keep a ledger of every line painted, and hold it against what the document should say.

Extraction alone proves nothing: text that lies off the page or is too small to see is extracted like any other. The
ledger knows where each word went, because it is written by the hand that paints.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handout.pdf.lines import Line, Piece
from handout.pdf.structure import Leaf

Kind = Literal["missing", "changed", "unexpected", "out of order", "off the page", "too small"]
SLACK = 0.5
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between what was painted and what should be. Pages count from 1; 0: on none."""

    kind: Kind
    text: str
    page: int
    painted: str = ""

    def __str__(self) -> str:
        where = f" on page {self.page}" if self.page else ""
        instead = f", painted as '{self.painted}'" if self.painted else ""
        return f"'{self.text}' is {self.kind}{where}{instead}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one look painted in one place; lengths in points from the page's lower left corner, page from 0."""

    leaf: Leaf | None
    text: str
    page: int
    x: float
    baseline: float
    width: float
    size: float
    color: tuple[float, float, float]


class Ledger:
    """What was painted, line by line, in the order of painting."""

    __slots__ = ("lines", "pages")

    def __init__(self) -> None:
        self.pages: list[tuple[float, float]] = []
        # (line, page from 0, x, baseline, whether it is an artifact, whether the page's own coordinates hold)
        self.lines: list[tuple[Line, int, float, float, bool, bool]] = []

    def stretches(self) -> list[Stretch]:
        """Every stretch of text, in the order of painting; those of repeats and furniture have no leaf."""
        return [
            Stretch(
                None if artifact else piece.leaf, piece.text, page, x + piece.x, baseline + piece.ink.rise,
                piece.width, piece.ink.size, piece.ink.color,
            )
            for line, page, x, baseline, artifact, _ in self.lines for piece in line.pieces
        ]  # fmt: skip

    def compare(self, expected: Sequence[tuple[Leaf, str]], smallest: float = 6.0) -> list[Finding]:
        """What differs from these leaves and their texts, given in reading order; nothing when all is well."""
        painted, pages = self._painted()
        findings = []
        latest = 0
        for leaf, text in expected:
            parts = painted.pop(leaf, None)
            if parts is None:
                if _bare(text):
                    findings.append(Finding("missing", text, 0))
                continue
            page = pages[leaf]
            shown = "".join(parts)
            if shown != text and _bare(shown) != _bare(text):
                findings.append(Finding("changed", text, page + 1, shown))
            if page < latest:
                findings.append(Finding("out of order", text, page + 1))
            latest = page
        findings += [Finding("unexpected", "".join(parts), pages[leaf] + 1) for leaf, parts in painted.items()]
        return findings + self._misplaced(smallest)

    def _painted(self) -> tuple[dict[Leaf, list[str]], dict[Leaf, int]]:
        """The texts of each leaf in order, and the page where it begins."""
        painted: dict[Leaf, list[str]] = {}
        pages: dict[Leaf, int] = {}
        for line, page, _, _, artifact, _ in self.lines:
            if artifact:
                continue
            pieces = line.pieces
            if len(pieces) > 1:
                pieces = logical(line)
            for piece in pieces:
                leaf = piece.leaf
                if leaf is None:
                    continue
                parts = painted.get(leaf)
                if parts is None:
                    painted[leaf] = [piece.text]
                    pages[leaf] = page
                else:
                    parts.append(piece.text)
        return painted, pages

    def _misplaced(self, smallest: float) -> list[Finding]:
        findings = []
        for line, page, x, baseline, _, is_plain in self.lines:
            width, height = self.pages[page]
            for piece in line.pieces:
                size = piece.ink.size
                left = x + piece.x
                low = baseline + piece.ink.rise
                if size < smallest:
                    findings.append(Finding("too small", piece.text, page + 1))
                if is_plain and (
                    left < -SLACK or left + piece.width > width + SLACK or low < 0.2 * size or low + 0.8 * size > height
                ):
                    findings.append(Finding("off the page", piece.text, page + 1))
        return findings


def logical(line: Line) -> list[Piece]:
    """The pieces of a line in the order in which they are read; they stand in the order in which they are seen."""
    pieces, text = line.pieces, line.text
    if "".join([piece.text for piece in pieces]) == text:
        return pieces
    left = list(pieces)
    found: list[Piece] = []
    place = 0
    while left:
        # The longest that fits: a short one may be the beginning of it.
        fitting = [piece for piece in left if text.startswith(piece.text, place)]
        if not fitting:
            return pieces
        piece = max(fitting, key=lambda one: len(one.text))
        left.remove(piece)
        found.append(piece)
        place += len(piece.text)
    return found


def _bare(text: str) -> str:
    """A text without what a line break may add or take: spaces and marks that are not seen."""
    bare = "".join(text.split())
    return bare if bare.isascii() else unicodedata.normalize("NFC", bare.translate(INVISIBLE))
