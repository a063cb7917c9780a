"""Whose the content is that is painted next, and which leaf each number (MCID) on each page stands for.

Artifact is the resting state: what nobody claims belongs to no element (ISO 14289-1, 7.1; ISO 32000-1, 14.8.2.2).
"""

from __future__ import annotations

from typing import TypeAlias

from handout.pdf.file.structure import Leaf
from handout.pdf.file.structure_writer import Box, around
from handout.problems import InternalError

ARTIFACT = "/Artifact BMC"
LeafOrOperator: TypeAlias = Leaf | str
"""A leaf of the structure tree, or the operator that opens an artifact."""


class Marks:
    """Of one document. `wanted` is the mark of what is painted next, `resting` the artifact that takes over after it.

    `leaves` are those of each page in the order of their numbers, `boxes` where leaves that are no text lie.
    """

    __slots__ = ("boxes", "leaves", "resting", "tag", "wanted")

    def __init__(self) -> None:
        self.leaves: list[list[Leaf]] = []
        self.boxes: dict[Leaf, Box] = {}
        self.resting = ARTIFACT
        self.wanted: LeafOrOperator = ARTIFACT
        self.tag = "P"

    def begin_page(self) -> None:
        """Number anew, at rest."""
        self.leaves.append([])
        self.wanted = self.resting = ARTIFACT

    def opening(self, mark: LeafOrOperator, tag: str) -> str:
        """The operator that opens a mark on the last page (ISO 32000-1, 14.7.4.2); a leaf is given its number there."""
        if isinstance(mark, str):
            return mark
        page = len(self.leaves) - 1
        if page < 0:
            raise InternalError("something was painted before the first page")
        leaves = self.leaves[page]
        number = len(leaves)
        leaves.append(mark)
        mark.marks.append((page, number))
        return f"/{tag}<</MCID {number}>>BDC"

    def note_box(self, box: Box) -> None:
        """Remember where the wanted leaf, which is no text, lies on its first page: its element may have to say so."""
        leaf = self.wanted
        if isinstance(leaf, Leaf) and not (leaf.marks and leaf.marks[0][0] < len(self.leaves) - 1):
            before = self.boxes.get(leaf)
            self.boxes[leaf] = box if before is None else around((before, box))


def artifact(kind: str, subtype: str | None) -> str:
    """The operator that opens an artifact of this type (ISO 32000-1, table 330)."""
    below = f"/Subtype/{subtype}" if subtype else ""
    return f"/Artifact<</Type/{kind}{below}>>BDC"
