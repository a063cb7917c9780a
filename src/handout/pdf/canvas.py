"""ReportLab's canvas, always inside exactly one mark: what is painted is tagged content or an artifact.

The structure tree is settled before; painting only records on which page, under which number (MCID), each leaf fell.
Artifact is the resting state (ISO 14289-1, 7.1; ISO 32000-1, 14.6 and 14.8.2.2). Text marks lie inside text objects,
all others outside of them; none is open when the graphics state is saved or restored.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from io import BytesIO
from itertools import groupby
from math import ceil, floor
from operator import itemgetter
from typing import Any, NoReturn

from handout.pdf.pictures.reportlab_setup import Canvas
from handout.pdf.file.bookmarks import Entry, write_outline
from handout.pdf.file.catalog import About, write_catalog
from handout.pdf.file.font_objects import DocumentFonts
from handout.pdf.file.objects import LEVEL_OF_PAGES, PdfFile, ascii_string, deflated, text_string
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.file.structure_writer import Box, StructureWriter, around
from handout.pdf.ledger import Ledger
from handout.pdf.text.faces import Face
from handout.pdf.text.lines import Line
from handout.pdf.text.runs import Ink
from handout.problems import InternalError

Rgb = tuple[float, float, float]
ARTIFACT = "/Artifact BMC"
PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNKNOWN = -1e9
"""No rise, and no place, that text can have."""
LINK = "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]"
ROUND = 0.4477152
"""How far a corner's control points stay from the corner, in parts of its radius."""


class _Hundredths(dict[int, str]):
    """Numbers given in hundredths, as a file writes them: most moves of the pen are made again and again."""

    def __missing__(self, number: int) -> str:
        if len(self) >= MOST_NUMBERS:
            self.clear()
        text = self[number] = f"{number / 100:g}"
        return text


CLEAR_MASK = "clear mask"
MOST_NUMBERS = 20_000
HUNDREDTHS = _Hundredths()


_LOOK_OF_RULE = itemgetter(0, 1, 2)


class _Page:
    """A page being painted: its object number, its leaves by MCID, its operators."""

    __slots__ = ("annotations", "content", "height", "leaves", "number", "width")

    def __init__(self, number: int, width: float, height: float) -> None:
        self.number = number
        self.width = width
        self.height = height
        self.leaves: list[Leaf] = []
        self.annotations: list[int] = []
        self.content = b""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Paints one document. Lengths in points, y upwards from the page's bottom edge.

    Every method of ReportLab's canvas that draws paths works too and is marked like all else. Its text and picture
    methods are refused, because they know nothing of embedded fonts and checked pictures.
    """

    def __init__(
        self, tree: Element, *, language: str, title: str, author: str = "", subject: str = "",
        keywords: Sequence[str] = (), fields: Mapping[str, str] | None = None, day: str | None = None,
    ) -> None:  # fmt: skip
        self._about = About(title, language, author, subject, tuple(keywords), dict(fields or {}), day)
        self._tree = tree
        self._file = PdfFile()
        self._fonts = DocumentFonts()
        self._show = self._fonts.show
        self._font_resources = self._file.reserve()
        self._font_operators: dict[tuple[Face, float], str] = {}
        self._pages: list[_Page] = []
        self._links: list[tuple[str, str, str]] = []
        self._places: dict[str, tuple[int, float]] = {}
        self._pictures: dict[object, tuple[str, int]] = {}
        self._recurring: dict[tuple[object, ...], tuple[str, Ledger]] = {}
        self._boxes: dict[Leaf, Box] = {}
        self._entries: Sequence[Entry] = ()
        self._saved: list[tuple[str, Rgb | None, Rgb | None, float, float]] = []
        self._font, self._width, self._rise = "", -1.0, 0.0
        self._fill: Rgb | None = None
        self._stroke: Rgb | None = None
        self._ink: Ink | None = None
        self._face: Face | None = None
        self._across = self._up = 0
        self.ledger = Ledger()
        self._operators: list[str] = []
        self._resting = ARTIFACT
        self._wanted: Leaf | str = ARTIFACT
        self._open: Leaf | str | None = None
        self._in_text = False
        self._is_wide = False
        self._rules: list[tuple[str, Rgb, float, str]] = []
        # In place of ReportLab's own `__init__`, which makes a whole document beside ours.
        self._currentMatrix = PLAIN
        self.__dict__.update(_reportlab_state(), state_stack=[])

    @property
    def faces(self) -> list[Face]:
        """The faces that were shown so far."""
        return self._fonts.faces()

    def say(self, name: str, value: str) -> None:
        """Let the file say one more thing of itself, known only once it is painted."""
        self._about.fields[name] = value

    # what ReportLab's own methods meet

    @property
    def _code(self) -> list[str]:
        """The page's operators, for ReportLab's own methods: what they add falls under the current mark."""
        self._enter()
        self._forget_state()
        return self._operators

    @_code.setter
    def _code(self, operators: list[str]) -> None:
        self._operators = operators

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise InternalError("this method of ReportLab's canvas knows no tags; use the tagged canvas's own")

    beginText = drawText = setFont = beginForm = doForm = drawImage = drawInlineImage = _refuse
    linearGradient = radialGradient = shade = setFillColorCMYK = setStrokeColorCMYK = _refuse
    setFillAlpha = setStrokeAlpha = setBlendMode = setFillOverprint = setStrokeOverprint = setOverprintMask = _refuse
    linkURL = linkRect = linkAbsolute = bookmarkPage = bookmarkHorizontal = addOutlineEntry = _addAnnotation = _refuse
    save = showPage = setPageSize = setPageTransition = addPostScriptCommand = _refuse

    def saveState(self) -> None:
        """Keep the graphics state."""
        self._rest()
        self.push_state_stack()
        self._saved.append((self._font, self._fill, self._stroke, self._width, self._rise))
        self._operators.append("q")

    def restoreState(self) -> None:
        """Take the kept graphics state up again."""
        self._rest()
        self.pop_state_stack()
        self._font, self._fill, self._stroke, self._width, self._rise = self._saved.pop()
        self._ink = None
        self._operators.append("Q")

    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        """Adjoin a transformation to the current one."""
        self._rest()
        a0, b0, c0, d0, e0, f0 = self._currentMatrix
        self._currentMatrix = (
            a0 * a + c0 * b, b0 * a + d0 * b, a0 * c + c0 * d, b0 * c + d0 * d,
            a0 * e + c0 * f + e0, b0 * e + d0 * f + f0,
        )  # fmt: skip
        self._operators.append(f"{a:.6f} {b:.6f} {c:.6f} {d:.6f} {e:.3f} {f:.3f} cm")

    def _forget_state(self) -> None:
        """Nothing is known of the graphics state: say it all again when it matters."""
        self._font, self._width = "", -1.0
        self._fill = self._stroke = self._ink = None

    # pages

    def new_page(self, width: float, height: float) -> None:
        """Finish the page before, if any, and begin another."""
        self._end_page()
        self.__dict__.update(_reportlab_state(), _pagesize=(width, height), state_stack=[])
        self._operators = []
        self._pages.append(_Page(self._file.reserve(), width, height))
        self.ledger.pages.append((width, height))
        self._wanted = self._resting = ARTIFACT
        self._rise = 0.0
        self._forget_state()

    def _end_page(self) -> None:
        if not self._pages:
            return
        self._rest()
        if self._saved:
            raise InternalError("a saved graphics state was not restored on its page")
        self._pages[-1].content = " ".join(self._operators).encode("latin-1")

    def recur(self, name: str, paint: Callable[[], None]) -> None:
        """Artifacts that are the same on other pages too: painted under this name once, and kept once in the file.

        A form XObject takes up no state of the page around it and leaves none behind (ISO 32000-1, 8.10.1); its marks
        are its own. The ledger is told of it on every page.
        """
        self._rest()
        page = self._pages[-1]
        key = (name, self._resting, page.width, page.height, self._currentMatrix)
        found = self._recurring.get(key)
        if found is None:
            found = self._recurring[key] = self._painted_apart(paint)
        shown, entries = found
        self.ledger.again(entries, len(self._pages) - 1)
        self._ink = None
        if shown:
            self._operators.append(shown)

    def _painted_apart(self, paint: Callable[[], None]) -> tuple[str, Ledger]:
        """The operator that shows what is painted, and what the ledger must hold of it wherever it is shown."""
        around_it = self._operators, self._font, self._fill, self._stroke, self._width, self._rise, self.ledger
        self._operators, self.ledger = [], Ledger()
        self._forget_state()
        self._rise = UNKNOWN
        paint()
        self._rest()
        content, entries = " ".join(self._operators).encode("latin-1"), self.ledger
        self._operators, self._font, self._fill, self._stroke, self._width, self._rise, self.ledger = around_it
        return (f"{self._form(content)} Do" if content else ""), entries

    def _form(self, content: bytes) -> str:
        found = self._pictures.get(content)
        if found is None:
            page = self._pages[-1]
            entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %.6g %.6g]/Resources<</Font %d 0 R>>" % (
                page.width, page.height, self._font_resources,
            )  # fmt: skip
            number = self._file.add_recurring(entries, content)
            found = self._pictures[content] = (f"/I{len(self._pictures) + 1}", number)
        return found[0]

    # marks

    def mark(self, leaf: Leaf | None) -> None:
        """What is painted from now on belongs to this leaf, or to none: an artifact."""
        self._wanted = self._resting if leaf is None else leaf

    def artifact_kind(self, kind: str | None, subtype: str | None = None) -> None:
        """What is painted from now on is an artifact of this type (ISO 32000-1, table 330); None: of no type."""
        below = f"/Subtype/{subtype}" if subtype else ""
        self._wanted = self._resting = f"/Artifact<</Type/{kind}{below}>>BDC" if kind else ARTIFACT

    def _enter(self, tag: str = "/P") -> None:
        """Be inside the wanted mark, and outside of text."""
        if self._in_text:
            self._end_text()
        if self._open is not self._wanted:
            self._begin(self._wanted, tag)

    def _begin(self, mark: Leaf | str, tag: str = "/P") -> None:
        """Close the mark that is open and open another."""
        closing = "EMC " if self._open is not None else ""
        self._open = mark
        if type(mark) is str:
            self._operators.append(f"{closing}{mark}")
            return
        if not self._pages:
            raise InternalError("something was painted before the first page")
        leaves = self._pages[-1].leaves
        number = len(leaves)
        leaves.append(mark)  # type: ignore[arg-type]
        mark.marks.append((len(self._pages) - 1, number))  # type: ignore[union-attr]
        self._operators.append(f"{closing}{tag}<</MCID {number}>>BDC")

    def _end_text(self) -> None:
        """Leave the text object, and draw the rules that waited for its end."""
        operators = self._operators
        if self._open is not None:
            operators.append("EMC")
            self._open = None
        operators.append("ET")
        self._in_text = False
        if self._rules:
            rules, self._rules = self._rules, []
            for (mark, color, width), paths in groupby(rules, _LOOK_OF_RULE):
                if mark != self._open:
                    self._begin(mark)
                self._set_stroke(color, width)
                operators += [path for _, _, _, path in paths]
                operators.append("S")

    def _rest(self) -> None:
        """Be inside no mark and no text object, where the graphics state may change as a whole.

        A picture drawn in many steps is one mark all the same: its steps stay inside.
        """
        if self._is_wide:
            return
        if self._in_text:
            self._end_text()
        if self._open is not None:
            self._operators.append("EMC")
            self._open = None

    # text

    def paint_line(self, line: Line, x: float, baseline: float, artifact: bool = False) -> None:
        """The pieces of a line, each under its own leaf; an artifact where there is none, or when told so.

        A piece that begins where the one before it ended needs no move: there the pen is.
        """
        pieces = line.pieces
        if not pieces:
            return
        if not self._in_text:
            self._begin_text()
        operators, resting = self._operators, self._resting
        number = len(self._pages) - 1
        is_plain = not self._saved or self._currentMatrix == PLAIN
        self.ledger.lines.append((line, number, x, baseline, artifact, is_plain))
        # Hundredths of a point, as whole numbers: moves add up without drifting.
        up = round(baseline * 100)
        end = UNKNOWN
        for piece in pieces:
            at, ink, glyphs = piece.x, piece.ink, piece.glyphs
            mark: Leaf | str = resting if artifact else piece.leaf or resting
            follows = -0.005 < at - end < 0.005
            goes_on = follows and mark is self._open and ink is self._ink and piece.face is self._face
            if not goes_on:
                if mark is not self._open:
                    self._begin(mark)
                if ink is not self._ink or piece.face is not self._face:
                    self._set_ink(ink, piece.face)
            shown = self._show(piece)
            if glyphs[0].rtl:
                # Glyphs stand as they are seen, left to right; this says that they are read the other way round
                # (ISO 32000-1, 14.8.2.3.3).
                shown = f"/ReversedChars BMC{shown} EMC"
            end = at + piece.width
            if not follows:
                across = round((x + at) * 100)
                shown = f"{HUNDREDTHS[across - self._across]} {HUNDREDTHS[up - self._up]} Td{shown}"
                self._across, self._up = across, up
            elif goes_on and operators[-1].endswith(")]TJ") and shown.startswith("[("):
                operators[-1] = operators[-1][:-4] + shown[2:]
                continue
            operators.append(shown)

    def _begin_text(self) -> None:
        self._rest()
        self._operators.append("BT")
        self._in_text = True
        self._across = self._up = 0

    def _set_ink(self, ink: Ink, face: Face) -> None:
        font = self._font_operators.get((face, ink.size))
        if font is None:
            font = self._font_operators[face, ink.size] = f"{self._fonts.resource(face)} {ink.size:.6g} Tf"
        if font != self._font:
            self._font = font
            self._operators.append(font)
        if ink.rise != self._rise:
            self._rise = ink.rise
            self._operators.append(f"{ink.rise:.4g} Ts")
        if ink.color != self._fill:
            self._fill = ink.color
            self._operators.append(_color(ink.color, "g", "rg"))
        self._ink, self._face = ink, face

    def _set_fill(self, color: Rgb) -> None:
        if color != self._fill:
            self._fill = color
            self._ink = None
            self._operators.append(_color(color, "g", "rg"))

    def _set_stroke(self, color: Rgb, width: float) -> None:
        if color != self._stroke:
            self._stroke = color
            self._operators.append(_color(color, "G", "RG"))
        if width != self._width:
            self._width = width
            self._operators.append(f"{width:.6g} w")

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
        self._path(_rectangle(x, y, width, height, radius), box, stroke, fill, line)

    def segment(
        self, x1: float, y1: float, x2: float, y2: float, color: Rgb, width: float, style: str | None = None
    ) -> None:
        """A straight rule that a style asks for; an underline, which belongs to its words, comes without one.

        An artifact among text waits for the text to end, so that it cuts no mark in two.
        """
        if style is not None:
            half = width / 2
            box = (min(x1, x2) - half, min(y1, y2) - half, max(x1, x2) + half, max(y1, y2) + half)
            self.ledger.solids.append((len(self._pages) - 1, box, style))
        path = f"{_length(x1)} {_length(y1)} m {_length(x2)} {_length(y2)} l"
        if self._in_text and type(self._wanted) is str:
            self._rules.append((self._wanted, color, width, path))
            return
        self._enter()
        self._set_stroke(color, width)
        self._operators += (path, "S")
        if type(self._wanted) is not str:
            self._note_box((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))

    def shape(
        self, leaf: Leaf | None, path: str, box: Box, *, fill: Rgb | None = None, stroke: Rgb | None = None,
        line: float = 1.0,
    ) -> None:  # fmt: skip
        """A path given as operators that build it (`m`, `l`, `c`, `h`, `re`), inside this box."""
        self.mark(leaf)
        self._path(path, box, stroke, fill, line)
        self.mark(None)

    def _path(self, path: str, box: Box, stroke: Rgb | None, fill: Rgb | None, line: float) -> None:
        if fill is None and stroke is None:
            return
        self._enter()
        if fill is not None:
            self._set_fill(fill)
        if stroke is not None:
            self._set_stroke(stroke, line)
        self._operators.append(f"{path} {'f' if stroke is None else 'S' if fill is None else 'B'}")
        self._note_box(box)

    def _note_box(self, box: Box) -> None:
        """Remember where a leaf that is no text lies: its element may have to say so."""
        leaf = self._wanted
        if isinstance(leaf, Leaf):
            before = self._boxes.get(leaf)
            self._boxes[leaf] = box if before is None else around((before, box))

    # pictures

    def picture(
        self, leaf: Leaf | None, data: bytes, kind: str, x: float, y: float, width: float, height: float,
        style: str = "",
    ) -> None:  # fmt: skip
        """A checked picture in a box, as one mark; the same picture is embedded once."""
        self.mark(leaf)
        self._enter("/Figure")
        if kind == "svg":
            from handout.pdf.pictures.svg import draw_svg

            self._is_wide = True
            draw_svg(self, data, x, y, width, height)
            self._is_wide = False
            self._lay_clear_mask(leaf, (x, y, width, height))
        else:
            name = self._picture(data, kind)
            self._operators.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm {name} Do Q")
        self._note_box((x, y, x + width, y + height))
        self.ledger.solids.append((len(self._pages) - 1, (x, y, x + width, y + height), style))
        self.mark(None)

    def _picture(self, data: bytes, kind: str) -> str:
        found = self._pictures.get(data)
        if found is None:
            from handout.pdf.pictures.images import stream_of

            number = self._file.add_stream(*stream_of(data, kind))
            found = self._pictures[data] = (f"/I{len(self._pictures) + 1}", number)
        return found[0]

    def _lay_clear_mask(self, leaf: Leaf | None, box: Box) -> None:
        """A picture of one dot that paints nothing, over a drawing: Chromium says what a figure shows only of pictures.

        `box` is x, y, width and height here. A bit of 1 in a mask leaves the page as it is (ISO 32000-1, 8.9.6.2).
        """
        if leaf is None:
            return
        x, y, width, height = box
        found = self._pictures.get(CLEAR_MASK)
        if found is None:
            entries = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ImageMask true/BitsPerComponent 1"
            number = self._file.add_stream(entries, b"\x80")
            found = self._pictures[CLEAR_MASK] = (f"/I{len(self._pictures) + 1}", number)
        self._operators.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm {found[0]} Do Q")

    def stamp(self, path: str, box: Box, color: Rgb) -> None:
        """A filled path as an artifact, kept once in the file however many pages show it (a form XObject)."""
        key = (path, color)
        found = self._pictures.get(key)
        if found is None:
            entries = "/Type/XObject/Subtype/Form/BBox[{:.1f} {:.1f} {:.1f} {:.1f}]".format(*box)
            painted = f"{_color(color, 'g', 'rg')} {path} f"
            number = self._file.add_recurring(entries.encode("ascii"), painted.encode("ascii"))
            found = self._pictures[key] = (f"/I{len(self._pictures) + 1}", number)
        self.mark(None)
        self._enter()
        self._operators.append(f"q {found[0]} Do Q")

    def qr(self, leaf: Leaf | None, text: str, x: float, y: float, size: float, style: str = "") -> None:
        """A QR code with its quiet zone, black on white."""
        from handout.pdf.pictures.qr import blocks, width

        self.mark(leaf)
        self._enter("/Figure")
        unit = size / width(text)
        self._set_fill((1.0, 1.0, 1.0))
        self._operators.append(f"{_rectangle(x, y, size, size, 0.0)} f")
        self._set_fill((0.0, 0.0, 0.0))
        dark = " ".join([f"{column} {row} {across} {down} re" for column, row, across, down in blocks(text)])
        self._operators.append(f"q {unit:.6f} 0 0 {-unit:.6f} {x:.2f} {y + size:.2f} cm {dark} f Q")
        self._lay_clear_mask(leaf, (x, y, size, size))
        self._note_box((x, y, x + size, y + size))
        self.ledger.solids.append((len(self._pages) - 1, (x, y, x + size, y + size), style))
        self.mark(None)

    # links, places, outline

    def link(self, element: Element, boxes: Sequence[Box], target: str, contents: str) -> None:
        """One annotation around a link's words on this page (ISO 14289-1, 7.18.5): a URI, or `#place`.

        It reaches out to whole points.
        """
        x1, y1, x2, y2 = boxes[0] if len(boxes) == 1 else around(boxes)
        rect = f"/Rect[{floor(x1)} {floor(y1)} {ceil(x2)} {ceil(y2)}]"
        if len(boxes) > 1:
            corners = [f"{a:.1f} {d:.1f} {c:.1f} {d:.1f} {a:.1f} {b:.1f} {c:.1f} {b:.1f}" for a, b, c, d in boxes]
            rect += f"/QuadPoints[{' '.join(corners)}]"
        self._pages[-1].annotations.append(len(self._links))
        element.annotations += ((len(self._pages) - 1, len(self._links)),)
        self._links.append((rect, contents, target))

    def destination(self, place: str, y: float) -> None:
        """Where `#place` leads: this page, at this height."""
        self._places.setdefault(place, (len(self._pages) - 1, y))

    def outline(self, entries: Sequence[Entry]) -> None:
        """The bookmarks: level from 1, title, place. A skipped level is closed up."""
        self._entries = entries

    def _place(self, place: str) -> str:
        """An explicit destination (ISO 32000-1, 12.3.2.2) that keeps the reader's zoom, up to whole points."""
        if place not in self._places:
            raise InternalError(f"a link or a bookmark leads to '{place}', which is nowhere on the pages")
        at, y = self._places[place]
        page = self._pages[at]
        return f"[{page.number} 0 R/XYZ null {min(max(ceil(y), 0), floor(page.height))} null]"

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
        pictures = "".join([f"{name} {number} 0 R" for name, number in self._pictures.values()])
        xobjects = f"/XObject<<{pictures}>>" if pictures else ""
        resources = file.add(f"<</Font {self._font_resources} 0 R{xobjects}>>")
        links = self._write_links()
        parent = self._write_pages(resources, links)
        writer = StructureWriter(
            file, [page.number for page in pages], [page.leaves for page in pages], self._boxes, links
        )
        tree = writer.write(self._tree)
        outline = write_outline(file, self._entries, self._place) if self._entries else None
        root, info = write_catalog(file, self._about, parent, tree, outline)
        return file.finish(root, info)

    getpdfdata = finish

    def _write_pages(self, resources: int, links: Sequence[int]) -> int:
        file = self._file
        parent = file.reserve()
        for key, page in enumerate(self._pages):
            content = file.add_stream(b"/Filter/FlateDecode", deflated(page.content, LEVEL_OF_PAGES))
            notes = " ".join([f"{links[at]} 0 R" for at in page.annotations])
            file.put(
                page.number,
                f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {page.width:.6g} {page.height:.6g}]"
                f"/Contents {content} 0 R/Resources {resources} 0 R/Tabs/S/StructParents {key}"
                f"{f'/Annots[{notes}]' if notes else ''}>>",
            )
        kids = " ".join([f"{page.number} 0 R" for page in self._pages])
        file.put(parent, f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        return parent

    def _write_links(self) -> list[int]:
        numbers = []
        for key, (rect, contents, target) in enumerate(self._links, len(self._pages)):
            if target.startswith("#"):
                leads = f"/Dest{self._place(target[1:])}"
            else:
                leads = f"/A<</S/URI/URI{ascii_string(target)}>>"
            numbers.append(
                self._file.add(f"<</StructParent {key}/Contents{text_string(contents)}{leads}{rect}{LINK}>>")
            )
        return numbers


@cache
def _reportlab_state() -> dict[str, object]:
    """What a canvas of ReportLab knows before anything is painted, so far as its path methods ask for it.

    None of it is ever changed in place. Its lists, and the document it would write, are for methods that are refused.
    """
    state = vars(Canvas(BytesIO(), pageCompression=0, invariant=1))
    return {
        name: value
        for name, value in state.items()
        if name in Canvas.STATE_ATTRIBUTES or value is None or isinstance(value, (bool, int, float, str))
    }


@lru_cache(maxsize=256)
def _color(color: Rgb, grey: str, rgb: str) -> str:
    """The operator that sets a colour, to thousandths: all 256 steps of a channel stay apart.

    Equal parts are a grey, which printers set with black ink alone (ISO 32000-1, 8.6.4.2).
    """
    parts = [f"{part:.3f}".strip("0").rstrip(".") or "0" for part in color]
    return f"{parts[0]} {grey}" if parts[0] == parts[1] == parts[2] else f"{' '.join(parts)} {rgb}"


@lru_cache(maxsize=MOST_NUMBERS)
def _length(points: float) -> str:
    """A length or a place, to hundredths of a point."""
    return f"{round(points, 2):.9g}"


def _rectangle(x: float, y: float, width: float, height: float, radius: float) -> str:
    if not radius:
        return f"{_length(x)} {_length(y)} {_length(width)} {_length(height)} re"
    r = min(radius, width / 2, height / 2)
    right, top = x + width, y + height
    xs = [_length(at) for at in (x, x + r * ROUND, x + r, right - r, right - r * ROUND, right)]
    ys = [_length(at) for at in (y, y + r * ROUND, y + r, top - r, top - r * ROUND, top)]
    return (
        f"{xs[2]} {ys[0]} m {xs[3]} {ys[0]} l {xs[4]} {ys[0]} {xs[5]} {ys[1]} {xs[5]} {ys[2]} c "
        f"{xs[5]} {ys[3]} l {xs[5]} {ys[4]} {xs[4]} {ys[5]} {xs[3]} {ys[5]} c "
        f"{xs[2]} {ys[5]} l {xs[1]} {ys[5]} {xs[0]} {ys[4]} {xs[0]} {ys[3]} c "
        f"{xs[0]} {ys[2]} l {xs[0]} {ys[1]} {xs[1]} {ys[0]} {xs[2]} {ys[0]} c h"
    )
