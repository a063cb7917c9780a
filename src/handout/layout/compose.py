"""Flow and a style sheet become strips, and the whole structure tree with them: nothing is painted yet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import assert_never

from handout import flow
from handout.layout.beside import put_beside
from handout.layout.divisions import Divisions
from handout.layout.fields import put_blank, put_field
from handout.layout.figures import put_figure
from handout.layout.galley import Galley
from handout.layout.keeping import LEAD, hold_after, keep_whole, leads_into, leads_on
from handout.layout.lists import put_list
from handout.layout.panels import put_panel
from handout.layout.paragraphs import put_text
from handout.layout.strips import AVOID, TextColumn
from handout.layout.tables import put_table
from handout.pdf.file.structure import Element
from handout.problems import Problems
from handout.style.properties import Sheet

NEAR_LIST = 0.5
"""The share of a paragraph's space that stands between it and the list that it leads into."""


def galley_for(
    sheet: Sheet, language: str, direction: str, frame_height: float, problems: Problems,
    divisions: Divisions | None = None,
) -> Galley:  # fmt: skip
    """An empty galley of which any part of the flow can be put."""
    return Galley(sheet, language, direction, frame_height, problems, divisions, inside=compose)


def compose(galley: Galley, nodes: Sequence[flow.Node], parent: Element, column: TextColumn) -> None:
    """Compose parts one below the other, in reading order."""
    first = len(galley.strips)
    for node, following in zip_longest(nodes, nodes[1:]):
        if type(node) is not flow.Blank or not node.goes_on:
            first = len(galley.strips)
        _put(galley, node, parent, column)
        if type(node) is flow.Text:
            _lead(galley, node, following, len(galley.strips) - first, is_first=node is nodes[0])
        elif type(node) is flow.Blank and not (type(following) is flow.Blank and following.goes_on):
            keep_whole(galley.strips[first:], galley.frame_height)


def _lead(galley: Galley, text: flow.Text, following: flow.Node | None, lines: int, *, is_first: bool) -> None:
    """How ill it is to part a paragraph of so many lines from what follows it, and how near to it that stands."""
    is_short = lines <= LEAD
    if following is not None and leads_into(text, following):
        galley.hold = max(galley.hold, hold_after(text, following, lines, is_first=is_first))
        if type(following) is flow.List and text.role == "P" and (is_short or leads_on(text)):
            galley.space *= NEAR_LIST
    elif is_short and (is_first or type(following) is flow.Panel):
        # Under a heading, or before a box, it would stand ill at the foot of a page without what follows.
        galley.hold = max(galley.hold, AVOID)


def _put(galley: Galley, node: flow.Node, parent: Element, column: TextColumn) -> None:
    # The commonest first: to find that a part is not of a kind takes as long as many another call.
    match node:
        case flow.Text():
            put_text(galley, node, parent, column)
        case flow.List():
            put_list(galley, node, parent, column)
        case flow.Section():
            _section(galley, node, parent, column)
        case flow.Panel():
            put_panel(galley, node, parent, column)
        case flow.Table():
            put_table(galley, node, parent, column)
        case flow.Figure():
            put_figure(galley, node, parent, column)
        case flow.Blank():
            put_blank(galley, node, parent, column)
        case flow.Field():
            put_field(galley, node, parent, column)
        case flow.Beside():
            put_beside(galley, node, parent, column)
        case flow.Break():
            galley.forced = True
        case _:
            assert_never(node)


def _section(galley: Galley, section: flow.Section, parent: Element, column: TextColumn) -> None:
    element = parent.element("Sect")
    if section.heading is not None:
        put_text(galley, section.heading, element, column)
    galley.nodes(section.children, element, column)
