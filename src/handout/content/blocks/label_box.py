"""An empty box for the label that a hospital prints for each patient."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, paragraph
from handout.content.values import Words
from handout.reading.models import key
from handout.record import Record
from handout.source import Span
from handout.text.phrase import one_line


class LabelBox(Record):
    """A box for the patient's label, 4 by 1.5 inches."""

    CALLED: ClassVar[str] = "label_box"

    title: Words = key("What belongs there.", required=True)
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        title = paragraph(self.title, "blank-label", self.span)
        return (flow.Field(kind="label", name=one_line(self.title), title=title, span=self.span),)
