"""Keep a ledger of every line painted, and hold it against what the document must say.

Extraction alone proves nothing: text that lies off the page, under a picture, or is too small or too faint to see is
extracted like any other. The ledger knows where each word went, because it is written by the hand that paints.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Literal

from handout.pdf.file.structure import Box, Element, Leaf
from handout.pdf.text.lines import Line, Piece
from handout.pdf.text.runs import Ink
from handout.problems import shortened
from handout.record import Record
from handout.source import Span
from handout.style.values import CONTRAST, CONTRAST_WHEN_LARGE, LARGE, WHITE, Rgb, contrast

Kind = Literal[
    "missing", "painted but not meant", "out of order", "outside its room", "too small", "too faint", "covered"
]

SMALLEST = 6.0
"""In points."""
BAR = 12.0
"""The width of the widest rule: what is no wider stands beside text, not behind it."""
SLACK = 0.6
UP, DOWN = 1.6, 0.8
"""No ink of a line reaches further above or below its baseline, in parts of the largest size there is."""
TOUCH = 0.05
"""What meets by less, in points, only touches."""
DESCENT, ASCENT = 0.2, 0.6
"""How far a line's ink surely reaches below and above its baseline, in parts of its size."""
BULLET = "•"
INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")


class Discrepancy(Record, kw_only=False):
    """One difference between what was painted and what must be. Pages count from 1; 0: on none."""

    kind: Kind
    text: str
    page: int = 0
    span: Span | None = None
    by: str = ""
    """The style of what lies on the text, of a finding that it is covered."""

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span is not None else ""
        where = f" on page {self.page}" if self.page else ""
        return f"{place}'{shortened(self.text, 60)}' is {self.kind}{where}"


class Stretch(Record, kw_only=False):
    """Text of one look painted in one place; lengths in points from the page's lower left corner, page from 0."""

    leaf: Leaf | None
    text: str
    page: int
    x: float
    baseline: float
    width: float
    size: float
    color: Rgb


class Ledger:
    """What was painted, line by line, in the order of painting, what lies behind it, and what may not touch it."""

    __slots__ = ("fills", "lines", "pages", "solids")

    def __init__(self) -> None:
        self.pages: list[tuple[float, float]] = []
        # (line, page from 0, x, baseline, whether it is an artifact)
        self.lines: list[tuple[Line, int, float, float, bool]] = []
        self.fills: list[tuple[int, Box, Rgb]] = []
        # Rules, borders, boxes and pictures, with the style that asks for them: no glyph may meet one, whichever
        # was painted first, since a dark rule under dark letters hides them too.
        self.solids: list[tuple[int, Box, str]] = []

    def again(self, before: Ledger, page: int) -> None:
        """What another ledger holds was painted once more, on this page."""
        self.lines += [(line, page, x, baseline, is_artifact) for line, _, x, baseline, is_artifact in before.lines]
        self.fills += [(page, box, color) for _, box, color in before.fills]
        self.solids += [(page, box, by) for _, box, by in before.solids]

    def frame(self, page: int, box: Box, width: float, by: str) -> None:
        """The four sides of a box were drawn as a line of this width, half of it to each side."""
        (left, low, right, high), half = box, width / 2
        for side in (
            (left - half, low - half, right + half, low + half),
            (left - half, high - half, right + half, high + half),
            (left - half, low - half, left + half, high + half),
            (right - half, low - half, right + half, high + half),
        ):
            self.solids.append((page, side, by))

    def stretches(self) -> list[Stretch]:
        """Every stretch of text, in the order of painting; those of repeats and furniture have no leaf."""
        return [
            Stretch(
                None if artifact else piece.leaf, piece.text, page, x + piece.x, baseline + piece.ink.rise,
                piece.width, piece.ink.size, piece.ink.color,
            )
            for line, page, x, baseline, artifact in self.lines for piece in line.pieces
        ]  # fmt: skip

    def findings(
        self,
        tree: Element,
        words: Sequence[tuple[Span, str]],
        rooms: Sequence[Box],
        *,
        in_margin: frozenset[Leaf] = frozenset(),
    ) -> list[Discrepancy]:
        """What is wrong with the pages; nothing when all is well.

        `words` are the strings that must be read, in order; `rooms` where they may stand on the first and on later
        pages, but for what is painted under the leaves `in_margin`; no letter may be smaller than `SMALLEST`.
        """
        painted, inks, outside = self._read(rooms, in_margin)
        texts: list[str] = []
        disordered: list[Discrepancy] = []
        for story in _stories(tree):
            parts: list[tuple[Element | Leaf, list[int]]] = []
            for kid in story:
                pages: list[int] = []
                _gather([kid], painted, pages, texts)
                parts.append((kid, pages))
            disordered += _disordered(parts)
        return [
            *_differences(texts, words),
            *disordered,
            *outside,
            *self._too_small(inks),
            *self._too_faint(inks),
            *self._covered(inks),
        ]

    def _read(
        self, rooms: Sequence[Box], in_margin: frozenset[Leaf]
    ) -> tuple[dict[Leaf, tuple[int, str]], dict[int, Ink], list[Discrepancy]]:
        """One walk over the lines: the first page and text of each leaf, the looks there are, the lines outside."""
        painted: dict[Leaf, tuple[int, str]] = {}
        inks: dict[int, Ink] = {}
        outside = []
        ink: Ink | None = None
        papers = [_widened((0.0, 0.0, *paper)) for paper in self.pages]
        blocks = [_widened(rooms[min(page, len(rooms) - 1)]) for page in range(len(papers))]
        for line, page, x, baseline, artifact in self.lines:
            leaf = None
            for piece in line.pieces:
                if piece.ink is not ink:
                    ink = piece.ink
                    inks[id(ink)] = ink
                leaf = piece.leaf
                if leaf is None or artifact:
                    continue
                if leaf in painted:
                    first, text = painted[leaf]
                    painted[leaf] = first, text + piece.text
                else:
                    painted[leaf] = page, piece.text
            size = line.pieces[0].ink.size
            is_free = not artifact and (leaf is None or leaf in in_margin)
            left, low, right, high = (papers if is_free else blocks)[page]
            if x < left or x + line.width > right or baseline - DESCENT * size < low or baseline + ASCENT * size > high:
                outside.append(Discrepancy("outside its room", line.text, page + 1))
        return painted, inks, outside

    def _too_small(self, inks: dict[int, Ink]) -> Iterator[Discrepancy]:
        if min((ink.size for ink in inks.values()), default=SMALLEST) >= SMALLEST:
            return
        for line, page, *_ in self.lines:
            for piece in line.pieces:
                if piece.ink.size < SMALLEST:
                    yield Discrepancy("too small", piece.text, page + 1)

    def _too_faint(self, inks: dict[int, Ink]) -> Iterator[Discrepancy]:
        """Text that does not stand out from what lies behind it."""
        grounds = {WHITE, *(fill for _, (left, _, right, _), fill in self.fills if right - left > BAR)}
        looks = {(ink.color, ink.size >= LARGE) for ink in inks.values()}
        doubtful = {look for look in looks if any(_is_faint(*look, ground) for ground in grounds)}
        if not doubtful:
            return
        for line, page, x, baseline, _ in self.lines:
            for piece in line.pieces:
                look = (piece.ink.color, piece.ink.size >= LARGE)
                if look not in doubtful:
                    continue
                if any(_is_faint(*look, ground) for ground in self._grounds(page, x, baseline, piece)):
                    yield Discrepancy("too faint", piece.text, page + 1)

    def _grounds(self, page: int, x: float, baseline: float, piece: Piece) -> set[Rgb]:
        """All that lies behind a piece, at its middle and at the corners of what surely is ink."""
        size, left, up = piece.ink.size, x + piece.x, baseline + piece.ink.rise
        across = (left, left + piece.width / 2, left + piece.width)
        found = {self._behind(page, at, up + height * size) for at in across for height in (-DESCENT, 0.3, ASCENT)}
        return {WHITE if fill is None else fill for fill in found}

    def _behind(self, page: int, x: float, y: float) -> Rgb | None:
        """The last fill painted at this place, or none."""
        found = None
        for at, (left, low, right, high), fill in self.fills:
            if at == page and left <= x <= right and low <= y <= high:
                found = fill
        return found

    def _covered(self, inks: dict[int, Ink]) -> Iterator[Discrepancy]:
        """Text that meets a rule, a border, a box or a picture: first by lines, then by the ink of each glyph."""
        lines = self.lines
        largest = max((ink.size for ink in inks.values()), default=0.0)
        up, down = UP * largest, DOWN * largest
        # All pages one above the other, far enough apart that no line of one is among those of another.
        apart = 2 * max([height for _, height in self.pages], default=0.0) + up + down
        heights = [page * apart + baseline for _, page, _, baseline, _ in lines]
        order = sorted(range(len(lines)), key=heights.__getitem__)
        heights.sort()
        found = []
        for page, box, by in self.solids:
            left, low, right, high = box
            bottom = page * apart
            first, end = bisect_left(heights, bottom + low - up), bisect_left(heights, bottom + high + down)
            for number in order[first:end]:
                line, _, x, baseline, _ = lines[number]
                if x < right and left < x + line.width and _meets(line, x, baseline, box):
                    found.append((number, by))
        for number, by in sorted(found, key=itemgetter(0)):
            line, page, *_ = lines[number]
            yield Discrepancy("covered", line.text, page + 1, by=by)


def _meets(line: Line, x: float, baseline: float, box: Box) -> bool:
    """Whether the ink of any glyph of a line meets a box."""
    _, low, _, high = box
    piece = line.pieces[0]
    size, face = piece.ink.size, piece.face
    is_level = low < baseline + face.ascent * size and baseline - face.descent * size < high
    return is_level and _ink_meets(line, x, baseline, box)


def _ink_meets(line: Line, x: float, baseline: float, box: Box) -> bool:
    from handout.pdf.text.ink_boxes import ink_boxes

    left, low, right, high = box
    return any(
        ink[0] < right - TOUCH and left + TOUCH < ink[2] and ink[1] < high - TOUCH and low + TOUCH < ink[3]
        for _, ink in ink_boxes(line, x, baseline)
    )


def _widened(box: Box) -> Box:
    """A box as large as rounding may make it."""
    left, low, right, high = box
    return left - SLACK, low - SLACK, right + SLACK, high + SLACK


def _gather(
    kids: Sequence[Element | Leaf], painted: dict[Leaf, tuple[int, str]], pages: list[int], texts: list[str]
) -> None:
    """The first page and the text of every painted leaf, in reading order."""
    for kid in kids:
        if type(kid) is Element:
            _gather(kid.kids, painted, pages, texts)
        elif kid in painted:
            page, text = painted[kid]
            pages.append(page)
            texts.append(text)


def _stories(tree: Element) -> list[list[Element | Leaf]]:
    """What is read from the first page on: each Part of a document of Parts, which share its pages, else the whole."""
    parts = [kid for kid in tree.kids if isinstance(kid, Element) and kid.role == "Part"]
    return [part.kids for part in parts] if len(parts) == len(tree.kids) > 1 else [tree.kids]


def _disordered(parts: Sequence[tuple[Element | Leaf, list[int]]]) -> Iterator[Discrepancy]:
    """Parts that begin on a page before the parts that are read before them. Cells of a table stand side by side."""
    latest = 0
    for kid, pages in parts:
        if pages and min(pages) < latest:
            yield Discrepancy(
                "out of order", kid.role if isinstance(kid, Element) else "a stretch of text", min(pages) + 1
            )
        latest = max(pages, default=latest)


def _differences(painted: Sequence[str], words: Sequence[tuple[Span, str]]) -> Iterator[Discrepancy]:
    """Where what was painted, in reading order, is not what must be read; bullets are the layout's own."""
    if _on_one_line(painted) == _on_one_line([text for _, text in words]):
        return
    whole = _bare("\0".join(painted)).split("\0")
    wanted = _bare("\0".join([text for _, text in words])).split("\0")
    shown = _composed([part for part in whole if part != BULLET])
    if shown == _composed([part for part in wanted if part != BULLET]):
        return
    at = 0
    for (span, text), part in zip(words, wanted, strict=True):
        if part == BULLET:
            continue
        bare = _composed([part])
        if not shown.startswith(bare, at):
            found = shown.find(bare, at)
            if found < 0:
                yield Discrepancy("out of order" if bare in shown else "missing", text, span=span)
                continue
            yield Discrepancy("painted but not meant", shown[at:found], span=span)
            at = found
        at += len(bare)
    if at < len(shown):
        yield Discrepancy("painted but not meant", shown[at:])


def _on_one_line(parts: Sequence[str]) -> str:
    """What is the same of most pages and their words already, so that nothing more of either need be taken away."""
    said = [part for part in parts if part != BULLET and (BULLET not in part or _bare(part) != BULLET)]
    return "".join(said).replace("\n", " ")


def _bare(text: str) -> str:
    """A text without what a line break may add or take: spaces and marks that are not seen."""
    bare = "".join(text.split())
    if not bare.isascii():
        for mark in INVISIBLE:
            bare = bare.replace(mark, "")
    return bare


def _composed(parts: Sequence[str]) -> str:
    return unicodedata.normalize("NFC", "".join(parts))


@lru_cache(256)
def _is_faint(color: Rgb, is_large: bool, ground: Rgb) -> bool:
    return contrast(color, ground) < (CONTRAST_WHEN_LARGE if is_large else CONTRAST) - 1e-6
