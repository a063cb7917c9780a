"""Questions and answers: each question a heading, so that a reader can go from one to the next."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import HEADING_ROLES, Expansion, Parts, expand_prose, paragraph, place
from handout.content.blocks.listed import Listed
from handout.content.values import Prose, Words
from handout.part import Part
from handout.reading.models import key
from handout.record import Record
from handout.source import Span


class Question(Record):
    """A question with its answer."""

    q: Words = key("The question.", required=True)
    a: Prose = key("The answer.", required=True)
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        answer = expand_prose(self.a.blocks, "answer")
        if expansion.level >= len(HEADING_ROLES):
            return (paragraph(self.q, "question", self.span), *answer)
        role = HEADING_ROLES[expansion.level]
        heading = flow.Text(phrase=self.q, role=role, style="question", span=place(self.q, self.span))
        return (flow.Section(heading=heading, children=answer, span=self.span),)


class Questions(Listed[Question]):
    """Questions with their answers."""

    PARTS: ClassVar[Parts] = {"question": Part("A question."), "answer": Part("The answer to a question.")}

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        return tuple(node for question in self.items for node in question.expand(expansion))
