"""ReportLab's canvas, always inside exactly one mark: what is painted is tagged content or an artifact.

The structure tree is settled before; painting only records on which page, under which number (MCID), each leaf fell.
Artifact is the resting state (ISO 14289-1, 7.1; ISO 32000-1, 14.6 and 14.8.2.2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from handout.pdf import reportlab_setup  # noqa: F401  (before any of reportlab)
from handout.pdf.document import Document, name, text_string
from handout.pdf.embedding import DocumentFonts
from handout.pdf.icc import srgb
from handout.pdf.lines import Line
from handout.pdf.structure import Element, Leaf
from handout.pdf.structure_writer import StructureWriter
from handout.pdf.xmp import PRODUCER, packet
from handout.problems import InternalError
from reportlab.pdfgen.canvas import Canvas

Rgb = tuple[float, float, float]
Box = tuple[float, float, float, float]
ARTIFACT = "/Artifact BMC"


@dataclass(slots=True)
class _Page:
    width: float
    height: float
    content: bytes = b""
    annotations: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Painted:
    """One stretch of text on the page: what the ledger is held against."""

    leaf: Leaf | None
    text: str
    page: int
    x: float
    baseline: float
    width: float
    size: float
    color: Rgb


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Paints one document. Lengths in points, y upwards from the page's bottom edge."""

    def __init__(
        self, tree: Element, *, language: str, title: str, author: str = "", subject: str = "",
        keywords: Sequence[str] = (), fields: Mapping[str, str] | None = None, day: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(BytesIO(), pageCompression=0, invariant=1, initialFontName="Helvetica")
        self._tree = tree
        self._about = dict(
            title=title, language=language, author=author, subject=subject, keywords=keywords, fields=fields or {}, day=day
        )
        self._language = language
        self._title = title
        self._file = Document()
        self._fonts = DocumentFonts()
        self._pages: list[_Page] = []
        self._page_numbers: list[int] = []
        self._annotations: list[int] = []
        self._links_inside: list[tuple[int, bytes, str]] = []
        self._places: dict[str, tuple[int, float]] = {}
        self._pictures: dict[bytes, tuple[str, int]] = {}
        self._entries: Sequence[tuple[int, str, str]] = ()
        self.painted: list[tuple[Leaf | None, str, int, float, float, float, float, Rgb]] = []
        self._wanted: Leaf | str = ARTIFACT
        self._open: Leaf | str | None = None
        self._marks = 0
        self._in_text = False
        self._font: tuple[str, float] = ("", 0.0)
        self._fill_now: Rgb | None = None
        self._code: list[str] = []

    # pages

    def new_page(self, width: float, height: float) -> None:
        """Finish the page before, if any, and begin another."""
        self._end_page()
        self._pages.append(_Page(width, height))
        self._page_numbers.append(self._file.reserve())
        self._code = []
        self._marks = 0
        self._open, self._wanted = None, ARTIFACT
        self._font, self._fill_now = ("", 0.0), None

    def _end_page(self) -> None:
        if not self._pages:
            return
        self._close_mark()
        if self.state_stack:
            raise InternalError("a saved graphics state was not restored on its page")
        self._pages[-1].content = "\n".join(self._code).encode("latin-1")

    # marks

    def mark(self, leaf: Leaf | None) -> None:
        """What is painted from now on belongs to this leaf, or to none: an artifact."""
        self._wanted = ARTIFACT if leaf is None else leaf

    def artifact_kind(self, kind: str | None, subtype: str | None = None) -> None:
        """What is painted from now on is an artifact of this type (ISO 32000-1, table 330); None: of no type."""
        below = f"/Subtype/{subtype}" if subtype else ""
        self._wanted = f"/Artifact<</Type/{kind}{below}>>BDC" if kind else ARTIFACT

    def _enter(self) -> None:
        """Be inside the wanted mark, and outside of text."""
        if self._open is not self._wanted:
            self._switch()
        elif self._in_text:
            self._code.append("ET")
            self._in_text = False

    def _switch(self) -> None:
        if self.state_stack:
            raise InternalError("a mark may not change inside a saved graphics state")
        self._close_mark()
        wanted = self._wanted
        if isinstance(wanted, str):
            self._code.append(wanted)
        else:
            number = self._marks
            self._marks = number + 1
            wanted.marks.append((len(self._pages) - 1, number))
            self._code.append(f"/P<</MCID {number}>>BDC")
        self._open = wanted

    def _close_mark(self) -> None:
        if self._in_text:
            self._code.append("ET")
            self._in_text = False
        if self._open is not None:
            self._code.append("EMC")
            self._open = None

    # text

    def paint_line(self, line: Line, x: float, baseline: float, artifact: bool = False) -> None:
        """The pieces of a line, each under its own leaf."""
        code, fonts, painted, page = self._code, self._fonts, self.painted, len(self._pages) - 1
        resting = ARTIFACT if artifact or isinstance(self._wanted, Leaf) else self._wanted
        for piece in line.pieces:
            leaf = piece.leaf
            self._wanted = resting if artifact or leaf is None else leaf
            if self._open is not self._wanted:
                self._switch()
            if not self._in_text:
                code.append("BT")
                self._in_text = True
            ink = piece.ink
            font = (fonts.resource(piece.face), ink.size)
            if font != self._font:
                self._font = font
                code.append(f"{font[0]} {ink.size:g} Tf")
            if ink.color != self._fill_now:
                self._set_fill(ink.color)
            code.append(f"1 0 0 1 {x + piece.x:.2f} {baseline + ink.rise:.2f} Tm {fonts.show(piece)}")
            if not artifact:
                painted.append((leaf, piece.text, page, x + piece.x, baseline, piece.width, ink.size, ink.color))
        self._wanted = resting

    def _set_fill(self, color: Rgb) -> None:
        self._fill_now = color
        self._code.append(f"{_number(color[0])} {_number(color[1])} {_number(color[2])} rg")

    # shapes

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: Any = None, fill: Any = None,
        *, line: float = 1.0, radius: float = 0.0,
    ) -> None:  # fmt: skip
        """A rectangle, filled and stroked in these colours; None leaves it out."""
        self._enter()
        code = self._code
        if fill is not None and fill != self._fill_now:
            self._set_fill(fill)
        if stroke is not None:
            code.append(f"{_number(stroke[0])} {_number(stroke[1])} {_number(stroke[2])} RG {line:g} w")
        paint = "B" if fill is not None and stroke is not None else "f" if fill is not None else "S"
        if radius:
            path = self.beginPath()
            path.roundRect(x, y, width, height, radius)
            code.append(f"{path.getCode()} {paint}")
        else:
            code.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re {paint}")

    def segment(self, x1: float, y1: float, x2: float, y2: float, color: Rgb, width: float) -> None:
        """A straight rule."""
        self._enter()
        self._code.append(
            f"{_number(color[0])} {_number(color[1])} {_number(color[2])} RG {width:g} w "
            f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S"
        )

    def saveState(self) -> None:  # noqa: N802  (ReportLab's name)
        """Keep the graphics state; the mark may not change until it is restored."""
        self._enter()
        super().saveState()

    def restoreState(self) -> None:  # noqa: N802
        """Take the kept graphics state up again."""
        if self._in_text:
            self._code.append("ET")
            self._in_text = False
        super().restoreState()
        self._font, self._fill_now = ("", 0.0), None

    def picture(self, leaf: Leaf | None, data: bytes, kind: str, x: float, y: float, width: float, height: float) -> None:
        """A checked picture in a box; the same picture is embedded once. Its Figure element gets its bounding box."""
        self.mark(leaf)
        if kind == "svg":
            from handout.pdf.svg import draw_svg

            draw_svg(self, data, x, y, width, height)
        else:
            resource = self._picture(data, kind)
            self._enter()
            self._code.append(f"q {width:.3f} 0 0 {height:.3f} {x:.2f} {y:.2f} cm {resource} Do Q")
        self.mark(None)

    def _picture(self, data: bytes, kind: str) -> str:
        found = self._pictures.get(data)
        if found is None:
            from handout.pdf.images import stream_of

            entries, body = stream_of(data, kind)
            number = self._file.add_stream(entries, body)
            found = self._pictures[data] = (f"/I{len(self._pictures) + 1}", number)
        return found[0]

    def qr(self, leaf: Leaf | None, text: str, x: float, y: float, size: float) -> None:
        """A QR code with its quiet zone, black on white."""
        from handout.pdf.qr import bars, width

        self.mark(leaf)
        self._enter()
        unit = size / width(text)
        self._set_fill((1.0, 1.0, 1.0))
        self._code.append(f"{x:.2f} {y:.2f} {size:.2f} {size:.2f} re f")
        self._set_fill((0.0, 0.0, 0.0))
        top = y + size
        self._code.append(
            " ".join(
                f"{x + column * unit:.2f} {top - (row + 1) * unit:.2f} {length * unit:.2f} {unit:.2f} re"
                for row, column, length in bars(text)
            )
            + " f"
        )
        self.mark(None)

    # links, places, outline

    def link(self, element: Element, boxes: Sequence[Box], target: str, contents: str) -> None:
        """One annotation around a link's words on this page (ISO 14289-1, 7.18.5)."""
        number = self._file.reserve()
        page = len(self._pages) - 1
        around = (
            min(box[0] for box in boxes), min(box[1] for box in boxes),
            max(box[2] for box in boxes), max(box[3] for box in boxes),
        )  # fmt: skip
        quads = " ".join(
            f"{x1:.2f} {y2:.2f} {x2:.2f} {y2:.2f} {x1:.2f} {y1:.2f} {x2:.2f} {y1:.2f}" for x1, y1, x2, y2 in boxes
        )
        key = len(self._annotations)
        body = b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s]/QuadPoints[%s]/Contents%s" % (
            " ".join(f"{edge:.2f}" for edge in around).encode("ascii"), quads.encode("ascii"), text_string(contents),
        )  # fmt: skip
        self._annotations.append(number)
        self._pages[page].annotations.append(number)
        element.annotations.append((page, number))
        if target.startswith("#"):
            self._links_inside.append((number, body, target[1:]))
            self._keys_later(number, key)
        else:
            action = b"/A<</S/URI/URI%s>>" % text_string(_ascii_uri(target))
            self._links_inside.append((number, body + action, ""))
            self._keys_later(number, key)

    def _keys_later(self, number: int, key: int) -> None:
        self._keys = getattr(self, "_keys", {})
        self._keys[number] = key

    def destination(self, place: str, y: float) -> None:
        """Where `#place` leads: this page, at this height."""
        self._places.setdefault(place, (len(self._pages) - 1, y))

    def outline(self, entries: Sequence[tuple[int, str, str]]) -> None:
        """The bookmarks: level from 1, title, place. A skipped level is closed up."""
        self._entries = entries

    # the file

    def finish(self) -> bytes:
        """The whole document."""
        self._end_page()
        file = self._file
        fonts = self._fonts.objects(file.add, file.add_stream)
        resources = file.add(self._resources(fonts))
        self._write_links()
        holder = file.reserve()
        for at, page in enumerate(self._pages):
            file.put(self._page_numbers[at], self._page_body(page, at, holder, resources))
        kids = b" ".join(b"%d 0 R" % number for number in self._page_numbers)
        file.put(holder, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), kids))
        tree = StructureWriter(file, self._page_numbers).write(self._tree, self._annotations)
        profile = file.add_deflated(b"/N 3", srgb())
        metadata = file.add_stream(b"/Type/Metadata/Subtype/XML", packet(**self._about))  # type: ignore[arg-type]
        outline = self._write_outline()
        root = file.add(
            b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>/Metadata %d 0 R/Lang%s"
            b"/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>"
            b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
            b"/DestOutputProfile %d 0 R>>]%s>>"
            % (holder, tree, metadata, text_string(self._language), profile, outline)
        )
        info = file.add(b"<</Title%s/Producer(%s)>>" % (text_string(self._title), PRODUCER.encode("ascii")))
        return file.finish(root, info)

    def _resources(self, fonts: Mapping[str, int]) -> bytes:
        named = b"".join(b"/%s %d 0 R" % (key.encode("ascii"), number) for key, number in fonts.items())
        pictures = b"".join(
            b"%s %d 0 R" % (resource.encode("ascii"), number) for resource, number in self._pictures.values()
        )
        return b"<</Font<<%s>>%s>>" % (named, b"/XObject<<%s>>" % pictures if pictures else b"")

    def _page_body(self, page: _Page, at: int, holder: int, resources: int) -> bytes:
        content = self._file.add_deflated(b"", page.content)
        notes = b"/Annots[%s]" % b" ".join(b"%d 0 R" % number for number in page.annotations) if page.annotations else b""
        return b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/Resources %d 0 R/Tabs/S/StructParents %d%s>>" % (
            holder, _number(page.width).encode("ascii"), _number(page.height).encode("ascii"), content, resources, at, notes,
        )  # fmt: skip

    def _write_links(self) -> None:
        count = len(self._pages)
        for number, body, place in self._links_inside:
            if place:
                body += b"/Dest" + self._destination(place)
            self._file.put(number, body + b"/StructParent %d>>" % (count + self._keys[number]))

    def _destination(self, place: str) -> bytes:
        if place not in self._places:
            raise InternalError(f"a link leads to '{place}', which is nowhere on the pages")
        page, y = self._places[place]
        top = min(y, self._pages[page].height)
        return b"[%d 0 R/XYZ null %s null]" % (self._page_numbers[page], f"{top:.1f}".encode("ascii"))

    def _write_outline(self) -> bytes:
        """The outline tree (ISO 32000-1, 12.3.3): each entry with its neighbours."""
        if not self._entries:
            return b""
        root = self._file.reserve()
        numbers = [self._file.reserve() for _ in self._entries]
        parents: list[int] = []
        stack: list[tuple[int, int]] = []
        for at, (level, _, _) in enumerate(self._entries):
            while stack and stack[-1][0] >= level:
                stack.pop()
            parents.append(stack[-1][1] if stack else -1)
            stack.append((level, at))
        kids: dict[int, list[int]] = {}
        for at, parent in enumerate(parents):
            kids.setdefault(parent, []).append(at)
        for at, (_, title, place) in enumerate(self._entries):
            row = kids[parents[at]]
            own = row.index(at)
            body = b"<</Title%s/Parent %d 0 R/Dest%s" % (
                text_string(title), root if parents[at] < 0 else numbers[parents[at]], self._destination(place),
            )  # fmt: skip
            if own:
                body += b"/Prev %d 0 R" % numbers[row[own - 1]]
            if own + 1 < len(row):
                body += b"/Next %d 0 R" % numbers[row[own + 1]]
            below = kids.get(at)
            if below:
                body += b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[below[0]], numbers[below[-1]], len(below))
            self._file.put(numbers[at], body + b">>")
        top = kids[-1]
        self._file.put(
            root,
            b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (numbers[top[0]], numbers[top[-1]], len(numbers)),
        )
        return b"/Outlines %d 0 R/PageMode/UseOutlines" % root


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _ascii_uri(target: str) -> str:
    """A URI in ASCII: other characters as percent escapes of their UTF-8 (RFC 3986, 2.5)."""
    return "".join(char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode()) for char in target)
