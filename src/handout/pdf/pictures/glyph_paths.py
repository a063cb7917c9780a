"""Letters as a path: for a word that is drawn and must not be found among the words of a page."""

from __future__ import annotations

from functools import lru_cache
from math import cos, sin
from typing import Any

from handout.pdf.file.structure import Box
from handout.pdf.text.faces import Face
from handout.pdf.text.lines import Line

EM = 1000


def drawn(line: Line, size: float, x: float, y: float, angle: float) -> tuple[str, Box]:
    """The path operators of a line's letters at this size (points), centred on x, y and turned by an angle (radians).

    With them comes the box that holds them.
    """
    words = tuple((piece.text.strip(), piece.face) for piece in line.pieces)
    return _drawn(words, size, x, y, angle)


@lru_cache(maxsize=64)
def _drawn(words: tuple[tuple[str, Face], ...], size: float, x: float, y: float, angle: float) -> tuple[str, Box]:
    pen = _Pen()
    for text, face in words:
        pen.word(text, face)
    scale, across, up = size, pen.x / 2, pen.cap / 2
    turn, lean = cos(angle) * scale, sin(angle) * scale
    left, low = x - across * turn + up * lean, y - across * lean - up * turn
    xs, ys = [], []
    # Upright and in whole thousandths of the em, where edges that are straight in the letters share a number.
    parts = [f"{turn / EM:.5f} {lean / EM:.5f} {-lean / EM:.5f} {turn / EM:.5f} {left:.2f} {low:.2f} cm"]
    for operator, points in pen.steps:
        xs += [left + px * turn - py * lean for px, py in points]
        ys += [low + px * lean + py * turn for px, py in points]
        parts += [f"{px * EM:.0f} {py * EM:.0f}" for px, py in points]
        parts.append(operator)
    return " ".join(parts), (min(xs, default=x), min(ys, default=y), max(xs, default=x), max(ys, default=y))


class _Pen:
    """Gathers outlines in parts of the em, one glyph behind the other; quadratic curves become cubic."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, list[tuple[float, float]]]] = []
        self.x = 0.0
        self.cap = 0.0
        self._origin = (0.0, 0.0)
        self._units = 1000.0
        self._now = (0.0, 0.0)

    def word(self, text: str, face: Face) -> None:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(face.font, buffer)
        self._units = float(face.units)
        self.cap = max(self.cap, face.cap_height)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            self._origin = (self.x + position.x_offset / self._units, position.y_offset / self._units)
            face.font.draw_glyph_with_pen(info.codepoint, self)
            self.x += position.x_advance / self._units

    # what fontTools calls the pen protocol

    def moveTo(self, point: Any) -> None:
        self._step("m", point)

    def lineTo(self, point: Any) -> None:
        self._step("l", point)

    def curveTo(self, *points: Any) -> None:
        self._step("c", *points)

    def qCurveTo(self, control: Any, end: Any) -> None:
        """The same curve with two control points, each two thirds of the way to the one."""
        (x0, y0), (x1, y1), (x2, y2) = self._now, self._placed(control), self._placed(end)
        first = (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3)
        second = (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3)
        self._now = (x2, y2)
        self.steps.append(("c", [first, second, (x2, y2)]))

    def closePath(self) -> None:
        self.steps.append(("h", []))

    endPath = closePath

    def _step(self, operator: str, *points: Any) -> None:
        placed = [self._placed(point) for point in points]
        self._now = placed[-1]
        self.steps.append((operator, placed))

    def _placed(self, point: Any) -> tuple[float, float]:
        return self._origin[0] + point[0] / self._units, self._origin[1] + point[1] / self._units
