"""Room to fill in by hand, a form field each: lines to write and to sign on, boxes to tick, the place of a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from handout import flow
from handout.layout.drawings import Outline, RuledLine, TickBox
from handout.layout.inline import tell_apart
from handout.layout.strips import Penalty, Strip, TextColumn
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.text.lines import Run, natural_width
from handout.style.properties import Style
from handout.style.room import BOX_SIZE
from handout.text.phrase import Phrase, one_line

BLOCKS = frozenset({"Sect", "Div", "TD"})
"""Elements in which a field stands as a block of its own, not among words."""
LABEL_WIDTH, LABEL_HEIGHT = 288.0, 108.0
"""A patient's label: 4 by 1.5 inches."""
LABEL_PADDING = 6.0
BELOW_RULE = 4.0
"""From a ruled line to the end of the room to write in, in points."""
BESIDE_LABEL = 8.0
"""From a label to the line beside it, in points."""
NARROW_LABEL = 0.55
"""The share of the width that a label may take for a line to stand beside it."""


class Composing(Protocol):
    """What a field needs of who composes it."""

    strips: list[Strip]
    styles: dict[str, Style]
    mirrored: bool

    def side(self, nodes: Sequence[flow.Node], parent: Element, column: TextColumn) -> tuple[list[Strip], float]: ...

    def open(self, strip: Strip, space: float = 0.0) -> None: ...

    def hold_next(self, penalty: Penalty, space: float = 0.0) -> None: ...


class WithWords(Composing, Protocol):
    """What a field with words of its own needs beyond that."""

    def runs(self, phrase: Phrase, style: Style, element: Element, language: str | None = None) -> list[Run]: ...

    def paragraph(self, runs: list[Run], style: Style, column: TextColumn) -> None: ...

    def text(
        self, text: flow.Text, parent: Element, column: TextColumn, align: flow.Align = "start",
        *, element: Element | None = None,
    ) -> None: ...  # fmt: skip

    def apart(self, work: Callable[[], None]) -> list[Strip]: ...


def field_of(parent: Element, kind: Literal["cb", "tv"], name: str) -> Leaf:
    """What is drawn for a new field (Form): a box to tick, or room to write in, named by the words beside it.

    The name says what a field on paper is for (Desc of PrintField, ISO 32000-1, table 348; ISO 14289-1, 7.14).
    """
    return parent.element("Form", alt=name, placement="Block" if parent.role in BLOCKS else None, field=kind).leaf()


def put_field(
    composer: Composing, field: flow.Field, parent: Element, column: TextColumn, align: flow.Align = "center"
) -> None:
    """The field's own strip; a box to tick stands in its column as `align` says."""
    style = composer.styles[field.style]
    match field.kind:
        case "tick":
            _tick(composer, field, style, parent, column, align)
        case "cell":
            strip = Strip(style.line, frames=column.frames)
            color, thick = style.border_color or style.color, style.border_width
            leaf = field_leaf(field, parent)
            strip.drawings += (Outline(leaf, column.x, 0.0, column.width, style.line, color, thick, style.name),)
            composer.open(strip)
            composer.strips.append(strip)
        case "label":
            _label(composer, field, style, parent, column)


def field_leaf(field: flow.Field, parent: Element) -> Leaf:
    """What is painted for a field: its element says aloud what belongs there, and is ticked or written in."""
    return field_of(parent, "cb" if field.kind == "tick" else "tv", field.name)


def put_blank(composer: WithWords, blank: flow.Blank, parent: Element, column: TextColumn) -> None:
    """A label with lines to write on: the first beside it if it is short, the others below."""
    style, label = composer.styles[blank.style], composer.styles[blank.label.style]
    if blank.is_below:
        _signed_line(composer, blank, style, parent, column)
        return
    before = len(composer.strips)
    element = parent.element("P")
    runs = composer.runs(blank.label.phrase, label, element)
    taken = natural_width(runs) + label.indent + BESIDE_LABEL
    composer.paragraph(runs, label, column.inset(label.indent, 0.0, composer.mirrored))
    if not composer.strips[before:]:
        return
    first = composer.strips[before]
    first.gap = max(first.gap, style.space_before)
    leaf = field_of(element, "tv", one_line(blank.label.phrase))
    tell_apart(element)
    remaining = blank.lines
    if taken < column.width * NARROW_LABEL:
        strip = composer.strips[-1]
        x = column.x if composer.mirrored else column.x + taken
        strip.drawings += (_rule(leaf, x, strip.lines[-1][2] + 3.0, column.width - taken, style),)
        remaining -= 1
    for _ in range(remaining):
        strip = Strip(style.line, penalty=Penalty.NEVER, frames=column.frames)
        strip.drawings += (_rule(leaf, column.x, style.line - BELOW_RULE, column.width, style),)
        composer.strips.append(strip)
    composer.hold_next(Penalty.FREE, max(style.space_after, label.space_after))


def _signed_line(composer: WithWords, blank: flow.Blank, style: Style, parent: Element, column: TextColumn) -> None:
    """A line to sign on with what belongs there below it; its words are heard before it."""
    strip = Strip(style.line, frames=column.frames)
    element = parent.element("P", blank.label.language)
    narrow = TextColumn(column.x, column.width)
    made = composer.apart(lambda: composer.text(blank.label, parent, narrow, element=element))
    leaf = field_of(element, "tv", one_line(blank.label.phrase))
    tell_apart(element)
    strip.drawings += (_rule(leaf, column.x, style.line - BELOW_RULE, column.width, style),)
    composer.open(strip, style.space_before)
    composer.strips.append(strip)
    for number, line in enumerate(made):
        line.frames = column.frames
        line.penalty = Penalty.NEVER
        line.gap = line.gap if number else 0.0
        composer.strips.append(line)
    composer.hold_next(Penalty.FREE, style.space_after)


def _rule(leaf: Leaf, x: float, y: float, width: float, style: Style) -> RuledLine:
    """A line to write on, with as much room above it as below the line before."""
    color = style.border_color or style.color
    return RuledLine(leaf, x, y, width, style.line - BELOW_RULE, color, style.border_width, style.name)


def _tick(
    composer: Composing, field: flow.Field, style: Style, parent: Element, column: TextColumn, align: flow.Align
) -> None:
    """A box in its column, level with a line of words."""
    text = composer.styles["table-cell"]
    leaf = field_leaf(field, parent)
    size, height = text.size * BOX_SIZE, text.size * text.leading
    baseline = (height - text.size) / 2 + text.size * 0.8
    strip = Strip(height, frames=column.frames)
    spare = column.width - size
    at_right = (align == "end") != composer.mirrored
    x = column.x + (spare / 2 if align == "center" else spare if at_right else 0.0)
    strip.drawings += (TickBox(leaf, x, baseline - size * 0.86, size, text.color, style.name),)
    composer.open(strip)
    composer.strips.append(strip)


def _label(composer: Composing, field: flow.Field, style: Style, parent: Element, column: TextColumn) -> None:
    """A frame as large as a label, with what belongs there inside it."""
    wide = min(LABEL_WIDTH, column.width)
    x = column.x + column.width - wide if composer.mirrored else column.x
    inner = TextColumn(x + LABEL_PADDING, wide - 2 * LABEL_PADDING)
    made, _ = composer.side(() if field.title is None else (field.title,), parent, inner)
    strip, y = Strip(0.0, frames=column.frames), LABEL_PADDING
    for line in made:
        strip.lines.extend((words, at, baseline + y) for words, at, baseline in line.lines)
        y += line.height
    strip.height = max(LABEL_HEIGHT, y + LABEL_PADDING)
    leaf = field_leaf(field, parent)
    color = style.border_color or style.color
    strip.drawings += (Outline(leaf, x, 0.0, wide, strip.height, color, max(style.border_width, 1.0), style.name),)
    composer.open(strip, style.space_before)
    composer.strips.append(strip)
    composer.hold_next(Penalty.FREE, style.space_after)
