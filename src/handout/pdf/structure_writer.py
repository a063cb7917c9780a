"""Write the structure tree: elements, their attributes, the way back from marked content to its element.

ISO 32000-1, 14.7.2 (hierarchy), 14.7.4.4 (parent tree), 14.8.4 (standard types), 14.8.5 (attributes).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from handout.pdf.document import Document, text_string
from handout.pdf.structure import Element, Leaf
from handout.problems import InternalError

Box = tuple[float, float, float, float]

KEPT_EMPTY = frozenset({"TD", "TH"})
"""Elements that stay although nothing was painted in them: a row keeps its cells."""

ILLUSTRATIONS = frozenset({"Figure", "Formula", "Form"})
"""Elements that say where they lie (ISO 14289-1, 7.3)."""

STANDARD = frozenset({
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
    "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
})  # fmt: skip


class _Kept:
    """An element that something was painted in: its number, its parent's number, its kids that are kept.

    It knows its parent by number only: a document whose parts hold each other would stay until rubbish is looked for.
    """

    __slots__ = ("above", "element", "kids", "number")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.above = 0
        self.kids: list[_Kept | Leaf] = []
        self.number = 0


class StructureWriter:
    """Writes one tree once everything is painted.

    `pages` are the pages' object numbers, `marks` the leaf of each MCID of each page, `boxes` where leaves of
    illustrations were painted, `annotations` the object numbers of links in the order of their StructParent.

    Elements of one type are numbered, and so written, one after the other: like objects side by side deflate best.
    """

    def __init__(
        self, document: Document, pages: Sequence[int], marks: Sequence[Sequence[Leaf]], boxes: Mapping[Leaf, Box],
        annotations: Sequence[int],
    ) -> None:  # fmt: skip
        self._document = document
        self._pages = [f"/Pg {page} 0 R" for page in pages]
        self._boxes = boxes
        self._annotations = annotations
        self._owners = [[0] * len(leaves) for leaves in marks]
        self._annotated = [0] * len(annotations)
        self._kept: dict[str, list[_Kept]] = {}
        self._ids: dict[str, int] = {}
        self._notes = 0

    def write(self, tree: Element) -> int:
        """The object number of the tree's root."""
        document, count = self._document, len(self._pages)
        top = self._keep(tree)
        if top is None:
            raise InternalError("nothing was painted")
        root = document.reserve()
        for alike in self._kept.values():
            for kept, number in zip(alike, document.reserve_many(len(alike)), strict=True):
                kept.number = number
        top.above = root
        for kept in chain.from_iterable(self._kept.values()):
            for kid in kept.kids:
                if isinstance(kid, _Kept):
                    kid.above = kept.number
        for alike in self._kept.values():
            for kept in alike:
                document.put(kept.number, self._body(kept))
        parents = document.add(f"<</Nums[{' '.join(self._parents())}]>>")
        body = f"<</Type/StructTreeRoot/K {top.number} 0 R/ParentTree {parents} 0 R"
        document.put(root, f"{body}/ParentTreeNextKey {count + len(self._annotations)}{self._id_tree()}>>")
        return root

    def _parents(self) -> Iterator[str]:
        """The way back from each page's marks, and from each annotation, to the elements that own them."""
        for page, owners in enumerate(self._owners):
            if 0 in owners:
                raise InternalError(f"something on page {page + 1} was painted under a leaf that is not in the tree")
            yield f"{page}[{' '.join([f'{owner} 0 R' for owner in owners])}]"
        for key, owner in enumerate(self._annotated, len(self._owners)):
            if not owner:
                raise InternalError("a link was made for an element that is not in the tree")
            yield f"{key} {owner} 0 R"

    def _id_tree(self) -> str:
        if not self._ids:
            return ""
        names = "".join(f"{key}{number} 0 R" for key, number in sorted(self._ids.items()))
        return f"/IDTree {self._document.add(f'<</Names[{names}]>>')} 0 R"

    def _keep(self, element: Element) -> _Kept | None:
        """The element with what is kept of its kids, or None when nothing in it was painted."""
        role = element.role
        alike = self._kept.get(role)
        if alike is None:
            if role not in STANDARD:
                raise InternalError(f"'{role}' is no standard structure type")
            alike = self._kept[role] = []
        kept = _Kept(element)
        alike.append(kept)
        kids = kept.kids
        for kid in element.kids:
            if isinstance(kid, Leaf):
                if kid.marks:
                    kids.append(kid)
            elif (below := self._keep(kid)) is not None:
                kids.append(below)
        if not kids and not element.annotations and role not in KEPT_EMPTY:
            alike.pop()
            return None
        return kept

    def _body(self, kept: _Kept) -> str:
        """An element's dictionary. What differs most from element to element stands last."""
        element, number = kept.element, kept.number
        kids: list[str] = []
        page: int | None = None
        for kid in kept.kids:
            if isinstance(kid, _Kept):
                kids.append(f"{kid.number} 0 R")
                continue
            for at, mcid in kid.marks:
                page = at if page is None else page
                self._owners[at][mcid] = number
                kids.append(f"{mcid}" if at == page else f"<</Type/MCR{self._pages[at]}/MCID {mcid}>>")
        for at, annotation in element.annotations:
            self._annotated[annotation] = number
            where = "" if at == page else self._pages[at]
            kids.append(f"<</Type/OBJR/Obj {self._annotations[annotation]} 0 R{where}>>")
        body = "" if not kids else f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        where = "" if page is None else self._pages[page]
        return f"<</S/{element.role}{where}/P {kept.above} 0 R{body}{self._properties(element, number)}>>"

    def _properties(self, element: Element, number: int) -> str:
        body = ""
        if element.language is not None:
            body += f"/Lang{text_string(element.language)}"
        if element.alt is not None:
            body += f"/Alt{text_string(element.alt)}"
        if element.actual_text is not None:
            body += f"/ActualText{text_string(element.actual_text)}"
        if element.title is not None:
            body += f"/T{text_string(element.title)}"
        if element.id is not None or element.role == "Note":
            body += f"/ID{self._own_id(element, number)}"
        return body + self._attributes(element)

    def _own_id(self, element: Element, number: int) -> str:
        """An element's identifier, once in a document. A Note must have one (ISO 14289-1, 7.9)."""
        name = element.id
        if name is None:
            self._notes += 1
            name = f"note {self._notes}"
        key = text_string(name)
        if key in self._ids:
            raise InternalError(f"two elements of the tree have the id '{name}'")
        self._ids[key] = number
        return key

    def _attributes(self, element: Element) -> str:
        """Attribute objects of the standard owners (ISO 32000-1, 14.8.5); most elements have none."""
        if (
            element.scope is element.list_numbering is element.placement is None and element.bbox is None
            and element.column_span == element.row_span == 1 and element.role not in ILLUSTRATIONS
        ):  # fmt: skip
            return ""
        found = []
        table = f"/Scope/{element.scope}" if element.scope is not None else ""
        if element.column_span > 1:
            table += f"/ColSpan {element.column_span}"
        if element.row_span > 1:
            table += f"/RowSpan {element.row_span}"
        if table:
            found.append(f"<</O/Table{table}>>")
        if element.list_numbering is not None:
            found.append(f"<</O/List/ListNumbering/{element.list_numbering}>>")
        layout = f"/Placement/{element.placement}" if element.placement is not None else ""
        box = element.bbox
        if box is None and element.role in ILLUSTRATIONS:
            box = self._around(element)
        if box is not None:
            layout += f"/BBox[{box[0]:.2f} {box[1]:.2f} {box[2]:.2f} {box[3]:.2f}]"
        if layout:
            found.append(f"<</O/Layout{layout}>>")
        if not found:
            return ""
        return f"/A{found[0]}" if len(found) == 1 else f"/A[{''.join(found)}]"

    def _around(self, element: Element) -> Box | None:
        """The box around what an element's own leaves show."""
        boxes = [self._boxes[kid] for kid in element.kids if isinstance(kid, Leaf) and kid in self._boxes]
        return around(boxes) if boxes else None


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of them."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
