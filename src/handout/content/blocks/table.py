"""A table: columns with headings, rows of cells, each cell inline CommonMark or a box to tick."""

import re
from typing import Any, ClassVar, Literal

from handout import flow
from handout.content.blocks.block import Expansion, Parts, paragraph, place, schema_for
from handout.content.values import MaybeWords, Words
from handout.part import CELL, PROSE, SMALL_PRINT, TABLE, Part
from handout.problems import Problems
from handout.reading.models import key, read_as, read_text
from handout.reading.nodes import Sequence, YamlNode, kind_of
from handout.record import Record, Value
from handout.source import Span
from handout.text.phrase import Phrase, Typed, one_line, words

MOST_COLUMNS = 12
MOST_ROWS = 2_000


class Width(Value, kw_only=False):
    """How wide: a percentage (`30%`), or a number that says how it shares with the others (`2`)."""

    share: float
    is_percent: bool
    span: Span

    PATTERN: ClassVar[str] = r"(?a)(\d{1,4}(?:\.\d{1,3})?) ?(%?)"

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Width | None":
        typed = read_text(node, "a width, as text", problems)
        if typed is None:
            return None
        found = re.fullmatch(cls.PATTERN, typed.text)
        share = float(found[1]) if found else 0.0
        if found is None or share == 0 or (found[2] and share > 100):
            problems.error("E07", node.span, f"'{typed}' is not a width", "write a percentage, 30%, or a share, 2")
            return None
        return cls(share, bool(found[2]), node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "width", "type": ["string", "number"], "pattern": r"^\d{1,4}(\.\d{1,3})? ?%?$"}


class Column(Record):
    """A column of a table: its keys, or its heading alone."""

    ALONE: ClassVar[str] = "heading"

    heading: MaybeWords = key("What stands above the column.", required=True)
    width: Width | None = key("How wide: a percentage of the table (30%), or a share (2).", sort="look")
    align: Literal["start", "center", "end", "left", "right"] | None = key("Where its words stand.", sort="look")
    tick: bool = key("Whether it has a box to tick in every cell; the rows leave that cell out.", sort="look")
    span: Span


class Cell(Value, kw_only=False):
    """One cell, which may be empty."""

    holds_words: ClassVar[bool] = True

    words: Phrase
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Cell | None":
        found = read_as(MaybeWords, node, problems, "cell")
        return None if found is None else cls(found, node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return schema_for(MaybeWords)


class Row(Value, kw_only=False):
    """One row: a list of cells."""

    holds_words: ClassVar[bool] = True

    cells: tuple[Cell, ...]
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Row | None":
        if not isinstance(node, Sequence):
            hint = "write the cells of a row between [ and ], with commas between them: [Monday, 2 tablets]"
            problems.error("E05", node.span, f"expected a list of cells, found {kind_of(node)}", hint)
            return None
        cells = tuple(Cell.read(item, problems) for item in node.items)
        whole = tuple(cell for cell in cells if cell is not None)
        return cls(whole, node.span) if len(whole) == len(cells) else None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "row", "type": "array", "items": Cell.schema(), "minItems": 1, "maxItems": MOST_COLUMNS}


class Table(Record):
    """A table."""

    PARTS: ClassVar[Parts] = {
        "table": Part("A table as a whole.", kind=TABLE, holds=PROSE),
        "table-heading": Part("The heading of a column or a row.", ("table", "table heading"), kind=CELL),
        "table-cell": Part("The words in a cell.", ("table", "table stripe"), kind=CELL),
        "table-caption": Part("The caption above a table."),
        "table-note": Part("A note under a table.", smallest=SMALL_PRINT),
    }
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("caption",)

    caption: Words | None = key("A line above the table.")
    columns: tuple[Column, ...] = key("The columns, in order.", required=True, least=1)
    rows: tuple[Row, ...] = key("The rows: each a list of cells.", required=True, least=1)
    row_headings: bool = key("Whether the first cell of each row is its heading.")
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        columns = tuple(
            flow.Column(width=width, align=ALIGN[column.align or ("center" if column.tick else "start")])
            for column, width in zip(self.columns, _shares(self.columns), strict=True)
        )
        headings = tuple(_cell(column.heading, column.span, "column") for column in self.columns)
        head = (flow.Row(cells=headings, span=self.span),) if any(column.heading for column in self.columns) else ()
        caption = None if self.caption is None else table_caption(self.caption, self.span)
        body = tuple(self._row(number, row) for number, row in enumerate(self.rows, 1))
        return (flow.Table(caption=caption, columns=columns, head=head, body=body, span=self.span),)

    def _row(self, number: int, row: Row) -> flow.Row[Typed]:
        typed = enumerate(row.cells)
        heads = next((cell.words for cell in row.cells if cell.words), words(str(number), row.span))
        missing = (-1, Cell((), row.span))  # Of a row with too few cells, which was reported.
        cells = (
            self._box(column, heads, row) if column.tick else self._cell(*next(typed, missing))
            for column in self.columns
        )
        return flow.Row(cells=tuple(cells), span=row.span)

    def _cell(self, at: int, cell: Cell) -> flow.Cell[Typed]:
        return _cell(cell.words, cell.span, "row" if self.row_headings and at == 0 else None)

    def _box(self, column: Column, heads: Phrase, row: Row) -> flow.Cell[Typed]:
        """A box to tick, named by what heads its row and its column."""
        box: flow.Field[Typed] = flow.Field(kind="tick", name=field_name(heads, column.heading), span=row.span)
        return flow.Cell(children=(box,), span=row.span)

    def agrees(self, problems: Problems, is_whole: bool) -> bool:
        """Tell of a table that is no rectangle of fair size."""
        if not is_whole:
            return True  # A column or a row may be missing that was refused: what is counted now would be wrong.
        if len(self.columns) > MOST_COLUMNS:
            message = f"this table has {len(self.columns)} columns; the most is {MOST_COLUMNS}"
            problems.error("E10", self.columns[MOST_COLUMNS].span, message, "divide the table")
        if len(self.rows) > MOST_ROWS:
            message = f"this table has {len(self.rows)} rows; the most is {MOST_ROWS}"
            problems.error("E10", self.rows[MOST_ROWS].span, message, "divide the table")
        _check_boxes(self, problems)
        _check_rows(self, problems)
        _check_widths(self, problems)
        return True


ALIGN: dict[str, flow.Align] = {"start": "start", "left": "start", "center": "center", "end": "end", "right": "end"}


def table_caption(phrase: Phrase, span: Span) -> flow.Text[Typed]:
    """The line above a table."""
    return flow.Text(phrase=phrase, role="Caption", style="table-caption", span=place(phrase, span))


def field_name(*phrases: Phrase) -> str:
    """What a place to fill in is called aloud: what heads its row and its column, where something does."""
    return ", ".join(one_line(phrase) for phrase in phrases if phrase)


def _cell(phrase: Phrase, span: Span, header: Literal["column", "row"] | None) -> flow.Cell[Typed]:
    style = "table-cell" if header is None else "table-heading"
    children = (paragraph(phrase, style, span),) if phrase else ()
    return flow.Cell(children=children, header=header, span=span)


def _check_boxes(table: Table, problems: Problems) -> None:
    if table.columns and all(column.tick for column in table.columns):
        message = "each column of this table has boxes to tick, and nothing says what they are for"
        problems.error("E07", table.columns[0].span, message, "add a column of words before them")


def _check_rows(table: Table, problems: Problems) -> None:
    first = table.rows[0].span if table.rows else table.span
    if any(one.code == "E03" and table.span < one.span < first for one in problems.found):
        return  # A column that lost its own entry is told already.
    wanted = sum(not column.tick for column in table.columns)
    boxes = len(table.columns) - wanted
    odd: dict[int, list[Row]] = {}
    for row in table.rows if wanted else ():
        if len(row.cells) != wanted:
            odd.setdefault(len(row.cells), []).append(row)
    for found, (row, *others) in odd.items():
        besides = " besides those to tick" if boxes else ""
        message = f"this row has {_count(found, 'cell')}, the table has {_count(wanted, 'column')}{besides}"
        if others:
            message += f"; so it is with {_count(len(others), 'more row')}"
        hint = 'for an empty cell write "", and put quotes around a cell that holds a comma'
        if boxes:
            hint = "the boxes of a column with 'tick' are drawn: leave its cell out of every row"
        problems.error("E07", row.cells[wanted].span if found > wanted else row.span, message, hint)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _check_widths(table: Table, problems: Problems) -> None:
    widths = [column.width for column in table.columns if column.width is not None]
    percent = sum(width.share for width in widths if width.is_percent)
    others = len(table.columns) - sum(width.is_percent for width in widths)
    if percent > 100 or (percent == 100 and others):
        room = "" if percent > 100 else " and leave nothing for the others"
        hint = "write percentages that add up to 100, or shares such as 1 and 2"
        problems.error("E07", widths[-1].span, f"the widths of this table add up to {percent:g}%{room}", hint)


def _shares(columns: tuple[Column, ...]) -> tuple[float | None, ...]:
    """The width of each column as a share of the table; None for all when nobody gave one.

    Percentages are taken first. What they leave is shared by the numbers, a column without one counting as 1.
    """
    if all(column.width is None for column in columns):
        return (None,) * len(columns)
    percents = [column.width.share / 100 if column.width and column.width.is_percent else 0.0 for column in columns]
    shares = [
        0.0 if percent else column.width.share if column.width else 1.0
        for column, percent in zip(columns, percents, strict=True)
    ]
    taken, parts = sum(percents), sum(shares)
    if not parts:
        return tuple(percent / taken for percent in percents)
    return tuple(percent + (1 - taken) * share / parts for percent, share in zip(percents, shares, strict=True))
