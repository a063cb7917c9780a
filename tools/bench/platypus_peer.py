"""Plain ReportLab platypus, untagged: paragraphs, a table, header and footer with "page x of y" in one pass."""

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle

NAMES = ("Body", "Body-Bold", "Body-Italic", "Body-BoldItalic")
LINK = "#0b5394"


def prepare(fonts: list[str]) -> None:
    """Register the four styles of the family, once a process."""
    for name, path in zip(NAMES, fonts, strict=True):
        pdfmetrics.registerFont(TTFont(name, path))
    pdfmetrics.registerFontFamily("Body", *NAMES)


BODY = ParagraphStyle("body", fontName="Body", fontSize=12, leading=17.4, spaceAfter=7)
ITEM = ParagraphStyle("item", BODY, leftIndent=18, bulletIndent=4, spaceAfter=4, bulletFontName="Body")
CELL = ParagraphStyle("cell", BODY, fontSize=11, leading=15, spaceAfter=0)
HEADINGS = [
    ParagraphStyle(
        f"h{level}", BODY, fontName="Body-Bold", fontSize=size, leading=size * 1.25, spaceBefore=12, keepWithNext=1
    )
    for level, size in enumerate((24, 17, 14, 12, 12, 12), 1)
]  # fmt: skip
BOX = TableStyle([
    ("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#eef4f8")), ("BOX", (0, 0), (-1, -1), 1, colors.HexColor(LINK)),
])  # fmt: skip
GRID = TableStyle([
    ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#9aa5ad")), ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e3edf3")),
])  # fmt: skip
WIDTH = 468.0


class Numbered(Canvas):  # type: ignore[misc]
    """Writes "page x of y" when all pages are known, which is the usual way."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for state in self._kept:
            self.__dict__.update(state)
            self.setFont("Body-Bold", 9)
            self.drawRightString(540, 48, self.page_of.format(page=self._pageNumber, pages=len(self._kept)))
            Canvas.showPage(self)
        Canvas.save(self)


def compose(matter: dict[str, Any], tables: bool = True) -> bytes:
    """The PDF of some material. Without `tables` everything is a plain paragraph."""
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=(612, 792), title=matter["title"], author=matter["author"])

    def furniture(canvas: Any, _: Any) -> None:
        canvas.page_of = matter["page_of"]
        canvas.saveState()
        canvas.setFont("Body", 9)
        canvas.drawString(72, 756, matter["header"][0])
        canvas.drawRightString(540, 756, matter["header"][1])
        canvas.line(72, 750, 540, 750)
        canvas.line(72, 62, 540, 62)
        canvas.drawString(72, 48, matter["footer"][0])
        canvas.drawString(72, 36, matter["footer"][1])
        canvas.restoreState()

    frame = Frame(72, 72, WIDTH, 660, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates([PageTemplate("all", [frame], onPage=furniture)])
    story = [Paragraph(escape(matter["title"]), HEADINGS[0]), *_story(matter["blocks"], tables, BODY)]
    document.build(story, canvasmaker=Numbered)
    return out.getvalue()


def _story(blocks: list[dict[str, Any]], tables: bool, style: ParagraphStyle) -> list[Any]:
    story: list[Any] = []
    for block in blocks:
        kind = block["kind"]
        if kind in ("heading", "text"):
            look = HEADINGS[block["level"] - 1] if kind == "heading" else style
            story.append(Paragraph(_markup(block), look))
        elif kind == "item":
            inner = _story(block["blocks"], tables, ITEM)
            label = "".join(words for words, *_ in block["label"])
            if inner and isinstance(inner[0], Paragraph):
                first = next(part for part in block["blocks"] if part["kind"] == "text")
                anchor = f"<a name={quoteattr(block['id'])}/>" if block["id"] else ""
                inner[0] = Paragraph(anchor + _markup(first), ITEM, bulletText=label)
            story += inner
        elif kind == "box":
            inner = _story(block["blocks"], tables, style)
            story += [Table([[inner]], [WIDTH], style=BOX)] if tables and _short(block) else inner
        elif tables:
            count = len(block["rows"][0])
            rows = [[_story(cell, tables, CELL) for cell in row] for row in block["rows"]]
            story.append(Table(rows, [WIDTH / count] * count, style=GRID, repeatRows=block["head"]))
        else:
            story += [part for row in block["rows"] for cell in row for part in _story(cell, tables, CELL)]
    return story


def _short(block: dict[str, Any]) -> bool:
    """Whether a box is sure to fit on a page: a cell of platypus's Table cannot be divided well."""
    return len(block["blocks"]) < 12


def _markup(block: dict[str, Any]) -> str:
    parts = [f"<a name={quoteattr(block['id'])}/>"] if block.get("id") else []
    for words, look, link, own in block["runs"]:
        text = escape(words).replace("\n", "<br/>")
        if look == "bold":
            text = f"<b>{text}</b>"
        elif look == "italic":
            text = f"<i>{text}</i>"
        elif look == "raised":
            text = f"<super>{text}</super>"
        if own:
            parts.append(f"<a name={quoteattr(own)}/>")
        parts.append(f'<a href={quoteattr(link)} color="{LINK}">{text}</a>' if link else text)
    return "".join(parts)


if __name__ == "__main__":
    from stopwatch import serve

    task = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    prepare(task["fonts"])
    serve(compose, task["documents"])
