"""The universal medication schedule: what to take in the morning, at noon, in the evening and at bedtime."""

from collections.abc import Sequence
from typing import Any, Literal

from handout import flow
from handout.content.blocks.expansion import Expansion, paragraph, place, schema_for
from handout.content.values import Words
from handout.problems import Problems
from handout.reading.nodes import Node
from handout.reading.records import key, read_as
from handout.record import Record, Value
from handout.source import Span
from handout.text.phrase import Phrase, Strong, words

TIMES = ("morning", "noon", "evening", "bedtime")


class Medicine(Record):
    """One medicine."""

    name: Words = key("Its name and strength.", required=True)
    what_for: Words | None = key("What it is for.")
    morning: Words | None = key("How much to take in the morning.")
    noon: Words | None = key("How much to take at noon.")
    evening: Words | None = key("How much to take in the evening.")
    bedtime: Words | None = key("How much to take at bedtime.")
    notes: Words | None = key("What else to know, such as: with food.")
    span: Span

    @property
    def times(self) -> tuple[Phrase | None, ...]:
        return (self.morning, self.noon, self.evening, self.bedtime)


class Medicines(Value):
    """Medicines and when to take them."""

    items: tuple[Medicine, ...]
    span: Span

    @classmethod
    def read(cls, node: Node, problems: Problems) -> "Medicines | None":
        items = read_as(tuple[Medicine, ...], node, problems, "medicines", least=1)
        return None if items is None else cls(items=items, span=node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return schema_for(tuple[Medicine, ...], least=1) | {"title": "medicines"}

    def expand(self, expansion: Expansion) -> tuple[flow.Node, ...]:
        """A table with a row a medicine. The four times are always there, and a time without a dose says so in words:
        an empty cell could be filled in by anyone, and a dash is not read aloud."""
        has_purpose = any(item.what_for for item in self.items)
        has_notes = any(item.notes for item in self.items)
        names = ["name", *TIMES, *(["notes"] if has_notes else [])]
        headings = [[expansion.say(f"medicines_{name}")] for name in names]
        headings[0] += [expansion.say("medicines_what_for")] if has_purpose else []
        head = flow.Row(cells=tuple(self._heading(lines) for lines in headings), span=self.span)
        none = expansion.say("medicines_none")
        body = tuple(_row(item, none, has_notes=has_notes) for item in self.items)
        columns = (flow.Column(),) * len(names)
        return (flow.Table(columns=columns, head=(head,), body=body, style="medicines", span=self.span),)

    def _heading(self, lines: list[str]) -> flow.Cell:
        texts = tuple(paragraph(words(line, self.span), "medicines-heading", self.span) for line in lines)
        return flow.Cell(children=texts, header="column", span=self.span)


def _row(item: Medicine, none: str, *, has_notes: bool) -> flow.Row:
    name = [(Strong(item.name),), item.what_for]
    times = ([dose or words(none, item.span)] for dose in item.times)
    cells = [_cell(name, item, "row"), *(_cell(dose, item) for dose in times)]
    if has_notes:
        cells.append(_cell([item.notes], item))
    return flow.Row(cells=tuple(cells), span=item.span)


def _cell(phrases: Sequence[Phrase | None], item: Medicine, header: Literal["row"] | None = None) -> flow.Cell:
    children = tuple(paragraph(phrase, "medicines-cell", item.span) for phrase in phrases if phrase)
    span = place(phrases[0], item.span) if phrases[0] else item.span
    return flow.Cell(children=children, header=header, span=span)
