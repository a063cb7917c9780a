"""Room to fill in by hand, a form field each: lines to write and to sign on, boxes to tick, the place of a label."""

from __future__ import annotations

from typing import Literal

from handout import flow
from handout.layout.drawings import Outline, RuledLine, TickBox
from handout.layout.galley import Galley
from handout.layout.inline import tell_apart
from handout.layout.paragraphs import put_paragraph, put_text, runs_of
from handout.layout.strips import Penalty, Strip, TextColumn
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.text.lines import natural_width
from handout.style.properties import Style
from handout.style.room import BOX_SIZE
from handout.text.phrase import one_line

BLOCKS = frozenset({"Sect", "Div", "TD"})
"""Elements in which a field stands as a block of its own, not among words."""
INCH = 72.0
LABEL_WIDTH, LABEL_HEIGHT = 4 * INCH, 1.5 * INCH
"""A patient's label: 4 by 1.5 inches."""
LABEL_PADDING = 6.0
BELOW_RULE = 4.0
"""From a ruled line to the end of the room to write in, in points."""
BESIDE_LABEL = 8.0
"""From a label to the line beside it, in points."""
NARROW_LABEL = 0.55
"""The share of the width that a label may take for a line to stand beside it."""


def field_of(parent: Element, kind: Literal["cb", "tv"], name: str) -> Leaf:
    """What is drawn for a new field (Form): a box to tick, or room to write in, named by the words beside it.

    The name says what a field on paper is for (Desc of PrintField, ISO 32000-1, table 348; ISO 14289-1, 7.14).
    """
    return parent.element("Form", alt=name, placement="Block" if parent.role in BLOCKS else None, field=kind).leaf()


def put_field(
    galley: Galley, field: flow.Field, parent: Element, column: TextColumn, align: flow.Align = "center"
) -> None:
    """The field's own strip; a box to tick stands in its column as `align` says."""
    style = galley.styles[field.style]
    match field.kind:
        case "tick":
            _tick(galley, field, style, parent, column, align)
        case "cell":
            strip = Strip(style.line, frames=column.frames)
            color, thick = style.border_color or style.color, style.border_width
            leaf = field_leaf(field, parent)
            strip.drawings += (Outline(leaf, column.x, 0.0, column.width, style.line, color, thick, style.name),)
            galley.open(strip)
            galley.strips.append(strip)
        case "label":
            _label(galley, field, style, parent, column)


def field_leaf(field: flow.Field, parent: Element) -> Leaf:
    """What is painted for a field: its element says aloud what belongs there, and is ticked or written in."""
    return field_of(parent, "cb" if field.kind == "tick" else "tv", field.name)


def put_blank(galley: Galley, blank: flow.Blank, parent: Element, column: TextColumn) -> None:
    """A label with lines to write on: the first beside it if it is short, the others below."""
    style, label = galley.styles[blank.style], galley.styles[blank.label.style]
    if blank.is_below:
        _signed_line(galley, blank, style, parent, column)
        return
    before = len(galley.strips)
    element = parent.element("P")
    runs = runs_of(galley, blank.label.phrase, label, element)
    taken = natural_width(runs) + label.indent + BESIDE_LABEL
    is_beside = taken < column.width * NARROW_LABEL
    # Wherever its words are aligned to, they leave the line free that stands beside them.
    rest = column.width - taken + BESIDE_LABEL / 2 if is_beside else 0.0
    put_paragraph(galley, runs, label, column.inset(label.indent, rest, galley.mirrored))
    if not galley.strips[before:]:
        return
    first = galley.strips[before]
    first.gap = max(first.gap, style.space_before)
    leaf = field_of(element, "tv", blank.name or one_line(blank.label.phrase))
    tell_apart(element)
    remaining = blank.lines
    if is_beside:
        strip = galley.strips[-1]
        x = column.x if galley.mirrored else column.x + taken
        strip.drawings += (_rule(leaf, x, strip.lines[-1][2] + 3.0, column.width - taken, style),)
        remaining -= 1
    for _ in range(remaining):
        strip = Strip(style.line, penalty=Penalty.NEVER, frames=column.frames)
        strip.drawings += (_rule(leaf, column.x, style.line - BELOW_RULE, column.width, style),)
        galley.strips.append(strip)
    galley.hold_next(Penalty.FREE, max(style.space_after, label.space_after))


def _signed_line(galley: Galley, blank: flow.Blank, style: Style, parent: Element, column: TextColumn) -> None:
    """A line to sign on with what belongs there below it; its words are heard before it."""
    strip = Strip(style.line, frames=column.frames)
    element = parent.element("P", blank.label.language)
    narrow = TextColumn(column.x, column.width)
    made = galley.apart(lambda: put_text(galley, blank.label, parent, narrow, element=element))
    leaf = field_of(element, "tv", blank.name or one_line(blank.label.phrase))
    tell_apart(element)
    strip.drawings += (_rule(leaf, column.x, style.line - BELOW_RULE, column.width, style),)
    galley.open(strip, style.space_before)
    galley.strips.append(strip)
    for number, line in enumerate(made):
        line.frames = column.frames
        line.penalty = Penalty.NEVER
        line.gap = line.gap if number else 0.0
        galley.strips.append(line)
    galley.hold_next(Penalty.FREE, style.space_after)


def _rule(leaf: Leaf, x: float, y: float, width: float, style: Style) -> RuledLine:
    """A line to write on, with as much room above it as below the line before."""
    color = style.border_color or style.color
    return RuledLine(leaf, x, y, width, style.line - BELOW_RULE, color, style.border_width, style.name)


def _tick(
    galley: Galley, field: flow.Field, style: Style, parent: Element, column: TextColumn, align: flow.Align
) -> None:
    """A box in its column, level with a line of words."""
    text = galley.styles["table-cell"]
    leaf = field_leaf(field, parent)
    size, height = text.size * BOX_SIZE, text.size * text.leading
    baseline = (height - text.size) / 2 + text.size * 0.8
    strip = Strip(height, frames=column.frames)
    spare = column.width - size
    at_right = (align == "end") != galley.mirrored
    x = column.x + (spare / 2 if align == "center" else spare if at_right else 0.0)
    strip.drawings += (TickBox(leaf, x, baseline - size * 0.86, size, text.color, style.name),)
    galley.open(strip)
    galley.strips.append(strip)


def _label(galley: Galley, field: flow.Field, style: Style, parent: Element, column: TextColumn) -> None:
    """A frame as large as a label, with what belongs there inside it."""
    wide = min(LABEL_WIDTH, column.width)
    if wide < LABEL_WIDTH:
        room = f"there is room for {wide / INCH:.1f}"
        message = (
            f"in the style '{galley.sheet.name}' a box for a label is {LABEL_WIDTH / INCH:g} inches wide, and {room}"
        )
        galley.problems.warning("W63", field.span, message, "make the margins smaller or the paper wider")
    x = column.x + column.width - wide if galley.mirrored else column.x
    inner = TextColumn(x + LABEL_PADDING, wide - 2 * LABEL_PADDING)
    made, _ = galley.side(() if field.title is None else (field.title,), parent, inner)
    strip, y = Strip(0.0, frames=column.frames), LABEL_PADDING
    for line in made:
        strip.lines.extend((words, at, baseline + y) for words, at, baseline in line.lines)
        y += line.height
    strip.height = max(LABEL_HEIGHT, y + LABEL_PADDING)
    leaf = field_leaf(field, parent)
    color = style.border_color or style.color
    strip.drawings += (Outline(leaf, x, 0.0, wide, strip.height, color, max(style.border_width, 1.0), style.name),)
    galley.open(strip, style.space_before)
    galley.strips.append(strip)
    galley.hold_next(Penalty.FREE, style.space_after)
