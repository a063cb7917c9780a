"""Boxes around parts of the flow, and the figure that may stand beside what a box holds."""

from collections.abc import Sequence
from math import ceil

from handout import flow
from handout.layout.figures import QR_SIZE, put_figure
from handout.layout.galley import Galley
from handout.layout.keeping import keep_whole
from handout.layout.page_breaks import height_of
from handout.layout.paragraphs import HEADING_LEVELS
from handout.layout.strips import AVOID, FREE, NEVER, Frame, Strip, TextColumn
from handout.pdf.file.structure import Element
from handout.record import Record, replace
from handout.style.properties import Style

ASIDE_GUTTER = 14.0
LONGEST_TEAR_OFF = 0.6
"""The share of a page that a tear-off may take."""

LETTER = 0.5
"""How wide a letter is where nobody knows which it will be, in em, with what lines leave empty at their ends."""
BESIDE_WORDS = ("start", "all")
"""Borders that stand beside the words of a box; a frame lies inside its edges, as a bar does."""


class Aside(Record, kw_only=False):
    """A figure beside a box's text, made but not yet hung on the box."""

    strip: Strip
    holder: Element


def put_panel(galley: Galley, panel: flow.Panel, parent: Element, column: TextColumn) -> None:
    """A box: a frame around what it holds, which needs no splitting at a page break."""
    style = galley.styles[panel.style]
    frame = Frame(
        column.x, column.width, style.padding, style.padding, style.background, style.border_color or style.color,
        style.border_width, style.border_sides, style.radius, galley.mirrored, name=panel.style,
    )  # fmt: skip
    has_heading = any(isinstance(child, flow.Text) and child.role in HEADING_LEVELS for child in panel.children)
    element = parent.element("Sect" if has_heading or panel.aside else "Div")
    galley.gap(style.space_before)
    if panel.goes_on:
        galley.hold = max(galley.hold, AVOID)
    before, outside = len(galley.strips), (galley.space, galley.hold, galley.forced)
    inner = column.inset(*_room_at_sides(galley, style), galley.mirrored).within(frame)
    aside: Aside | None = None
    if panel.aside is not None:
        inner, aside = _aside(galley, panel.aside, inner)
    _filled(galley, panel, element, inner)
    if aside is not None:
        _stand_beside(galley, aside, element, before, inner)
    if len(galley.strips) > before:
        galley.space, galley.hold, galley.forced = outside
        galley.open(galley.strips[before])
        if style.keep_together:
            keep_whole(galley.strips[before:], galley.frame_height)
        if panel.style == "tear-off":
            _refuse_long_tear_off(galley, panel, height_of(galley.strips[before:]))
    galley.space, galley.hold = style.space_after, FREE


def _room_at_sides(galley: Galley, style: Style) -> tuple[float, float]:
    """What lies between the edges of a box and its words, at the start side and at the end side.

    Words begin on one line in all boxes that can be seen, whether they have a bar, a frame or neither.
    """
    if style.border_sides not in BESIDE_WORDS and style.background is None:
        return style.padding, style.padding
    own, most = (_at_start(box) for box in (style, galley.styles["panel"]))
    return style.padding + max(own, most), style.padding + (own if style.border_sides == "all" else 0.0)


def _at_start(style: Style) -> float:
    """How far a border reaches into a box at its start side."""
    return style.border_width if style.border_sides in BESIDE_WORDS else 0.0


def _refuse_long_tear_off(galley: Galley, panel: flow.Panel, height: float) -> None:
    """What is to be cut off at the foot of a page leaves room for what stands above it."""
    share = height / galley.frame_height
    if share > LONGEST_TEAR_OFF:
        message = f"in the style '{galley.sheet.name}' this tear_off takes {share:.0%} of a page; the most is 60%"
        galley.problems.error("E66", panel.span, message, "make it shorter, or put some of it before it")


def _filled(galley: Galley, panel: flow.Panel, element: Element, inner: TextColumn) -> None:
    """What a box holds; where some of it keeps a room of its own, as much as that and no break among it."""
    room = panel.room
    if room is None:
        galley.nodes(panel.children, element, inner)
        return
    end = room.first + room.count
    galley.nodes(panel.children[: room.first], element, inner)
    first = len(galley.strips)
    inside = panel.children[room.first : end]
    galley.nodes(inside, element, inner)
    if len(galley.strips) > first:
        _roomy(galley, first, room, inside, inner)
    galley.nodes(panel.children[end:], element, inner)


def _roomy(galley: Galley, first: int, room: flow.Room, inside: Sequence[flow.Node], inner: TextColumn) -> None:
    """Fill up what was composed from strip `first` on, and never part it."""
    style = next(galley.styles[text.style] for text in flow.texts(tuple(inside)))
    lines = sum(ceil(letters * LETTER * style.size / inner.width) for letters in room.letters)
    # The lines of one script differ by hundredths of a point.
    height = ceil(max(strip.height for strip in galley.strips[first:]) * 4 - 0.001) / 4
    gap = max([style.space_after, *(strip.gap for strip in galley.strips[first + 1 :])])
    needed = lines * height + (len(room.letters) - 1) * gap
    taken = sum(strip.height + strip.gap for strip in galley.strips[first:]) - galley.strips[first].gap
    if needed > taken:
        galley.strips.append(Strip(needed - taken, frames=inner.frames))
    for strip in galley.strips[first + 1 :]:
        strip.penalty = NEVER


def _aside(galley: Galley, figure: flow.Figure, inner: TextColumn) -> "tuple[TextColumn, Aside]":
    """A figure set in a narrow column of its own at the box's end side, and the column that is left."""
    width = QR_SIZE if isinstance(figure.picture, flow.QrCode) else inner.width * (figure.width or 0.3)
    x = inner.x if galley.mirrored else inner.x + inner.width - width
    holder = Element("Sect")
    beside = TextColumn(x, width, inner.frames)
    made = galley.apart(lambda: put_figure(galley, replace(figure, width=1.0), holder, beside))
    whole = Strip(sum(strip.height + strip.gap for strip in made))
    y = 0.0
    for strip in made:
        y += strip.gap
        whole.drawings += tuple(drawing.lowered(y) for drawing in strip.drawings)
        whole.lines.extend((line, at, baseline + y) for line, at, baseline in strip.lines)
        y += strip.height
    return inner.inset(0.0, width + ASIDE_GUTTER, galley.mirrored), Aside(whole, holder)


def _stand_beside(galley: Galley, aside: "Aside", element: Element, before: int, inner: TextColumn) -> None:
    """Hang the figure on the box's first strip; the lines beside it stay with it, and there are enough of them."""
    element.kids.extend(aside.holder.kids)
    beside = galley.strips[before:]
    if not beside:
        return
    beside[0].drawings += aside.strip.drawings
    beside[0].lines.extend(aside.strip.lines)
    taken = beside[0].height
    for strip in beside[1:]:
        if taken >= aside.strip.height:
            return
        strip.penalty = NEVER
        taken += strip.gap + strip.height
    if taken < aside.strip.height:
        galley.strips.append(Strip(aside.strip.height - taken, penalty=NEVER, frames=inner.frames))
