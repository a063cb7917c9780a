"""Figures: two or three pictures side by side, equally tall."""

from typing import ClassVar, Self

from handout import flow
from handout.content.blocks.block import Expansion
from handout.content.blocks.figure import Figure
from handout.content.blocks.listed import Listed
from handout.problems import Problems
from handout.reading.nodes import YamlNode
from handout.record import replace
from handout.text.phrase import Typed

NARROWEST = 7.0
"""A picture and its caption are at least so many letters (em) wide; else they stand below one another."""
FLATTEST, TALLEST = 3.0, 0.5
"""The shapes (width to height) that shares are made for; others are less tall, or narrower, than their neighbours."""


class Figures(Listed[Figure]):
    """Pictures side by side."""

    LEAST: ClassVar[int] = 2
    MOST: ClassVar[int | None] = 3

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> Self | None:
        found = super().read(node, problems)
        for item in () if found is None else found.items:
            if item.width is not None:
                message = "figures side by side share the width, so that this one does nothing"
                problems.error("E07", item.width.span, message, "take it out")
        return found

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
