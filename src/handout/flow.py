"""The waist: the few kinds of part that every handout is made of.

Block kinds expand into these; targets (PDF, HTML, plain text) read from these. N blocks and M targets never meet.
Each part names its standard structure type (ISO 32000-1, 14.8.4) and the style that a sheet gives it; none knows
its size, its colour or its page.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from handout.record import Record
from handout.source import Span
from handout.text.phrase import Phrase

TextRole: TypeAlias = Literal["P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption"]
Marker: TypeAlias = Literal["bullet", "decimal", "steps", "checkbox", "check", "cross", "term", "reference", "none"]
Align: TypeAlias = Literal["start", "center", "end"]


class Text(Record):
    """A heading or a paragraph. `id` is where a link may lead; `language` is set when it is not the handout's.

    `icon` is drawn before its first word, and says nothing that the words do not.
    """

    phrase: Phrase
    role: TextRole = "P"
    style: str = "paragraph"
    id: str | None = None
    language: str | None = None
    icon: str | None = None
    span: Span


class Section(Record):
    """A heading with what it heads (Sect)."""

    heading: Text | None
    children: "tuple[Node, ...]"
    span: Span


class Item(Record):
    """One entry of a list (LI): its label (Lbl) as it prints, and its body (LBody).

    The label of a bullet or a checkbox is drawn by the target and is None here.
    """

    label: Phrase | None = None
    children: "tuple[Node, ...]"
    id: str | None = None
    span: Span


class List(Record):
    """A list (L). `style` is the style of the list as a whole; its paragraphs carry their own.

    `heard` is what a label that is drawn (a check, a cross) is read aloud as.
    """

    items: tuple[Item, ...]
    marker: Marker = "bullet"
    heard: str | None = None
    style: str = "list"
    span: Span


class Column(Record):
    """`width` is a share of the table's width (0 to 1), or None to take what is left."""

    width: float | None = None
    align: Align = "start"


class Cell(Record):
    """TD, or TH with its Scope when `header` says so."""

    children: "tuple[Node, ...]"
    header: Literal["column", "row"] | None = None
    span: Span


class Row(Record):
    cells: tuple[Cell, ...]
    span: Span


class Table(Record):
    """Every row has one cell per column. `head` rows are repeated on each page and read once.

    `is_kept`: on one page where it can be.
    """

    caption: Text | None = None
    columns: tuple[Column, ...]
    head: tuple[Row, ...] = ()
    body: tuple[Row, ...]
    style: str = "table"
    is_kept: bool = False
    span: Span


class Picture(Record):
    """A picture's checked bytes. PNG and JPEG carry their size in pixels; SVG is a logo only."""

    data: bytes
    kind: Literal["png", "jpeg", "svg"]
    pixels: tuple[int, int]
    name: str


class QrCode(Record):
    """A QR code; its text also stands in words beside it."""

    text: str


class IconArray(Record):
    """People in rows of ten, `filled` of them filled in."""

    filled: int
    of: int


class Figure(Record):
    """A picture with its alternative text. `alt` None: decorative, an artifact. `width`: share of the text's width."""

    picture: Picture | QrCode | IconArray
    alt: str | None
    caption: Text | None = None
    credit: Text | None = None
    width: float | None = None
    style: str = "figure"
    span: Span


class Room(Record):
    """These children of a box (`first` and as many as `count`) take the room of paragraphs of so many lines each.

    What stands there differs with the state a handout is in; its pages must not.
    """

    first: int
    count: int
    lines: tuple[int, ...]


class Panel(Record):
    """Parts set apart in a box of their own (callout, key points, get help). `aside` stands at the box's end side."""

    children: "tuple[Node, ...]"
    style: str
    aside: Figure | None = None
    room: Room | None = None
    span: Span


class Blank(Record):
    """A label with room to write in by hand: so many ruled lines.

    `goes_on`: it belongs to the same form as the one before it, and the two are not parted. `is_below`: its label
    stands below its line, as under a signature.
    """

    label: Text
    lines: int = 1
    goes_on: bool = False
    is_below: bool = False
    style: str = "blank"
    span: Span


class Field(Record):
    """Room of one kind to fill in by hand (Form): a box to tick, a cell to write in, the place of a sticky label.

    `name` says aloud what belongs there; `title` is printed inside.
    """

    kind: Literal["tick", "cell", "label"]
    name: str
    title: Text | None = None
    style: str = "blank"
    span: Span


class Beside(Record):
    """Parts side by side, row below row; the sides of a row begin level. `shares` of the width, one for each side.

    Read by "columns", each side is one element that holds its parts of all rows; by "rows", side after side. A side
    narrower than `least` letters (em) goes below the one before it. `is_kept`: all rows on one page where it can be.
    """

    rows: "tuple[tuple[tuple[Node, ...], ...], ...]"
    shares: tuple[float, ...]
    read: Literal["columns", "rows"] = "rows"
    least: float = 15.0
    is_kept: bool = False
    span: Span

    def in_order(self) -> "Iterator[tuple[Node, ...]]":
        """The sides of all rows in reading order."""
        if self.read == "rows":
            return (side for row in self.rows for side in row)
        return (row[at] for at in range(len(self.shares)) for row in self.rows if at < len(row))


class Break(Record):
    """Go on at the top of a new page."""

    span: Span


Node: TypeAlias = Section | Text | List | Table | Figure | Panel | Blank | Field | Beside | Break


def texts(nodes: tuple[Node, ...]) -> Iterator[Text]:
    """Every paragraph, heading, caption and credit, in reading order (labels of items are not among them)."""
    for node in nodes:
        match node:
            case Text():
                yield node
            case Section():
                if node.heading is not None:
                    yield node.heading
                yield from texts(node.children)
            case List():
                for item in node.items:
                    yield from texts(item.children)
            case Table():
                if node.caption is not None:
                    yield node.caption
                for row in (*node.head, *node.body):
                    for cell in row.cells:
                        yield from texts(cell.children)
            case Figure():
                yield from (part for part in (node.caption, node.credit) if part is not None)
            case Panel():
                yield from texts(node.children)
                if node.aside is not None:
                    yield from texts((node.aside,))
            case Blank():
                yield node.label
            case Field():
                yield from (() if node.title is None else (node.title,))
            case Beside():
                for side in node.in_order():
                    yield from texts(side)
            case Break():
                pass


def is_schedule(style: str) -> bool:
    """Whether a table or box of this style says what to take, and when."""
    return style.startswith(("medicines", "zone"))
