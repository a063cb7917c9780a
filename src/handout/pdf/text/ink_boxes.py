"""Where the ink of painted letters lies: a box for each glyph, to be held against what is drawn beside the words."""

from __future__ import annotations

from collections.abc import Iterator

from handout.pdf.file.structure import Box
from handout.pdf.text.faces import Face
from handout.pdf.text.lines import Line, Piece
from handout.pdf.text.segments import Cluster, Segment


def ink_boxes(line: Line, x: float, baseline: float) -> Iterator[tuple[str, Box]]:
    """Each glyph that is seen, by the text it stands for, with its ink's box, in the order of painting."""
    for piece in line.pieces:
        yield from _of_piece(piece, x + piece.x, baseline + piece.ink.rise)


def _of_piece(piece: Piece, x: float, baseline: float) -> Iterator[tuple[str, Box]]:
    size = piece.ink.size
    for segment in piece.glyphs:
        # Parts of a segment follow each other as segments do.
        for part in segment.parts or (segment,):
            face = part.face or piece.face
            yield from _of_segment(part, face, x, baseline, size)
            x += part.width * size / 1000


def _of_segment(segment: Segment, face: Face, x: float, baseline: float, size: float) -> Iterator[tuple[str, Box]]:
    """A segment's glyphs; what kerning takes is shared out among them all, which moves none by more than a hair."""
    glyphs = list(_glyphs(segment, face))
    natural = sum(advance for _, _, advance in glyphs)
    scale = size / face.units
    stretch = segment.width * size / 1000 / (natural * scale) if natural else 1.0
    at = 0.0
    for text, parts, advance in glyphs:
        for glyph, across, up in parts:
            box = face.font.get_glyph_extents(glyph)
            if box is not None and box.width and box.height:
                left = x + (at * stretch + across + box.x_bearing) * scale
                top = baseline + (up + box.y_bearing) * scale
                yield text, (left, top + box.height * scale, left + box.width * scale, top)
        at += advance


def _glyphs(segment: Segment, face: Face) -> Iterator[tuple[str, tuple[tuple[int, int, int], ...], int]]:
    codes = [code for code, _ in segment.codes] if segment.body is None else list(segment.text)
    for code in codes:
        if isinstance(code, Cluster):
            yield code.text, code.parts, code.advance
        else:
            glyph = face.cmap[code]
            yield code, ((glyph, 0, 0),), face.advances[glyph]
