"""What every page carries outside the text: running header, footer, the mark across a page that nobody signed.

All of it but the review line of page 1, which is read before the title, is an artifact (ISO 32000-1, 14.8.2.2): a
screen reader reads the text straight through.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import atan2, hypot

from handout.edition import Running
from handout.layout.text_styles import TextStyles, looks_of
from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Box, Leaf
from handout.pdf.pictures.glyph_paths import drawn
from handout.pdf.text.leading import room_for
from handout.pdf.text.lines import Line, Run, natural_width, set_lines
from handout.record import Record, replace
from handout.source import Span
from handout.style.properties import Rgb, Sheet, Style

EDGE = 28.0
"""Distance of header and footer from the paper's edge, in points."""
GAP = 8.0
HEAD_GAP = 18.0
"""From the running header to the text; the rule between them stands nearer to the header."""
FOOT_GAP = 5.0
"""From the rule above the footer to its words."""
COLUMN_GAP = 16.0
TITLE_SHARE = 0.58
"""The share of the running header that the title has when clinic and title both want more."""
SEPARATOR = " · "
MARK_LENGTH = 0.62
"""How much of the page's diagonal the mark takes."""
MOST_KEPT = 256
"""So many rows of one sheet are cached for later documents: most say the same but for their title."""


class _Row(Record, kw_only=False):
    """Lines of one text, each (line, x from the text block's left edge), one below the other.

    Each line is as tall as `each`, and its baseline stands so far below its top; in points.
    """

    lines: tuple[tuple[Line, float], ...]
    each: float
    baseline: float

    @property
    def height(self) -> float:
        return self.each * len(self.lines)

    @property
    def width(self) -> float:
        return max([line.width for line, _ in self.lines], default=0.0)

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        for number, (line, x) in enumerate(self.lines):
            canvas.paint_line(line, left + x, top - number * self.each - self.baseline)

    def under(self, leaf: Leaf) -> _Row:
        """The same lines as content under this leaf."""
        return replace(self, lines=tuple((line.under(leaf), x) for line, x in self.lines))


def _row_of(lines: Sequence[tuple[Line, float]], style: Style) -> _Row:
    size, leading = style.size, style.leading
    tall = room_for([line for line, _ in lines], size, leading)
    if tall is None:
        return _Row(tuple(lines), size * leading, (size * leading - size) / 2 + size * 0.8)
    most = max(tall.extra)
    return _Row(tuple(lines), tall.height + most + tall.below, tall.baseline + most)


@lru_cache(maxsize=64)
def _kept(
    looks: TextStyles, language: str, direction: str
) -> tuple[dict[tuple[object, ...], _Row], dict[str, tuple[str, Box]]]:
    """The rows and marks that were set in these looks, to be found again by what they say."""
    return {}, {}


class Furniture:
    """Header and footer of one edition in one sheet, set once; only the page number differs from page to page.

    `part` names what this is the furniture of, where a document has parts with words of their own.
    """

    def __init__(
        self, running: Running, sheet: Sheet, language: str, direction: str, place: Span, part: str = ""
    ) -> None:
        self._running = running
        self._part = part
        self._sheet = sheet
        self._looks = looks_of(sheet)
        self._rows, self._marks = _kept(self._looks, language, direction)
        self._language = language
        self._place = place
        self._mirrored = direction == "rtl"
        page = sheet.page
        self._width = page.width - page.left - page.right
        self._header = self._head_rows()
        state = running.flag or running.mark
        self._review = self._state_row(state, running.review_line)
        self._later_review = self._state_row(state, running.later_line)
        self._small_print = self._row(_joined(running.version, running.disclaimer), "footer", self._width)
        self._head_height = max(row.height for row in self._header)
        self._head_gap = max(HEAD_GAP, sheet["running-header"].border_width + 14.0)
        self._foot_gap = max(FOOT_GAP, sheet["footer"].border_width / 2 + 3.0)
        self._foot_height = self._foot_gap + self._review_height() + self._small_print.height
        self.top = max(page.top, EDGE + self._head_height + self._head_gap)
        self.bottom = max(page.bottom, EDGE + self._foot_height + GAP)

    def text_block(self, *, first: bool = False) -> Box:
        """Left, top (from the paper's bottom), width and height of the text block, in points.

        The first page has no running header, so its text may begin higher.
        """
        page = self._sheet.page
        top = min(page.top, self.top) if first else self.top
        return page.left, page.height - top, self._width, page.height - top - self.bottom

    @property
    def mark_color(self) -> Rgb | None:
        """The colour of the word across every page; None when there is none."""
        return None if self._running.mark is None else self._sheet["mark"].color

    def paint_mark(self, canvas: TaggedCanvas) -> None:
        """The mark, large and pale along the diagonal, over the tints of boxes and under all that is read.

        It is drawn, not written, so that its letters never turn up among the words that are copied from a page; the
        footer says the same word in writing.
        """
        word = self._running.mark
        if word is None:
            return
        mark = self._marks.get(word)
        if mark is None:
            mark = self._marks[word] = self._drawn_mark(word)
        look = self._sheet["mark"]
        canvas.stamp(*mark, look.color, look.border_width)

    def _drawn_mark(self, word: str) -> tuple[str, Box]:
        page = self._sheet.page
        line = set_lines([self._run(word, self._looks.varied("mark", "size", 100.0))], 99_999.0)[0]
        middle, width = self._room_for_mark
        size = min(hypot(width, page.height) * MARK_LENGTH / line.width * 100.0, page.height * 0.3)
        return drawn(line, size, middle, page.height / 2, atan2(page.height, width))

    @property
    def _room_for_mark(self) -> tuple[float, float]:
        """The middle of what the mark runs across, and its width: the whole page."""
        return self._sheet.page.width / 2, self._sheet.page.width

    def level_with(self, other: Furniture) -> None:
        """Leave as much room for header and footer as the other does, and no less than before."""
        self._head_height = max(self._head_height, other._head_height)
        self._head_gap = max(self._head_gap, other._head_gap)
        self._foot_height = max(self._foot_height, other._foot_height)
        self._foot_gap = max(self._foot_gap, other._foot_gap)
        self.top, self.bottom = max(self.top, other.top), max(self.bottom, other.bottom)

    def paint(self, canvas: TaggedCanvas, number: int, count: int, *, is_first: bool) -> None:
        """Header (but on a first page) and footer of page `number` of `count`; all but the number is cached."""
        left, top = self._sheet.page.left, EDGE + self._foot_height - self._foot_gap
        words = self._running.page_of.format(page=number, pages=count)
        review = self._review if is_first else self._later_review
        small_print, below = self._small_print, top - review.height
        if not is_first:
            with canvas.artifact("Pagination", "Header"):
                canvas.recur(f"header{self._part}", lambda: self._paint_header(canvas, left))
        with canvas.artifact("Pagination", "Footer"):
            canvas.recur(f"rule{self._part}", lambda: self._paint_rule(canvas, left))
            if not is_first:
                canvas.recur(f"footer{self._part}", lambda: review.paint(canvas, left, top))
            self._row(words, "footer", self._width, at_end=True, bold=True).paint(canvas, left, top)
            canvas.recur(f"small print{self._part} at {below}", lambda: small_print.paint(canvas, left, below))

    def paint_state(self, canvas: TaggedCanvas, leaf: Leaf) -> None:
        """The review line in the footer of page 1, as content: how far a text was reviewed is the first to be heard."""
        self._review.under(leaf).paint(canvas, self._sheet.page.left, EDGE + self._foot_height - self._foot_gap)

    @property
    def state_words(self) -> str:
        """The mark or flag and the review line of page 1, as they stand there; no separator ends a line."""
        return " ".join(line.text for line, _ in self._review.lines)

    def _paint_header(self, canvas: TaggedCanvas, left: float) -> None:
        bottom = self._sheet.page.height - self.top
        for row in self._header:
            row.paint(canvas, left, bottom + self._head_gap + self._head_height)
        line = self._sheet["running-header"]
        y = bottom + self._head_gap * 0.7
        if line.border_width:
            canvas.segment(
                left, y, left + self._width, y, line.border_color or line.color, line.border_width, line.name
            )

    def _paint_rule(self, canvas: TaggedCanvas, left: float) -> None:
        style = self._sheet["footer"]
        rule = EDGE + self._foot_height
        if style.border_width:
            canvas.segment(
                left, rule, left + self._width, rule, style.border_color or style.color, style.border_width, style.name
            )

    def _head_rows(self) -> tuple[_Row, ...]:
        """Title and clinic, level; the one that needs more than its share of the line has what the other leaves."""
        room = self._width - COLUMN_GAP
        title = self._title_row(self._width * TITLE_SHARE)
        clinic = self._clinic_row(room - self._width * TITLE_SHARE)
        if len(clinic.lines) > 1:
            clinic = self._clinic_row(room - title.width)
        elif len(title.lines) > 1:
            title = self._title_row(room - clinic.width)
        return title, clinic

    def _title_row(self, room: float) -> _Row:
        return self._row(self._running.title, "running-header", room, bold=True)

    def _clinic_row(self, room: float) -> _Row:
        return self._row(self._running.clinic, "running-header", room, at_end=True)

    @property
    def has_room_for_review(self) -> bool:
        """Whether the review line takes no more lines than those of the other states."""
        rows = [self._state_row(*state).height for state in self._running.other_states]
        return self._review.height <= max(rows, default=self._review.height)

    def _review_height(self) -> float:
        """Room for the words of every state that the handout can be in, so that none moves a page break."""
        rows = (self._state_row(*state) for state in self._running.other_states)
        return max([self._review.height, *(row.height for row in rows)])

    def _state_row(self, flag: str | None, line: str) -> _Row:
        key = (flag, line, self._running.page_of)
        return self._rows.get(key) or self._keep(key, self._set_state(flag, line))

    def _set_state(self, flag: str | None, review_line: str) -> _Row:
        """Mark or flag in bold, then the review line, its first row beside the page number.

        It is broken between its parts if it must, within one only where that is longer than a row. No row ends in a
        separator.
        """
        style = self._sheet["footer"]
        room = self._width - self._page_number_width() - COLUMN_GAP
        rows: list[list[Run]] = [[self._flagged(f"{flag}{SEPARATOR}", style)] if flag else []]
        said = ""
        for part in review_line.split(SEPARATOR):
            is_first = len(rows) == 1 and not said
            beside = rows[-1] if is_first else []
            fits = natural_width([*beside, self._run(part, style)]) <= (room if is_first else self._width)
            if flag and is_first and not fits and natural_width([self._run(part, style)]) <= self._width:
                rows, fits = [[self._flagged(flag, style)], []], True
            for number, word in enumerate([part] if fits else part.split(" ")):
                between = SEPARATOR if not number else " "
                more = f"{said}{between}{word}" if said else word
                is_full = natural_width([*rows[-1], self._run(more, style)]) > (room if len(rows) == 1 else self._width)
                if is_full and said:
                    rows[-1].append(self._run(said, style))
                    rows.append([])
                elif is_full and flag and len(rows) == 1:
                    rows = [[self._flagged(flag, style)], []]
                said = word if is_full else more
        rows[-1].append(self._run(said, style))
        widths = [room, *[self._width] * (len(rows) - 1)]
        placed = [self._placed(row, style, width, at_end=False) for row, width in zip(rows, widths, strict=True)]
        return _row_of([line for row in placed for line in row.lines], style)

    def _flagged(self, text: str, beside: Style) -> Run:
        """A word in the flag's look, as large as the text beside it."""
        ink = self._looks.bold(self._looks.of(self._looks.varied("footer-flag", "size", beside.size)))
        return Run(text, ink, self._language, None, self._place)

    def _page_number_width(self) -> float:
        words = self._running.page_of.format(page=9999, pages=9999)
        return natural_width([self._run(words, self._looks.varied("footer", "weight", "bold"))])

    def _row(self, text: str, name: str, width: float, at_end: bool = False, bold: bool = False) -> _Row:
        key = (text, name, width, at_end, bold)
        found = self._rows.get(key)
        if found is None:
            style = self._looks.varied(name, "weight", "bold") if bold else self._sheet[name]
            found = self._keep(key, self._placed([self._run(text, style)] if text else [], style, width, at_end))
        return found

    def _keep(self, key: tuple[object, ...], row: _Row) -> _Row:
        if len(self._rows) >= MOST_KEPT:
            self._rows.clear()
        self._rows[key] = row
        return row

    def _placed(self, runs: list[Run], style: Style, width: float, at_end: bool) -> _Row:
        lines = set_lines(runs, width, base_direction="rtl" if self._mirrored else "ltr") if runs else []
        at_right = at_end != self._mirrored
        return _row_of([(line, self._width - line.width if at_right else 0.0) for line in lines], style)

    def _run(self, text: str, style: Style) -> Run:
        return Run(text, self._looks.of(style), self._language, None, self._place)


def _joined(*parts: str) -> str:
    return SEPARATOR.join(part for part in parts if part)
