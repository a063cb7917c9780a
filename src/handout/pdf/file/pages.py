"""Write the page tree (ISO 32000-1, 7.7.3)."""

from __future__ import annotations

from collections.abc import Sequence

from handout.pdf.file.objects import LEVEL_OF_PAGES, PdfFile, deflated


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
        content = file.add_stream(b"/Filter/FlateDecode", deflated(page.content, LEVEL_OF_PAGES))
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
