"""Blanks to write in by hand: an appointment, a nurse's name, questions for the doctor."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Parts, paragraph
from handout.content.blocks.listed import Listed
from handout.content.values import WholeNumber, Words
from handout.part import BLANK, Part
from handout.problems import Problems
from handout.reading.models import key
from handout.reading.nodes import YamlNode
from handout.record import Record
from handout.source import Span

MOST_LINES = 20


class Blank(Record):
    """A label with lines to write on."""

    label: Words = key("What is to be written here.", required=True)
    lines: WholeNumber | None = key(f"How many lines, up to {MOST_LINES}; one when not given.")
    span: Span

    @property
    def line_count(self) -> int:
        return 1 if self.lines is None else self.lines


class FillIn(Listed[Blank]):
    """Blanks to write in."""

    PARTS: ClassVar[Parts] = {
        "blank": Part("Room to write in by hand.", kind=BLANK),
        "blank-label": Part("What to write there."),
    }

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "FillIn | None":
        found = super().read(node, problems)
        for item in found.items if found is not None else ():
            if item.lines is not None and not 1 <= item.lines <= MOST_LINES:
                message = f"'{item.lines}' is not a number of lines"
                problems.error("E07", item.lines.span, message, f"write 1 to {MOST_LINES}")
        return found

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        return tuple(
            flow.Blank(
                label=paragraph(blank.label, "blank-label", blank.span),
                lines=blank.line_count,
                goes_on=number > 0,
                span=blank.span,
            )
            for number, blank in enumerate(self.items)
        )
