"""Tables: widths for the columns, and rows as strips that may be cut between lines when a row is very tall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout import flow
from handout.layout.divisions import divided
from handout.layout.drawings import Outline
from handout.layout.fields import field_leaf, put_field
from handout.layout.galley import Galley
from handout.layout.keeping import hold_of_row, is_low, keep_whole
from handout.layout.page_breaks import ROUNDING
from handout.layout.paragraphs import put_only, put_text, runs_of
from handout.layout.stacked_tables import can_turn
from handout.layout.strips import AVOID, FREE, NEVER, Frame, Strip, TextColumn
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.text.lines import DoesNotFit, MissingGlyph, extents
from handout.style.properties import Rgb, Style
from handout.style.room import BOX_SIZE, CLEAR

SCOPES = {"column": "Column", "row": "Row"}
GUTTER = 6.0
"""The least room between the edge of a cell and its words."""
SHORT = 0.18
"""A column whose longest entry takes no more than this share of a table has its entries on one line each."""
LABEL = 8.5
"""So has one whose longest entry is no wider than this multiple of the size of running text, such as the labels of rows
in a narrow table, where the others keep room for words."""
ROOM_FOR_WORDS = 7.0
"""The width that the others keep each, as a multiple of the size of running text."""
MOST_LINES = 6
"""A cell with so many lines or more, each narrower than that, is read better when its table is turned on its side."""
OFTEN = 1 / 3
"""The share of a table's rows that have such a cell, from which it is turned: others are read down their columns."""
TALL = 0.35
"""A row taller than this share of the page may be cut at a page break."""
LEAST_TO_WRITE = 4.0
"""The least width of a column to write in, as a multiple of the size of running text."""
LEAST_RULE = 0.5
"""How thick the rules of a grid to write in are at least, in points."""


def put_table(galley: Galley, table: flow.Table, parent: Element, column: TextColumn) -> None:
    """A table: its caption, its head, repeated on each page, and its rows."""
    style = galley.styles[table.style]
    element = parent.element("Table")
    galley.gap(style.space_before)
    if table.was_row is not None:
        galley.hold = max(galley.hold, hold_of_row(*table.was_row))
    if table.caption is not None:
        put_text(galley, table.caption, element, column)
    first = len(galley.strips)
    grid = Grid(galley, table, style, column)
    if grid.is_too_narrow and can_turn(table):
        galley.narrow.append(table)
    if table.is_written_in and (room := grid.room_to_write()) is not None:
        _refuse_narrow_log(galley, table, *room)
        return
    whole = Frame(
        column.x, column.width, fill=style.background, border=style.border_color or style.color,
        border_width=style.border_width, sides=style.border_sides, start_is_right=galley.mirrored, name=table.style,
    )  # fmt: skip
    inner = column.within(whole)
    if table.head:
        head = element.element("THead")
        for row in table.head:
            grid.row(row, head, inner, style.header_background)
            galley.hold_next(NEVER)
        whole.head = grid.repeatable()
    body, count = element.element("TBody"), len(table.body)
    tops = []
    for number, row in enumerate(table.body):
        galley.hold = max(galley.hold, hold_of_row(number, count))
        tops.append(len(galley.strips))
        grid.row(row, body, inner, style.stripe if number % 2 else None)
    if table.is_kept_together or style.keep_together:
        keep_whole(galley.strips[first:], galley.frame_height)
    elif is_low(galley.strips[first:], galley.frame_height):
        for top in tops[1:]:
            galley.strips[top].penalty = max(galley.strips[top].penalty, AVOID)
    galley.hold_next(FREE, style.space_after)


def _refuse_narrow_log(galley: Galley, log: flow.Table, count: int, fits: int) -> None:
    message = f"in the style '{galley.sheet.name}' the {count} columns of this log are too narrow to write in"
    hint = f"{fits} fit: make it two logs, or turn columns into rows"
    if fits >= count:
        hint = "long words in its headings take the room: make them shorter, or make it two logs"
    galley.problems.error("E68", log.span, message, hint)


def typed_shares(columns: Sequence[flow.Column], natural: list[float], width: float, em: float) -> list[float | None]:
    """The shares that columns ask for; one that grows asks for more for labels, where the others keep as much."""
    return [
        max(column.width or 0.0, wish / width) if column.grows and wish <= LABEL * em <= width - wish else column.width
        for column, wish in zip(columns, natural, strict=True)
    ]


def column_widths(
    shares: list[float | None], least: list[float], natural: list[float], width: float, em: float
) -> list[float]:
    """Widths that add up to `width`: typed shares first, each column at least as wide as its longest word.

    What is left goes to the columns by how much more their text would like to have (CSS 2.2, 17.5.2.2), first to those
    of short entries as much as they want: no label of a row stands on two lines for want of a little. `em` is the size
    of running text.
    """
    count = len(shares)
    typed = [share * width if share is not None else None for share in shares]
    widths = [max(low, wish if wish is not None else low) for low, wish in zip(least, typed, strict=True)]
    spare = width - sum(widths)
    if spare < 0:
        return _squeezed(widths, least, width)
    open_ones = [i for i in range(count) if typed[i] is None] or list(range(count))
    wants = {i: max(natural[i] - widths[i], 0.0) for i in open_ones}
    if sum(wants.values()) > spare:
        for i in sorted(wants, key=wants.__getitem__):
            others = [widths[j] for j in open_ones if j != i and wants[j]]
            has_room = spare - wants[i] + sum(others) >= ROOM_FOR_WORDS * em * len(others)
            if natural[i] <= width * SHORT or (natural[i] <= LABEL * em and has_room):
                granted = min(wants[i], spare)
                widths[i] += granted
                spare -= granted
                wants[i] -= granted
    total = sum(wants.values())
    if total <= spare:
        for i in open_ones:
            widths[i] += wants[i]
        rest = width - sum(widths)
        weight = sum(widths[i] for i in open_ones)
        for i in open_ones:
            widths[i] += rest * widths[i] / weight if weight else rest / len(open_ones)
    else:
        for i in open_ones:
            widths[i] += spare * wants[i] / total
    return widths


def _squeezed(widths: list[float], least: list[float], width: float) -> list[float]:
    """Typed shares give way first; when all have given what they can, the longest words are too wide."""
    over = sum(widths) - width
    slack = [have - low for have, low in zip(widths, least, strict=True)]
    total = sum(slack)
    if total < over:
        return _capped(least, width)
    return [have - loose * over / total for have, loose in zip(widths, slack, strict=True)]


def _capped(least: list[float], width: float) -> list[float]:
    """The columns with the longest words give way, down to one width; the others keep what they need."""
    left, open_ones = width, sorted(least)
    while open_ones and open_ones[0] <= left / len(open_ones):
        left -= open_ones.pop(0)
    return [min(low, left / len(open_ones)) for low in least] if open_ones else least


class Grid:
    """One table being composed."""

    def __init__(self, galley: Galley, table: flow.Table, style: Style, column: TextColumn) -> None:
        self._galley = galley
        self._table = table
        self._style = style
        self._column = column
        self._gutter = max(GUTTER, style.border_width * (1 if style.border_sides in {"start", "all"} else 0.5) + CLEAR)
        self.is_too_narrow = False
        self._is_stacked = False
        self._written: list[tuple[int, Leaf]] = []
        self._places = list(self._placed(self._measure()))
        self._head_from = len(galley.strips)

    def _measure(self) -> list[float]:
        """The columns' widths. Words that are kept together part only in a table that cannot be turned on its side.

        Of one that was turned each cell stands below its heading, as wide as the table, where a word needs that.
        """
        to_write = self._least_to_write + ROUNDING
        least, natural = self._extents(to_write)
        self.is_too_narrow = sum(least) > self._column.width
        if self.is_too_narrow and not can_turn(self._table):
            least, natural = self._extents(to_write, loose=True)
            if self._table.is_written_in and sum(least) > self._column.width:
                least, natural = self._extents(0.0, loose=True)
            self._is_stacked = self._table.was_row is not None and sum(least) > self._column.width
        width, em = self._column.width, self._galley.styles["paragraph"].size
        widths = column_widths(typed_shares(self._table.columns, natural, width, em), least, natural, width, em)
        if not self.is_too_narrow and can_turn(self._table):
            self.is_too_narrow = self._has_short_lines(widths, natural)
        return widths

    def _has_short_lines(self, widths: list[float], natural: list[float]) -> bool:
        """Whether many rows have a cell that would stand in many lines of a few letters each."""
        em = self._galley.styles["paragraph"].size
        short = [
            at for at, wide in enumerate(widths) if wide < ROOM_FOR_WORDS * em and MOST_LINES * wide <= natural[at]
        ]
        tall = sum(
            any(wide >= MOST_LINES * widths[at] for at in short for wide, _ in self._extents_of(row.cells[at]))
            for row in self._table.body
        )
        return tall > 0 and tall >= OFTEN * len(self._table.body)

    def _written_in(self) -> list[int]:
        """The columns to write in, from 0."""
        if not self._table.is_written_in:
            return []
        return [at for at, cell in enumerate(self._table.body[0].cells) if cell.is_written_in]

    @property
    def _least_to_write(self) -> float:
        """The least width of a column to write in, in points."""
        return LEAST_TO_WRITE * self._galley.styles["paragraph"].size

    def _extents(self, to_write: float, *, loose: bool = False) -> tuple[list[float], list[float]]:
        """How wide each column must be, one to write in at least `to_write`, and how wide it would like to be."""
        galley, count = self._galley, len(self._table.columns)
        least, natural = [0.0] * count, [0.0] * count
        for at in self._written_in():
            least[at] = to_write
        box = galley.styles["table-cell"].size * BOX_SIZE + 2 * self._gutter
        for row in (*self._table.head, *self._table.body):
            for at, cell in enumerate(row.cells):
                if any(isinstance(node, flow.Field) and node.kind == "tick" for node in cell.children):
                    least[at], natural[at] = max(least[at], box), max(natural[at], box)
                for wide, narrow in self._extents_of(cell, loose=loose):
                    least[at], natural[at] = max(least[at], narrow), max(natural[at], wide)
        return least, natural

    def _extents_of(self, cell: flow.Cell, *, loose: bool = False) -> Iterator[tuple[float, float]]:
        """How wide each text of a cell would like its column to be, and how wide it must be."""
        galley, scrap = self._galley, Element("P")
        for text in flow.texts(cell.children):
            look = galley.styles[text.style]
            runs = runs_of(galley, text.phrase, look, scrap, text.language)
            runs = divided(runs, galley.divisions) if loose else runs
            try:
                wide, narrow = extents(runs, loose=loose)
            except (MissingGlyph, DoesNotFit):
                continue  # the same text is reported when it is set
            around = look.indent + 2 * self._gutter + 0.1
            yield wide + around, narrow + around

    def _placed(self, widths: list[float]) -> Iterator[TextColumn]:
        """Where the words of each column's cells stand."""
        if self._is_stacked:
            yield from [self._column.inset(self._gutter, self._gutter, False)] * len(widths)
            return
        mirrored = self._galley.mirrored
        at = self._column.x + (self._column.width if mirrored else 0.0)
        for width in widths:
            if mirrored:
                at -= width
            yield TextColumn(at + self._gutter, width - 2 * self._gutter)
            if not mirrored:
                at += width

    def row(self, row: flow.Row, parent: Element, column: TextColumn, fill: Rgb | None) -> None:
        """One row: its cells' lines side by side, one strip for each level of lines."""
        galley, style = self._galley, self._style
        element = parent.element("TR")
        pad = style.padding
        frame = Frame(
            column.x, column.width, pad, pad, fill, style.border_color or style.color, style.border_width,
            "bottom" if style.border_sides in {"rows", "all"} else "none", name=self._table.style,
        )  # fmt: skip
        frames = (*column.frames, frame)
        cells = [self._cell(cell, at, element) for at, cell in enumerate(row.cells)]
        made = _below(cells) if self._is_stacked else _side_by_side(cells, galley.frame_height * TALL)
        strips = made or [Strip(style.size * style.leading)]
        total = sum(strip.height + strip.gap for strip in strips)
        is_tall = total > galley.frame_height * TALL
        last = len(strips) - 1
        if self._written:
            last = min(self._rule(strips, is_tall) + 1, last)
        for number, strip in enumerate(strips):
            strip.frames = frames
            strip.penalty = AVOID if is_tall and 1 < number < last else NEVER
        galley.open(strips[0])
        galley.strips.extend(strips)

    def _cell(self, cell: flow.Cell, at: int, row: Element) -> list[Strip]:
        galley = self._galley
        element = row.element("TH", scope=SCOPES[cell.header]) if cell.header else row.element("TD")
        place, align = self._places[at], self._table.columns[at].align

        def fill() -> None:
            if cell.is_written_in:
                self._written += [
                    (at, field_leaf(field, element)) for field in cell.children if isinstance(field, flow.Field)
                ]
                return
            if put_only(galley, cell.children, element, place, align):
                return
            for child in cell.children:
                if isinstance(child, flow.Text):
                    put_text(galley, child, element, place, align)
                elif isinstance(child, flow.Field):
                    put_field(galley, child, element, place, align)
                else:
                    galley.nodes((child,), element, place)

        made = galley.apart(fill)
        for strip in made[:1]:
            strip.gap = 0.0
        for strip in made[1:]:
            strip.gap = min(strip.gap, self._style.padding)
        return made

    def _rule(self, strips: list[Strip], is_tall: bool) -> int:
        """Make a row high enough to write in, and rule its cells for it: each is a field as large as the cell.

        In a row that may be cut the fields are no taller than they must be, at its end. Gives the strip they begin at.
        """
        pad, blank = self._style.padding, self._galley.styles["blank"]
        room = blank.line - 2 * pad
        first = len(strips) - 1 if is_tall else 0
        while first and sum(strip.height + strip.gap for strip in strips[first:]) < room:
            first -= 1
        total = sum(strip.height + strip.gap for strip in strips[first:]) - strips[first].gap
        strips[-1].height += max(room - total, 0.0)
        top = 0.0 if first else -pad
        height = max(total, room) + pad - top
        color, thick = blank.border_color or blank.color, max(blank.border_width, LEAST_RULE)
        for at, leaf in self._written:
            x, width = self._places[at].x - self._gutter, self._places[at].width + 2 * self._gutter
            strips[first].drawings += (Outline(leaf, x, top, width, height, color, thick, blank.name),)
        self._written = []
        return first

    def room_to_write(self) -> tuple[int, int] | None:
        """How many columns to write in there are and how many would fit, if some are too narrow; None if none is."""
        least = self._least_to_write
        widths = [self._places[at].width + 2 * self._gutter for at in self._written_in()]
        if not widths or min(widths) >= least:
            return None
        return len(widths), int(sum(widths) // least)

    def repeatable(self) -> list[Strip]:
        """The head rows as they stand, to be painted again on the next page (as artifacts)."""
        return self._galley.strips[self._head_from :]


def _below(cells: list[list[Strip]]) -> list[Strip]:
    """The cells' strips one below the other."""
    for at, cell in enumerate(cells):
        for strip in cell:
            strip.cells = (*[0] * at, len(strip.lines), *[0] * (len(cells) - at - 1))
    return [strip for cell in cells for strip in cell]


def _side_by_side(cells: list[list[Strip]], tall: float) -> list[Strip]:
    """The cells' strips as strips of the row: one for all, or one for each level of lines where it may be cut."""
    levels = [[cell[level] for cell in cells if level < len(cell)] for level in range(max(map(len, cells), default=0))]
    if all(_is_level(parts) for parts in levels):
        return _by_level(cells, levels)
    height = max(sum([strip.gap + strip.height for strip in cell]) for cell in cells)
    return _by_level(cells, levels) if height > tall else [_beside(cells, height)]


def _is_level(parts: list[Strip]) -> bool:
    """Whether lines that lie side by side need the same room."""
    first = parts[0]
    return all(part.height == first.height and part.gap == first.gap for part in parts[1:])


def _beside(cells: list[list[Strip]], height: float) -> Strip:
    """Each cell's lines below one another, as far apart as the cell has them."""
    whole = Strip(height)
    for cell in cells:
        down = 0.0
        for part in cell:
            down += part.gap
            whole.lines.extend([(line, x, baseline + down) for line, x, baseline in part.lines])
            whole.drawings += tuple(drawing.lowered(down) for drawing in part.drawings)
            whole.anchors += part.anchors
            whole.headings += part.headings
            down += part.height
    whole.cells = tuple(sum(len(part.lines) for part in cell) for cell in cells)
    return whole


def _by_level(cells: list[list[Strip]], levels: list[list[Strip]]) -> list[Strip]:
    """Merged level by level, so that a row can be cut between its lines."""
    merged = []
    for level, parts in enumerate(levels):
        strip = Strip(max([part.height for part in parts]), max([part.gap for part in parts]))
        for part in parts:
            strip.lines.extend(part.lines)
            strip.drawings += part.drawings
            strip.anchors += part.anchors
            strip.headings += part.headings
        strip.cells = tuple([len(cell[level].lines) if level < len(cell) else 0 for cell in cells])
        merged.append(strip)
    return merged
