"""Links and the places they lead to (ISO 32000-1, 12.3.2 and 12.5.6.5; ISO 14289-1, 7.18.5)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from handout.pdf.file.objects import PdfFile, ascii_string, text_string
from handout.pdf.file.pages import PaintedPage
from handout.pdf.file.structure_writer import Box, around
from handout.problems import InternalError

LINK = "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]"


class Links:
    """The links of one document, in the order they were made, and its places: page from 0, height in points."""

    __slots__ = ("_links", "_pages", "_places")

    def __init__(self, pages: Sequence[PaintedPage]) -> None:
        self._pages = pages
        self._links: list[tuple[str, str, str]] = []
        self._places: dict[str, tuple[int, float]] = {}

    def add(self, boxes: Sequence[Box], target: str, contents: str) -> int:
        """One annotation around a link's words: a URI, or `#place`. Its number. It reaches out to whole points."""
        x1, y1, x2, y2 = boxes[0] if len(boxes) == 1 else around(boxes)
        rect = f"/Rect[{floor(x1)} {floor(y1)} {ceil(x2)} {ceil(y2)}]"
        if len(boxes) > 1:
            corners = [f"{a:.1f} {d:.1f} {c:.1f} {d:.1f} {a:.1f} {b:.1f} {c:.1f} {b:.1f}" for a, b, c, d in boxes]
            rect += f"/QuadPoints[{' '.join(corners)}]"
        self._links.append((rect, contents, target))
        return len(self._links) - 1

    def lead(self, place: str, page: int, y: float) -> None:
        """Where `#place` leads; what was said first holds."""
        self._places.setdefault(place, (page, y))

    def destination(self, place: str) -> str:
        """An explicit destination (ISO 32000-1, 12.3.2.2) that keeps the reader's zoom, up to whole points."""
        if place not in self._places:
            raise InternalError(f"a link or a bookmark leads to '{place}', which is nowhere on the pages")
        at, y = self._places[place]
        page = self._pages[at]
        return f"[{page.number} 0 R/XYZ null {min(max(ceil(y), 0), floor(page.height))} null]"

    def write(self, file: PdfFile) -> list[int]:
        """The object numbers of all links; their keys in the parent tree follow those of the pages."""
        numbers = []
        for key, (rect, contents, target) in enumerate(self._links, len(self._pages)):
            if target.startswith("#"):
                leads = f"/Dest{self.destination(target[1:])}"
            else:
                leads = f"/A<</S/URI/URI{ascii_string(target)}>>"
            numbers.append(file.add(f"<</StructParent {key}/Contents{text_string(contents)}{leads}{rect}{LINK}>>"))
        return numbers
