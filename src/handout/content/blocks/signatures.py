"""Lines to sign on, each with a line for the date, two in a row where they fit."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Placeholders, paragraph, place
from handout.content.blocks.listed import Listed
from handout.content.values import Words
from handout.text.phrase import Phrase, Typed, words

SHARES = (0.7, 0.3)


class Signatures(Listed[Words]):
    """Who signs, in order."""

    WORDS: ClassVar[Placeholders] = {"signature_date": ()}

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        date = words(expansion.say("signature_date"), self.span)
        signed = [(self._line(label, date),) for label in self.items]
        rows = tuple(tuple(signed[at : at + 2]) for at in range(0, len(signed), 2))
        return (flow.Beside(rows=rows, shares=(0.5, 0.5), is_kept=True, span=self.span),)

    def _line(self, label: Phrase, date: Phrase) -> flow.Beside[Typed]:
        sides = tuple(
            (flow.Blank(label=paragraph(said, "blank-label", self.span), is_below=True, span=place(said, self.span)),)
            for said in (label, date)
        )
        return flow.Beside(rows=(sides,), shares=SHARES, least=0.0, is_kept=True, span=self.span)
