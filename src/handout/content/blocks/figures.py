"""Figures: two or three pictures side by side, equally tall."""

from typing import Annotated, Any, ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, schema_for
from handout.content.blocks.figure import Figure, FigureReader
from handout.content.blocks.listed import Listed
from handout.problems import Problems
from handout.reading.models import read_as
from handout.reading.nodes import YamlNode
from handout.record import Record, replace
from handout.text.phrase import Typed

LEAST, MOST = 2, 3
NARROWEST = 7.0
"""A picture and its caption are at least so many letters (em) wide; else they stand below one another."""
FLATTEST, TALLEST = 3.0, 0.5
"""The shapes (width to height) that shares are made for; others are less tall, or narrower, than their neighbours."""


class Figures(Listed[Annotated[Figure, FigureReader()]]):
    """Pictures side by side."""

    record: ClassVar[type[Record] | None] = Figure

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Figures | None":
        entries = tuple[Annotated[Figure, FigureReader()], ...]
        items = read_as(entries, node, problems, "figures", least=LEAST, most=MOST)
        for item in items or ():
            if item.width is not None:
                message = "figures side by side share the width, so that this one does nothing"
                problems.error("E07", item.width.span, message, "take it out")
        return None if items is None else cls(items=items, span=node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return schema_for(tuple[Annotated[Figure, FigureReader()], ...], least=LEAST, most=MOST) | {"title": "figures"}

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        """Each has the share of the width that makes all equally tall."""
        made = [node for item in self.items for node in item.expand(expansion) if isinstance(node, flow.Figure)]
        if not made:
            return ()
        shapes = [min(max(_shape(figure), TALLEST), FLATTEST) for figure in made]
        sides = tuple((replace(figure, fills=1.0),) for figure in made)
        shares = tuple(shape / sum(shapes) for shape in shapes)
        return (flow.Beside(rows=(sides,), shares=shares, least=NARROWEST, is_kept_together=True, span=self.span),)


def _shape(figure: flow.Figure[Typed]) -> float:
    across, down = figure.picture.pixels if isinstance(figure.picture, flow.Picture) else (1, 1)
    return across / down
