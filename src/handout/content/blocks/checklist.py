"""A checklist: boxes to tick, with or without a title."""

from typing import Any, ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Parts, heading_below, paragraph, place, schema_for
from handout.content.own_marks import ListMark
from handout.content.values import Words
from handout.part import CHECKLIST, Part
from handout.problems import Problems
from handout.reading import models
from handout.reading.models import key, read_as
from handout.reading.nodes import Mapping, YamlNode
from handout.record import Record
from handout.source import Span


class Checklist(Record):
    """Boxes to tick."""

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


class ChecklistReader:
    """Reads a checklist, which is a list, or keys when it has a title."""

    record = Checklist
    holds_words = True

    def read(self, node: YamlNode, problems: Problems) -> Checklist | None:
        if isinstance(node, Mapping):
            return models.read(Checklist, node, problems, "checklist")
        items = read_as(tuple[Words, ...], node, problems, "checklist", least=1)
        return None if items is None else Checklist(items=items, span=node.span)

    def schema(self) -> dict[str, Any]:
        plain, titled = schema_for(tuple[Words, ...], least=1), schema_for(Checklist)
        return {"title": "checklist", "anyOf": [plain, titled]}
