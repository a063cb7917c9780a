"""Header, footer and mark of a page with two languages side by side: each language's own, over and under its column."""

from __future__ import annotations

from handout.edition import Edition
from handout.layout.furniture import Furniture
from handout.layout.strips import TextColumn
from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Box, Leaf
from handout.record import Record, replace
from handout.source import Span
from handout.style.properties import Rgb, Sheet

GUTTER = 18.0
"""Between the two columns, in points."""
MARGIN = 36.0
"""The widest margin: two columns need the room more."""
_KEPT: dict[int, tuple[Sheet, HalfPages]] = {}
_ROOM = 16


class HalfPages(Record, kw_only=False, eq=False):
    """A sheet on its side, and as if each half of its page were all there is: the left one, the right one."""

    turned: Sheet
    halves: tuple[Sheet, Sheet]
    column: float
    """How wide each column is, in points."""


def sides_of(sheet: Sheet) -> HalfPages:
    """The sides of a sheet, made once, so that its looks are found again."""
    cached = _KEPT.get(id(sheet))
    if cached is None:
        if len(_KEPT) >= _ROOM:
            _KEPT.clear()
        cached = _KEPT[id(sheet)] = (sheet, _made(sheet))
    return cached[1]


def _made(sheet: Sheet) -> HalfPages:
    page = sheet.page
    long, short = max(page.width, page.height), min(page.width, page.height)
    margins = {side: min(getattr(page, side), MARGIN) for side in ("top", "bottom", "left", "right")}
    page = replace(page, width=long, height=short, **margins)
    column = (page.width - page.left - page.right - GUTTER) / 2
    left = replace(page, right=page.right + column + GUTTER)
    right = replace(page, left=page.left + column + GUTTER)
    halves = (replace(sheet, page=left), replace(sheet, page=right))
    return HalfPages(replace(sheet, page=page), halves, column)


class _HalfFurniture(Furniture):
    """The furniture of one half of a page: its mark runs across that half."""

    @property
    def _room_for_mark(self) -> tuple[float, float]:
        left, _, width, _ = self.text_block()
        return left + width / 2, width


class PairFurniture:
    """What both halves of a page carry. `states` are the leaves of the review lines, each in its language's part."""

    def __init__(
        self, editions: tuple[Edition, Edition], sheet: Sheet, places: tuple[Span, Span], states: tuple[Leaf, Leaf]
    ) -> None:
        sides = sides_of(sheet)
        self._states = states
        self._width = sides.turned.page.width - sides.turned.page.left - sides.turned.page.right
        at_left = _goes_left(editions)
        order = (0, 1) if at_left == 0 else (1, 0)
        self.columns = tuple(TextColumn((sides.column + GUTTER) * order[number], sides.column) for number in (0, 1))
        self.halves = tuple(
            _HalfFurniture(
                edition.running, sides.halves[order[number]], edition.language, edition.direction, places[number],
                f" {number + 1}",
            )
            for number, edition in enumerate(editions)
        )  # fmt: skip
        self._left = self.halves[at_left]
        for one, other in (self.halves, self.halves[::-1]):
            one.level_with(other)

    def text_block(self, *, first: bool = False) -> Box:
        """Left, top (from the paper's bottom), width and height of both columns and what is between them."""
        left, top, _, height = self._left.text_block(first=first)
        return left, top, self._width, height

    @property
    def mark_color(self) -> Rgb | None:
        return next((half.mark_color for half in self.halves if half.mark_color is not None), None)

    @property
    def state_words(self) -> tuple[str, str]:
        return self.halves[0].state_words, self.halves[1].state_words

    def paint_mark(self, canvas: TaggedCanvas) -> None:
        for half in self.halves:
            half.paint_mark(canvas)

    def paint_state(self, canvas: TaggedCanvas, leaf: Leaf) -> None:
        """The review line of each language, as content of its own part; `leaf` is that of the first."""
        for half, own in zip(self.halves, self._states, strict=True):
            half.paint_state(canvas, own)

    def paint(self, canvas: TaggedCanvas, number: int, count: int, *, is_first: bool) -> None:
        for half in self.halves:
            half.paint(canvas, number, count, is_first=is_first)


def _goes_left(editions: tuple[Edition, Edition]) -> int:
    """Which of the two stands at the left: the first, unless it is read from right to left and begins at the right."""
    return 1 if editions[0].direction == "rtl" else 0
