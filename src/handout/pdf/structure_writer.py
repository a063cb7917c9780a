"""Write the structure tree: elements, their attributes, the tree from marked content back to its element.

ISO 32000-1, 14.7.2 (hierarchy), 14.7.4.4 (parent tree), 14.8.5 (attributes).
"""

from collections.abc import Sequence

from handout.pdf.document import Document, name, text_string
from handout.pdf.structure import Element, Leaf

EMPTY_MATTERS = frozenset({"TD", "TH"})
"""Elements that stay although nothing was painted in them."""


class StructureWriter:
    """Writes one tree once everything is painted."""

    def __init__(self, document: Document, pages: Sequence[int]) -> None:
        self._document = document
        self._pages = pages
        self._by_mark: list[dict[int, int]] = [{} for _ in pages]
        self._by_annotation: dict[int, int] = {}

    def write(self, tree: Element, annotations: Sequence[int]) -> int:
        """The number of the structure tree root. `annotations`: object numbers by their StructParent order."""
        root = self._document.reserve()
        top = self._element(tree, root)
        kids = b"" if top is None else b"/K %d 0 R" % top
        nums = [
            b"%d[%s]" % (page, b" ".join(b"%d 0 R" % marks[mcid] for mcid in sorted(marks)))
            for page, marks in enumerate(self._by_mark)
        ]
        nums += [
            b"%d %d 0 R" % (len(self._pages) + at, self._by_annotation[number]) for at, number in enumerate(annotations)
        ]
        parents = self._document.add(b"<</Nums[" + b" ".join(nums) + b"]>>")
        next_key = len(self._pages) + len(annotations)
        self._document.put(
            root, b"<</Type/StructTreeRoot%s/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (kids, parents, next_key)
        )
        return root

    def _element(self, element: Element, parent: int) -> int | None:
        """Its number, or None when nothing in it was painted."""
        number = self._document.reserve()
        kids: list[bytes] = []
        page: int | None = None
        for kid in element.kids:
            if isinstance(kid, Leaf):
                for at, mcid in kid.marks:
                    page = at if page is None else page
                    self._by_mark[at][mcid] = number
                    kids.append(self._mark(at, mcid, page))
            else:
                below = self._element(kid, number)
                if below is not None:
                    kids.append(b"%d 0 R" % below)
        for at, annotation in element.annotations:
            self._by_annotation[annotation] = number
            kids.append(b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (annotation, self._pages[at]))
        if not kids and element.role not in EMPTY_MATTERS:
            self._document.put(number, b"null")
            return None
        self._document.put(number, self._body(element, parent, kids, page))
        return number

    def _mark(self, at: int, mcid: int, page: int) -> bytes:
        if at == page:
            return b"%d" % mcid
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._pages[at], mcid)

    def _body(self, element: Element, parent: int, kids: list[bytes], page: int | None) -> bytes:
        parts = [b"<</S%s/P %d 0 R" % (name(element.role), parent)]
        if page is not None:
            parts.append(b"/Pg %d 0 R" % self._pages[page])
        if kids:
            parts.append(b"/K " + kids[0] if len(kids) == 1 else b"/K[" + b" ".join(kids) + b"]")
        for key, value in (
            (b"/Lang", element.language),
            (b"/Alt", element.alt),
            (b"/ActualText", element.actual_text),
            (b"/T", element.title),
        ):
            if value is not None:
                parts.append(key + text_string(value))
        attributes = _attributes(element)
        if attributes:
            parts.append(b"/A" + attributes)
        return b"".join((*parts, b">>"))


def _attributes(element: Element) -> bytes:
    """Attribute objects of the standard owners (ISO 32000-1, 14.8.5)."""
    found = []
    table = b""
    if element.scope is not None:
        table += b"/Scope" + name(element.scope)
    if element.column_span > 1:
        table += b"/ColSpan %d" % element.column_span
    if element.row_span > 1:
        table += b"/RowSpan %d" % element.row_span
    if table:
        found.append(b"<</O/Table%s>>" % table)
    if element.list_numbering is not None:
        found.append(b"<</O/List/ListNumbering%s>>" % name(element.list_numbering))
    layout = b""
    if element.placement is not None:
        layout += b"/Placement" + name(element.placement)
    if element.bbox is not None:
        layout += b"/BBox[%s]" % b" ".join(b"%.2f" % edge for edge in element.bbox)
    if layout:
        found.append(b"<</O/Layout%s>>" % layout)
    return found[0] if len(found) == 1 else b"[" + b"".join(found) + b"]" if found else b""
