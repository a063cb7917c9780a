"""Words to know: each term with its meaning."""

from typing import Any

from handout import flow
from handout.content.blocks.expansion import Expansion, expand_prose, place, schema_for
from handout.content.values import Prose, Words
from handout.problems import Problems
from handout.reading.nodes import Node
from handout.reading.records import key, read_as
from handout.record import Record, Value
from handout.source import Span


class Term(Record):
    """A word to know."""

    term: Words = key("The word.", required=True)
    meaning: Prose = key("What it means.", required=True)
    span: Span


class Terms(Value):
    """Words to know."""

    items: tuple[Term, ...]
    span: Span

    @classmethod
    def read(cls, node: Node, problems: Problems) -> "Terms | None":
        items = read_as(tuple[Term, ...], node, problems, "terms", least=1)
        return None if items is None else cls(items=items, span=node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return schema_for(tuple[Term, ...], least=1) | {"title": "terms"}

    def expand(self, expansion: Expansion) -> tuple[flow.Node, ...]:
        items = tuple(
            flow.Item(
                label=term.term, children=expand_prose(term.meaning.blocks, "meaning"), span=place(term.term, term.span)
            )
            for term in self.items
        )
        return (flow.List(items=items, marker="term", style="terms", span=self.span),)
