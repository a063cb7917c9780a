"""Words become lines, and lines strips: headings, paragraphs, and the one paragraph of a cell or an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout import flow
from handout.layout.divisions import divided, how_to_divide
from handout.layout.drawings import Icon
from handout.layout.galley import Galley
from handout.layout.keeping import keep_whole
from handout.layout.own_letters import families_for
from handout.layout.strips import NEVER, WITHIN, Strip, TextColumn
from handout.pdf.file.structure import Element
from handout.pdf.text.leading import LineRoom, room_for
from handout.pdf.text.lines import DoesNotFit, Line, MissingGlyph, Run, extents, set_lines
from handout.problems import Problem
from handout.record import replace
from handout.style.properties import Style
from handout.text.direction import Direction
from handout.text.phrase import SOFT_HYPHEN, PrintedPhrase, one_line, plain

ICON_SIZE, ICON_ROOM = 1.2, 1.6
"""An icon before a word, and the room it takes, as multiples of the size of its letters."""
ICON_GAP = 1.0
"""Between an icon and the word below it, in points."""
LETTER_MIDDLE = 0.35
"""The middle of a capital above the baseline, as a share of the size."""
EVEN = 6.0
"""The lines of a heading are made no narrower for less, in points."""
HEADING_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}


def put_text(
    galley: Galley, text: flow.Text, parent: Element, column: TextColumn, align: flow.Align = "start",
    *, element: Element | None = None,
) -> None:  # fmt: skip
    """A heading or a paragraph: one element, one strip a line."""
    style = galley.styles[text.style]
    if align != "start":
        style = galley.looks.varied(text.style, "align", align)
    is_within = element is not None
    element = element or parent.element(text.role, text.language)
    column = column.inset(style.indent, 0.0, galley.mirrored) if style.indent else column
    edge = column
    if text.icon is not None and not text.is_icon_above:
        column = column.inset(style.size * ICON_ROOM, 0.0, galley.mirrored)
    runs = runs_of(galley, text.phrase, style, element, text.language)
    first = len(galley.strips)
    direction = _own_direction(runs, text.language) if text.language else None
    # An entry of a list, or a cell, stands beside its label or its neighbours, whatever its language.
    starts = galley.direction if is_within else direction
    put_paragraph(galley, runs, style, column, direction, starts, is_heading=text.role in HEADING_LEVELS)
    if len(galley.strips) > first:
        strip = galley.strips[first]
        if text.is_icon_above:
            _lower(strip, style.size * ICON_SIZE + ICON_GAP)
        if text.icon is not None:
            _put_icon(galley, text, style, strip, edge)
        if text.id is not None:
            strip.anchors += (text.id,)
        level = HEADING_LEVELS.get(text.role)
        if level is not None:
            strip.headings += ((level, one_line(text.phrase)),)


def put_only(
    galley: Galley, nodes: Sequence[flow.Node], parent: Element, column: TextColumn, align: flow.Align = "start"
) -> bool:
    """Put a paragraph that is all a list's entry or a table's cell holds into that very element.

    LBody, TD and TH may hold words themselves (ISO 32000-1, 14.8.4.3); a P around them would say nothing more.
    """
    text = nodes[0] if len(nodes) == 1 else None
    if not isinstance(text, flow.Text) or text.role != "P":
        return False
    parent.language = text.language
    put_text(galley, text, parent, column, align, element=parent)
    return True


def put_paragraph(
    galley: Galley, runs: list[Run], style: Style, column: TextColumn, direction: Direction | None = None,
    starts: Direction | None = None, *, is_heading: bool = False,
) -> None:  # fmt: skip
    """Lines as strips, never leaving one line alone above or below a page break; those of a heading are even.

    `direction` is the paragraph's own, `starts` the one whose side its lines begin at; both are the page's if None.
    """
    size = style.size
    if style.measure is not None:
        column = column.inset(0.0, max(column.width - style.measure.points(size), 0.0), galley.mirrored)
    lines = lines_of(galley, runs, column.width, direction, style)
    if not lines:
        return
    if is_heading and len(lines) > 1:
        lines = _evened(lines, runs, direction or galley.direction)
    height = size * style.leading
    baseline = (height - size) / 2 + size * 0.8
    room = room_for(lines, size, style.leading)
    if room is not None:
        height, baseline = room.height, room.baseline
    starts = starts or galley.direction
    at_start = style.align == "start" and starts == "ltr"
    strips, frames, first = galley.strips, column.frames, len(galley.strips)
    for line in lines:
        x = column.x if at_start else galley.x_of(line.width, style, column, starts)
        strips.append(Strip(height, 0.0, WITHIN, frames, [(line, x, baseline)]))
    if len(lines) > 1:
        strips[first + 1].penalty = strips[-1].penalty = NEVER
    if room is not None:
        _make_room(strips[first:], room)
    if style.keep_together:
        keep_whole(strips[first:], galley.frame_height)
    galley.open(strips[first], style.space_before)
    galley.space = style.space_after
    if style.keep_with_next:
        galley.hold = NEVER


def runs_of(
    galley: Galley, phrase: PrintedPhrase, style: Style, element: Element, language: str | None = None
) -> list[Run]:
    """The runs of a phrase in this style, owned by this element."""
    ink = galley.looks.plain[style.name]
    if language is not None:
        ink = galley.looks.in_families(ink, families_for(ink.families, language, plain(phrase)))
    return galley.inliner.runs(phrase, ink, language or galley.language, element)


def lines_of(
    galley: Galley, runs: list[Run], width: float, direction: Direction | None = None, style: Style | None = None
) -> list[Line]:
    """Runs broken into lines, in the page's direction or their own; what cannot be set is a problem.

    `style` is that of a paragraph, whose indent may be what leaves it too little room: when it takes more than that.
    """
    try:
        return set_lines(runs, width, base_direction=direction or galley.direction)
    except MissingGlyph as fault:
        galley.missing += fault.missing
    except DoesNotFit as fault:
        parted = divided(runs, galley.divisions, fault.text) if galley.divisions else runs
        if parted != runs:
            return lines_of(galley, parted, width, direction, style)
        from handout.layout.no_room import refuses_sheet

        if style is None or not refuses_sheet(galley, fault, style, width):
            galley.problems.extend(_too_wide(galley, fault, runs))
    return []


def _evened(lines: list[Line], runs: list[Run], direction: Direction) -> list[Line]:
    """As many lines, as narrow as they can be: no title ends in a line of one word below a full one.

    No more words are cut at soft hyphens for it.
    """
    most, cut = max(line.width for line in lines), _count_cut(lines)
    least = max(extents(runs, base_direction=direction)[1], sum(line.width for line in lines) / len(lines))
    while most - least > EVEN:
        width = (least + most) / 2
        try:
            made = set_lines(runs, width, base_direction=direction)
        except DoesNotFit:  # part of a word fits, and not with the hyphen behind it
            made = []
        if made and len(made) <= len(lines) and _count_cut(made) <= cut:
            lines, most = made, width
        else:
            least = width
    return lines


def _count_cut(lines: list[Line]) -> int:
    return sum(line.text.endswith(SOFT_HYPHEN) for line in lines[:-1])


def _too_wide(galley: Galley, fault: DoesNotFit, runs: list[Run]) -> Iterator[Problem]:
    """The report of a word that does not fit, with the style sheet in which it does not, and how to part it."""
    language = next((run.language for run in runs if fault.text in run.text), galley.language)
    for problem in fault.problems:
        message = f"in the style '{galley.sheet.name}' {problem.message}"
        yield replace(problem, message=message, hint=how_to_divide(fault.text, language))


def _lower(strip: Strip, by: float) -> None:
    """Make room at a strip's top."""
    strip.height += by
    strip.lines = [(line, x, baseline + by) for line, x, baseline in strip.lines]


def _put_icon(galley: Galley, text: flow.Text, style: Style, strip: Strip, column: TextColumn) -> None:
    """An icon before the first word of a paragraph, level with the middle of its letters, or above it."""
    size, icon = style.size * ICON_SIZE, text.icon or ""
    x = column.x + column.width - size if galley.mirrored else column.x
    y = 0.0 if text.is_icon_above else strip.lines[0][2] - style.size * LETTER_MIDDLE - size / 2
    name, is_open = icon.removesuffix("-outline"), icon.endswith("-outline")
    strip.drawings += (Icon(None, name, x, y, size, style.color, style.name, is_open),)


def _own_direction(runs: Sequence[Run], language: str) -> Direction:
    """The direction of a paragraph in another language than the page's: that of its first letter (UAX 9, P2)."""
    from handout.pdf.text.bidi import bidi_class, first_strong

    own = (run.text for run in runs if run.language == language)
    return "rtl" if first_strong([bidi_class(char) for text in own for char in text]) else "ltr"


def _make_room(strips: list[Strip], room: LineRoom) -> None:
    """Move the lines down whose ink would touch the line above them, and keep what follows clear of the last."""
    for strip, extra in zip(strips, room.extra, strict=True):
        strip.height += extra
        strip.lines = [(line, x, baseline + extra) for line, x, baseline in strip.lines]
    strips[-1].height += room.below
