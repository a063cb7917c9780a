"""Make a table of rows of cells; where the format has no such table, its rows become text, and that is reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout.content.blocks.table import MOST_COLUMNS, MOST_ROWS
from handout.incoming.tree import (
    Heading,
    Listing,
    Paragraph,
    SourcePart,
    SourcePicture,
    SourceRun,
    SourceRuns,
    SourceTable,
    Telling,
    joined,
    unmarked,
)

Cell = Sequence[SourcePart]


def table_parts(
    rows: Sequence[Sequence[Cell]], is_head: bool, why: str | None, place: str, telling: Telling
) -> Iterator[SourcePart]:
    """The parts that a table becomes. `why` says what the source joins or nests, if anything."""
    rows = [row for row in rows if row]
    if not any(cell for row in rows for cell in row):
        return
    if max(map(len, rows)) == 1:
        telling.changed(place, "a table of one column is a frame: its words stand as text")
        yield from (part for row in rows for cell in row for part in cell)
        return
    why = why or _why_no_grid(rows)
    if why is not None:
        telling.changed(place, f"a table with {why}: its rows stand as text, one after the other")
        for row in rows:
            yield from _row_as_text(row, place)
        return
    if any(isinstance(part, Listing) and len(part.items) > 1 for row in rows for cell in row for part in cell):
        telling.changed(place, "a list in a cell of a table: its entries stand below each other")
    flat = [tuple(_flat(cell) for cell in row) for row in rows]
    head = tuple(map(unmarked, flat[0])) if is_head or _is_strong(flat[0]) else None
    if head is not None and len(flat) == 1:
        head = None
    body = flat if head is None else flat[1:]
    yield SourceTable(head=head, rows=tuple(body), place=place)


def _why_no_grid(rows: Sequence[Sequence[Cell]]) -> str | None:
    if len({len(row) for row in rows}) > 1:
        return "rows of different lengths"
    if len(rows[0]) > MOST_COLUMNS:
        return f"more than {MOST_COLUMNS} columns"
    if len(rows) > MOST_ROWS:
        return f"more than {MOST_ROWS} rows"
    for row in rows:
        for cell in row:
            for part in cell:
                if isinstance(part, SourceTable):
                    return "another table in a cell"
                if isinstance(part, SourcePicture):
                    return "pictures"
                if isinstance(part, Listing) and not _is_simple(part):
                    return "numbered or nested lists in its cells"
    return None


def _is_simple(listing: Listing) -> bool:
    return listing.numbers is None and all(len(item) == 1 and isinstance(item[0], Paragraph) for item in listing.items)


def _is_strong(cells: Sequence[SourceRuns]) -> bool:
    """Whether every cell has words, and all of them are strong."""
    return all(cell and all(piece.strong or not piece.text.strip() for piece in cell) for cell in cells)


def _flat(cell: Cell) -> SourceRuns:
    found: list[SourceRuns] = []
    for part in cell:
        match part:
            case Paragraph() | Heading():
                found.append(part.pieces)
            case Listing():
                box = (SourceRun(text="☐ "),) if part.is_boxes else ()
                entries = (inner for item in part.items for inner in item if isinstance(inner, Paragraph))
                found.extend((*box, *entry.pieces) for entry in entries)
    return joined(found)


def _row_as_text(row: Sequence[Cell], place: str) -> Iterator[SourcePart]:
    if all(isinstance(part, Paragraph | Heading) for cell in row for part in cell):
        pieces = joined(part.pieces for cell in row for part in cell if isinstance(part, Paragraph | Heading))
        if pieces:
            yield Paragraph(pieces=pieces, place=place)
        return
    for cell in row:
        for part in cell:
            yield Paragraph(pieces=part.pieces, place=place) if isinstance(part, Heading) else part
