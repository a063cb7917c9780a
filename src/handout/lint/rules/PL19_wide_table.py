"""A table of more than five columns.

Why it matters: few readers can follow a row that long, and in large print it does not fit the page.
Instead of: a table with a column for each day of the week.
Write: one row for each day, or two small tables. A medicine schedule, and a table whose cells are for writing, keep
their columns.
Source: PEMAT-P item 19 (simple tables with short and clear row and column headings).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.phrase import Typed, plain

SEVERITY = Severity.ADVICE
MOST = 5


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.nodes():
        if isinstance(node, flow.Table) and len(node.columns) > MOST and not _is_form(node):
            message = f"this table has {len(node.columns)} columns; {MOST} is plenty"
            yield Finding(node.span, message, "turn rows into columns, or make two tables")


def _is_form(table: flow.Table[Typed]) -> bool:
    """Whether its columns are the times of a schedule, or most of its cells are for writing."""
    cells = [cell for row in table.body for cell in row.cells[1:]]
    empty = sum(not any(_has_words(node) for node in cell.children) for cell in cells)
    return table.style == "medicines" or 2 * empty > len(cells)


def _has_words(node: flow.TypedNode) -> bool:
    return not isinstance(node, flow.Field) and (not isinstance(node, flow.Text) or bool(plain(node.phrase).strip()))
