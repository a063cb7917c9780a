"""A bare PDF of lines, assembled by hand, so that fonts are tested without canvas and layout."""

from collections.abc import Sequence
from io import BytesIO

from handout.pdf.file.font_objects import DocumentFonts
from handout.pdf.text.lines import Ink, Line, Run, set_lines
from handout.source import Span
from handout.text.direction import Direction

ATKINSON = ("Atkinson Hyperlegible",)
NOTO = ("Noto Sans",)


def run(
    text: str,
    language: str = "en-US",
    families: tuple[str, ...] = ATKINSON,
    size: float = 12.0,
    hard_break: bool = False,
    **look: object,
) -> Run:
    """A run of plain words."""
    ink = Ink(families, size, (0.0, 0.0, 0.0), **look)  # type: ignore[arg-type]
    return Run(text, ink, language, None, Span("words.yaml", 1, 1), hard_break)


def lines_of(
    text: str,
    width: float = 400.0,
    language: str = "en-US",
    families: tuple[str, ...] = ATKINSON,
    direction: Direction = "ltr",
) -> list[str]:
    """The text of each line."""
    return [line.text for line in set_lines([run(text, language, families)], width, base_direction=direction)]


def pdf_of(lines: Sequence[Line], width: float = 500.0, leading: float = 24.0) -> bytes:
    """A one-page PDF of lines below each other."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def add_stream(entries: bytes, data: bytes) -> int:
        return add(b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data))

    fonts = DocumentFonts()
    height = leading * (len(lines) + 2)
    content = ["BT"]
    for number, line in enumerate(lines):
        for piece in line.pieces:
            y = height - leading * (number + 1) + piece.ink.rise
            content.append(f"{fonts.resource(piece.face)} {piece.ink.size} Tf 1 0 0 1 {50 + piece.x:.3f} {y:.3f} Tm")
            content.append(fonts.show(piece))
    stream = add_stream(b"", "\n".join([*content, "ET"]).encode("latin-1"))
    named = "".join(f"/{name} {number} 0 R" for name, number in fonts.objects(add, add_stream).items())
    page = add(
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width + 100} {height}]/Contents {stream} 0 R"
        f"/Resources<</Font<<{named}>>>>>>".encode()
    )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def extracted(pdf: bytes) -> str:
    """The text of the first page as PDFium reads it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    text: str = document[0].get_textpage().get_text_range()
    return text
