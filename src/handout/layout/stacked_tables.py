"""Tables too narrow for their words, turned on their side: each row becomes a table of its own, a line for each column.

A schedule of medicines has six columns, and in large print the longest words no longer fit beside one another, or stand
one to a line. Turned, every cell has nearly the whole width, and a screen reader still reads each with its heading (TH,
Scope Row).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handout import flow
from handout.record import replace
from handout.text.phrase import plain

COLUMNS = (flow.Column(width=0.32), flow.Column(width=0.68))
"""One edge for the cells of all rows of a table, and of all tables."""


def can_turn(table: flow.Table) -> bool:
    """Whether each cell has a heading to take along, and is not for writing."""
    return len(table.head) == 1 and len(table.columns) > 1 and not table.is_written_in


def turned(nodes: tuple[flow.Node, ...], narrow: Collection[flow.Table]) -> tuple[flow.Node, ...]:
    """The same parts, these very tables turned on their side."""
    return tuple(_turned(nodes, frozenset(map(id, narrow))))


def _turned(nodes: tuple[flow.Node, ...], narrow: frozenset[int]) -> Iterator[flow.Node]:
    for node in nodes:
        match node:
            case flow.Section() | flow.Panel():
                yield replace(node, children=tuple(_turned(node.children, narrow)))
            case flow.List():
                items = [replace(item, children=tuple(_turned(item.children, narrow))) for item in node.items]
                yield replace(node, items=tuple(items))
            case flow.Beside():
                rows = [tuple(tuple(_turned(side, narrow)) for side in row) for row in node.rows]
                yield replace(node, rows=tuple(rows))
            case flow.Table() if id(node) in narrow:
                yield from _one_for_each_row(node)
            case _:
                yield node


def _one_for_each_row(table: flow.Table) -> Iterator[flow.Table]:
    """A heading with nothing under it has no line, but all have one where it is the first, or no row says anything."""
    columns = zip(*(row.cells for row in table.body), strict=True)
    stays = [not at or all(map(_is_empty, cells)) for at, cells in enumerate(columns)]
    for number, row in enumerate(table.body):
        cells = zip(table.head[0].cells, row.cells, stays, strict=True)
        lines = tuple(_line(heading, cell) for heading, cell, stay in cells if stay or not _is_empty(cell))
        yield replace(
            table,
            caption=None if number else table.caption,
            columns=COLUMNS,
            head=(),
            body=lines,
            is_kept_together=True,
            was_row=(number, len(table.body)),
            span=row.span,
        )


def _is_empty(cell: flow.Cell) -> bool:
    return not any(plain(node.phrase).strip() if isinstance(node, flow.Text) else True for node in cell.children)


def _line(heading: flow.Cell, cell: flow.Cell) -> flow.Row:
    """A heading and what stands under it; what heads its row now heads its column."""
    value = cell if cell.header is None else replace(cell, header="column")
    return flow.Row(cells=(replace(heading, header="row", children=_bare(heading)), value), span=cell.span)


def _bare(heading: flow.Cell) -> tuple[flow.Node, ...]:
    """What a heading says, without what is drawn above it: there is no room for that in each line."""
    return tuple(
        replace(node, icon=None, is_icon_above=False) if isinstance(node, flow.Text) else node
        for node in heading.children
    )
