"""Lists of short entries in two columns, and words to know in a column of their own beside what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handout import flow
from handout.layout.galley import Galley
from handout.layout.merging import merged, moved
from handout.layout.paragraphs import runs_of
from handout.layout.strips import AVOID, NEVER, Strip, TextColumn
from handout.pdf.file.structure import Element
from handout.pdf.text.lines import DoesNotFit, MissingGlyph, extents
from handout.style.properties import Style

GUTTER = 18.0
"""Between two columns, in points."""
NARROWEST = 15.0
"""A column of a list is at least so many letters (em) wide, or it is not made."""
SPARE = 8.0
"""What a label may take beyond its room, in points."""
TERM_SHARE = 0.3
"""The share of the width that the words to know have."""
TALLEST = 0.4
"""The share of a page that a block of two columns takes at most: it is read down, then across, and never parted."""


def first_column(galley: Galley, listing: flow.List, style: Style, column: TextColumn) -> TextColumn | None:
    """The first of two columns for this list; None where it has one, which may be because two have no room."""
    if style.columns < 2 or len(listing.items) < 2 or listing.marker == "term":
        return None
    width = (column.width - GUTTER) / 2
    if width < NARROWEST * galley.styles["paragraph"].size or not _fits(
        galley, listing, width - style.indent - style.label_width - SPARE
    ):
        return None
    return TextColumn(column.x + (column.width - width if galley.mirrored else 0.0), width, column.frames)


def _fits(galley: Galley, listing: flow.List, width: float) -> bool:
    """Whether the entries are words alone, none of them too long to stand in this width."""
    scrap = Element("P")
    for item in listing.items:
        for node in item.children:
            if not isinstance(node, flow.Text):
                return False
            try:
                _, longest = extents(runs_of(galley, node.phrase, galley.styles[node.style], scrap, node.language))
            except (MissingGlyph, DoesNotFit):
                return False
            if longest > width:
                return False
    return True


def in_two(galley: Galley, entries: Sequence[Sequence[Strip]], first: TextColumn) -> list[Strip]:
    """The entries, which are set in the first column, as blocks of two columns: split where the taller is least."""
    across = (first.width + GUTTER) * (-1 if galley.mirrored else 1)
    blocks: list[Strip] = []
    at = 0
    while at < len(entries):
        end = at + 1
        while end < len(entries) and _height(entries[at : end + 1]) <= 2 * TALLEST * galley.frame_height:
            end += 1
        split = _split(entries[at:end])
        left, right = (_joined(part) for part in (entries[at : at + split], entries[at + split : end]))
        block = merged([left, [moved(strip, across) for strip in right]])
        block.gap, block.frames = entries[at][0].gap, first.frames
        block.penalty = max(entries[at][0].penalty, AVOID) if blocks else entries[at][0].penalty
        blocks.append(block)
        at = end
    return blocks


def _height(entries: Sequence[Sequence[Strip]]) -> float:
    return sum(strip.gap + strip.height for entry in entries for strip in entry)


def _split(entries: Sequence[Sequence[Strip]]) -> int:
    """How many entries stand in the first column; it is the taller one when the two cannot be equal."""
    return min(
        range(1, len(entries) + 1), key=lambda count: (max(_height(entries[:count]), _height(entries[count:])), -count)
    )


def _joined(entries: Sequence[Sequence[Strip]]) -> list[Strip]:
    return [strip for entry in entries for strip in entry]


def term_columns(galley: Galley, style: Style, column: TextColumn) -> tuple[TextColumn, TextColumn] | None:
    """Where words to know and their meanings stand side by side; None where they stand below one another."""
    inside = column.inset(style.indent, 0.0, galley.mirrored)
    width = (inside.width - GUTTER) * TERM_SHARE
    rest = inside.width - GUTTER - width
    if style.columns < 2 or rest < NARROWEST * galley.styles["paragraph"].size:
        return None
    return inside.inset(0.0, rest + GUTTER, galley.mirrored), inside.inset(width + GUTTER, 0.0, galley.mirrored)


def put_level(galley: Galley, term: Callable[[], None], meaning: Callable[[], None]) -> None:
    """A word and its meaning, begun on one line; the space below is that of the meaning."""
    after = 0.0

    def last() -> None:
        nonlocal after
        meaning()
        after = galley.space

    sides = [made for made in (galley.apart(term), galley.apart(last)) if made]
    if not sides:
        return
    row = merged(sides)
    row.frames = sides[0][0].frames
    made = [row]
    if row.height > TALLEST * galley.frame_height:
        made = _joined(sides)
        for strips in sides[1:]:
            strips[0].penalty = NEVER
    galley.open(made[0])
    galley.strips.extend(made)
    galley.space = after
