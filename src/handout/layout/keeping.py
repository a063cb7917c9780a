"""What stays together on a page, and what is loath to be parted: set on strips before any page is filled."""

from __future__ import annotations

from collections.abc import Sequence

from handout import flow
from handout.layout.page_breaks import height_of
from handout.layout.strips import ALONE, AVOID, FREE, NEVER, Penalty, Strip
from handout.text.phrase import plain

SHORT_FORM = 7
"""Steps and boxes to tick of so many entries or fewer are used as one."""
SHORT_TABLE = 6
"""A table of so many rows or fewer is loath to be parted."""
LOW = 0.4
"""So is one that takes no more of a page."""
LEAD = 2
"""A paragraph of so many lines or fewer leads into what it stands before."""
LED_INTO = frozenset({flow.List, flow.Table, flow.Figure, flow.Blank, flow.Field, flow.Beside})
"""Parts that a paragraph may lead into, whatever it says."""
MOST = 0.9
"""What is kept whole takes no more of a page than this: a heading may have to stand above it."""


def keep_whole(strips: Sequence[Strip], room: float) -> None:
    """Never part these strips, if a page has room for them; else part them only where much is gained."""
    if len(strips) < 2:
        return
    hold = NEVER if height_of(strips) <= room * MOST else AVOID
    for strip in strips[1:]:
        if strip.penalty < hold:
            strip.penalty = hold


def is_low(strips: Sequence[Strip], room: float) -> bool:
    """Whether a table takes so little of a page that it is loath to be parted, however many rows it has."""
    return bool(strips) and height_of(strips) <= room * LOW


def hold_of_row(number: int, count: int) -> Penalty:
    """How ill it is to begin a page with the row of this number (from 0) of so many."""
    return max(hold_of_entry(number, count), AVOID if 0 < number < count <= SHORT_TABLE else FREE)


def hold_of_entry(number: int, count: int) -> Penalty:
    """How ill it is to begin a page with the entry of this number (from 0) of so many: none is left alone on one."""
    return ALONE if number and number in {1, count - 1} else FREE


def leads_into(text: flow.Text, following: flow.Node) -> bool:
    """Whether a paragraph may lead into what comes next: a list of some kind, or whatever stands behind a colon."""
    if type(following) in LED_INTO:
        return True
    match following:
        case flow.Section(heading=flow.Text(style="question")):
            return True
        case flow.Panel() if flow.is_schedule(following.style):
            return True
        case flow.Break():
            return False
        case _:
            return leads_on(text)


def hold_after(text: flow.Text, following: flow.Node, lines: int, *, is_first: bool = False) -> Penalty:
    """How ill it is to part a paragraph of so many lines from the list, table or picture that it leads into.

    Two lines that are the first under a heading may stand there without a table that says in its caption what it is.
    """
    if lines > LEAD:
        return AVOID if leads_on(text) else FREE
    has_caption = type(following) is flow.Table and following.caption is not None
    return AVOID if is_first and lines == LEAD and has_caption and not leads_on(text) else NEVER


def leads_on(text: flow.Text) -> bool:
    """Whether a paragraph leads into what comes next ("You may notice:"), so that the two should not be parted."""
    return plain(text.phrase[-1:]).rstrip().endswith((":", "："))
