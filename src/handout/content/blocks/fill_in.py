"""Blanks to write in by hand: an appointment, a nurse's name, questions for the doctor."""

from typing import Any

from handout import flow
from handout.content.blocks.expansion import Expansion, paragraph, schema_for
from handout.content.values import Words
from handout.problems import Problems
from handout.reading.nodes import Node
from handout.reading.records import key, read_as
from handout.record import Record, Value
from handout.source import Span

MOST_LINES = 20


class Blank(Record):
    """A label with lines to write on."""

    label: Words = key("What is to be written here.", required=True)
    lines: int | None = key(f"How many lines, up to {MOST_LINES}; one when not given.")
    span: Span

    @property
    def line_count(self) -> int:
        return 1 if self.lines is None else self.lines


class FillIn(Value):
    """Blanks to write in."""

    items: tuple[Blank, ...]
    span: Span

    @classmethod
    def read(cls, node: Node, problems: Problems) -> "FillIn | None":
        items = read_as(tuple[Blank, ...], node, problems, "fill_in", least=1)
        for item in items or ():
            if not 1 <= item.line_count <= MOST_LINES:
                message = f"'{item.lines}' is not a number of lines"
                problems.error("E07", item.span, message, f"write 1 to {MOST_LINES}")
        return None if items is None else cls(items=items, span=node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return schema_for(tuple[Blank, ...], least=1) | {"title": "fill in"}

    def expand(self, expansion: Expansion) -> tuple[flow.Node, ...]:
        return tuple(
            flow.Blank(
                label=paragraph(blank.label, "blank-label", blank.span),
                lines=blank.line_count,
                goes_on=number > 0,
                span=blank.span,
            )
            for number, blank in enumerate(self.items)
        )
