"""A schedule: what happens, or what to do, when; with a box to tick for each line where that is wanted."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, paragraph, place
from handout.content.blocks.table import table_caption
from handout.content.values import Words
from handout.reading.models import key
from handout.record import Record
from handout.source import Span
from handout.text.phrase import Typed, one_line


class Moment(Record):
    """One line of a schedule."""

    CALLED: ClassVar[str] = "line of a schedule"

    when: Words = key("When it is.", required=True)
    what: Words = key("What happens, or what to do.", required=True)
    span: Span


class Schedule(Record):
    """What to do, and when: a list, or keys when it has a title or boxes."""

    ALONE: ClassVar[str] = "items"
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("title",)

    title: Words | None = key("The line above it.")
    tick: bool = key("Whether each line has a box to tick.", sort="look")
    items: tuple[Moment, ...] = key("The lines, in order.", required=True, least=1)
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        boxes = (flow.Column(width=0.1, align="center"),) if self.tick else ()
        columns = (flow.Column(width=0.3, grows=True), flow.Column(), *boxes)
        caption = None if self.title is None else table_caption(self.title, self.span)
        body = tuple(self._row(item) for item in self.items)
        return (flow.Table(caption=caption, columns=columns, body=body, is_kept_together=True, span=self.span),)

    def _row(self, item: Moment) -> flow.Row[Typed]:
        when, what = paragraph(item.when, "table-heading", item.span), paragraph(item.what, "table-cell", item.span)
        cells = [
            flow.Cell(children=(when,), header="row", span=place(item.when, item.span)),
            flow.Cell(children=(what,), span=place(item.what, item.span)),
        ]
        if self.tick:
            box: flow.Field[Typed] = flow.Field(kind="tick", name=one_line(item.when), span=item.span)
            cells.append(flow.Cell(children=(box,), span=item.span))
        return flow.Row(cells=tuple(cells), span=item.span)
