"""A tear-off: what a patient cuts off and takes along, kept whole at the foot of the last page."""

from typing import Annotated, ClassVar

from handout import flow
from handout.content.blocks.block import Block, Expansion, Parts, expand_prose, parts_of, place
from handout.content.blocks.body import BodyReader
from handout.content.blocks.kinds import INSIDE
from handout.content.values import Prose, Words
from handout.part import BOX, PROSE, Part
from handout.reading.models import key
from handout.record import Record, replace
from handout.source import Span

LEVEL = 2
"""It stands by itself at the end: its title is of the second level, whatever section it was typed in."""

CUT = {
    "background": None, "padding": 10.0, "border_color": None, "border_width": 1.0, "border_sides": "cut",
    "space_before": 18.0, "keep_together": True,
}  # fmt: skip
"""How it looks in a sheet that does not name it: without a line to cut along it were no tear-off."""
HELD = (*PROSE, *parts_of(INSIDE))


class TearOff(Record):
    """What is cut off and taken along."""

    CALLED: ClassVar[str] = "tear_off"

    PARTS: ClassVar[Parts] = {
        "tear-off": Part(
            "What is kept at the end, below a line to cut along.",
            kind=BOX,
            holds=HELD,
            like="figure",
            given=CUT,
        ),
        "tear-off-title": Part("Its title.", ("tear-off",), like="heading-2", comes_first=True),
    }

    title: Words = key("What it is.", required=True)
    body: Annotated[tuple[Prose | Block, ...], BodyReader(INSIDE, frozenset({"tear_off", "page_break"}), 1)] = key(
        "Texts and blocks.", required=True
    )
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        heading = flow.Text(phrase=self.title, role="H2", style="tear-off-title", span=place(self.title, self.span))
        within = replace(expansion, level=LEVEL)
        parts = (
            node
            for part in self.body
            for node in (expand_prose(part.blocks) if isinstance(part, Prose) else part.expand(within))
        )
        return (flow.Panel(children=(heading, *parts), style="tear-off", span=self.span),)
