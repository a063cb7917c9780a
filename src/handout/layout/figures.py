"""Pictures with their captions: photographs, QR codes, people in rows."""

from __future__ import annotations

from handout import flow
from handout.layout.drawings import Image, People, Qr, rows_of
from handout.layout.galley import Galley
from handout.layout.keeping import keep_whole
from handout.layout.paragraphs import put_text
from handout.layout.strips import NEVER, Strip, TextColumn
from handout.pdf.file.structure import Element, Leaf
from handout.style.properties import Style

QR_SIZE = 92.0
POINTS_PER_PIXEL = 72 / flow.PIXELS_TO_THE_INCH
MANY = 50
PERSON_ROOM, PERSON_ROOM_AMONG_MANY = 1.75, 1.1
"""The room for one of a few, or of many, people in a picture, as a multiple of the size of running text."""


def put_figure(galley: Galley, figure: flow.Figure, parent: Element, column: TextColumn) -> None:
    """A picture, kept with its caption and credit; one without words for it is an artifact."""
    style = galley.styles[figure.style]
    holder = parent.element("Sect") if figure.caption or figure.credit else parent
    leaf: Leaf | None = None
    if figure.alt is not None:
        leaf = holder.element("Figure", alt=figure.alt, placement="Block").leaf()
    strip, first = Strip(0.0, frames=column.frames), len(galley.strips)
    galley.open(strip, style.space_before)
    _put_picture(galley, figure, leaf, style, strip, column)
    galley.strips.append(strip)
    galley.space = 4.0
    for note in (figure.caption, figure.credit):
        if note is not None:
            galley.hold = NEVER
            put_text(galley, note, holder, column)
    if style.keep_together:
        keep_whole(galley.strips[first:], galley.frame_height)
    galley.gap(style.space_after)


def _put_picture(
    galley: Galley, figure: flow.Figure, leaf: Leaf | None, style: Style, strip: Strip, column: TextColumn
) -> None:
    if isinstance(figure.picture, flow.QrCode):
        size = min(QR_SIZE, column.width)
        strip.height = size
        strip.drawings += (Qr(leaf, figure.picture.text, galley.x_of(size, style, column), 0.0, size, figure.style),)
        return
    if isinstance(figure.picture, flow.IconArray):
        array = figure.picture
        letter = galley.styles["paragraph"].size
        cell = min(letter * (PERSON_ROOM if array.of < MANY else PERSON_ROOM_AMONG_MANY), column.width / flow.IN_A_ROW)
        strip.height = cell * rows_of(array)
        x = galley.x_of(cell * flow.IN_A_ROW, style, column)
        strip.drawings += (People(leaf, array, x, 0.0, cell, style.color, figure.style, galley.mirrored),)
        return
    across, down = figure.picture.pixels
    width = min(column.width * figure.width if figure.width else across * POINTS_PER_PIXEL, column.width)
    height = width * down / across
    tallest = galley.frame_height * 0.8
    if height > tallest:
        width, height = width * tallest / height, tallest
    strip.height = height
    strip.drawings += (
        Image(leaf, figure.picture, galley.x_of(width, style, column), 0.0, width, height, figure.style),
    )
