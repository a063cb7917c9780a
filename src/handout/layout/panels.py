"""Boxes around parts of the flow, and the figure that may stand beside what a box holds."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from handout import flow
from handout.layout.figures import QR_SIZE, put_figure
from handout.layout.galley import Galley
from handout.layout.keeping import keep_whole
from handout.layout.page_breaks import height_of
from handout.layout.paragraphs import HEADING_LEVELS
from handout.layout.strips import ALONE, AVOID, FREE, NEVER, WITHIN, Frame, Strip, TextColumn
from handout.pdf.file.structure import Element
from handout.problems import Problems
from handout.record import Record, replace
from handout.style.properties import Style
from handout.text.phrase import Strong, words

ASIDE_GUTTER = 14.0
LINES_BEFORE_ROOM = 3
"""So many lines stand on one page with the room that follows them: it may hold no more than two."""
SMALL = 0.25
"""A box that takes no more of a page is loath to be parted."""
LONGEST_TEAR_OFF = 0.6
"""The share of a page that a tear-off may take."""

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
    _filled(galley, panel, element, column.inset(*_room_at_sides(galley, style), galley.mirrored).within(frame))
    if len(galley.strips) > before:
        galley.space, galley.hold, galley.forced = outside
        galley.open(galley.strips[before])
        if style.keep_together:
            keep_whole(galley.strips[before:], galley.frame_height)
        else:
            _leave_no_line_alone(galley.strips[before:])
            _part_no_small_box(galley.strips[before:], galley.frame_height)
        if panel.style == "tear-off":
            _refuse_long_tear_off(galley, panel, height_of(galley.strips[before:]))
    galley.space, galley.hold = style.space_after, FREE


def _leave_no_line_alone(strips: Sequence[Strip]) -> None:
    """A box that goes on over a page break has two lines or more on each page, where that can be."""
    for strip in (*strips[1:2], *strips[1:][-1:]):
        strip.penalty = max(strip.penalty, ALONE)


def _part_no_small_box(strips: Sequence[Strip], room: float) -> None:
    """Be loath to part a box that takes little of a page."""
    if height_of(strips) <= room * SMALL:
        for strip in strips[1:]:
            strip.penalty = max(strip.penalty, AVOID)


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
        percent = f"{ceil(share * 100)}%"
        message = f"in the style '{galley.sheet.name}' this tear_off takes {percent} of a page; the most is 60%"
        galley.problems.error("E66", panel.span, message, "make it shorter, or put some of it before it")


def _filled(galley: Galley, panel: flow.Panel, element: Element, inner: TextColumn) -> None:
    """What a box holds: what stands beside its figure, then what keeps a room of its own, as wide as the box."""
    before = first = len(galley.strips)
    end = len(panel.children) if panel.room is None else panel.room.first
    if panel.aside is None:
        galley.nodes(panel.children[:end], element, inner)
    else:
        narrow, aside = _aside(galley, panel.aside, inner)
        for child in panel.children[:end]:
            made = galley.strips[first:]
            is_beside = not made or _height(made) < aside.strip.height
            galley.nodes((child,), element, narrow if is_beside else inner)
            galley.hold = FREE
        _stand_beside(galley, aside, element, first, narrow)
    if panel.room is not None:
        first = len(galley.strips)
        galley.nodes(panel.children[end:], element, inner)
        if len(galley.strips) > first:
            _roomy(galley, first, panel.room, panel.children[end], inner)
            _follow_closely(galley.strips[before + 1 : first + 1])


def _roomy(galley: Galley, first: int, room: flow.Room, like: flow.Node, inner: TextColumn) -> None:
    """Fill up what was composed from strip `first` on, in the style of a paragraph of it, and never part it."""
    made = galley.strips[first:]
    paragraphs = [_paragraph(model, like) for model in room.models]
    problems, galley.problems = galley.problems, Problems()
    models = galley.apart(lambda: galley.nodes(paragraphs, Element("Div"), inner))
    # Nobody typed the words of a model: of what has no room only a line of the sheet that is why is told.
    problems.extend(problem for problem in galley.problems if problem.span != like.span)
    galley.problems = problems
    # Names of another script make a line higher by a point.
    spare = ceil(_height(models) * 1.02) - _height(made)
    # Of many reviewers a page may not hold all: no part of their room is taller than half of it.
    parts = ceil(max(spare, 0.0) / (galley.frame_height / 2))
    galley.strips += (Strip(spare / parts, frames=inner.frames) for _ in range(parts))
    for strip in galley.strips[first + 1 :]:
        strip.penalty = NEVER


def _follow_closely(strips: Sequence[Strip]) -> None:
    """The last lines before a room never stand apart from it; the others go over the page break where there is room."""
    for strip in strips:
        strip.penalty = max(strip.penalty, WITHIN)
    for strip in strips[-LINES_BEFORE_ROOM:]:
        strip.penalty = NEVER


def _paragraph(model: tuple[str, str], like: flow.Node) -> flow.Text:
    label, said = (words(part, like.span) for part in model)
    style = next(text.style for text in flow.texts((like,)))
    return flow.Text(phrase=(Strong(label), *words(" ", like.span), *said), style=style, span=like.span)


def _height(strips: Sequence[Strip]) -> float:
    return sum(strip.height + strip.gap for strip in strips) - strips[0].gap if strips else 0.0


def _aside(galley: Galley, figure: flow.Figure, inner: TextColumn) -> tuple[TextColumn, Aside]:
    """A figure set in a narrow column of its own at the box's end side, and the column that is left beside it."""
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


def _stand_beside(galley: Galley, aside: Aside, element: Element, before: int, inner: TextColumn) -> None:
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
