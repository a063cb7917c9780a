"""What is painted beside text: tick boxes, ruled lines to write on, pictures, QR codes."""

from typing import TYPE_CHECKING, Self

from handout.flow import Picture
from handout.pdf.file.structure import Leaf
from handout.record import Record, replace
from handout.style.properties import Rgb

if TYPE_CHECKING:
    from handout.pdf.canvas import TaggedCanvas


class TickBox(Record, kw_only=False):
    """An empty square; lengths in points, `y` down from the strip's top."""

    leaf: Leaf | None
    x: float
    y: float
    size: float
    color: Rgb
    style: str

    def lowered(self, by: float) -> Self:
        return replace(self, y=self.y + by)

    def paint(self, canvas: "TaggedCanvas", left: float, top: float) -> None:
        with canvas.marked(self.leaf):
            canvas.rect(
                left + self.x, top - self.y - self.size, self.size, self.size, stroke=self.color, line=1.2,
                style=self.style, is_solid=True,
            )  # fmt: skip


class RuledLine(Record, kw_only=False):
    """A ruled line to write on (an artifact)."""

    x: float
    y: float
    width: float
    color: Rgb
    thickness: float
    style: str

    def lowered(self, by: float) -> Self:
        return replace(self, y=self.y + by)

    def paint(self, canvas: "TaggedCanvas", left: float, top: float) -> None:
        if not self.thickness:
            return
        y = top - self.y
        canvas.segment(left + self.x, y, left + self.x + self.width, y, self.color, self.thickness, self.style)


class Image(Record, kw_only=False):
    """A picture scaled to a box; without a leaf it is an artifact."""

    leaf: Leaf | None
    picture: Picture
    x: float
    y: float
    width: float
    height: float
    style: str

    def lowered(self, by: float) -> Self:
        return replace(self, y=self.y + by)

    def paint(self, canvas: "TaggedCanvas", left: float, top: float) -> None:
        canvas.picture(
            self.leaf,
            self.picture.data,
            self.picture.kind,
            left + self.x,
            top - self.y - self.height,
            self.width,
            self.height,
            self.style,
        )


class Qr(Record, kw_only=False):
    """A QR code in a square."""

    leaf: Leaf | None
    text: str
    x: float
    y: float
    size: float
    style: str

    def lowered(self, by: float) -> Self:
        return replace(self, y=self.y + by)

    def paint(self, canvas: "TaggedCanvas", left: float, top: float) -> None:
        from handout.pdf.pictures.qr import drawing  # only where there is a code: it brings ReportLab

        code, size = drawing(self.text), self.size
        canvas.drawing(self.leaf, code, left + self.x, top - self.y - size, size, size, self.style)
