"""Steps: numbered actions, printed large."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Parts, paragraph, place
from handout.content.blocks.listed import Listed
from handout.content.own_marks import Mark
from handout.content.values import Words
from handout.part import LIST, Part
from handout.text.phrase import words


class Steps(Listed[Words]):
    """Numbered actions, printed large."""

    MARKED: ClassVar[dict[str, Mark]] = {"items": "number"}
    PARTS: ClassVar[Parts] = {
        "steps": Part("Numbered actions as a whole.", kind=LIST),
        "steps-item": Part("The words of an action."),
    }

    def expand(self, expansion: Expansion) -> tuple[flow.Node, ...]:
        items = []
        for number, phrase in enumerate(self.items, 1):
            span = place(phrase, self.span)
            action = paragraph(phrase, "steps-item", span)
            items.append(flow.Item(label=words(f"{number}.", span), children=(action,), span=span))
        return (flow.List(items=tuple(items), marker="steps", style="steps", span=self.span),)
