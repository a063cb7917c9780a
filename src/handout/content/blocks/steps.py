"""Steps: numbered actions, printed large, each with a picture beside it where one helps."""

from typing import Annotated, Any, ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Parts, paragraph, place, schema_for
from handout.content.blocks.listed import Listed
from handout.content.own_marks import ListMark
from handout.content.values import ImagePath, Words
from handout.part import LIST, Part
from handout.problems import Problems
from handout.reading import models
from handout.reading.models import key, read_as
from handout.reading.nodes import Mapping, YamlNode, holds_refused
from handout.record import Record
from handout.source import Located, Span
from handout.text.phrase import Phrase, Typed, one_line, words

SHARES = (0.65, 0.35)
NARROWEST = 8.0
"""A picture beside an action is at least so many letters (em) wide; else it stands below the words."""


class Step(Record):
    """An action with a picture."""

    text: Words = key("What to do.", required=True)
    image: ImagePath | None = key("A picture of it: PNG, JPEG or SVG, in content/images.")
    alt: Located | None = key("What the picture shows, for who cannot see it.")
    span: Span


class StepReader:
    """Reads an action: its words alone, or keys when it has a picture."""

    record = Step
    holds_words = True

    def read(self, node: YamlNode, problems: Problems) -> Phrase | Step | None:
        if (slip := models.glued_to(Step, node)) is not None:
            problems.error("E05", node.span, *slip)
            return None
        if not isinstance(node, Mapping) or models.is_text_with_colon(node, Step):
            phrase: Phrase | None = read_as(Words, node, problems, "an entry of 'steps'")
            return phrase
        before = len(problems.found)
        step = models.read(Step, node, problems, "step")
        if step is None or (step.image is None and step.alt is None):
            return None if step is None else step.text
        if len(problems.found) == before and not holds_refused(node):
            _check_picture(step, problems)
        return step

    def schema(self) -> dict[str, Any]:
        return {"title": "step", "anyOf": [schema_for(Words), schema_for(Step)]}


class Steps(Listed[Annotated[Phrase | Step, StepReader()]]):
    """Numbered actions, printed large."""

    record: ClassVar[type[Record] | None] = Step
    MARKED: ClassVar[dict[str, ListMark]] = {"items": "number"}
    PARTS: ClassVar[Parts] = {
        "steps": Part("Numbered actions as a whole.", kind=LIST),
        "steps-item": Part("The words of an action."),
    }

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        items = tuple(self._item(number, step, expansion) for number, step in enumerate(self.items, 1))
        return (flow.List(items=items, marker="steps", style="steps", span=self.span),)

    def _item(self, number: int, step: Phrase | Step, expansion: Expansion) -> flow.Item[Typed]:
        phrase = step.text if isinstance(step, Step) else step
        span = place(phrase, self.span)
        action = paragraph(phrase, "steps-item", span)
        picture = None
        if isinstance(step, Step) and step.image is not None:
            picture = expansion.pictures(step.image)
        if picture is None or not isinstance(step, Step):
            return flow.Item(label=words(f"{number}.", span), children=(action,), span=span)
        alt = None if step.alt is None else step.alt.text
        across, down = picture.pixels
        figure: flow.Figure[Typed] = flow.Figure(
            picture=picture, alt=alt, fills=min(1.0, across / down), span=step.span
        )
        beside = flow.Beside(
            rows=(((action,), (figure,)),), shares=SHARES, least=NARROWEST, is_kept_together=True, span=step.span
        )
        return flow.Item(label=words(f"{number}.", span), children=(beside,), span=span)


def _check_picture(step: Step, problems: Problems) -> None:
    if step.image is None:
        message = "this step has 'alt', which says what a picture shows, and no picture"
        place = step.span if step.alt is None else step.alt.span
        problems.error("E04", place, message, "type 'image: images/…', or take out 'alt'")
    elif step.alt is None:
        problems.error("E04", step.span, "this step needs 'alt'", "type 'alt: …', what the picture shows")
    elif _folded(step.alt.text) == _folded(one_line(step.text)):
        message = "'alt' says the same as 'text', which is read aloud too"
        problems.error("E07", step.alt.span, message, "say what the picture shows: a hand that holds the tube")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
