"""Steps: numbered actions, printed large."""

from typing import Any

from handout import flow
from handout.content.blocks.expansion import Expansion, paragraph, place, schema_for
from handout.content.values import Words
from handout.problems import Problems
from handout.reading.nodes import Node
from handout.reading.records import read_as
from handout.record import Value
from handout.source import Span
from handout.text.phrase import Phrase, words


class Steps(Value):
    """Numbered actions, printed large."""

    items: tuple[Phrase, ...]
    span: Span

    @classmethod
    def read(cls, node: Node, problems: Problems) -> "Steps | None":
        items = read_as(tuple[Words, ...], node, problems, "steps", least=1)
        return None if items is None else cls(items=items, span=node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return schema_for(tuple[Words, ...], least=1) | {"title": "steps"}

    def expand(self, expansion: Expansion) -> tuple[flow.Node, ...]:
        items = []
        for number, phrase in enumerate(self.items, 1):
            span = place(phrase, self.span)
            action = paragraph(phrase, "steps-item", span)
            items.append(flow.Item(label=words(f"{number}.", span), children=(action,), span=span))
        return (flow.List(items=tuple(items), marker="steps", style="steps", span=self.span),)
