"""Lines to sign on, each with a line for the date, two in a row where they fit."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Placeholders, paragraph, place
from handout.content.blocks.listed import Listed
from handout.content.values import Words
from handout.text.phrase import Phrase, Typed, one_line, words

SHARES = (0.7, 0.3)


class Signatures(Listed[Words]):
    """Who signs, in order."""

    WORDS: ClassVar[Placeholders] = {"signature_date": (), "titled": ("word", "title")}

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        signed = [(self._line(label, expansion),) for label in self.items]
        rows = tuple(tuple(signed[at : at + 2]) for at in range(0, len(signed), 2))
        return (flow.Beside(rows=rows, shares=(0.5, 0.5), is_kept_together=True, span=self.span),)

    def _line(self, label: Phrase, expansion: Expansion) -> flow.Beside[Typed]:
        """The line and its date, which is called after who signs: there may be several dates."""
        date = expansion.say("signature_date")
        named = expansion.say("titled", word=one_line(label), title=date)
        sides = ((self._blank(label),), (self._blank(words(date, self.span), named),))
        return flow.Beside(rows=(sides,), shares=SHARES, least=0.0, is_kept_together=True, span=self.span)

    def _blank(self, said: Phrase, name: str = "") -> flow.Blank[Typed]:
        text = paragraph(said, "blank-label", self.span)
        return flow.Blank(label=text, name=name, is_below=True, span=place(said, self.span))
