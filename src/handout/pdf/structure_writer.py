"""Write the structure tree: elements, their attributes, the way back from marked content to its element.

ISO 32000-1, 14.7.2 (hierarchy), 14.7.4.4 (parent tree), 14.8.4 (standard types), 14.8.5 (attributes).
"""

from collections.abc import Mapping, Sequence

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


class StructureWriter:
    """Writes one tree once everything is painted.

    `pages` are the pages' object numbers, `marks` the leaf of each MCID of each page, `boxes` where leaves of
    illustrations were painted.
    """

    def __init__(
        self, document: Document, pages: Sequence[int], marks: Sequence[Sequence[Leaf]], boxes: Mapping[Leaf, Box]
    ) -> None:
        self._document = document
        self._pages = pages
        self._boxes = boxes
        self._owners = [[0] * len(leaves) for leaves in marks]
        self._annotated: dict[int, int] = {}
        self._ids: dict[str, int] = {}
        self._notes = 0

    def write(self, tree: Element, annotations: Sequence[int]) -> int:
        """The object number of the tree's root. `annotations`: object numbers in the order of their StructParent."""
        document, count = self._document, len(self._pages)
        root = document.reserve()
        top = self._element(tree, root)
        if top is None:
            raise InternalError("nothing was painted")
        nums = []
        for page, owners in enumerate(self._owners):
            if 0 in owners:
                raise InternalError(f"something on page {page + 1} was painted under a leaf that is not in the tree")
            nums.append(f"{page}[{' '.join([f'{owner} 0 R' for owner in owners])}]")
        for key, number in enumerate(annotations, count):
            if number not in self._annotated:
                raise InternalError("a link was made for an element that is not in the tree")
            nums.append(f"{key} {self._annotated[number]} 0 R")
        parents = document.add(f"<</Nums[{' '.join(nums)}]>>")
        body = f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {parents} 0 R"
        document.put(root, f"{body}/ParentTreeNextKey {count + len(annotations)}{self._id_tree()}>>")
        return root

    def _id_tree(self) -> str:
        if not self._ids:
            return ""
        names = "".join(f"{key}{number} 0 R" for key, number in sorted(self._ids.items()))
        return f"/IDTree {self._document.add(f'<</Names[{names}]>>')} 0 R"

    def _element(self, element: Element, parent: int) -> int | None:
        """Its number, or None when nothing in it was painted."""
        document = self._document
        number = document.reserve()
        kids: list[str] = []
        page: int | None = None
        for kid in element.kids:
            if isinstance(kid, Element):
                below = self._element(kid, number)
                if below is not None:
                    kids.append(f"{below} 0 R")
            else:
                for at, mcid in kid.marks:
                    page = at if page is None else page
                    self._owners[at][mcid] = number
                    kids.append(f"{mcid}" if at == page else f"<</Type/MCR/Pg {self._pages[at]} 0 R/MCID {mcid}>>")
        for at, annotation in element.annotations:
            self._annotated[annotation] = number
            kids.append(f"<</Type/OBJR/Obj {annotation} 0 R{'' if at == page else f'/Pg {self._pages[at]} 0 R'}>>")
        if not kids and element.role not in KEPT_EMPTY:
            document.release(number)
            return None
        document.put(number, self._body(element, number, parent, kids, page))
        return number

    def _body(self, element: Element, number: int, parent: int, kids: list[str], page: int | None) -> str:
        role = element.role
        if role not in STANDARD:
            raise InternalError(f"'{role}' is no standard structure type")
        body = f"<</S/{role}/P {parent} 0 R"
        if page is not None:
            body += f"/Pg {self._pages[page]} 0 R"
        if len(kids) == 1:
            body += f"/K {kids[0]}"
        elif kids:
            body += f"/K[{' '.join(kids)}]"
        if element.language is not None:
            body += f"/Lang{text_string(element.language)}"
        if element.alt is not None:
            body += f"/Alt{text_string(element.alt)}"
        if element.actual_text is not None:
            body += f"/ActualText{text_string(element.actual_text)}"
        if element.title is not None:
            body += f"/T{text_string(element.title)}"
        if element.id is not None or role == "Note":
            body += f"/ID{self._own_id(element, number)}"
        return f"{body}{self._attributes(element)}>>"

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
        """Attribute objects of the standard owners (ISO 32000-1, 14.8.5)."""
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
