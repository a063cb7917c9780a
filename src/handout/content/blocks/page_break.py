"""A page break: go on at the top of a new page."""

from typing import Any, ClassVar

from handout import flow
from handout.content.blocks.block import Expansion
from handout.problems import Problems
from handout.reading.key_types import Sort
from handout.reading.models import read_as
from handout.reading.nodes import Scalar, YamlNode
from handout.record import Value
from handout.source import Span


class PageBreak(Value):
    """Go on at the top of a new page."""

    SORT: ClassVar[Sort] = "look"
    takes_empty: ClassVar[bool] = True

    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "PageBreak | None":
        if isinstance(node, Scalar) and node.is_empty:
            problems.error("E06", node.span, "'page_break' is empty", "write: page_break: true")
            return None
        value = read_as(bool, node, problems, "page_break")
        if value is False:
            problems.error("E07", node.span, "a page break that is false does nothing", "take the block out")
        return cls(span=node.span) if value else None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "page break", "const": True}

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        return (flow.Break(span=self.span),)
