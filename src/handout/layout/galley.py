"""The galley: the strips composed so far, the seam at which the next part joins them, and all that a part needs.

What puts a part into it is a function of the part's kind, `put_list(galley, node, parent, column)`, in a file of its
own. Such a file never imports the others: what a part holds is composed by `galley.nodes`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from handout import flow
from handout.layout.divisions import Divisions
from handout.layout.inline import Inliner
from handout.layout.strips import FORCE, FREE, Penalty, Strip, TextColumn
from handout.layout.text_styles import looks_of
from handout.pdf.file.structure import Element
from handout.pdf.text.lines import Line
from handout.pdf.text.missing_letters import Missing
from handout.problems import Problems
from handout.style.properties import Sheet, Style
from handout.text.direction import Direction

Inside: TypeAlias = "Callable[[Galley, Sequence[flow.Node], Element, TextColumn], None]"
"""Composes parts one below the other: their elements under the parent, their strips in the column."""


class Galley:
    """Grows the strips and the structure tree side by side. Lengths are in points.

    The seam before the next part is the `space` wanted there, how ill a page break would be (`hold`), and whether one
    is `forced`.
    """

    def __init__(
        self, sheet: Sheet, language: str, direction: str, frame_height: float, problems: Problems,
        divisions: Divisions | None = None, *, inside: Inside,
    ) -> None:  # fmt: skip
        self.sheet = sheet
        self.styles = sheet.styles
        self.language = language
        self.mirrored = direction == "rtl"
        self.direction: Direction = "rtl" if self.mirrored else "ltr"
        self.frame_height = frame_height
        self.problems = problems
        self.divisions = divisions or {}
        self.looks = looks_of(sheet)
        self.inliner = Inliner(self.looks)
        self.strips: list[Strip] = []
        self.narrow: list[flow.Table] = []
        self.missing: list[Missing] = []
        self.bullets: dict[tuple[int, float], Line] = {}
        self.space = 0.0
        self.hold = FREE
        self.forced = False
        self._inside = inside

    def nodes(self, nodes: Sequence[flow.Node], parent: Element, column: TextColumn) -> None:
        """Compose parts one below the other, in reading order."""
        self._inside(self, nodes, parent, column)

    def gap(self, space: float) -> None:
        """There is at least so much room before what comes next."""
        if space > self.space:
            self.space = space

    def open(self, strip: Strip, space: float = 0.0) -> None:
        """The first strip of a part takes the space, at least so much, and the break that stand before it."""
        strip.gap = space if space > self.space else self.space
        strip.penalty = FORCE if self.forced else self.hold
        self.space, self.hold, self.forced = 0.0, FREE, False

    def hold_next(self, penalty: Penalty, space: float = 0.0) -> None:
        """What the next part is to be parted by from what stands above it."""
        self.hold, self.space = penalty, space

    def side(self, nodes: Sequence[flow.Node], parent: Element, column: TextColumn) -> tuple[list[Strip], float]:
        """Parts composed in a column of their own, and the space that they want below them."""
        after = 0.0

        def work() -> None:
            nonlocal after
            self.nodes(nodes, parent, column)
            after = self.space

        return self.apart(work), after

    def apart(self, work: Callable[[], None]) -> list[Strip]:
        """The strips that some work makes, held out of the document's own list."""
        outside = self.strips, self.space, self.hold, self.forced
        self.strips, self.space, self.hold, self.forced = [], 0.0, FREE, False
        work()
        made = self.strips
        self.strips, self.space, self.hold, self.forced = outside
        return made

    def x_of(self, width: float, style: Style, column: TextColumn, starts: Direction | None = None) -> float:
        """Where something of this width begins, aligned in its column as the style says."""
        spare = column.width - width
        at_right = (style.align == "end") != ((starts or self.direction) == "rtl")
        return column.x + (spare / 2 if style.align == "center" else spare if at_right else 0.0)
