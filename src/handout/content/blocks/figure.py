"""A figure: a picture, what it shows in words, a caption and a credit."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import GAP, Expansion, Parts, Placeholders, place
from handout.content.blocks.table import Width
from handout.content.values import ImagePath, Words
from handout.part import FIGURE, Part
from handout.problems import Problems
from handout.reading.models import key
from handout.record import Record
from handout.source import Located, Span
from handout.text.phrase import Phrase, Typed, words


class Figure(Record):
    """A picture."""

    PARTS: ClassVar[Parts] = {
        "figure": Part("A picture with its caption and credit, as a whole.", kind=FIGURE),
        "figure-caption": Part("The caption under a picture."),
        "figure-credit": Part("Who made a picture."),
    }
    WORDS: ClassVar[Placeholders] = {"figure_credit": ("credit",)}

    image: ImagePath = key("The picture: PNG, JPEG or SVG, in content/images.", required=True)
    alt: Located | None = key("What the picture shows, for who cannot see it; needed unless it is decorative.")
    caption: Words | None = key("A line under the picture.")
    credit: Words | None = key("Who made the picture.")
    width: Width | None = key("How wide, as a percentage of the text's width: 60%.", sort="look")
    decorative: bool = key("Whether the picture says nothing that the text does not.")
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        picture = expansion.pictures(self.image)
        if picture is None:
            return ()
        caption = self.caption
        figure = flow.Figure(
            picture=picture,
            alt=None if self.decorative or self.alt is None else self.alt.text,
            caption=None if caption is None else _line(caption, "Caption", "figure-caption", self.span),
            credit=None if self.credit is None else self._credit(self.credit, expansion),
            width=None if self.width is None else _share(self.width),
            span=self.span,
        )
        return (figure,)

    def _credit(self, credit: Phrase, expansion: Expansion) -> flow.Text[Typed]:
        before, _, after = expansion.say("figure_credit", credit=GAP).partition(GAP)
        span = place(credit, self.span)
        return _line((*words(before, span), *credit, *words(after, span)), "P", "figure-credit", span)

    def agrees(self, problems: Problems, is_whole: bool) -> bool:
        """Tell of a figure that does not say in words what it shows, unless it is decorative."""
        if self.alt is None and not self.decorative and is_whole:
            hint = "type 'alt: …', what the picture shows, or 'decorative: true' if it says nothing of its own"
            problems.error("E04", self.span, "this figure needs 'alt'", hint)
        if self.alt is not None and self.decorative:
            message = "a decorative picture is not read aloud, so that this 'alt' is never heard"
            problems.error("E07", self.alt.span, message, "take out 'alt' or 'decorative'")
        if self.width is not None and not 0.05 <= _share(self.width) <= 1:
            problems.error("E07", self.width.span, "this width does not fit the text", "write 5% to 100%")
        return True


def _share(width: Width) -> float:
    return width.share / 100 if width.is_percent else width.share


def _line(phrase: Phrase, role: flow.TextRole, style: str, span: Span) -> flow.Text[Typed]:
    return flow.Text(phrase=phrase, role=role, style=style, span=place(phrase, span))
