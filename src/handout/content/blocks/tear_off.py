"""A tear-off: what a patient cuts off and takes along, kept whole at the foot of the last page."""

from typing import Annotated

from handout import flow
from handout.content.blocks.block import Block, Expansion, expand_prose, place
from handout.content.blocks.body import BodyReader
from handout.content.blocks.kinds import INSIDE
from handout.content.values import Prose, Words
from handout.reading.models import key
from handout.record import Record, replace
from handout.source import Span

LEVEL = 2
"""It stands by itself at the end: its title is of the second level, whatever section it was typed in."""


class TearOff(Record):
    """What is cut off and taken along."""

    title: Words = key("What it is.", required=True)
    body: Annotated[tuple[Prose | Block, ...], BodyReader(INSIDE, frozenset({"tear_off", "page_break"}))] = key(
        "Texts and blocks.", required=True
    )
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.Node, ...]:
        heading = flow.Text(phrase=self.title, role="H2", style="tear-off-title", span=place(self.title, self.span))
        within = replace(expansion, level=LEVEL)
        parts = (
            node
            for part in self.body
            for node in (expand_prose(part.blocks) if isinstance(part, Prose) else part.expand(within))
        )
        return (flow.Panel(children=(heading, *parts), style="tear-off", span=self.span),)
