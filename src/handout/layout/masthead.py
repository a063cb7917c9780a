"""Who publishes, above the title of page 1."""

from __future__ import annotations

from handout.edition import Edition, title_place
from handout.layout.drawings import Image
from handout.layout.galley import Galley
from handout.layout.paragraphs import put_paragraph, runs_of
from handout.layout.strips import TextColumn
from handout.pdf.file.structure import Element
from handout.source import Span
from handout.text.phrase import Text

LOGO_HEIGHT = 24.0


def put_masthead(galley: Galley, edition: Edition, parent: Element, column: TextColumn) -> None:
    """Who publishes, above the title: the clinic's name, its logo beside it (an artifact: the name says it)."""
    if not edition.running.clinic:
        return
    style = galley.styles["masthead"]
    strip_at = len(galley.strips)
    wide = 0.0
    if edition.logo is not None:
        across, down = edition.logo.pixels
        wide = min(LOGO_HEIGHT * across / down, column.width * 0.3)
        tall = wide * down / across
        left = column.x + column.width - wide if galley.mirrored else column.x
    beside = column.inset(style.indent + (wide + 10.0 if wide else 0.0), 0.0, galley.mirrored)
    title = title_place(edition)
    words = (Text(edition.running.clinic, Span(title.file, title.line, 1)),)
    language = edition.running.clinic_language
    runs = runs_of(galley, words, style, parent.element("P", language), language)
    put_paragraph(galley, runs, style, beside)
    if edition.logo is not None and len(galley.strips) > strip_at:
        strip = galley.strips[strip_at]
        extra = max(tall - strip.height, 0.0)
        strip.lines = [(line, x, baseline + extra / 2) for line, x, baseline in strip.lines]
        strip.height += extra
        strip.drawings += (Image(None, edition.logo, left, 0.0, wide, tall, "masthead"),)
