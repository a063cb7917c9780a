"""The kinds of block, in the order the format lists them. A new kind is its own file, and one line here."""

from typing import Annotated, Any, TypeAlias

from handout.content.blocks.block import Block, Expansion, expand_prose
from handout.content.blocks.body import BodyReader
from handout.content.blocks.callout import Callout
from handout.content.blocks.checklist import Checklist, ChecklistReader
from handout.content.blocks.figure import Figure, FigureReader
from handout.content.blocks.fill_in import FillIn
from handout.content.blocks.medicines import Medicines
from handout.content.blocks.page_break import PageBreak
from handout.content.blocks.questions import Questions
from handout.content.blocks.steps import Steps
from handout.content.blocks.table import Table, TableReader
from handout.content.blocks.terms import Terms
from handout.content.values import Prose
from handout.flow import Node

__all__ = ["KINDS", "Block", "Body", "BodyReader", "Expansion", "expand_body", "expand_prose"]

KINDS: dict[str, Any] = {
    "callout": Callout,
    "steps": Steps,
    "checklist": Annotated[Checklist, ChecklistReader()],
    "table": Annotated[Table, TableReader()],
    "figure": Annotated[Figure, FigureReader()],
    "questions": Questions,
    "terms": Terms,
    "medicines": Medicines,
    "fill_in": FillIn,
    "page_break": PageBreak,
}
"""The type that reads each kind. A type hint has no type of its own, hence `Any`."""

Body: TypeAlias = Annotated[tuple[Prose | Block, ...], BodyReader(KINDS)]
"""What stands under a heading: texts and blocks, in order."""


def expand_body(body: tuple[Prose | Block, ...], expansion: Expansion) -> tuple[Node, ...]:
    """The parts of the flow that a body becomes."""
    return tuple(
        node
        for part in body
        for node in (expand_prose(part.blocks) if isinstance(part, Prose) else part.expand(expansion))
    )
