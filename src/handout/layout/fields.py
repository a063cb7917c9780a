"""Room to fill in by hand inside tables and boxes: a box to tick, a cell to write in, the place of a sticky label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from handout import flow
from handout.layout.drawings import Outline, RuledLine, TickBox
from handout.layout.strips import Penalty, Strip, TextColumn
from handout.pdf.file.structure import Element, Leaf
from handout.style.properties import Style
from handout.style.room import BOX_SIZE

LABEL_WIDTH, LABEL_HEIGHT = 288.0, 108.0
"""A patient's label: 4 by 1.5 inches."""
LABEL_PADDING = 6.0


class Composing(Protocol):
    """What a field needs of who composes it."""

    strips: list[Strip]
    styles: dict[str, Style]
    mirrored: bool

    def side(self, nodes: Sequence[flow.Node], parent: Element, column: TextColumn) -> tuple[list[Strip], float]: ...

    def open(self, strip: Strip, space: float = 0.0) -> None: ...

    def hold_next(self, penalty: Penalty, space: float = 0.0) -> None: ...


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
    role = "cb" if field.kind == "tick" else "tv"
    return parent.element("Form", alt=field.name, placement="Block", field=role).leaf()


def put_signed_line(
    composer: Composing, blank: flow.Blank, style: Style, parent: Element, column: TextColumn
) -> None:  # fmt: skip
    """A line to sign on with what belongs there below it."""
    strip = Strip(style.line, frames=column.frames)
    color, y = style.border_color or style.color, style.line - 4.0
    strip.drawings += (RuledLine(column.x, y, column.width, color, style.border_width, style.name),)
    made, _ = composer.side((blank.label,), parent, TextColumn(column.x, column.width))
    composer.open(strip, style.space_before)
    composer.strips.append(strip)
    for number, line in enumerate(made):
        line.frames = column.frames
        line.penalty = Penalty.NEVER
        line.gap = line.gap if number else 0.0
        composer.strips.append(line)
    composer.hold_next(Penalty.FREE, style.space_after)


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
