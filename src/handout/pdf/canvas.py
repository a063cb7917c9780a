"""The canvas that pages are painted on: what is painted is tagged content or an artifact, by construction.

The structure tree is settled before; painting only records on which page, under which number (MCID), each leaf fell.
Composed of the operators of the page being painted and the marks they stand in (`file.content_stream`), and of the
objects of the file (`file.objects`); all else that the file holds is written by the modules beside those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from handout.pdf.file.catalog import About, write_catalog
from handout.pdf.file.content_stream import ContentStream, Marks, artifact, color_operator, rectangle, segment
from handout.pdf.file.font_objects import DocumentFonts
from handout.pdf.file.objects import ExternalObjects, PdfFile
from handout.pdf.file.pages import Entry, Links, PaintedPage, write_outline, write_pages
from handout.pdf.file.structure import Box, Element, Leaf
from handout.pdf.file.structure_writer import StructureWriter
from handout.pdf.ledger import Ledger
from handout.pdf.text.faces import Face
from handout.pdf.text.lines import Line
from handout.problems import InternalError
from handout.style.values import Rgb

if TYPE_CHECKING:
    from handout.pdf.pictures.drawing import Drawing


MASK = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ImageMask true/BitsPerComponent 1", b"\x80"
CLEAR_MASK: tuple[str, Callable[[], tuple[bytes, bytes]]] = ("clear mask", lambda: MASK)
"""A picture of one dot that paints nothing, laid over each drawing that is a figure: Chromium says what a figure shows
only of pictures. A bit of 1 in a mask leaves the page as it is (ISO 32000-1, 8.9.6.2).
"""


class TaggedCanvas:
    """Paints one document. Lengths in points, y upwards from the page's bottom edge."""

    def __init__(
        self, tree: Element, *, language: str, title: str, author: str = "", subject: str = "",
        keywords: Sequence[str] = (), fields: Mapping[str, str] | None = None, day: str | None = None,
    ) -> None:  # fmt: skip
        self._about = About(title, language, author, subject, tuple(keywords), dict(fields or {}), day)
        self._tree = tree
        self._file = PdfFile()
        self._fonts = DocumentFonts()
        self._font_resources = self._file.reserve()
        self._shown = ExternalObjects(self._file, self._font_resources)
        self._marks = Marks()
        self._pages: list[PaintedPage] = []
        self._links = Links(self._pages)
        self._recurring: dict[tuple[object, ...], tuple[str, Ledger]] = {}
        self._entries: Sequence[Entry] = ()
        self._stream = ContentStream(self._marks, self._fonts)
        self.ledger = Ledger()

    @property
    def faces(self) -> list[Face]:
        """The faces that were shown so far."""
        return self._fonts.faces()

    def say(self, name: str, value: str) -> None:
        """Let the file say one more thing of itself, known only once it is painted."""
        self._about.fields[name] = value

    # pages

    def new_page(self, width: float, height: float) -> None:
        """Finish the page before, if any, and begin another."""
        self._end_page()
        self._stream = ContentStream(self._marks, self._fonts, rise=0.0)
        self._pages.append(PaintedPage(self._file.reserve(), width, height))
        self.ledger.pages.append((width, height))
        self._marks.begin_page()

    def _end_page(self) -> None:
        if self._pages:
            self._pages[-1].content = self._stream.content()

    def recur(self, name: str, paint: Callable[[], None]) -> None:
        """Artifacts that are the same on other pages too: painted under this name once, and kept once in the file.

        A form XObject takes up no state of the page around it and leaves none behind (ISO 32000-1, 8.10.1); its marks
        are its own. The ledger is told of it on every page.
        """
        self._stream.rest()
        page = self._pages[-1]
        key = (name, self._marks.resting, page.width, page.height)
        found = self._recurring.get(key)
        if found is None:
            with self._apart() as (stream, entries):
                paint()
            content = stream.content()
            box = f"0 0 {page.width:.6g} {page.height:.6g}"
            form = self._shown.form((content, box), lambda: (content, box)) if content else ""
            found = self._recurring[key] = (form, entries)
        form, entries = found
        self.ledger.again(entries, len(self._pages) - 1)
        if form:
            self._stream.show_form(form)

    @contextmanager
    def _apart(self) -> Iterator[tuple[ContentStream, Ledger]]:
        """What is painted inside goes to a content stream and a ledger of its own."""
        before = self._stream, self.ledger
        self._stream, self.ledger = ContentStream(self._marks, self._fonts), Ledger()
        try:
            yield self._stream, self.ledger
        finally:
            self._stream, self.ledger = before

    # marks

    @contextmanager
    def marked(self, leaf: Leaf | None, tag: str = "P") -> Iterator[None]:
        """What is painted inside is no text, and belongs to this leaf; without one it is an artifact.

        Text says itself to which leaf it belongs (`paint_line`).
        """
        marks = self._marks
        before = marks.wanted, marks.tag
        marks.wanted, marks.tag = marks.resting if leaf is None else leaf, tag
        try:
            yield
        finally:
            marks.wanted, marks.tag = before

    @contextmanager
    def artifact(self, kind: str, subtype: str | None = None) -> Iterator[None]:
        """What is painted inside, and belongs to no leaf, is an artifact of this type (ISO 32000-1, table 330)."""
        marks = self._marks
        before = marks.wanted, marks.resting
        marks.wanted = marks.resting = artifact(kind, subtype)
        try:
            yield
        finally:
            marks.wanted, marks.resting = before

    # text

    def paint_line(self, line: Line, x: float, baseline: float, artifact: bool = False) -> None:
        """The pieces of a line, each under its own leaf; an artifact where there is none, or when told so."""
        if line.pieces:
            self.ledger.lines.append((line, len(self._pages) - 1, x, baseline, artifact))
            self._stream.show_line(line, x, baseline, artifact)

    # shapes

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: Rgb | None = None, fill: Rgb | None = None,
        *, line: float = 1.0, radius: float = 0.0, style: str = "", is_solid: bool = False,
    ) -> None:  # fmt: skip
        """A rectangle, filled and stroked in these colours; None leaves it out. `line` is the stroke's width.

        `style` asks for it; no words may stand in one that is solid (a bar, a box to tick).
        """
        box, page = (x, y, x + width, y + height), len(self._pages) - 1
        if is_solid:
            half = line / 2 if stroke is not None else 0.0
            self.ledger.solids.append((page, (x - half, y - half, x + width + half, y + height + half), style))
        elif stroke is not None:
            self.ledger.frame(page, box, line, style)
        if fill is not None and not is_solid:
            self.ledger.fills.append((page, box, fill))
        if fill is not None or stroke is not None:
            self._stream.paint(rectangle(x, y, width, height, radius), stroke, fill, line)
            self._marks.note_box(box)

    def segment(
        self, x1: float, y1: float, x2: float, y2: float, color: Rgb, width: float, style: str | None = None
    ) -> None:
        """A straight rule that a style asks for; an underline, which belongs to its words, comes without one."""
        low, high = (min(x1, x2), min(y1, y2)), (max(x1, x2), max(y1, y2))
        if style is not None:
            half = width / 2
            box = (low[0] - half, low[1] - half, high[0] + half, high[1] + half)
            self.ledger.solids.append((len(self._pages) - 1, box, style))
        self._stream.rule(segment(x1, y1, x2, y2), color, width)
        self._marks.note_box((*low, *high))

    def shape(
        self, leaf: Leaf | None, parts: Sequence[tuple[str, Rgb | None, Rgb | None]], box: Box, line: float, style: str
    ) -> None:
        """A picture of paths inside this box, as one mark: of each its operators (`m`, `l`, `c`, `h`), fill, stroke."""
        with self._figure(leaf, box, style):
            for path, fill, stroke in parts:
                self._stream.paint(path, stroke, fill, line)
            if leaf is not None:
                left, low, right, high = box
                self._stream.insert(_placed(self._shown.picture(*CLEAR_MASK), left, low, right - left, high - low))

    @contextmanager
    def field(self, leaf: Leaf | None, box: Box) -> Iterator[None]:
        """What shows that there is something to fill in by hand in this box, even if that is nothing at all."""
        with self.marked(leaf, "Form"):
            self._stream.enter()
            self._marks.note_box(box)
            yield

    # pictures

    def drawing(
        self, leaf: Leaf | None, drawing: Drawing, x: float, y: float, width: float, height: float, style: str = ""
    ) -> None:
        """A vector picture as large as the box allows, in its middle, cut off at its view box; one mark."""
        from handout.pdf.pictures.vector import fitted

        with self._figure(leaf, (x, y, x + width, y + height), style):
            self._stream.insert(fitted(drawing, x, y, width, height))
            if leaf is not None:
                self._stream.insert(_placed(self._shown.picture(*CLEAR_MASK), x, y, width, height))

    def picture(
        self, leaf: Leaf | None, data: bytes, kind: str, x: float, y: float, width: float, height: float,
        style: str = "",
    ) -> None:  # fmt: skip
        """A checked picture in a box, as one mark; the same picture is embedded once."""
        if kind == "svg":
            from handout.pdf.pictures.svg_reader import read_svg

            self.drawing(leaf, read_svg(data), x, y, width, height, style)
            return
        from handout.pdf.pictures.images import stream_of

        name = self._shown.picture(data, lambda: stream_of(data, kind))
        with self._figure(leaf, (x, y, x + width, y + height), style):
            self._stream.insert(_placed(name, x, y, width, height))

    def stamp(self, path: str, box: Box, color: Rgb, line: float = 0.0) -> None:
        """A path as an artifact, filled, or drawn as a line so thick, kept once in the file (a form XObject)."""
        name = self._shown.form((path, box, color, line), lambda: _stamped(path, box, color, line), has_text=False)
        with self.marked(None):
            self._stream.insert(f"{name} Do")

    @contextmanager
    def _figure(self, leaf: Leaf | None, box: Box, style: str) -> Iterator[None]:
        """A picture is painted inside, in this box, which no words may touch."""
        with self.marked(leaf, "Figure"):
            yield
            self._marks.note_box(box)
        self.ledger.solids.append((len(self._pages) - 1, box, style))

    def looks(self) -> tuple[int, ...]:
        """A number for each page: equal, within this process, where two documents paint the same.

        Forms, pictures and codes of fonts stand for something else in another document, so all of them count for each.
        """
        self._end_page()
        shared = hash((self._shown.shown(), self._fonts.codes()))
        return tuple(hash((page.content, page.width, page.height, shared)) for page in self._pages)

    # links, places, outline

    def link(self, element: Element, boxes: Sequence[Box], target: str, contents: str) -> None:
        """One annotation around a link's words on this page (ISO 14289-1, 7.18.5): a URI, or `#place`."""
        number = self._links.add(boxes, target, contents)
        self._pages[-1].annotations.append(number)
        element.annotations += ((len(self._pages) - 1, number),)

    def destination(self, place: str, y: float) -> None:
        """Where `#place` leads: this page, at this height."""
        self._links.lead(place, len(self._pages) - 1, y)

    def outline(self, entries: Sequence[Entry]) -> None:
        """The bookmarks: level from 1, title, place. A skipped level is closed up."""
        self._entries = entries

    # the file

    def finish(self) -> bytes:
        """The whole document. Nothing can be painted after it."""
        self._end_page()
        if not self._pages:
            raise InternalError("a document without a page")
        file, pages = self._file, self._pages
        named = self._fonts.objects(file.add, file.add_stream)
        fonts = "".join([f"/{name} {number} 0 R" for name, number in named.items()])
        file.put(self._font_resources, f"<<{fonts}>>")
        resources = file.add(f"<</Font {self._font_resources} 0 R{self._shown.resources()}>>")
        links = self._links.write(file)
        parent = write_pages(file, pages, resources, links)
        writer = StructureWriter(file, [page.number for page in pages], self._marks.leaves, self._marks.boxes, links)
        tree = writer.write(self._tree)
        outline = write_outline(file, self._entries, self._links.destination) if self._entries else None
        root, info = write_catalog(file, self._about, parent, tree, outline)
        return file.finish(root, info)


def _stamped(path: str, box: Box, color: Rgb, line: float) -> tuple[bytes, str]:
    """The operators that stamp a path, and the box around what they paint."""
    filled = f"{color_operator(color, 'g', 'rg')} {path} f"
    painted = f"{color_operator(color, 'G', 'RG')} {line:.6g} w {path} S" if line else filled
    left, low, right, high = box
    return painted.encode("ascii"), f"{left - line:.1f} {low - line:.1f} {right + line:.1f} {high + line:.1f}"


def _placed(name: str, x: float, y: float, width: float, height: float) -> str:
    """Operators that show a picture in a box."""
    return f"{width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm {name} Do"
