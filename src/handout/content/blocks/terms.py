"""Words to know: each term with its meaning."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Parts, expand_prose, place
from handout.content.blocks.listed import Listed
from handout.content.values import Prose, Words
from handout.part import TERMS, Part
from handout.reading.models import key
from handout.record import Record
from handout.source import Span


class Term(Record):
    """A word to know."""

    term: Words = key("The word.", required=True)
    meaning: Prose = key("What it means.", required=True)
    span: Span


class Terms(Listed[Term]):
    """Words to know."""

    PARTS: ClassVar[Parts] = {
        "terms": Part("Words to know, as a list.", kind=TERMS),
        "term": Part("A word to know."),
        "meaning": Part("What a word means."),
    }

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        items = tuple(
            flow.Item(
                label=term.term, children=expand_prose(term.meaning.blocks, "meaning"), span=place(term.term, term.span)
            )
            for term in self.items
        )
        return (flow.List(items=items, marker="term", style="terms", span=self.span),)
