"""Write the structure tree: elements, their attributes, the way back from marked content to its element.

ISO 32000-1, 14.7.2 (hierarchy), 14.7.4.4 (parent tree), 14.8.4 (standard types), 14.8.5 (attributes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from handout.pdf.file.objects import PdfFile, text_string
from handout.pdf.file.structure import Box, Element, Leaf, Properties
from handout.problems import InternalError

KEPT_EMPTY = frozenset({"TD", "TH"})
"""Elements that stay although nothing was painted in them: a row keeps its cells."""

ILLUSTRATIONS = frozenset({"Figure", "Formula", "Form"})
"""Elements that say where they lie (ISO 14289-1, 7.3)."""

SAID_MORE_OF = ILLUSTRATIONS | {"Note"}
"""Elements that have attributes, or an identifier, without being given any."""

STANDARD = frozenset({
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
    "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
})  # fmt: skip

MAPPED = {"Strong": "Span", "Em": "Span"}
"""Types of ISO 32000-2 that ISO 32000-1 does not know, and what each stands for (14.7.3; Matterhorn 04-001)."""


class StructureWriter:
    """Writes one tree once everything is painted.

    `pages` are the pages' object numbers, `marks` the leaf of each MCID of each page, `boxes` where leaves of
    illustrations were painted, `annotations` the object numbers of links in the order of their StructParent.

    Elements of one type are numbered, and so written, one after the other: like objects side by side deflate best.
    """

    def __init__(
        self, document: PdfFile, pages: Sequence[int], marks: Sequence[Sequence[Leaf]], boxes: Mapping[Leaf, Box],
        annotations: Sequence[int],
    ) -> None:  # fmt: skip
        self._document = document
        self._pages = [f"/Pg {page} 0 R" for page in pages]
        self._boxes = boxes
        self._annotations = annotations
        self._owners: list[list[str]] = [[""] * len(leaves) for leaves in marks]
        self._annotated = [""] * len(annotations)
        # Elements of each type that something was painted in, with the one above each.
        self._kept: dict[str, list[tuple[Element, Element | None]]] = {}
        self._ids: dict[str, str] = {}
        self._notes = 0

    def write(self, tree: Element) -> int:
        """The object number of the tree's root."""
        document, count = self._document, len(self._pages)
        if not self._keep(tree, None):
            raise InternalError("nothing was painted")
        number = document.reserve()
        root = f"{number} 0 R"
        elements = list(chain.from_iterable(self._kept.values()))
        numbers = document.reserve_many(len(elements))
        for (element, _), own in zip(elements, numbers, strict=True):
            element.reference = f"{own} 0 R"
        document.put_many(numbers, [*self._entries(elements, root)])
        parents = document.add(f"<</Nums[{' '.join(self._parents())}]>>")
        mapped = "".join([f"/{role}/{MAPPED[role]}" for role in MAPPED if self._kept.get(role)])
        roles = f"/RoleMap<<{mapped}>>" if mapped else ""
        entry = f"<</Type/StructTreeRoot/K {tree.reference}{roles}/ParentTree {parents} 0 R"
        document.put(number, f"{entry}/ParentTreeNextKey {count + len(self._annotations)}{self._id_tree()}>>")
        return number

    def _parents(self) -> Iterator[str]:
        """The way back from each page's marks, and from each annotation, to the elements that own them."""
        for page, owners in enumerate(self._owners):
            if "" in owners:
                raise InternalError(f"something on page {page + 1} was painted under a leaf that is not in the tree")
            yield f"{page}[{' '.join(owners)}]"
        for key, owner in enumerate(self._annotated, len(self._owners)):
            if not owner:
                raise InternalError("a link was made for an element that is not in the tree")
            yield f"{key} {owner}"

    def _id_tree(self) -> str:
        if not self._ids:
            return ""
        names = "".join(f"{key}{reference}" for key, reference in sorted(self._ids.items()))
        return f"/IDTree {self._document.add(f'<</Names[{names}]>>')} 0 R"

    def _keep(self, element: Element, above: Element | None) -> bool:
        """Note the element and those below it, unless nothing in it was painted."""
        role = element.role
        alike = self._kept.get(role)
        if alike is None:
            if role not in STANDARD and role not in MAPPED:
                raise InternalError(f"'{role}' is not a standard structure type")
            alike = self._kept[role] = []
        alike.append((element, above))
        is_painted = False
        for kid in element.kids:
            if self._keep(kid, element) if type(kid) is Element else kid.marks:
                is_painted = True
        if not is_painted and not element.annotations and role not in KEPT_EMPTY:
            alike.pop()
            return False
        return True

    def _entries(self, elements: Sequence[tuple[Element, Element | None]], root: str) -> Iterator[str]:
        """What the file says of each element, given with the one above it. What differs most stands last."""
        pages, owners = self._pages, self._owners
        for element, parent in elements:
            own, above = element.reference, root if parent is None else parent.reference
            kids, role = element.kids, element.role
            if (
                len(kids) == 1 and type(leaf := kids[0]) is not Element and len(leaf.marks) == 1
                and not element.annotations
            ):  # fmt: skip
                # The usual case: a stretch of content that nothing parts.
                [(page, mcid)] = leaf.marks
                owners[page][mcid] = own
                body = f"{pages[page]}/P {above}/K {mcid}"
            else:
                body = self._with_kids(element, own, above)
            if element.language is not None or element.properties is not None or role in SAID_MORE_OF:
                body += self._properties(element, element.properties or Properties(), own)
            yield f"<</S/{role}{body}>>"

    def _with_kids(self, element: Element, own: str, above: str) -> str:
        """What an element's entry says of its place and of its kids: elements, marks on pages, annotations."""
        page: int | None = None
        kids = []
        for kid in element.kids:
            if type(kid) is Element:
                if kid.reference:
                    kids.append(kid.reference)
                continue
            for at, mcid in kid.marks:
                if page is None:
                    page = at
                self._owners[at][mcid] = own
                kids.append(str(mcid) if at == page else f"<</Type/MCR{self._pages[at]}/MCID {mcid}>>")
        for at, annotation in element.annotations:
            self._annotated[annotation] = own
            where = "" if at == page else self._pages[at]
            kids.append(f"<</Type/OBJR/Obj {self._annotations[annotation]} 0 R{where}>>")
        where = "" if page is None else self._pages[page]
        if len(kids) == 1:
            return f"{where}/P {above}/K {kids[0]}"
        return f"{where}/P {above}/K[{' '.join(kids)}]" if kids else f"{where}/P {above}"

    def _properties(self, element: Element, properties: Properties, own: str) -> str:
        body = ""
        if element.language is not None:
            body += f"/Lang{text_string(element.language)}"
        if properties.alt is not None:
            body += f"/Alt{text_string(properties.alt)}"
        if properties.actual_text is not None:
            body += f"/ActualText{text_string(properties.actual_text)}"
        if properties.title is not None:
            body += f"/T{text_string(properties.title)}"
        if properties.id is not None or element.role == "Note":
            body += f"/ID{self._own_id(properties.id, own)}"
        return body + self._attributes(element, properties)

    def _own_id(self, name: str | None, own: str) -> str:
        """An element's identifier, once in a document. A Note must have one (ISO 14289-1, 7.9)."""
        if name is None:
            self._notes += 1
            name = f"note {self._notes}"
        key = text_string(name)
        if key in self._ids:
            raise InternalError(f"two elements of the tree have the id '{name}'")
        self._ids[key] = own
        return key

    def _attributes(self, element: Element, properties: Properties) -> str:
        """Attribute objects of the standard owners (ISO 32000-1, 14.8.5)."""
        found = []
        table = f"/Scope/{properties.scope}" if properties.scope is not None else ""
        if properties.column_span > 1:
            table += f"/ColSpan {properties.column_span}"
        if properties.row_span > 1:
            table += f"/RowSpan {properties.row_span}"
        if table:
            found.append(f"<</O/Table{table}>>")
        if properties.list_numbering is not None:
            found.append(f"<</O/List/ListNumbering/{properties.list_numbering}>>")
        if properties.field is not None:
            state = "/checked/off" if properties.field == "cb" else ""
            found.append(f"<</O/PrintField/Role/{properties.field}{state}/Desc{text_string(properties.alt or '')}>>")
        layout = f"/Placement/{properties.placement}" if properties.placement is not None else ""
        box = properties.bbox
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
