"""The logical structure tree: settled before the first page is painted; painting only records where each part fell."""

from __future__ import annotations

from typing import final

from handout.record import Struct, field

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left corner of the page."""


class Leaf(Struct, eq=False):
    """A stretch of content. Each time part of it is painted, `marks` gains one (page number from 0, MCID)."""

    marks: tuple[tuple[int, int], ...] = ()


class Properties(Struct, eq=False):
    """What few elements say of themselves; the names are those of ISO 32000-1, 14.7.2 and 14.8.5."""

    alt: str | None = None
    actual_text: str | None = None
    title: str | None = None
    id: str | None = None
    scope: str | None = None
    column_span: int = 1
    row_span: int = 1
    list_numbering: str | None = None
    placement: str | None = None
    field: str | None = None
    """The role of a place to fill in on paper (PrintField, table 348): `cb`, a box to tick; `tv`, room to write."""
    bbox: Box | None = None


@final
class Element(Struct, eq=False):
    """One structure element (ISO 32000-1, 14.7.2): its type, its kids in reading order, its properties.

    `kids` holds elements and leaves. A Link element's annotations are added by the canvas while painting
    (`annotations`: page number, place among the document's annotations), and stand after its leaves. `reference` is
    how the file refers to its object, given when the tree is written to whatever something was painted in.
    """

    role: str
    kids: list[Element | Leaf] = field(default_factory=list)
    language: str | None = None
    properties: Properties | None = None
    annotations: tuple[tuple[int, int], ...] = ()
    reference: str = ""

    def element(self, role: str, language: str | None = None, **properties: object) -> Element:
        """A new last kid of this role."""
        more = Properties(**properties) if properties else None  # type: ignore[arg-type]
        kid = Element(role, [], language, more)
        self.kids.append(kid)
        return kid

    def leaf(self) -> Leaf:
        """A new stretch of content, the last kid."""
        kid = Leaf()
        self.kids.append(kid)
        return kid
