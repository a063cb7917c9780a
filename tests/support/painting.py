"""Paint small documents on the tagged canvas, line below line, without layout."""

from io import BytesIO
from math import pi
from typing import Any

from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.pictures import qr
from handout.pdf.pictures.glyph_paths import drawn
from handout.pdf.text.lines import set_lines
from handout.pdf.text.runs import Ink, Run
from handout.source import Span

BLACK = (0.0, 0.0, 0.0)
BLUE = (0.1, 0.2, 0.6)
PALE = (0.93, 0.95, 1.0)
LEFT, TOP, LEADING = 72.0, 700.0, 18.0
NOWHERE = Span("", 0, 0)


class Sheet:
    """A canvas with a pen: each line goes below the one before."""

    def __init__(self, **about: Any) -> None:
        self.tree = Element("Document")
        about = {"language": "en-US", "title": "A title", **about}
        self.canvas = TaggedCanvas(self.tree, **about)
        self.said: list[tuple[Leaf, str]] = []
        self.y = TOP

    def page(self) -> None:
        """Begin a page."""
        self.canvas.new_page(612, 792)
        self.y = TOP

    def write(
        self, element: Element, text: str, *, width: float = 400.0, language: str = "en-US", size: float = 12.0,
        x: float = LEFT, break_after: int | None = None, **look: Any,
    ) -> list[tuple[float, float, float, float]]:  # fmt: skip
        """Lines of a new leaf of this element; the boxes around them. A page begins after so many lines."""
        leaf = element.leaf()
        self.said.append((leaf, text))
        return self.paint(leaf, text, width, language, size, x, break_after, **look)

    def paint(
        self, leaf: Leaf | None, text: str, width: float = 400.0, language: str = "en-US", size: float = 12.0,
        x: float = LEFT, break_after: int | None = None, artifact: bool = False, **look: Any,
    ) -> list[tuple[float, float, float, float]]:  # fmt: skip
        """Lines of a leaf, or of an artifact."""
        families = ("Noto Sans Arabic",) if language == "ar" else ("Atkinson Hyperlegible",)
        ink = Ink(families, size, look.pop("color", BLACK), **look)
        direction: Any = "rtl" if language == "ar" else "ltr"
        boxes = []
        for number, line in enumerate(
            set_lines([Run(text, ink, language, leaf, NOWHERE)], width, base_direction=direction), 1
        ):
            self.canvas.paint_line(line, x, self.y, artifact=artifact)
            boxes.append((x, self.y - 3, x + line.width, self.y + size))
            self.y -= LEADING
            if number == break_after:
                self.page()
        return boxes

    def finish(self) -> bytes:
        """The bytes of the document."""
        return self.canvas.finish()


def one_line(text: str = "Wash your hands.", **about: Any) -> bytes:
    """A document of one paragraph."""
    sheet = Sheet(**about)
    sheet.page()
    sheet.write(sheet.tree.element("P"), text)
    return sheet.finish()


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (8, 6)) -> bytes:
    """A small picture of one colour."""
    from PIL import Image

    out = BytesIO()
    Image.new(mode, size, 120 if mode == "L" else (120, 30, 200)).save(out, kind)
    return out.getvalue()


def everything() -> Sheet:
    """A document that uses all that the canvas can do; not yet finished."""
    sheet = Sheet(
        title="Für zu Hause: wounds (a test)", author="Riverside Clinic", subject="How to care for a wound",
        keywords=("wound", "Verband & Pflege"), day="2026-11-22",
        fields={"slug": "wounds", "digest": "ab" * 32, "state": "draft", "something_else": "a < b"},
    )  # fmt: skip
    canvas, tree = sheet.canvas, sheet.tree
    sheet.page()
    _watermark(sheet)
    canvas.destination("top", sheet.y + 20)
    sheet.write(tree.element("H1"), "Caring for your wound", bold=True, size=20.0)
    section = tree.element("Sect")
    canvas.destination("washing", sheet.y + 16)
    sheet.write(section.element("H2"), "Washing", bold=True, size=16.0, color=BLUE)
    canvas.rect(60, sheet.y - 80, 420, 90, fill=PALE, stroke=BLUE, line=0.75, radius=6)
    paragraph = section.element("P")
    sheet.write(paragraph, "Wash your hands before you touch the dressing and after that as well ")
    reference = paragraph.element("Reference").element("Link")
    boxes = sheet.write(reference, "1", size=8.0, rise=4.0)
    canvas.link(reference, boxes, "#ref-1", "Reference 1")
    link = paragraph.element("Link")
    boxes = sheet.write(link, "read more about washing on the pages of an example " * 3, color=BLUE, underline=True)
    for x1, y1, x2, _ in boxes:
        canvas.segment(x1, y1, x2, y1, BLUE, 0.6)
    canvas.link(link, boxes, "https://example.org/washing?a=(1)&b=ü", "An example (of a link)")
    sheet.write(paragraph.element("Span", language="es"), "lávese las manos", language="es")
    sheet.write(paragraph.element("Span", actual_text="phone"), "(T)")
    sheet.write(paragraph.element("Quote"), "Keep it dry.")
    _lists(sheet, section)
    sheet.page()
    _table(sheet, section)
    _figures(sheet, section)
    long = section.element("P")
    sheet.write(long, "This goes over the end of the page and on. " * 6, break_after=2)
    torn = section.element("P").element("Link")
    boxes = sheet.write(torn, "A link that begins here")
    canvas.link(torn, boxes, "#top", "To the top")
    sheet.page()
    boxes = sheet.write(torn, "and ends there.")
    canvas.link(torn, boxes, "#top", "To the top")
    sheet.write(section.element("Note"), "A note below.")
    sheet.write(section.element("P", language="ar"), "اغسل يديك قبل 5-10 دقائق", language="ar")
    entry = section.element("L", list_numbering="Decimal").element("LI")
    canvas.destination("ref-1", sheet.y + 12)
    sheet.write(entry.element("Lbl"), "1.")
    sheet.write(entry.element("LBody").element("BibEntry"), "Example A. How to wash. 2024.")
    empty = section.element("Sect")
    empty.element("P").leaf()
    canvas.outline([(1, "Caring", "top"), (3, "Wäsche", "washing"), (2, "Again", "washing"), (1, "End", "ref-1")])
    return sheet


def _watermark(sheet: Sheet) -> None:
    canvas = sheet.canvas
    with canvas.artifact("Pagination", "Watermark"):
        line = set_lines([Run("DRAFT", Ink(("Noto Sans",), 150.0, BLACK), "en-US", None, NOWHERE)], 999)[0]
        canvas.stamp(*drawn(line, 150.0, 306, 396, pi / 4), (0.9, 0.9, 0.9))
    y, sheet.y = sheet.y, 30.0
    with canvas.artifact("Pagination", "Footer"):
        sheet.paint(None, "Page 1 of 3 · not yet reviewed", size=10.0)
        canvas.segment(72, 44, 540, 44, BLACK, 0.5)
    sheet.y = y


def _lists(sheet: Sheet, section: Element) -> None:
    listing = section.element("L", list_numbering="Disc")
    for text in ("Soap", "Water"):
        item = listing.element("LI")
        sheet.write(item.element("Lbl"), "•", x=72)
        sheet.y += LEADING
        body = item.element("LBody")
        sheet.write(body.element("P"), text, x=90)
    inner = body.element("L", list_numbering="None").element("LI")
    box = inner.element("Lbl", actual_text="Box to tick").leaf()
    with sheet.canvas.marked(box):
        sheet.canvas.rect(90, sheet.y - 2, 10, 10, stroke=BLACK, line=1.2)
    sheet.write(inner.element("LBody"), "Warm water", x=110)


def _table(sheet: Sheet, section: Element) -> None:
    table = section.element("Table")
    sheet.write(table.element("Caption"), "When to change it", bold=True)
    head = table.element("THead").element("TR")
    for number, text in enumerate(("Day", "What to do")):
        cell = head.element("TH", scope="Column", column_span=1 + number)
        sheet.write(cell, text, x=72 + 150 * number)
        sheet.y += LEADING
    sheet.y -= LEADING
    body = table.element("TBody")
    row = body.element("TR")
    sheet.write(row.element("TH", scope="Row", row_span=2).element("P"), "One", x=72)
    sheet.write(row.element("TD"), "Leave it", x=222)
    row.element("TD")
    row = body.element("TR")
    sheet.write(row.element("TD"), "Look", x=222)
    row.element("TD").element("P").leaf()
    sheet.paint(None, "Day", artifact=True)


def _figures(sheet: Sheet, section: Element) -> None:
    canvas = sheet.canvas
    for number, (kind, data) in enumerate(
        (("png", picture("PNG")), ("jpeg", picture("JPEG")), ("png", picture("PNG")), ("png", picture("PNG", "L")))
    ):
        figure = section.element("Figure", alt=f"A picture, number {number}", placement="Block")
        canvas.picture(figure.leaf(), data, kind, 72 + number * 100, sheet.y - 50, 80, 60)
    canvas.picture(None, picture("PNG"), "png", 500, sheet.y - 50, 20, 15)
    sheet.y -= 70
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0L10 0L5 10Z" fill="#b00"/></svg>'
    canvas.picture(section.element("Figure", alt="A triangle").leaf(), svg, "svg", 72, sheet.y - 50, 60, 60)
    code = section.element("Figure", alt="A QR code that leads to example.org")
    canvas.drawing(code.leaf(), qr.drawing("https://example.org/"), 200, sheet.y - 60, 80, 80)
    sheet.y -= 80
    chart = section.element("Figure", alt="Two bars").leaf()
    with canvas.marked(chart):
        canvas.rect(72, sheet.y - 20, 10, 20, fill=BLUE)
        canvas.rect(90, sheet.y - 20, 10, 12, fill=BLUE)
        canvas.rect(122, sheet.y - 18, 16, 16, stroke=BLACK, radius=8, line=2)
    canvas.segment(72, sheet.y - 22, 140, sheet.y - 22, BLACK, 1)
    sheet.y -= 40
