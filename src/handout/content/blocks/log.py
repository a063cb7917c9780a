"""A log: a grid high enough to write in by hand, such as a week of weights or of blood pressures."""

from typing import Any, ClassVar, Literal

from handout import flow
from handout.content.blocks.block import Expansion, paragraph, place, schema_for
from handout.content.blocks.table import MOST_COLUMNS, field_name, table_caption
from handout.content.values import Words
from handout.problems import Problems
from handout.reading.models import key, read_as, refuse
from handout.reading.nodes import Scalar, Sequence, YamlNode
from handout.record import Record, Value
from handout.source import Span
from handout.text.phrase import Phrase, Typed, words

MOST_ROWS = 100
WHOLE = 8
"""A log of so many rows or fewer stays on one page: a week, and a day more."""
FOR_WRITING = 0.75
"""The share of the width that the columns to write in have beside headings of rows."""


class Rows(Value, kw_only=False):
    """So many rows, each with its heading where there are headings."""

    holds_words: ClassVar[bool] = True
    counts: ClassVar[bool] = True

    count: int
    headings: tuple[Phrase, ...]
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Rows | None":
        if isinstance(node, Sequence):
            headings = read_as(tuple[Words, ...], node, problems, "rows", least=1, most=MOST_ROWS)
            return None if headings is None else cls(len(headings), headings, node.span)
        if not isinstance(node, Scalar):
            refuse(node, "a number of rows or a list of their headings", problems)
            return None
        count = read_as(int, node, problems, "rows")
        if count is not None and not 1 <= count <= MOST_ROWS:
            problems.error("E07", node.span, f"'{count}' is not a number of rows", f"write 1 to {MOST_ROWS}")
        return None if count is None else cls(count, (), node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        number = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}
        return {
            "title": "number of rows, or their headings",
            "anyOf": [number, schema_for(tuple[Words, ...], least=1, most=MOST_ROWS)],
        }


class Log(Record):
    """A grid to write in."""

    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("title",)

    title: Words | None = key("The line above it.")
    columns: tuple[Words, ...] = key(
        "The headings of the columns to write in.", required=True, least=1, most=MOST_COLUMNS
    )
    rows: Rows = key(
        "How many rows; or a list of their headings, which stand in a column of their own before the others.",
        required=True,
    )
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        headings = self.rows.headings
        share = (FOR_WRITING if headings else 1.0) / len(self.columns)
        first = (flow.Column(),) if headings else ()
        corner = (flow.Cell(children=(), span=self.span),) if headings else ()
        head = flow.Row(
            cells=(*corner, *(_heading(each, "column", self.span) for each in self.columns)), span=self.span
        )
        numbered = tuple(words(str(number), self.rows.span) for number in range(1, self.rows.count + 1))
        body = tuple(self._row(said, is_headed=bool(headings)) for said in headings or numbered)
        return (
            flow.Table(
                caption=None if self.title is None else table_caption(self.title, self.span),
                columns=(*first, *(flow.Column(width=share) for _ in self.columns)), head=(head,), body=body,
                is_kept_together=len(body) <= WHOLE, span=self.span,
            ),
        )  # fmt: skip

    def _row(self, said: Phrase, *, is_headed: bool) -> flow.Row[Typed]:
        """Cells to write in, each named by its row and its column."""
        span = place(said, self.span)
        cells = tuple(
            flow.Cell(children=(flow.Field(kind="cell", name=field_name(said, column), span=span),), span=span)
            for column in self.columns
        )
        first = (_heading(said, "row", span),) if is_headed else ()
        return flow.Row(cells=(*first, *cells), span=span)


def _heading(phrase: Phrase, header: Literal["column", "row"], span: Span) -> flow.Cell[Typed]:
    return flow.Cell(children=(paragraph(phrase, "table-heading", span),), header=header, span=place(phrase, span))
