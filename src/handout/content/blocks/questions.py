"""Questions and answers: each question a heading, so that a reader can go from one to the next."""

from typing import Any

from handout import flow
from handout.content.blocks.expansion import Expansion, expand_prose, paragraph, place, schema_for
from handout.content.values import Prose, Words
from handout.problems import Problems
from handout.reading.nodes import Node
from handout.reading.records import key, read_as
from handout.record import Record, Value
from handout.source import Span

HEADINGS: tuple[flow.TextRole, ...] = ("H1", "H2", "H3", "H4", "H5", "H6")


class Question(Record):
    """A question with its answer."""

    q: Words = key("The question.", required=True)
    a: Prose = key("The answer.", required=True)
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.Node, ...]:
        answer = expand_prose(self.a.blocks, "answer")
        if expansion.level >= len(HEADINGS):
            return (paragraph(self.q, "question", self.span), *answer)
        role = HEADINGS[expansion.level]
        heading = flow.Text(phrase=self.q, role=role, style="question", span=place(self.q, self.span))
        return (flow.Section(heading=heading, children=answer, span=self.span),)


class Questions(Value):
    """Questions with their answers."""

    items: tuple[Question, ...]
    span: Span

    @classmethod
    def read(cls, node: Node, problems: Problems) -> "Questions | None":
        items = read_as(tuple[Question, ...], node, problems, "questions", least=1)
        return None if items is None else cls(items=items, span=node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return schema_for(tuple[Question, ...], least=1) | {"title": "questions"}

    def expand(self, expansion: Expansion) -> tuple[flow.Node, ...]:
        return tuple(node for question in self.items for node in question.expand(expansion))
