"""Read a Word file: mammoth reads what was prepared for it, and its paragraphs become parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from handout.incoming.gathering import GatheredLine, Gathering
from handout.incoming.pictures import image_of
from handout.incoming.remarks import SECOND_HEAD
from handout.incoming.signs import lowered, meant, raised, shifted
from handout.incoming.tables import table_parts
from handout.incoming.tree import (
    CannotImport,
    Incoming,
    SourcePart,
    SourceRun,
    Telling,
    trimmed,
)
from handout.incoming.word_cleared import BETWEEN, MARKER, Clearing, sign_of, words_of
from handout.incoming.word_drawings import PICTURE, chosen, wordart
from handout.incoming.word_fields import Fields, choice_of
from handout.incoming.word_language import language_of
from handout.incoming.word_lists import read_lists
from handout.incoming.word_looks import shades
from handout.incoming.word_package import MC, A, M, W, WordPackage, repacked
from handout.incoming.word_styles import Styles, read_styles, value

_REPORTED = {
    "header": "a header of the pages",
    "footer": "a footer of the pages",
    "comments": "a comment in the margin",
    "diagramData": "a drawing of Word's (SmartArt)",
    "chart": "a chart",
    "glossaryDocument": "a stored part that the text does not show",
}


def read_word(data: bytes) -> Incoming:
    """A Word file; raises CannotImport, and ImportError where mammoth is not installed."""
    from mammoth import docx

    package = WordPackage(data)
    telling = Telling()
    try:
        words = [*witnessed(package)]
        language = _clear(package, telling)
        document = docx.read(repacked(package.parts)).value
    except (RecursionError, KeyError, ValueError, AttributeError, TypeError, IndexError, OSError) as fault:
        raise CannotImport("it is a damaged Word file, or holds what this program cannot read") from fault
    incoming = Incoming(parts=[], telling=telling, words=words, language=language)
    _Walk(document, incoming).whole()
    _report_parts(package, telling)
    return incoming


def _clear(package: WordPackage, telling: Telling) -> str | None:
    """Settle the parts that hold text; gives the language that the text says it is in."""
    folder = package.document.rpartition("/")[0]
    styles = _styles(package)
    lists = read_lists(package.xml(f"{folder}/numbering.xml"), styles)
    clearing = Clearing(styles=styles, lists=lists, telling=telling, fields=Fields(telling=telling))
    language = None
    for name in (package.document, *package.related("footnotes"), *package.related("endnotes")):
        root = package.xml(name)
        if root is None:
            continue
        if name == package.document:
            language = language_of(root, styles)
            behind = root.find(f"{W}background")
            clearing.is_shaded = behind is not None and shades(behind, styles)
        clearing.in_note = "" if name == package.document else "a note"
        clearing.clear(root)
        # The markers say what mammoth would look up in these; reading them takes as long as a short text.
        for unread in ("styles", "numbering"):
            package.parts.pop(f"{folder}/{unread}.xml", None)
        package.parts[name] = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    for name in package.related("comments"):
        root = package.xml(name)
        for comment in root if root is not None else ():
            telling.left_out("in the margin", _REPORTED["comments"], words_of(comment))
            comment[:] = []
        package.parts[name] = ElementTree.tostring(root, encoding="utf-8") if root is not None else b""
    return language


def _report_parts(package: WordPackage, telling: Telling) -> None:
    for reason, root in _around(package):
        if reason != _REPORTED["comments"]:
            telling.left_out("outside the text", reason, words_of(root))
    for kind in ("header", "footer"):
        pages = [package.xml(name) for name in package.related(kind)]
        if any(part.tag == PICTURE for page in pages if page is not None for part in page.iter()):
            telling.changed("outside the text", f"a picture in a {kind} of the pages is not taken")
    if any(name.endswith("vbaProject.bin") for name in package.parts):
        telling.changed("outside the text", "the macros in it are not taken")


def _around(package: WordPackage) -> Iterator[tuple[str, ElementTree.Element]]:
    """The parts outside the text, with the reason why they are not taken; of those that say the same, the first."""
    said: set[tuple[str, ...]] = set()
    for kind, reason in _REPORTED.items():
        for name in package.related(kind):
            root = package.xml(name)
            words = () if root is None else tuple(words_of(root).split())
            if root is not None and words and words not in said:
                said.add(words)
                yield reason, root


def witnessed(package: WordPackage) -> Iterator[str]:
    """Every stretch of words in the file itself, in reading order, whatever becomes of it."""
    document, styles = package.xml(package.document), _styles(package)
    if document is not None:
        yield from _stretches(document, styles)
        for note in _notes(package, document):
            yield from _stretches(note, styles)
    for _, root in _around(package):
        yield from _stretches(root, styles)


def _styles(package: WordPackage) -> Styles:
    return read_styles(package.xml(f"{package.document.rpartition('/')[0]}/styles.xml"))


def _notes(package: WordPackage, document: ElementTree.Element) -> list[ElementTree.Element]:
    """All footnotes and endnotes: first those that the text leads to, in its order."""
    notes: dict[tuple[str, str], ElementTree.Element] = {}
    for sort in ("footnote", "endnote"):
        for name in package.related(f"{sort}s"):
            root = package.xml(name)
            notes |= {(sort, note.get(f"{W}id", "")): note for note in (root if root is not None else ())}
    marks = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
    led = [(marks[mark.tag], mark.get(f"{W}id", "")) for mark in document.iter() if mark.tag in marks]
    order = [*(key for key in dict.fromkeys(led) if key in notes), *(key for key in notes if key not in led)]
    return [notes[key] for key in order]


def _stretches(element: ElementTree.Element, styles: Styles) -> Iterator[str]:
    """The words of each run; those of a box come after the paragraph that it is anchored in."""
    boxes: list[ElementTree.Element] = []
    yield from _own(element, boxes, styles)


def _own(
    element: ElementTree.Element,
    boxes: list[ElementTree.Element],
    styles: Styles,
    paragraph: str | None = None,
    font: str = "",
) -> Iterator[str]:
    """The words in an element; `paragraph` is the style of the paragraph it stands in, None outside of one."""
    for child in element:
        if child.tag in (
            f"{W}t",
            f"{W}delText",
            f"{M}t",
            f"{A}t",
        ):
            yield meant(child.text or "", font)
        elif child.tag == f"{W}noBreakHyphen":
            yield "\u2011"
        elif child.tag == f"{W}sym":
            yield sign_of(child) or ""
        elif said := wordart(child) or choice_of(child):
            yield said
        elif child.tag == f"{MC}AlternateContent":
            way = chosen(child)
            if way is not None:
                yield from _own(way, boxes, styles, paragraph, font)
        elif child.tag == f"{W}txbxContent" and paragraph is not None:
            boxes.append(child)
        elif child.tag == f"{W}p" and paragraph is None:
            yield from _own(child, boxes, styles, value(child.find(f"{W}pPr/{W}pStyle")))
            while boxes:
                yield from _stretches(boxes.pop(0), styles)
        else:
            own = styles.font(child.find(f"{W}rPr"), paragraph or "") if child.tag == f"{W}r" else font
            yield from _own(child, boxes, styles, paragraph, own)


class _Walk:
    """Through mammoth's document, from which parts are gathered."""

    def __init__(self, document: Any, incoming: Incoming) -> None:
        self.document = document
        self.incoming = incoming
        self.telling = incoming.telling
        self.keys: dict[tuple[str, str], str] = {}
        self.place = "paragraph 1"

    def whole(self) -> None:
        gathering = self._gathered(self.document.children)
        self.incoming.parts = gathering.parts()
        self.incoming.title, self.incoming.subtitle = gathering.title, gathering.subtitle

    def _gathered(self, children: Iterable[Any], *, is_cell: bool = False) -> Gathering:
        gathering = Gathering(self.telling, is_cell=is_cell)
        for child in children:
            kind = type(child).__name__
            if kind == "Paragraph":
                self._paragraph(child, gathering)
            elif kind == "Table":
                for part in self._table(child):
                    gathering.add(part)
            elif hasattr(child, "children"):
                for part in self._gathered(child.children).parts():
                    gathering.add(part)
        return gathering

    def _paragraph(self, paragraph: Any, gathering: Gathering) -> None:
        marks = (MARKER.search(piece.text) for piece in self._pieces(paragraph.children[:1], SourceRun(), []))
        found = next(filter(None, marks), None)
        said = ["", "", "0", "", "0", ""] if found is None else found[1].split(BETWEEN)
        self.place = said[0] or self.place
        pictures: list[Any] = []
        pieces = [*self._pieces(paragraph.children, SourceRun(), pictures)]
        cleared = trimmed(SourceRun(**{**_values(piece), "text": MARKER.sub("", piece.text)}) for piece in pieces)
        gathering.line(
            GatheredLine(
                pieces=cleared, place=self.place, role=said[1], level=int(said[2]), label=said[3],
                depth=int(said[4]), ordinal=said[5],
            )
        )  # fmt: skip
        for picture in pictures:
            image = self._picture(picture)
            if image is None:
                gathering.miss()
            else:
                gathering.add(image)

    def _pieces(self, children: Iterable[Any], look: SourceRun, pictures: list[Any]) -> Iterator[SourceRun]:
        for child in children:
            match type(child).__name__:
                case "Text":
                    yield _with(look, text=child.value)
                case "Run":
                    yield from self._run(child, look, pictures)
                case "Hyperlink":
                    if not child.href:
                        self.telling.changed(self.place, "a link to another place of the text is not kept")
                    inner = _with(look, target=_address(child.href)) if child.href else look
                    yield from self._pieces(child.children, inner, pictures)
                case "Tab":
                    yield _with(look, text=" ")
                case "Break":
                    yield SourceRun(is_break=True) if child.break_type == "line" else _with(look, text=" ")
                case "Checkbox":
                    yield _with(look, text="☒ " if child.checked else "☐ ")
                case "NoteReference":
                    yield SourceRun(note=self._note(child.note_type, child.note_id))
                case "Image":
                    pictures.append(child)
                case "Paragraph":
                    yield from self._pieces(child.children, look, pictures)
                    yield SourceRun(is_break=True)
                case _ if hasattr(child, "children"):
                    yield from self._pieces(child.children, look, pictures)

    def _run(self, run: Any, look: SourceRun, pictures: list[Any]) -> Iterator[SourceRun]:
        look = _with(look, strong=look.strong or run.is_bold, emphasis=look.emphasis or run.is_italic)
        for piece in self._pieces(run.children, look, pictures):
            if run.vertical_alignment == "baseline" or piece.note or piece.is_break or MARKER.search(piece.text):
                yield piece
                continue
            text, left = shifted(piece.text, raised if run.vertical_alignment == "superscript" else lowered)
            if left.strip():
                self.telling.changed(self.place, f"{run.vertical_alignment} is printed on the line", left)
            yield _with(piece, text=text)

    def _note(self, sort: str, identifier: str) -> str | None:
        known = self.keys.get((sort, identifier))
        if known is not None:
            return known
        try:
            note = self.document.notes.find_note(sort, identifier)
        except KeyError:
            return None
        key = f"note-{len(self.keys) + 1}"
        self.keys[sort, identifier] = key
        lines = (
            "".join(MARKER.sub("", piece.text) for piece in self._pieces(part.children, SourceRun(), []))
            for part in note.body if hasattr(part, "children")
        )  # fmt: skip
        self.incoming.notes[key] = " ".join(" ".join(lines).split())
        return key

    def _picture(self, picture: Any) -> SourcePart | None:
        try:
            with picture.open() as file:
                data = file.read()
        except (KeyError, OSError, TypeError, ValueError):
            self.telling.changed(self.place, "a picture that is not in the file itself is not taken")
            return None
        return image_of(data, picture.alt_text or None, self.place, self.telling)

    def _table(self, table: Any) -> Iterator[SourcePart]:
        place = self.place
        rows = [row for row in table.children if type(row).__name__ == "TableRow"]
        whole = [[cell for cell in row.children if type(cell).__name__ == "TableCell"] for row in rows]
        cells = [[self._gathered(cell.children, is_cell=True).parts() for cell in row] for row in whole]
        is_joined = any(cell.colspan > 1 or cell.rowspan > 1 for row in whole for cell in row)
        is_head = bool(rows) and rows[0].is_header
        if is_head and any(row.is_header for row in rows[1:]):
            self.telling.changed(place, SECOND_HEAD)
        yield from table_parts(cells, is_head, "joined cells" if is_joined else None, place, self.telling)


def _values(piece: SourceRun) -> dict[str, Any]:
    return {name: getattr(piece, name) for name in piece.__struct_fields__}


def _with(piece: SourceRun, **changed: Any) -> SourceRun:
    return SourceRun(**{**_values(piece), **changed})


def _address(typed: str) -> str:
    r"""Where a link leads. mammoth leaves the switches of a field behind its address (ISO/IEC 29500-1, 17.16.5.25).

    `\l` is a place there; `\o` and `\t` are the tip and the window of a browser.
    """
    address, _, switches = typed.partition('"')
    place = re.search(r'\\l\s+"([^"]+)', switches)
    return address if place is None else f"{address}#{place[1]}"
