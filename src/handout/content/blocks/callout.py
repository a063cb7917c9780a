"""A callout: a few words set apart in a box, with a tone that is said in words as well as shown by colour."""

from typing import ClassVar, Literal

from handout import flow
from handout.content.blocks.block import Expansion, Parts, Placeholders, expand_prose, heading_below, place, titled
from handout.content.values import Prose, Words
from handout.part import BOX, PROSE, Part
from handout.reading.models import key
from handout.record import Record
from handout.source import Span

CALLOUTS = ("callout-note", "callout-tip", "callout-warning", "callout-emergency")


class Callout(Record):
    """A few words set apart in a box."""

    PARTS: ClassVar[Parts] = {
        "callout-note": Part("A box with a note.", kind=BOX, holds=PROSE),
        "callout-tip": Part("A box with a tip.", kind=BOX, holds=PROSE),
        "callout-warning": Part("A box with a warning.", kind=BOX, holds=PROSE),
        "callout-emergency": Part("A box for an emergency.", kind=BOX, holds=PROSE),
        "callout-title": Part("The title of a callout.", CALLOUTS, comes_first=True),
        "callout-text": Part("The words of a callout.", CALLOUTS),
    }
    WORDS: ClassVar[Placeholders] = {
        "tone_note": (),
        "tone_tip": (),
        "tone_warning": (),
        "tone_emergency": (),
        "titled": ("word", "title"),
    }
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("tone", "title")

    tone: Literal["note", "tip", "warning", "emergency"] | None = key("How grave it is; `note` when not given.")
    title: Words | None = key("The title of the box.")
    text: Prose = key("What it says.", required=True)
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        tone = self.tone or "note"
        span = self.span if self.title is None else place(self.title, self.span)
        title = titled(expansion, expansion.say(f"tone_{tone}"), self.title, span)
        heading = heading_below(expansion, title, "callout-title", span)
        text = expand_prose(self.text.blocks, "callout-text")
        return (flow.Panel(children=(heading, *text), style=f"callout-{tone}", span=self.span),)
