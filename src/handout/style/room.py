"""Refuse a sheet that leaves no room between words and what is drawn beside them: a border, a bar, a box to tick."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, sqrt

from handout.part import BOX, TABLE
from handout.problems import Problems
from handout.record import replace
from handout.source import Span
from handout.style.cascade import Decision
from handout.style.parts import PARTS
from handout.style.properties import Style, obeyed
from handout.style.values import WHITE, contrast

CLEAR = 1.0
"""Between a border and the words in it, in points."""
DARK, IN_DARK = 3.0, 3.0
"""The contrast with the page from which a fill is dark, and the padding that it then needs, in points."""
NARROWEST_COLUMN = 15.0
"""A column of a list is at least so many letters (em) wide, or it is not made."""
COLUMN_GUTTER = 18.0
"""Between two columns of a list, in points."""
TERM_SHARE = 0.3
"""The share of the width that the words to know have beside their meanings."""
BOX_SIZE = 0.95
"""A box to tick, as a share of the size of the words beside it."""
BOX_GAP = 3.0
"""Between a box to tick and its words, in points."""

Decisions = Mapping[str, Mapping[str, Decision]]


def least_padding(style: Style) -> float:
    """What keeps words clear of a border, half of which lies inside the box; a bar at the start stands beside them.

    Pale words must not stick out of a dark box. What a part has by way of `like` and cannot obey is not seen: a table
    has no round corners.
    """
    dark = bool(_dark_fills(style))
    radius = style.radius if "radius" in obeyed(PARTS[style.name].kind) else 0.0
    least = IN_DARK if dark else 0.0
    if style.border_sides == "none" or not style.border_width:
        return max(least, _past_corner(radius)) if dark else least
    if style.border_sides == "all":
        least = max(least, _past_corner(radius, style.border_width))
    return max(least, CLEAR if style.border_sides == "start" else style.border_width / 2 + CLEAR)


def _dark_fills(style: Style) -> tuple[str, ...]:
    """The properties that fill a part of this style with a dark colour."""
    obeys = obeyed(PARTS[style.name].kind)
    fills = {name: getattr(style, name) for name in ("background", "header_background", "stripe") if name in obeys}
    return tuple(name for name, fill in fills.items() if fill and contrast(fill, WHITE) >= DARK)


def _taking_room(style: Style) -> tuple[str, ...]:
    """The properties for which words need so much room to the edge of a part: its round corners, or else its border."""
    if least_padding(replace(style, radius=0.0)) < least_padding(style):
        return "radius", "border_sides"
    return "border_width", "border_sides", *_dark_fills(style)


def _past_corner(radius: float, border: float = 0.0) -> float:
    """The padding that keeps the corner of a line of words within the arc of a round corner.

    Words begin as far from one edge as from the other, and from an arc's middle no further than its inner edge.
    """
    within = radius - border / 2 - CLEAR
    return max(ceil((radius - within / sqrt(2)) * 10) / 10, 0.0) if within > 0 else 0.0


def box_room(size: float) -> float:
    """What a box to tick needs before words of this size."""
    return size * BOX_SIZE + BOX_GAP


def check_room(styles: Mapping[str, Style], decisions: Decisions, sheet: Span, problems: Problems) -> None:
    """Tell of every line that puts a border or a box over words, once, with all the styles it spoils."""
    tight: dict[Span, list[Style]] = {}
    for name, part in PARTS.items():
        if part.kind in (BOX, TABLE) and styles[name].padding < least_padding(styles[name]):
            place = _decided(decisions[name], ("padding", *_taking_room(styles[name])), sheet)
            tight.setdefault(place, []).append(styles[name])
    for place, spoiled in tight.items():
        worst = max(spoiled, key=lambda style: (least_padding(style), style.name))
        least = f"{least_padding(worst):g}pt"
        problems.error(
            "E64",
            place,
            f"the padding of '{worst.name}' is {worst.padding:g}pt; its words are clear of its edge only from {least}",
            f"padding: {least}" if len(spoiled) > 1 else f"{worst.name}: {{padding: {least}}}",
        )
    _check_boxes(styles, decisions, sheet, problems)


def _check_boxes(styles: Mapping[str, Style], decisions: Decisions, sheet: Span, problems: Problems) -> None:
    needed = box_room(styles["checklist-item"].size)
    room = styles["checklist"].label_width
    if room < needed:
        decided = {
            "label_width": decisions["checklist"].get("label_width"),
            "size": decisions["checklist-item"].get("size"),
        }
        problems.error(
            "E64",
            _decided({name: by for name, by in decided.items() if by is not None}, ("label_width", "size"), sheet),
            f"the box to tick in 'checklist' would lie on the words beside it: its room is {room:g}pt, and must be at "
            f"least {needed:.4g}pt",
            f"checklist: {{label_width: {needed:.4g}pt}}",
        )


def _decided(own: Mapping[str, Decision], names: tuple[str, ...], sheet: Span) -> Span:
    """The line of the sheet furthest from the base among those that decided these properties."""
    found = [own[name] for name in names if name in own]
    return max(found, key=lambda decision: decision.layer).span if found else sheet
