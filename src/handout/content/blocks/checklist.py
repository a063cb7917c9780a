"""A checklist: boxes to tick, with or without a title."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Parts, heading_below, paragraph, place
from handout.content.own_marks import ListMark
from handout.content.values import Words
from handout.part import CHECKLIST, Part
from handout.reading.models import key
from handout.record import Record
from handout.source import Span


class Checklist(Record):
    """Boxes to tick: a list, or keys when it has a title."""

    ALONE: ClassVar[str] = "items"
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("title",)
    MARKED: ClassVar[dict[str, ListMark]] = {"items": "box"}
    PARTS: ClassVar[Parts] = {
        "checklist": Part("Boxes to tick, as a whole.", kind=CHECKLIST),
        "checklist-title": Part("The heading of a checklist."),
        "checklist-item": Part("The words beside a box to tick."),
    }

    title: Words | None = key("The title above the boxes.")
    items: tuple[Words, ...] = key("What there is to tick, in order.", required=True, least=1)
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        items = tuple(
            flow.Item(children=(paragraph(phrase, "checklist-item", self.span),), span=place(phrase, self.span))
            for phrase in self.items
        )
        boxes = flow.List(items=items, marker="checkbox", style="checklist", span=self.span)
        if self.title is None:
            return (boxes,)
        heading = heading_below(expansion, self.title, "checklist-title", place(self.title, self.span))
        return (heading, boxes)
