"""The pages of a file and what leads to them: links and their places, bookmarks.

ISO 32000-1, 7.7.3 (page tree), 12.3 (destinations, outline) and 12.5.6.5 (links); ISO 14289-1, 7.18.5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor

from handout.pdf.file.objects import PdfFile, ascii_string, text_string
from handout.pdf.file.structure import Box
from handout.pdf.file.structure_writer import around
from handout.problems import InternalError

LINK = "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]"
Entry = tuple[int, str, str]
"""Level from 1, title, place."""


class PaintedPage:
    """A page: the number of its object, its size in points, its links (by their place among all), its operators."""

    __slots__ = ("annotations", "content", "height", "number", "width")

    def __init__(self, number: int, width: float, height: float) -> None:
        self.number = number
        self.width = width
        self.height = height
        self.annotations: list[int] = []
        self.content = b""


def write_pages(file: PdfFile, pages: Sequence[PaintedPage], resources: int, links: Sequence[int]) -> int:
    """The object number of the page tree. `resources` and `links` are numbers of objects."""
    parent = file.reserve()
    for key, page in enumerate(pages):
        content = file.add_deflated(b"", page.content)
        notes = " ".join([f"{links[at]} 0 R" for at in page.annotations])
        file.put(
            page.number,
            f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {page.width:.6g} {page.height:.6g}]"
            f"/Contents {content} 0 R/Resources {resources} 0 R/Tabs/S/StructParents {key}"
            f"{f'/Annots[{notes}]' if notes else ''}>>",
        )
    kids = " ".join([f"{page.number} 0 R" for page in pages])
    file.put(parent, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    return parent


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


def write_outline(document: PdfFile, entries: Sequence[Entry], place: Callable[[str], str]) -> int:
    """The number of the outline's root; a skipped level is closed up.

    `place` gives the destination that stands for an entry's place.
    """
    root = document.reserve()
    numbers = [document.reserve() for _ in entries]
    kids = _kids(entries)
    for parent, row in kids.items():
        for own, at in enumerate(row):
            _, title, name = entries[at]
            above = root if parent < 0 else numbers[parent]
            body = f"<</Title{text_string(title)}/Parent {above} 0 R/Dest{place(name)}"
            if own:
                body += f"/Prev {numbers[row[own - 1]]} 0 R"
            if own + 1 < len(row):
                body += f"/Next {numbers[row[own + 1]]} 0 R"
            below = kids.get(at)
            if below:
                body += f"/First {numbers[below[0]]} 0 R/Last {numbers[below[-1]]} 0 R/Count {_open(below, kids)}"
            document.put(numbers[at], f"{body}>>")
    top = kids[-1]
    document.put(
        root, f"<</Type/Outlines/First {numbers[top[0]]} 0 R/Last {numbers[top[-1]]} 0 R/Count {len(numbers)}>>"
    )
    return root


def _kids(entries: Sequence[Entry]) -> dict[int, list[int]]:
    """The entries below each entry, by index; those at the top are below -1."""
    kids: dict[int, list[int]] = {}
    above: list[tuple[int, int]] = []
    for at, (level, _, _) in enumerate(entries):
        while above and above[-1][0] >= level:
            above.pop()
        kids.setdefault(above[-1][1] if above else -1, []).append(at)
        above.append((level, at))
    return kids


def _open(row: Sequence[int], kids: dict[int, list[int]]) -> int:
    """How many entries show when all of a row are open."""
    return sum(1 + _open(kids.get(at, ()), kids) for at in row)
