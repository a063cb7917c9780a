"""Paint filled pages: backgrounds, then text under its leaves, then what makes it a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from handout.layout.drawings import Dashes, Icon
from handout.layout.inline import LinkLeaf
from handout.layout.pages import Fragment, Page
from handout.layout.strips import Strip
from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Box, Leaf
from handout.pdf.text.lines import Line, Piece
from handout.style.legibility import lies_over
from handout.style.properties import Paper, Rgb

UNDERLINE_DEPTH = 0.13
UNDERLINE_WIDTH = 0.055


class Carried(Protocol):
    """What every page carries, as a painter sees it."""

    @property
    def mark_color(self) -> Rgb | None: ...
    def text_block(self, *, first: bool = False) -> Box: ...
    def paint_mark(self, canvas: TaggedCanvas) -> None: ...
    def paint_state(self, canvas: TaggedCanvas, leaf: Leaf) -> None: ...
    def paint(self, canvas: TaggedCanvas, number: int, count: int, *, is_first: bool) -> None: ...


class Painter:
    """Paints page after page; remembers headings for the outline, after those of `outline`, painted before."""

    def __init__(
        self, canvas: TaggedCanvas, paper: Paper, furniture: Carried, wanted: set[str], state: Leaf,
        outline: Sequence[tuple[int, str, str]] = (),
    ) -> None:  # fmt: skip
        self._canvas = canvas
        self._paper = paper
        self._furniture = furniture
        self._wanted = wanted
        self._state = state
        self._left, self._top, _, _ = furniture.text_block(first=True)
        self._links: dict[LinkLeaf, list[Box]] = {}
        self._closed: list[LinkLeaf] = []
        self.outline = list(outline)

    def paint(self, pages: Sequence[Page], before: int = 0, count: int | None = None) -> None:
        """These pages, `before` others of a document of `count`; without it there are no others."""
        for index, page in enumerate(pages):
            self._page(page, before + index + 1, count or len(pages), is_first=index == 0)
        self._part_circles(pages)

    def _part_circles(self, pages: Sequence[Page]) -> None:
        """Part what holds each other: elements and their links, tables and their heads.

        What a document was made of is then free at once, for the next one to be made of: the same memory, which the
        processor has at hand. Else it would lie about until the collector runs, hundreds of documents later.
        """
        for leaf in self._closed:
            leaf.element = None
        for page in pages:
            for fragment in page.fragments:
                fragment.frame.head.clear()

    def _page(self, page: Page, number: int, count: int, *, is_first: bool) -> None:
        canvas = self._canvas
        _, self._top, _, _ = self._furniture.text_block(first=is_first)
        canvas.new_page(self._paper.width, self._paper.height)
        mark = self._furniture.mark_color
        over = {
            fill for fill in {part.frame.fill for part in page.fragments} if fill and mark and lies_over(fill, mark)
        }
        for fragment in page.fragments:
            if fragment.frame.fill not in over:
                self._fill(fragment)
        self._furniture.paint_mark(canvas)
        for fragment in page.fragments:
            if fragment.frame.fill in over:
                self._fill(fragment)
        for fragment in page.fragments:
            self._border(fragment)
        if is_first:
            self._furniture.paint_state(canvas, self._state)
        self._strips(page.repeats, repeated=True)
        self._strips(page.strips, repeated=False)
        self._close_links()
        self._furniture.paint(canvas, number, count, is_first=is_first)

    def _fill(self, fragment: Fragment) -> None:
        frame = fragment.frame
        if frame.fill is not None:
            x, bottom, height = self._left + frame.x, self._top - fragment.bottom, fragment.bottom - fragment.top
            self._canvas.rect(x, bottom, frame.width, height, fill=frame.fill, radius=frame.radius)

    def _border(self, fragment: Fragment) -> None:
        """Above all fills: a row's tint would cover half of the line around its table."""
        frame = fragment.frame
        if frame.border is None or not frame.border_width:
            return
        canvas = self._canvas
        x, top, bottom = self._left + frame.x, self._top - fragment.top, self._top - fragment.bottom
        width = frame.border_width
        match frame.sides:
            case "all":
                # Inside the edges at the sides, where boxes without a frame end.
                at, across, height, name = x + width / 2, frame.width - width, top - bottom, frame.name
                canvas.rect(at, bottom, across, height, frame.border, line=width, radius=frame.radius, style=name)
            case "start":
                at = x + frame.width - width if frame.start_is_right else x
                canvas.rect(at, bottom, width, top - bottom, fill=frame.border, style=frame.name, is_solid=True)
            case "top" if fragment.is_first:
                canvas.segment(x, top, x + frame.width, top, frame.border, width, frame.name)
            case "cut" if fragment.is_first:
                Dashes(frame.x, 0.0, frame.width, frame.border, width, frame.name).paint(canvas, self._left, top)
            case "bottom" if fragment.is_last:
                canvas.segment(x, bottom, x + frame.width, bottom, frame.border, width, frame.name)

    def _strips(self, strips: Sequence[tuple[Strip, float]], repeated: bool) -> None:
        at, page_top = 0, self._top
        while at < len(strips):
            strip, y = strips[at]
            end = at + 1
            if strip.cells:
                while end < len(strips) and strips[end][0].frames is strip.frames:
                    end += 1
            if end > at + 1:
                self._row(strips[at:end], repeated)
            else:
                self._lines(strip.lines, page_top - y, repeated)
                if repeated:
                    self._icons(strip, page_top - y)
                elif strip.anchors or strip.headings or strip.drawings:
                    self._places(strip, page_top - y)
            at = end

    def _row(self, strips: Sequence[tuple[Strip, float]], repeated: bool) -> None:
        """A table row of several lines, cell by cell: whoever copies its words gets those of each cell together."""
        for cell in range(len(strips[0][0].cells)):
            for strip, y in strips:
                first = sum(strip.cells[:cell])
                self._lines(strip.lines[first : first + strip.cells[cell]], self._top - y, repeated)
        for strip, y in strips:
            (self._icons if repeated else self._places)(strip, self._top - y)

    def _icons(self, strip: Strip, top: float) -> None:
        """The icons of heads that are painted once more."""
        for drawing in strip.drawings:
            if isinstance(drawing, Icon) and drawing.leaf is None:
                drawing.paint(self._canvas, self._left, top)

    def _lines(self, lines: Sequence[tuple[Line, float, float]], top: float, repeated: bool) -> None:
        left, paint_line = self._left, self._canvas.paint_line
        for line, x, baseline in lines:
            across, up = left + x, top - baseline
            paint_line(line, across, up, repeated)
            for piece in line.pieces:
                if piece.ink.underline:
                    self._underline(piece, across, up)
                if type(piece.leaf) is LinkLeaf and not repeated:
                    self._note_link(piece.leaf, piece, across, up)

    def _places(self, strip: Strip, top: float) -> None:
        """What a strip holds beside its lines: where links and bookmarks lead, and what is drawn."""
        canvas = self._canvas
        for anchor in strip.anchors:
            canvas.destination(anchor, top + 4.0)
        for level, title in strip.headings:
            name = f"heading-{len(self.outline) + 1}"
            canvas.destination(name, top + 4.0)
            self.outline.append((level, title, name))
        for drawing in strip.drawings:
            drawing.paint(canvas, self._left, top)

    def _note_link(self, leaf: LinkLeaf, piece: Piece, x: float, baseline: float) -> None:
        self._links.setdefault(leaf, []).append(_around(piece, x, baseline))
        if leaf.id is not None and leaf.id in self._wanted:
            self._canvas.destination(leaf.id, baseline + piece.ink.size * 2)
            self._wanted.discard(leaf.id)

    def _underline(self, piece: Piece, x: float, baseline: float) -> None:
        """A rule below a link, to tenths of a point: no eye tells hundredths apart."""
        start, end = round(x + piece.x, 1), round(x + piece.x + piece.width, 1)
        y = round(baseline - piece.ink.size * UNDERLINE_DEPTH, 1)
        self._canvas.segment(start, y, end, y, piece.ink.color, piece.ink.size * UNDERLINE_WIDTH)

    def _close_links(self) -> None:
        """One annotation for each link on this page, around all its lines."""
        for leaf, boxes in self._links.items():
            if leaf.element is not None:
                self._canvas.link(leaf.element, boxes, leaf.target, leaf.contents)
        self._closed += self._links
        self._links.clear()


def _around(piece: Piece, x: float, baseline: float) -> Box:
    size = piece.ink.size
    low = baseline + piece.ink.rise - size * 0.25
    return x + piece.x, low, x + piece.x + piece.width, low + size * 1.2
