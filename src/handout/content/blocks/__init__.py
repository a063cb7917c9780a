"""The kinds of block, in the order the format lists them."""

from typing import Annotated, Any, TypeAlias

from handout.content.blocks.block import Block, Expansion, Parts, Placeholders, expand_prose, parts_of, words_of
from handout.content.blocks.body import BodyReader
from handout.content.blocks.kinds import INSIDE
from handout.content.blocks.page_break import PageBreak
from handout.content.blocks.tear_off import TearOff
from handout.content.values import Prose
from handout.flow import TypedNode

__all__ = ["KINDS", "PARTS", "WORDS", "Block", "Body", "BodyReader", "Expansion", "expand_body", "expand_prose"]

KINDS: dict[str, Any] = {**INSIDE, "tear_off": TearOff, "page_break": PageBreak}
"""The type that reads each kind. A type hint has no type of its own, hence `Any`."""

PARTS: Parts = parts_of(KINDS)
WORDS: Placeholders = words_of(KINDS)

Body: TypeAlias = Annotated[tuple[Prose | Block, ...], BodyReader(KINDS)]
"""What stands under a heading: texts and blocks, in order."""


def expand_body(body: tuple[Prose | Block, ...], expansion: Expansion) -> tuple[TypedNode, ...]:
    """The parts of the flow that a body becomes."""
    return tuple(
        node
        for part in body
        for node in (expand_prose(part.blocks) if isinstance(part, Prose) else part.expand(expansion))
    )
