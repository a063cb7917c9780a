"""Read a PDF back with pypdf, as an independent witness: tags, text, links, bookmarks, fonts, everything that is in it.

Nothing here knows how the file was written: content streams are walked operator by operator, codes are read through
each font's own ToUnicode map, and the structure tree is followed from its root.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject

PAINTING = frozenset(["Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"])
SHOWING = frozenset(["Tj", "TJ", "'", '"'])
HOLDS_WORDS = frozenset(
    [
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "Lbl",
        "Span",
        "Link",
        "Reference",
        "Note",
        "Quote",
        "Code",
        "Strong",
        "Em",
    ]
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a page between two operators that mark it. `number` is its MCID; None: an artifact of this kind."""

    page: int
    number: int | None
    kind: str
    text: str
    operators: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation, the element that owns it, and what that element says."""

    page: int
    target: str
    contents: str
    text: str
    boxes: int


@dataclass(slots=True)
class Tag:
    """An element of the structure tree; `kids` are tags, marks, and the annotations it points to."""

    role: str
    properties: dict[str, str]
    kids: "list[Tag | Mark | DictionaryObject]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(kid.text for kid in self.kids if isinstance(kid, (Tag, Mark)))

    def walk(self) -> "Iterator[Tag]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()


class Readback:
    """One PDF, read strictly."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfReader(BytesIO(pdf), strict=True)
        self.root: DictionaryObject = self.reader.trailer["/Root"].get_object()
        self._fonts: dict[int, dict[bytes, str]] = {}

    @cached_property
    def page_numbers(self) -> dict[int, int]:
        """The number of each page, from 1, by its object number."""
        return {page.indirect_reference.idnum: at for at, page in enumerate(self.reader.pages, 1)}

    # content

    @cached_property
    def marks(self) -> list[Mark]:
        """Every marked stretch in the order of painting."""
        return [mark for page in range(1, len(self.reader.pages) + 1) for mark in self._marks(page)]

    @cached_property
    def unmarked(self) -> list[tuple[int, str]]:
        """Painting outside of any mark: page and operator."""
        list(self.marks)
        return self._unmarked

    def _marks(self, number: int) -> Iterator[Mark]:
        page = self.reader.pages[number - 1]
        fonts = _value(page["/Resources"], "/Font", {})
        self._unmarked: list[tuple[int, str]] = self.__dict__.get("_unmarked", [])
        opened: tuple[int | None, str] | None = None
        text: list[str] = []
        painted, depth, font = 0, 0, None
        in_text = opened_in_text = is_reversed = False
        for operands, operator in self._operations(page.get_contents(), page["/Resources"]):
            sign = operator.decode("ascii")
            if sign == "BMC" and operands[0] == "/ReversedChars":
                if opened is None or is_reversed or not in_text:
                    raise ValueError(f"page {number}: reversed characters in the wrong place")
                is_reversed = True
            elif sign == "EMC" and is_reversed:
                is_reversed = False
            elif sign in ("BDC", "BMC"):
                if opened is not None:
                    raise ValueError(f"page {number}: a mark inside a mark")
                properties = operands[1] if sign == "BDC" else {}
                opened = (_value(properties, "/MCID"), _kind(operands[0], properties))
                text, painted, opened_in_text, opened_depth = [], 0, in_text, depth
            elif sign == "EMC":
                if opened is None or opened_in_text != in_text or opened_depth != depth:
                    raise ValueError(f"page {number}: the end of a mark stands in the wrong place")
                yield Mark(number, opened[0], opened[1], "".join(text), painted)
                opened = None
            elif sign in ("BT", "ET"):
                if in_text == (sign == "BT"):
                    raise ValueError(f"page {number}: {sign} in the wrong place")
                in_text = sign == "BT"
            elif sign in ("q", "Q"):
                depth += 1 if sign == "q" else -1
                if depth < 0 or in_text:
                    raise ValueError(f"page {number}: {sign} in the wrong place")
            elif sign == "Tf":
                font = fonts[operands[0]].get_object()
            elif sign in PAINTING:
                painted += 1
                if opened is None:
                    self._unmarked.append((number, sign))
                if sign in SHOWING:
                    text.append(self._shown(font, operands[-1], is_reversed))
        if opened is not None or depth or in_text:
            raise ValueError(f"page {number}: something stays open at its end")

    def _operations(self, content: Any, resources: DictionaryObject) -> Iterator[tuple[Any, bytes]]:
        """The operators of a content stream, with those of each form XObject in the place where it is painted."""
        forms = _value(resources, "/XObject", {})
        for operands, operator in ContentStream(content, self.reader).operations:
            form = forms[operands[0]] if operator == b"Do" else None
            if form is not None and form["/Subtype"] == "/Form":
                yield from self._operations(form, _value(form, "/Resources", DictionaryObject()))
            else:
                yield operands, operator

    def _shown(self, font: Any, operand: Any, is_reversed: bool) -> str:
        """What a string reads as; a stretch of reversed characters is read from its end, character by character."""
        codes = self._unicode(font)
        parts = operand if isinstance(operand, ArrayObject) else [operand]
        data = b"".join(_raw(part) for part in parts if isinstance(part, (bytes, str)))
        length = 2 if font["/Subtype"] == "/Type0" else 1
        read = "".join([codes.get(data[at : at + length], "\ufffd") for at in range(0, len(data), length)])
        return read[::-1] if is_reversed else read

    def _unicode(self, font: DictionaryObject) -> dict[bytes, str]:
        """What each code of a font stands for: two bytes in a composite font, one in a simple one."""
        key = id(font)
        if key not in self._fonts:
            table = font["/ToUnicode"].get_object().get_data().decode("ascii")
            found = {
                bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be")
                for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL)
                for code, text in re.findall(r"<([0-9a-fA-F]{2,4})>\s*<([0-9a-fA-F]*)>", block)
            }
            for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
                for row in re.findall(r"<(..|)(..)>\s*<(..|)(..)>\s*<([0-9a-fA-F]*)(..)>", block):
                    high, first, same, last, start, end = (bytes.fromhex(part) for part in row)
                    if high != same or end[0] + last[0] - first[0] > 255:
                        raise ValueError("a range of codes goes on beyond its last byte")
                    for at in range(last[0] - first[0] + 1):
                        text = start + bytes([end[0] + at])
                        found[high + bytes([first[0] + at])] = text.decode("utf-16-be")
            self._fonts[key] = found
        return self._fonts[key]

    # structure

    @cached_property
    def tree(self) -> Tag:
        """The structure tree, its marks in place; each way back, from mark or annotation to element, is walked too."""
        root = self.root["/StructTreeRoot"].get_object()
        self._by_number = {(mark.page, mark.number): mark for mark in self.marks if mark.number is not None}
        self._used: set[tuple[int, int]] = set()
        self._parents = _number_tree(root["/ParentTree"].get_object())
        top = self._tag(root.raw_get("/K"), root)
        lost = self._by_number.keys() - self._used
        if lost:
            raise ValueError(f"marks that no element owns: {sorted(lost)}")
        return top

    def _tag(self, reference: IndirectObject, parent: DictionaryObject) -> Tag:
        element = reference.get_object()
        if element.raw_get("/P").get_object() is not parent:
            raise ValueError(f"{element['/S']} does not know its parent")
        tag = Tag(str(element["/S"])[1:], _properties(element))
        kids = _value(element, "/K", ArrayObject())
        for kid in kids if isinstance(kids, ArrayObject) else [element.raw_get("/K")]:
            tag.kids.append(self._kid(kid, element, reference))
        return tag

    def _kid(self, kid: Any, element: DictionaryObject, own: IndirectObject) -> "Tag | Mark | DictionaryObject":
        if isinstance(kid, int):
            return self._mark(element.raw_get("/Pg"), kid, own)
        target = kid.get_object()
        if _value(target, "/Type") == "/MCR":
            return self._mark(target.raw_get("/Pg"), target["/MCID"], own)
        if _value(target, "/Type") == "/OBJR":
            annotation = target["/Obj"].get_object()
            if self._parents[annotation["/StructParent"]].idnum != own.idnum:
                raise ValueError("an annotation leads back to another element")
            return annotation
        return self._tag(kid, element)

    def _mark(self, page: IndirectObject, number: int, own: IndirectObject) -> Mark:
        at = self.page_numbers[page.idnum]
        mark = self._by_number[at, number]
        key = page.get_object()["/StructParents"]
        if self._parents[key].get_object()[number].idnum != own.idnum or (at, number) in self._used:
            raise ValueError(f"mark {number} of page {at} leads back to another element")
        self._used.add((at, number))
        return mark

    def tags(self) -> str:
        """The structure tree as an outline: roles, properties, and each mark as page#number and its text."""
        return "\n".join(outlined(self.tree))

    def reading(self, *, names_of_fields: bool = True) -> list[str]:
        """What a screen reader says, in the order of the tree: one text for each paragraph, label, cell …"""
        return list(_read_out(self.tree, "" if names_of_fields else "Form"))

    def artifacts(self, kind: str = "Artifact") -> list[tuple[int, str]]:
        """Page and text of every artifact that has some, of this kind, such as `Artifact Pagination Footer`."""
        return [(mark.page, mark.text) for mark in self.marks
                if mark.number is None and mark.text and mark.kind.startswith(kind)]  # fmt: skip

    # links, bookmarks, the rest

    @cached_property
    def links(self) -> list[Link]:
        """Every link annotation that the structure tree owns, in reading order."""
        found = []
        pages = {id(note.get_object()): at for at, page in enumerate(self.reader.pages, 1)
                 for note in _value(page, "/Annots", [])}  # fmt: skip
        for tag in self.tree.walk():
            for kid in tag.kids:
                if isinstance(kid, DictionaryObject):
                    page = pages[id(kid)]
                    boxes = max(len(_value(kid, "/QuadPoints", [])) // 8, 1)
                    found.append(Link(page, self._target(kid), str(kid["/Contents"]), tag.text.strip(), boxes))
        annotations = sum(len(_value(page, "/Annots", [])) for page in self.reader.pages)
        if annotations != len(found):
            raise ValueError(f"{annotations} annotations on the pages, {len(found)} in the structure tree")
        return found

    def _target(self, link: DictionaryObject) -> str:
        if "/Dest" in link:
            return self._place(link["/Dest"])
        return str(link["/A"]["/URI"])

    def _place(self, destination: ArrayObject) -> str:
        return f"page {self.page_numbers[destination[0].idnum]} at {float(destination[3]):g}"

    def bookmarks(self) -> list[tuple[int, str, str]]:
        """Depth from 1, title and place of every bookmark, walked by First and Next, checked against Last and Prev."""
        if "/Outlines" not in self.root:
            return []
        return list(self._bookmarks(self.root["/Outlines"].get_object(), 1))

    def _bookmarks(self, above: DictionaryObject, depth: int) -> Iterator[tuple[int, str, str]]:
        reference, before = above.raw_get("/First"), None
        while reference is not None:
            item = reference.get_object()
            if item.raw_get("/Parent").get_object() is not above or _value(item, "/Prev") is not before:
                raise ValueError(f"the bookmark '{item['/Title']}' does not know its neighbours")
            yield depth, str(item["/Title"]), self._place(item["/Dest"])
            if "/First" in item:
                yield from self._bookmarks(item, depth + 1)
            before, reference = item, item.raw_get("/Next") if "/Next" in item else None
        if before is not above["/Last"].get_object():
            raise ValueError("the last bookmark is not the last")

    def text(self) -> list[str]:
        """The text of each page, as pypdf extracts it."""
        return [page.extract_text() for page in self.reader.pages]

    def fonts(self) -> dict[str, bool]:
        """The name of each font and whether its program is in the file."""
        found = {}
        for page in self.reader.pages:
            for reference in _value(page["/Resources"], "/Font", {}).values():
                font = reference.get_object()
                below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
                found[str(below["/BaseFont"])[1:]] = "/FontFile2" in below["/FontDescriptor"].get_object()
        return found

    def everything(self) -> str:
        """All dictionaries, strings and decoded streams in one text, to look for what must not be there."""
        seen: set[int] = set()
        return "\n".join(_flat(self.reader.trailer, seen))


def tags(pdf: bytes) -> str:
    """The structure tree of a PDF as an outline."""
    return Readback(pdf).tags()


def _kind(tag: str, properties: DictionaryObject) -> str:
    parts = (tag, _value(properties, "/Type"), _value(properties, "/Subtype"))
    return " ".join(str(part)[1:] for part in parts if part)


def _value(dictionary: Any, key: str, otherwise: Any = None) -> Any:
    """An entry with its reference followed; a dictionary's own `get` gives the bare reference."""
    try:
        return dictionary[key]
    except KeyError:
        return otherwise


def _raw(part: Any) -> bytes:
    return part if isinstance(part, bytes) else part.original_bytes


def _properties(element: DictionaryObject) -> dict[str, str]:
    found = {key[1:]: str(element[key]) for key in ("/Lang", "/Alt", "/ActualText", "/T", "/ID") if key in element}
    attributes = _value(element, "/A", ArrayObject())
    for attribute in attributes if isinstance(attributes, ArrayObject) else [attributes]:
        for key, value in attribute.get_object().items():
            if key != "/O":
                numbers = " ".join(f"{float(n):g}" for n in value) if isinstance(value, ArrayObject) else str(value)
                found[key[1:]] = numbers.lstrip("/")
    return found


def outlined(tag: Tag, depth: int = 0) -> Iterator[str]:
    """The lines of an outline of this element and all below it."""
    properties = "".join(f" {key}={value}" for key, value in tag.properties.items())
    yield f"{'  ' * depth}{tag.role}{properties}"
    for kid in tag.kids:
        inset = "  " * (depth + 1)
        if isinstance(kid, Tag):
            yield from outlined(kid, depth + 1)
        elif isinstance(kid, Mark):
            yield f'{inset}p{kid.page}#{kid.number} "{kid.text}"' if kid.text else f"{inset}p{kid.page}#{kid.number}"
        else:
            yield f"{inset}annotation"


def _number_tree(node: DictionaryObject) -> dict[int, Any]:
    nums = node["/Nums"]
    return {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}


def _flat(value: Any, seen: set[int]) -> Iterator[str]:
    if isinstance(value, IndirectObject):
        if value.idnum not in seen:
            seen.add(value.idnum)
            yield from _flat(value.get_object(), seen)
    elif isinstance(value, DictionaryObject):
        for key in value:
            yield str(key)
            yield from _flat(value.raw_get(key), seen)
        if isinstance(value, StreamObject) and _value(value, "/Subtype") != "/Image":
            yield value.get_data().decode("latin-1")
    elif isinstance(value, ArrayObject):
        for part in value:
            yield from _flat(part, seen)
    else:
        yield str(value)


def _read_out(tag: Tag, skipped: str = "") -> Iterator[str]:
    if tag.role in HOLDS_WORDS or any(isinstance(kid, Mark) for kid in tag.kids):
        said = _said(tag, skipped)
        if said:
            yield said
    else:
        for kid in tag.kids:
            if isinstance(kid, Tag):
                yield from _read_out(kid, skipped)


def _said(kid: "Tag | Mark | DictionaryObject", skipped: str = "") -> str:
    """Its text; what it is said to be comes before what it shows. Nothing is said of tags of the role `skipped`."""
    if isinstance(kid, Mark):
        return kid.text
    if not isinstance(kid, Tag) or kid.role == skipped:
        return ""
    shown = "".join(_said(below, skipped) for below in kid.kids)
    return kid.properties.get("ActualText") or shown or kid.properties.get("Alt", "")
