"""Where each painted word stands on its page, and where it was typed: for whoever looks at pages beside their text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from handout.record import Record
from handout.source import Span
from handout.text.phrase import SOFT_HYPHEN

if TYPE_CHECKING:
    from handout.layout.furniture import Furniture
    from handout.layout.pages import Page
    from handout.layout.pair_furniture import PairFurniture
    from handout.pdf.file.structure import Leaf
    from handout.pdf.text.lines import Piece
    from handout.pdf.text.runs import Run


class Place(Record, kw_only=False):
    """One painted stretch of words. Points from the page's left and upper edges; `line` and `column` of the `file`.

    `is_typed`: it stands there, and is not said by the program of the whole handout.
    """

    page: int
    x: float
    baseline: float
    width: float
    size: float
    line: int
    column: int
    text: str
    is_typed: bool = True
    file: str = ""


class Watch:
    """Gathers the places of one PDF while it is made; `paper` is its width and height in points."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.paper = (0.0, 0.0)
        self.pages = 0
        self.looks: tuple[int, ...] = ()
        """A number for each page, the same as long as what it shows is (`TaggedCanvas.looks`)."""

    def note(
        self,
        pages: Sequence[Page],
        runs: Iterable[Run],
        furniture: Furniture | PairFurniture,
        file: str,
        before: int = 0,
    ) -> None:
        """Note every stretch of words on these pages that stands in this file, or because of what stands there.

        So many pages stand `before` them.
        """
        said = _said(runs)
        self.pages = before + len(pages)
        for number, page in enumerate(pages, before + 1):
            left, top, _, _ = furniture.text_block(first=number == before + 1)
            for strip, y in page.strips:
                for line, x, baseline in strip.lines:
                    for piece in line.pieces:
                        span, is_typed = _span(piece, said)
                        if span is not None and span.file == file:
                            at = self.paper[1] - top + y + baseline
                            self.places.append(
                                Place(number, left + x + piece.x, at, piece.width, piece.ink.size, span.line,
                                      span.column, piece.text, is_typed, file)
                            )  # fmt: skip


class _Said:
    """The words under one leaf as they were typed, and how far they are painted."""

    def __init__(self) -> None:
        self.text = ""
        self.starts: list[int] = []
        self.spans: list[Span] = []
        self.done = 0


def _said(runs: Iterable[Run]) -> dict[int, _Said]:
    found: dict[int, _Said] = {}
    for run in runs:
        if run.leaf is None or not run.text:
            continue
        said = found.setdefault(id(run.leaf), _Said())
        said.starts.append(len(said.text))
        said.spans.append(run.span)
        said.text += run.text
    return found


def _span(piece: Piece, said: dict[int, _Said]) -> tuple[Span | None, bool]:
    """Where the first word of a piece was typed, None for what no author typed; and whether it was typed there.

    In the first column stand keys only: what comes from there is said of the handout that begins there.
    """
    leaf: Leaf | None = piece.leaf
    words = None if leaf is None else said.get(id(leaf))
    first = next(iter(piece.text.replace(SOFT_HYPHEN, "").split()), "")
    if words is None or not first:
        return None, False
    at = words.text.find(first, words.done)
    if at < 0:
        at = words.done
    words.done = at + len(first)
    number = bisect_right(words.starts, at) - 1
    span = words.spans[max(number, 0)]
    return span.shifted(at - words.starts[max(number, 0)]), span.column > 1


def nearest(places: Iterable[Place], page: int, x: float, y: float) -> Span | None:
    """Where the words nearest to a point of a page were typed; by height first, for that is how one points."""
    best: tuple[float, Place] | None = None
    for place in places:
        if place.page != page:
            continue
        aside = max(place.x - x, x - place.x - place.width, 0.0)
        above = abs(place.baseline - place.size * 0.3 - y)
        distance = aside + 2 * above
        if best is None or distance < best[0]:
            best = distance, place
    if best is None:
        return None
    place = best[1]
    share = min(max((x - place.x) / place.width, 0.0), 1.0) if place.width else 0.0
    return Span(place.file, place.line, place.column + int(share * max(len(place.text) - 1, 0)))


def on_line(places: Iterable[Place], line: int) -> Iterator[Place]:
    """What is painted of the line of a file, or of the line above that is nearest to it."""
    every = [place for place in places if place.is_typed]
    nearest_line = max((place.line for place in every if place.line <= line), default=None)
    return (place for place in every if place.line == nearest_line)
