"""Lists: each entry beside its label, which is typed, counted or drawn; short entries in two columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from handout import flow
from handout.layout.drawings import Icon, TickBox
from handout.layout.fields import field_of
from handout.layout.galley import Galley
from handout.layout.keeping import SHORT_FORM, hold_of_entry, keep_whole
from handout.layout.pages import merged, moved
from handout.layout.paragraphs import (
    LETTER_MIDDLE,
    lines_of,
    put_only,
    put_paragraph,
    runs_of,
)
from handout.layout.strips import AVOID, NEVER, Strip, TextColumn
from handout.pdf.file.structure import Element, Properties
from handout.pdf.ledger import BULLET
from handout.pdf.text.lines import DoesNotFit, Ink, Line, MissingGlyph, Run, extents, natural_width
from handout.record import Record
from handout.style.properties import Style
from handout.style.room import BOX_SIZE, COLUMN_GUTTER, NARROWEST_COLUMN, TERM_SHARE, box_room
from handout.text.phrase import PrintedPhrase, Text, one_line, plain

LABEL_GAP = 6.0
"""The least room between a label and its entry where a sheet leaves less, in points."""
CHECK_SIZE = 0.9
"""A check or a cross before an entry, as a multiple of the size of its letters."""
LIST_NUMBERING = {"bullet": "Disc", "decimal": "Decimal", "steps": "Decimal", "reference": "Decimal"}
SPARE = 8.0
"""What a label may take beyond its room, in points."""
TALLEST = 0.4
"""The share of a page that a block of two columns takes at most: it is read down, then across, and never parted."""


class Labels(Record, kw_only=False):
    """How the labels of one list look, where their column begins, and how wide the widest is."""

    marker: flow.Marker
    name: str
    style: Style
    ink: Ink
    column: TextColumn
    width: float


def put_list(galley: Galley, listing: flow.List, parent: Element, column: TextColumn) -> None:
    """A list; what is short and to be used as one is kept on one page."""
    style = galley.styles[listing.style]
    element = parent.element("L", list_numbering=LIST_NUMBERING.get(listing.marker, "None"))
    galley.gap(style.space_before)
    first, half = len(galley.strips), first_column(galley, listing, style, column)
    if half is None:
        _entries(galley, listing, element, column)
    else:
        _in_columns(galley, listing, element, half)
    is_form = listing.marker in {"steps", "checkbox"} and len(listing.items) <= SHORT_FORM
    if is_form or style.keep_together:
        keep_whole(galley.strips[first:], galley.frame_height)
    galley.gap(style.space_after)


def _entries(galley: Galley, listing: flow.List, element: Element, column: TextColumn) -> list[int]:
    """The entries below one another, and at which strip each begins."""
    style, starts = galley.styles[listing.style], []
    labels = None if listing.marker == "term" else _labels(galley, listing, style, column)
    indent = style.indent if labels is None else style.indent + labels.width
    inside = column.inset(indent, 0.0, galley.mirrored)
    for number, item in enumerate(listing.items):
        galley.hold = max(galley.hold, hold_of_entry(number, len(listing.items)))
        starts.append(len(galley.strips))
        _item(galley, item, labels, element, column, inside)
    return starts


def _in_columns(galley: Galley, listing: flow.List, element: Element, half: TextColumn) -> None:
    """The entries in two columns: they are set in the first, and some of them then moved to the second."""
    starts: list[int] = []
    after = 0.0

    def work() -> None:
        nonlocal after
        starts.extend(_entries(galley, listing, element, half))
        after = galley.space

    made = galley.apart(work)
    parts = [made[start:end] for start, end in pairwise([*starts, len(made)]) if end > start]
    if not parts:
        return
    blocks = in_two(galley, parts, half)
    galley.open(blocks[0])
    galley.strips.extend(blocks)
    galley.space = after


def _labels(galley: Galley, listing: flow.List, style: Style, column: TextColumn) -> Labels:
    """Labels as large as the text beside them, in their own colour, with room for the widest of them."""
    first = next((child for item in listing.items for child in item.children if isinstance(child, flow.Text)), None)
    look, ink = galley.looks.label(listing.style, listing.style if first is None else first.style)
    width = style.label_width if listing.marker != "checkbox" else max(style.label_width, box_room(look.size))
    if listing.marker in {"check", "cross"}:
        width = max(width, look.size * CHECK_SIZE + LABEL_GAP)
    elif listing.marker != "bullet":
        labels = (Run(plain(item.label), ink, galley.language, None, item.span) for item in listing.items if item.label)
        width = max([width, *(natural_width([label]) + LABEL_GAP for label in labels)])
    elif width < look.size:
        bullet = Run(BULLET, ink, galley.language, None, listing.span)
        width = max(width, natural_width([bullet]) + LABEL_GAP)
    inside = column.inset(style.indent, 0.0, galley.mirrored)
    return Labels(listing.marker, listing.style, look, ink, inside, width)


def _item(
    galley: Galley, item: flow.Item, labels: Labels | None, parent: Element, column: TextColumn, inside: TextColumn
) -> None:
    entry = parent.element("LI")
    label = entry.element("Lbl")
    body = entry.element("LBody")
    before = len(galley.strips)
    sides = term_columns(galley, galley.styles["terms"], column) if labels is None else None
    if sides is not None:
        put_level(galley, lambda: _term(galley, item, label, sides[0]), lambda: _body(galley, item, body, sides[1]))
    else:
        if labels is None:
            _term(galley, item, label, column)
        _body(galley, item, body, inside)
    if len(galley.strips) > before:
        strip = galley.strips[before]
        if labels is not None:
            _put_label(galley, item, labels, label, strip)
        if item.id is not None:
            strip.anchors += (item.id,)


def _term(galley: Galley, item: flow.Item, label: Element, column: TextColumn) -> None:
    style = galley.styles["term"]
    place = column.inset(style.indent, 0.0, galley.mirrored)
    put_paragraph(galley, runs_of(galley, item.label or (), style, label), style, place)


def _body(galley: Galley, item: flow.Item, body: Element, column: TextColumn) -> None:
    if not put_only(galley, item.children, body, column):
        galley.nodes(item.children, body, column)


def _put_label(galley: Galley, item: flow.Item, labels: Labels, element: Element, strip: Strip) -> None:
    style, column = labels.style, labels.column
    baseline = strip.lines[0][2] if strip.lines else style.size
    if labels.marker == "checkbox":
        leaf = field_of(element, "cb", " ".join(one_line(text.phrase) for text in flow.texts(item.children)))
        size = style.size * BOX_SIZE
        x = column.x + column.width - size if galley.mirrored else column.x
        color = style.label_color or style.color
        strip.drawings += (TickBox(leaf, x, baseline - size * 0.86, size, color, labels.name),)
        return
    if labels.marker in {"check", "cross"}:
        heard = None if item.heard is None else element.leaf()
        if item.heard is not None:
            element.properties = Properties(actual_text=item.heard)
        size = style.size * CHECK_SIZE
        x = column.x + column.width - size if galley.mirrored else column.x
        y = baseline - style.size * LETTER_MIDDLE - size / 2
        strip.drawings += (Icon(heard, labels.marker, x, y, size, style.color, labels.name),)
        return
    line = _labelled(galley, item.label, labels, element) if item.label else _bullet(galley, item, labels, element)
    if line is not None:
        x = column.x + column.width - line.width if galley.mirrored else column.x
        strip.lines.insert(0, (line, x, baseline))


def _labelled(galley: Galley, label: PrintedPhrase, labels: Labels, element: Element) -> Line | None:
    """A label as a line; none where there is a problem with it."""
    runs = galley.inliner.runs(label, labels.ink, galley.language, element)
    return next(iter(lines_of(galley, runs, max(labels.width, 1.0))), None)


def _bullet(galley: Galley, item: flow.Item, labels: Labels, element: Element) -> Line | None:
    """A bullet as a line: set once for each look and room, then the same but for its leaf."""
    key = (id(labels.ink), labels.width)
    line = galley.bullets.get(key)
    if line is None:
        line = _labelled(galley, (Text(BULLET, item.span),), labels, element)
        if line is not None:
            galley.bullets[key] = line
        return line
    return line.under(element.leaf())


def first_column(galley: Galley, listing: flow.List, style: Style, column: TextColumn) -> TextColumn | None:
    """The first of two columns for this list; None where it has one, which may be because two have no room."""
    if style.columns < 2 or len(listing.items) < 2 or listing.marker == "term":
        return None
    width = (column.width - COLUMN_GUTTER) / 2
    if width < NARROWEST_COLUMN * galley.styles["paragraph"].size or not _fits(
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
    across = (first.width + COLUMN_GUTTER) * (-1 if galley.mirrored else 1)
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
    """Where words to know and their meanings stand side by side; None where they stand below one another.

    Their indent is that of a meaning below its word: side by side the words begin at the edge of the text.
    """
    width = (column.width - COLUMN_GUTTER) * TERM_SHARE
    rest = column.width - COLUMN_GUTTER - width
    if style.columns < 2 or rest < NARROWEST_COLUMN * galley.styles["paragraph"].size:
        return None
    return column.inset(0.0, rest + COLUMN_GUTTER, galley.mirrored), column.inset(
        width + COLUMN_GUTTER, 0.0, galley.mirrored
    )


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
