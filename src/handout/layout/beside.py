"""Parts side by side: each row of sides becomes strips as wide as all of them, and boxes of a row are equally tall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout import flow
from handout.layout.galley import Galley
from handout.layout.keeping import MOST, keep_whole
from handout.layout.page_breaks import ROUNDING
from handout.layout.pages import merged
from handout.layout.paragraphs import runs_of
from handout.layout.strips import FREE, NEVER, Frame, Strip, TextColumn
from handout.pdf.file.structure import Element
from handout.pdf.text.lines import DoesNotFit, MissingGlyph, extents
from handout.record import replace

GUTTER = 14.0
"""Between two sides, in points."""
TALL = 0.5
"""A row taller than this share of a page may be cut at a page break."""
COARSEST = 1.0
"""How large a pixel may be in a picture that is to fill its column, in points."""
ALONE = 0.45
"""The share of the width that a picture takes which has no room beside what it belongs to."""
FLAT_ENOUGH = 2 / 3
"""The shape (width to height) down to which it takes so much; what is taller is no higher."""


def put_beside(galley: Galley, beside: flow.Beside, parent: Element, column: TextColumn) -> None:
    """The rows of sides, below one another; one side below the other where they would be too narrow to read."""
    least = beside.least * galley.styles["paragraph"].size
    columns = list(_columns(beside, column, galley.mirrored, least, _longest_words(galley, beside)))
    first = len(galley.strips)
    if min(place.width for place in columns) < least:
        for side in beside.in_order():
            galley.nodes(tuple(map(_alone, side)), parent, column)
    else:
        gathered = beside.read == "columns" and len(beside.rows) > 1
        holders = [parent.element("Div") if gathered else parent for _ in columns]
        for row in beside.rows:
            _row(galley, row, holders, columns, column.frames)
    if not column.frames:
        galley.gap(galley.styles["paragraph"].space_after)
    if beside.is_kept_together:
        keep_whole(galley.strips[first:], galley.frame_height)


def _alone(node: flow.Node) -> flow.Node:
    """A picture that was to stand beside something does not take the whole width when it stands alone."""
    if not isinstance(node, flow.Figure) or not isinstance(node.picture, flow.Picture) or node.width is not None:
        return node
    across, down = node.picture.pixels
    return replace(node, width=ALONE * min(across / down / FLAT_ENOUGH, 1.0), fills=None)


def _filling(node: flow.Node, width: float) -> flow.Node:
    """A picture as wide as it is to be in a column of this width; not so wide that its pixels are seen."""
    if not isinstance(node, flow.Figure) or node.fills is None or not isinstance(node.picture, flow.Picture):
        return node
    most = 1.0 if node.picture.kind == "svg" else node.picture.pixels[0] * COARSEST / width
    return replace(node, width=min(node.fills, most))


def _columns(
    beside: flow.Beside, column: TextColumn, mirrored: bool, least: float, longest: Sequence[float] = ()
) -> Iterator[TextColumn]:
    """Where each side stands: its share of what the gutters leave, from the start side on.

    Among pictures, and among lines to sign on whose `longest` words are known, one that would be too narrow takes of
    the others what it lacks, where they have it.
    """
    whole = column.width - GUTTER * (len(beside.shares) - 1)
    widths = [whole * share / sum(beside.shares) for share in beside.shares]
    wanted = longest or [least] * len(widths)
    spare = [max(width - want, 0.0) for width, want in zip(widths, wanted, strict=True)]
    lacking = sum(max(want - width, 0.0) for width, want in zip(widths, wanted, strict=True))
    are_pictures = all(isinstance(node, flow.Figure) for side in beside.in_order() for node in side)
    if 0.0 < lacking <= sum(spare) and (longest or are_pictures):
        taken = lacking / sum(spare)
        widths = [max(width - more * taken, want) for width, more, want in zip(widths, spare, wanted, strict=True)]
    at = 0.0
    for width in widths:
        yield TextColumn(column.x + (column.width - at - width if mirrored else at), width)
        at += width + GUTTER


def _longest_words(galley: Galley, beside: flow.Beside) -> list[float]:
    """How wide each side must be for its longest word, if all of them are lines to sign on."""
    scrap, found = Element("P"), []
    for side in beside.in_order():
        if not all(isinstance(node, flow.Blank) for node in side):
            return []
        try:
            found.append(max(_longest_word(galley, text, scrap) for text in flow.texts(side)))
        except (MissingGlyph, DoesNotFit):
            return []  # the same text is reported when it is set
    return found


def _longest_word(galley: Galley, text: flow.Text, scrap: Element) -> float:
    look = galley.styles[text.style]
    return look.indent + extents(runs_of(galley, text.phrase, look, scrap, text.language))[1] + ROUNDING


def _row(
    galley: Galley, row: Sequence[Sequence[flow.Node]], holders: Sequence[Element], columns: Sequence[TextColumn],
    frames: tuple[Frame, ...],
) -> None:  # fmt: skip
    filled = [tuple(_filling(node, column.width) for node in side) for side, column in zip(row, columns, strict=False)]
    made = [galley.side(*side) for side in zip(filled, holders, columns, strict=False)]
    sides = [strips for strips, _ in made if strips]
    if not sides:
        return
    space = max(strips[0].gap for strips in sides)
    strips = list(levels(sides, galley.frame_height))
    for strip in strips:
        strip.frames = frames
    galley.open(strips[0], space)
    galley.strips.extend(strips)
    galley.hold_next(FREE, max(after for _, after in made))


def levels(sides: Sequence[list[Strip]], page: float) -> Iterator[Strip]:
    """One strip for a row that takes less than half a page, else one for each piece; all sides begin level in each."""
    whole = merged(sides)
    if whole.height <= page * TALL:
        yield whole
        return
    starts = [0] * len(sides)
    while any(start < len(side) for start, side in zip(starts, sides, strict=True)):
        ends = [_end_of_piece(side, start, page) for start, side in zip(starts, sides, strict=True)]
        yield merged([side[start:end] for side, start, end in zip(sides, starts, ends, strict=True)])
        starts = ends


def _end_of_piece(side: Sequence[Strip], start: int, page: float) -> int:
    """How far a side goes that begins with strip `start`, on a page so tall: to the end of an entry or a paragraph.

    What must not be parted stays whole.
    """
    end, taken = start, 0.0
    while end < len(side):
        more = side[end].height + side[end].gap
        is_parted = taken >= page * TALL / 2 and side[end].penalty is not NEVER and side[end].gap > 0.0
        if end > start and (is_parted or taken + more > page * MOST):
            break
        taken += more
        end += 1
    return end
