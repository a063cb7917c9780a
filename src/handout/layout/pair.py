"""Two languages side by side: block beside block, level, each language whole by itself in the structure tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeAlias

from handout import flow
from handout.edition import Edition
from handout.layout.beside import TALL, levels
from handout.layout.galley import Galley
from handout.layout.keeping import hold_after, keep_whole, leads_into
from handout.layout.masthead import put_masthead
from handout.layout.page_breaks import height_of
from handout.layout.stacked_tables import turned
from handout.layout.strips import FORCE, FREE, NEVER, Penalty, Strip, TextColumn
from handout.pdf.file.structure import Element
from handout.record import Mutable, Record, replace

Nodes: TypeAlias = tuple[flow.Node, ...]
SIDES = (0, 1)
BEHIND = 100
"""Added to the level of a heading in the second language, so that bookmarks can be sorted by language."""


class Half(Record, kw_only=False, eq=False):
    """One language: its edition, who composes it, its element, its column."""

    edition: Edition
    galley: Galley
    part: Element
    column: TextColumn


class _Before(Record, kw_only=False):
    """How far things had come, so that a row can be composed in another way."""

    kids: int
    links: int
    made: int
    problems: int
    missing: int


class PairComposer(Mutable, kw_only=False):
    """Composes both languages row by row. `strips` are those of the document, `whole` is the width of both columns."""

    halves: tuple[Half, Half]
    whole: TextColumn
    frame_height: float
    strips: list[Strip]
    space: float = 0.0
    hold: Penalty = FREE

    def mastheads(self) -> None:
        """The clinic's name in both languages, its logo once."""
        made = []
        for half, edition in zip(self.halves, self._with_one_logo(), strict=True):
            galley = half.galley
            made.append(galley.apart(lambda: put_masthead(galley, edition, half.part, half.column)))  # noqa: B023
        self._put(made, 0.0, FREE, galley.styles["masthead"].space_after)

    def _with_one_logo(self) -> tuple[Edition, Edition]:
        return self.halves[0].edition, replace(self.halves[1].edition, logo=None)

    def rows(self, bodies: tuple[Nodes, Nodes]) -> None:
        """The parts of both, those that stand for each other beside each other."""
        self._rows(bodies, (self.halves[0].part, self.halves[1].part))

    def _rows(self, bodies: tuple[Nodes, Nodes], parents: tuple[Element, Element]) -> None:
        rows = list(paired(*bodies))
        for row, following in zip_longest(rows, rows[1:]):
            one, other = row
            if isinstance(one, flow.Section) and isinstance(other, flow.Section):
                self._section((one, other), parents)
            elif isinstance(one, flow.Break) or isinstance(other, flow.Break):
                self.hold = FORCE
            else:
                self._row((_of(one), _of(other)), parents)
                self._lead_on(row, following)

    def _section(self, sections: tuple[flow.Section, flow.Section], parents: tuple[Element, Element]) -> None:
        """Headings beside each other, then what they head: each section stays one element."""
        inside = (parents[0].element("Sect"), parents[1].element("Sect"))
        self._row((_of(sections[0].heading), _of(sections[1].heading)), inside)
        self.hold = NEVER
        self._rows((sections[0].children, sections[1].children), inside)

    def _lead_on(self, row: PairedNodes, following: PairedNodes | None) -> None:
        """A paragraph that leads into a list or a table stays with it."""
        text, below = row[0], None if following is None else following[0]
        if isinstance(text, flow.Text) and below is not None and leads_into(text, below):
            lines = (len(self.strips[-1].lines) + 1) // 2 if self.strips else 0
            self.hold = max(self.hold, hold_after(text, below, lines))

    def _row(self, row: tuple[Nodes, Nodes], parents: tuple[Element, Element]) -> None:
        """One row; where its words do not fit beside each other, or a table is long, one below the other."""
        before = [self._state(side, parents) for side in SIDES]
        made = [self._composed(side, row[side], parents, self.halves[side].column) for side in SIDES]
        is_long = any(
            isinstance(node, flow.Table) and height_of(strips) > self.frame_height * TALL
            for nodes, (strips, _) in zip(row, made, strict=True) for node in nodes
        )  # fmt: skip
        if is_long or any(self._is_too_narrow(side, before[side]) for side in SIDES):
            for side in SIDES:
                self._restore(side, parents, before[side])
                self._below(side, row[side], parents)
            return
        self._put([strips for strips, _ in made], 0.0, FREE, max(after for _, after in made))

    def _below(self, side: int, nodes: Nodes, parents: tuple[Element, Element]) -> None:
        """One side of a row as wide as both; a table that is still too narrow is turned."""
        before = self._state(side, parents)
        strips, after = self._composed(side, nodes, parents, self.whole)
        narrow = self.halves[side].galley.narrow
        if narrow:
            upright = turned(nodes, list(narrow))
            self._restore(side, parents, before)
            strips, after = self._composed(side, upright, parents, self.whole)
            narrow.clear()
        if not strips:
            return
        self._open(strips[0], strips[0].gap)
        self.strips += strips
        self.space, self.hold = after, FREE

    def _composed(
        self, side: int, nodes: Nodes, parents: tuple[Element, Element], column: TextColumn
    ) -> tuple[list[Strip], float]:
        """The parts of one side in a column, with names of their own for where links lead."""
        half = self.halves[side]
        strips, after = half.galley.side(nodes, parents[side], column)
        for strip in strips:
            strip.anchors = tuple(named(side, half.edition, anchor) for anchor in strip.anchors)
            strip.headings = tuple((level + BEHIND * side, title) for level, title in strip.headings)
        return strips, after

    def _put(self, sides: Sequence[list[Strip]], space: float, hold: Penalty, after: float) -> None:
        full = [strips for strips in sides if strips]
        if not full:
            return
        strips = list(levels(full, self.frame_height))
        self._open(strips[0], max([space, *(side[0].gap for side in full)]))
        keep_whole(strips if len(strips) < 3 else [], self.frame_height)
        self.strips += strips
        self.space, self.hold = after, hold

    def _open(self, strip: Strip, space: float) -> None:
        strip.gap = max(space, self.space)
        strip.penalty = self.hold

    def _state(self, side: int, parents: tuple[Element, Element]) -> _Before:
        galley = self.halves[side].galley
        inliner = galley.inliner
        return _Before(
            len(parents[side].kids), len(inliner.links), len(inliner.made), len(galley.problems.found),
            len(galley.missing),
        )  # fmt: skip

    def _is_too_narrow(self, side: int, before: _Before) -> bool:
        galley = self.halves[side].galley
        return bool(galley.narrow) or len(galley.problems.found) > before.problems

    def _restore(self, side: int, parents: tuple[Element, Element], before: _Before) -> None:
        galley = self.halves[side].galley
        del parents[side].kids[before.kids :]
        del galley.inliner.links[before.links :]
        del galley.inliner.made[before.made :]
        del galley.problems.found[before.problems :]
        del galley.missing[before.missing :]
        galley.narrow.clear()


PairedNodes: TypeAlias = "tuple[flow.Node | None, flow.Node | None]"


def paired(one: Nodes, other: Nodes) -> Iterator[PairedNodes]:
    """The parts of two languages that stand for each other, in order; a part that has none stands alone."""
    matcher = SequenceMatcher(None, list(map(_kind, one)), list(map(_kind, other)), autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            yield from zip(one[a:b], other[c:d], strict=True)
        else:
            yield from ((node, None) for node in one[a:b])
            yield from ((None, node) for node in other[c:d])


def _kind(node: flow.Node) -> tuple[str, str]:
    return type(node).__name__, getattr(node, "style", "")


def _of(node: flow.Node | None) -> Nodes:
    return () if node is None else (node,)


def named(side: int, edition: Edition, anchor: str) -> str:
    """Where a link may lead, told apart by language."""
    return f"{edition.language}.{anchor}" if side else anchor
