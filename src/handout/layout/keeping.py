"""What stays together on a page, and what is loath to be parted: set on strips before any page is filled."""

from collections.abc import Sequence

from handout import flow
from handout.layout.page_breaks import height_of
from handout.layout.strips import AVOID, NEVER, Strip
from handout.text.phrase import plain

SHORT_FORM = 7
"""Steps and boxes to tick of so many entries or fewer are used as one."""
SHORT_TABLE = 6
"""A table of so many rows or fewer is loath to be parted."""
LEAD = 2
"""A paragraph of so many lines or fewer leads into what it stands before."""
LED_INTO = (flow.List, flow.Table, flow.Figure, flow.Blank, flow.Field, flow.Beside)
"""Parts that a paragraph may lead into."""
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


def is_loath_to_go_on(number: int, count: int) -> bool:
    """Whether the row of this number (from 0) of so many is loath to begin a page: none is left alone on one."""
    return number > 0 and (count <= SHORT_TABLE or number in {1, count - 1})


def leads_on(text: flow.Text) -> bool:
    """Whether a paragraph leads into what comes next ("You may notice:"), so that the two should not be parted."""
    return plain(text.phrase[-1:]).rstrip().endswith((":", "："))
