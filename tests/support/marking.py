"""A PDF with marks that somebody made in it."""

from pathlib import Path

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject


def mark(source: Path, target: Path, words: str, note: str, noted_by: str = "Ana Example") -> Path:
    """Highlight these words of the first page, as a reader on another machine would do it: by what it sees."""
    page = pypdfium2.PdfDocument(source)[0].get_textpage()
    found = page.search(words).get_next()
    assert found is not None
    boxes = [page.get_charbox(found[0] + at) for at in range(len(words))]
    left, low = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, high = max(box[2] for box in boxes), max(box[3] for box in boxes)
    quads = ArrayObject([FloatObject(at) for at in (left, high, right, high, left, low, right, low)])
    writer = PdfWriter(clone_from=PdfReader(source))
    highlight = Highlight(rect=(left, low, right, high), quad_points=quads, title_bar="Ana Example")
    highlight[NameObject("/Contents")] = TextStringObject(note)
    writer.add_annotation(0, highlight)
    writer.add_annotation(0, Text(rect=(left, low - 2, left + 18, low + 16), text="Why?", title_bar=noted_by))
    writer.write(target)
    return target
