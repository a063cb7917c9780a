"""How likely something is: people in rows of ten, and both sides of it in words, since each alone misleads."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Parts, Placeholders, paragraph
from handout.content.values import WholeNumber, Words
from handout.part import PEOPLE, Part
from handout.problems import Problems
from handout.reading.models import key
from handout.record import Record
from handout.source import Span
from handout.text.phrase import Phrase, Strong, Typed, words

SIZES = (10, 20, 50, 100)
"""Of how many people a chance is told: whole rows of ten that can be seen at once."""
SHARES = (0.46, 0.54)


class Chance(Record):
    """How many people of how many something happens to."""

    PARTS: ClassVar[Parts] = {
        "chance": Part("People in rows, so many of them filled in.", kind=PEOPLE, like="figure"),
        "chance-text": Part("What happens to how many of them.", like="paragraph"),
    }
    WORDS: ClassVar[Placeholders] = {"chance_count": ("count", "all"), "chance_alt": ("all", "count")}

    count: WholeNumber = key("To how many it happens.", required=True, name="in")
    of: WholeNumber = key("Of how many people: 10, 20, 50 or 100.", required=True)
    happens: Words = key("What happens to them.", required=True)
    otherwise: Words = key("What happens to the others.", required=True)
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        """The picture, and beside it its key, which says how many it happens to and how many not."""
        alt = expansion.say("chance_alt", all=str(self.of), count=str(self.count))
        people = flow.IconArray(filled=self.count, of=self.of)
        picture: flow.Figure[Typed] = flow.Figure(picture=people, alt=alt, style="chance", span=self.span)
        key = (
            self._frame(self.count, self.happens, "person", expansion),
            self._frame(self.of - self.count, self.otherwise, "person-outline", expansion),
        )
        return (flow.Beside(rows=(((picture,), key),), shares=SHARES, is_kept_together=True, span=self.span),)

    def _frame(self, count: int, said: Phrase, icon: str, expansion: Expansion) -> flow.Text[Typed]:
        many = words(expansion.say("chance_count", count=str(count), all=str(self.of)), self.span)
        whole = (Strong(many), *words(" ", self.span), *said)
        return flow.Text(phrase=whole, style="chance-text", icon=icon, span=paragraph(said, "", self.span).span)

    def agrees(self, problems: Problems, is_whole: bool) -> bool:
        """Tell of numbers that cannot be."""
        if self.of not in SIZES:
            hint = f"write {', '.join(map(str, SIZES[:-1]))} or {SIZES[-1]}"
            problems.error("E07", self.of.span, f"a chance is not told of {self.of} people", hint)
            return False
        if not 0 <= self.count <= self.of:
            message = f"it cannot happen to {self.count} of {self.of} people"
            problems.error("E07", self.count.span, message, f"write a number from 0 to {self.of} after 'in:'")
            return False
        return True
