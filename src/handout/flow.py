"""The waist: the few kinds of part that every handout is made of.

Block kinds expand into these; targets (PDF, HTML, plain text) read from these. N blocks and M targets never meet.
Each part names its standard structure type (ISO 32000-1, 14.8.4) and the style that a sheet gives it; none knows
its size, its colour or its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, assert_never

from handout.record import Record
from handout.source import Span
from handout.text.phrase import Printed, Typed

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    P_co = TypeVar("P_co", covariant=True, default=Printed)
else:
    from typing import TypeVar

    P_co = TypeVar("P_co", covariant=True)

P = TypeVar("P")

TextRole: TypeAlias = Literal["P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption"]
Marker: TypeAlias = Literal["bullet", "decimal", "steps", "checkbox", "check", "cross", "term", "reference", "none"]
Align: TypeAlias = Literal["start", "center", "end"]


class Text(Record, Generic[P_co]):
    """A heading or a paragraph. `id` is where a link may lead; `language` is set when it is not the handout's.

    `icon` is drawn before its first word, or above it, and says nothing that the words do not. `is_icon_above`:
    there is room for one above the first line, which words beside those with an icon have too.
    """

    phrase: tuple[P_co, ...]
    role: TextRole = "P"
    style: str = "paragraph"
    id: str | None = None
    language: str | None = None
    icon: str | None = None
    is_icon_above: bool = False
    span: Span


class Section(Record, Generic[P_co]):
    """A heading with what it heads (Sect)."""

    heading: Text[P_co] | None
    children: tuple[Node[P_co], ...]
    span: Span


class Item(Record, Generic[P_co]):
    """One entry of a list (LI): its label (Lbl) as it prints, and its body (LBody).

    The label of a bullet or a checkbox is drawn by the target and is None here. `heard` is what a label that is drawn
    (a check, a cross) is read aloud as.
    """

    label: tuple[P_co, ...] | None = None
    heard: str | None = None
    children: tuple[Node[P_co], ...]
    id: str | None = None
    span: Span


class List(Record, Generic[P_co]):
    """A list (L). `style` is the style of the list as a whole; its paragraphs carry their own."""

    items: tuple[Item[P_co], ...]
    marker: Marker = "bullet"
    style: str = "list"
    span: Span


class Column(Record):
    """`width` is a share of the table's width (0 to 1), or None to take what is left.

    A column that `grows` takes more where each of its entries then stands on one line.
    """

    width: float | None = None
    grows: bool = False
    align: Align = "start"


class Cell(Record, Generic[P_co]):
    """TD, or TH with its Scope when `header` says so."""

    children: tuple[Node[P_co], ...]
    header: Literal["column", "row"] | None = None
    span: Span

    @property
    def is_written_in(self) -> bool:
        """Whether it is room to write in by hand."""
        return any(isinstance(node, Field) and node.kind == "cell" for node in self.children)


class Row(Record, Generic[P_co]):
    """One row of a table, its cells from the start side to the end."""

    cells: tuple[Cell[P_co], ...]
    span: Span


class Table(Record, Generic[P_co]):
    """Every row has one cell per column. `head` rows are repeated on each page and read once.

    `is_kept_together`: on one page where it can be. `was_row`: it was the row of this number (from 0) of so many, of a
    table that was turned on its side.
    """

    caption: Text[P_co] | None = None
    columns: tuple[Column, ...]
    head: tuple[Row[P_co], ...] = ()
    body: tuple[Row[P_co], ...]
    style: str = "table"
    is_kept_together: bool = False
    was_row: tuple[int, int] | None = None
    span: Span

    @property
    def is_written_in(self) -> bool:
        """Whether it has cells to write in by hand."""
        return bool(self.body) and any(cell.is_written_in for cell in self.body[0].cells)


PIXELS_TO_THE_INCH = 144
"""How large a picture prints for which no width was typed."""


class Picture(Record):
    """A picture's checked bytes, and its size in pixels; that of an SVG is the size of its view box."""

    data: bytes
    kind: Literal["png", "jpeg", "svg"]
    pixels: tuple[float, float]
    name: str


class QrCode(Record):
    """A QR code; its text also stands in words beside it."""

    text: str


IN_A_ROW = 10
"""People in a row of an icon array."""


class IconArray(Record):
    """People in rows, `filled` of them filled in."""

    filled: int
    of: int


class Figure(Record, Generic[P_co]):
    """A picture with its alternative text. `alt` None: decorative, an artifact.

    `width`: share of the text's width; `fills`: share of its column's width, beside other parts.
    """

    picture: Picture | QrCode | IconArray
    alt: str | None
    caption: Text[P_co] | None = None
    credit: Text[P_co] | None = None
    width: float | None = None
    fills: float | None = None
    style: str = "figure"
    span: Span


class Room(Record):
    """The children of a box from `first` on take as much room as `models` would, each a label and what it labels.

    What stands there differs with the state a handout is in; its pages must not.
    """

    first: int
    models: tuple[tuple[str, str], ...]


class Panel(Record, Generic[P_co]):
    """Parts set apart in a box of their own (callout, key points, get help). `aside` stands at the box's end side.

    `goes_on`: it belongs to the same plan as the box before it, and the two are loath to be parted.
    """

    children: tuple[Node[P_co], ...]
    style: str
    goes_on: bool = False
    aside: Figure[P_co] | None = None
    room: Room | None = None
    span: Span


class Blank(Record, Generic[P_co]):
    """A label with room to write in by hand: so many ruled lines.

    `goes_on`: it belongs to the same form as the one before it, and the two are not parted. `is_below`: its label
    stands below its line, as under a signature. `name`: what the field is called where its label alone does not tell.
    """

    label: Text[P_co]
    name: str = ""
    lines: int = 1
    goes_on: bool = False
    is_below: bool = False
    style: str = "blank"
    span: Span


class Field(Record, Generic[P_co]):
    """Room of one kind to fill in by hand (Form): a box to tick, a cell to write in, the place of a sticky label.

    `name` says aloud what belongs there; `title` is printed inside.
    """

    kind: Literal["tick", "cell", "label"]
    name: str
    title: Text[P_co] | None = None
    style: str = "blank"
    span: Span


class Beside(Record, Generic[P_co]):
    """Parts side by side, row below row; the sides of a row begin level. `shares` of the width, one for each side.

    Read by "columns", each side is one element that holds its parts of all rows; by "rows", side after side. A side
    narrower than `least` letters (em) goes below the one before it. `is_kept_together`: on one page where it can be.
    """

    rows: tuple[tuple[tuple[Node[P_co], ...], ...], ...]
    shares: tuple[float, ...]
    read: Literal["columns", "rows"] = "rows"
    least: float = 15.0
    is_kept_together: bool = False
    span: Span

    def in_order(self) -> Iterator[tuple[Node[P_co], ...]]:
        """The sides of all rows in reading order."""
        if self.read == "rows":
            return (side for row in self.rows for side in row)
        return (row[at] for at in range(len(self.shares)) for row in self.rows if at < len(row))


class Break(Record):
    """Go on at the top of a new page."""

    span: Span


Node: TypeAlias = """(
    Section[P_co]
    | Text[P_co]
    | List[P_co]
    | Table[P_co]
    | Figure[P_co]
    | Panel[P_co]
    | Blank[P_co]
    | Field[P_co]
    | Beside[P_co]
    | Break
)"""
"""A part, its phrases printed ones unless it says otherwise."""
TypedNode: TypeAlias = "Node[Typed]"
"""A part as blocks expand to it: its citations have no numbers yet."""


def children(node: Node[P]) -> Iterator[Node[P]]:
    """The parts that a part holds itself, in reading order. Labels of a list's entries are phrases, not parts."""
    match node:
        case Text():
            pass
        case List():
            yield from (child for item in node.items for child in item.children)
        case Section():
            yield from _given(node.heading)
            yield from node.children
        case Panel():
            yield from node.children
            yield from _given(node.aside)
        case Table():
            yield from _given(node.caption)
            yield from (child for row in (*node.head, *node.body) for cell in row.cells for child in cell.children)
        case Figure():
            yield from _given(node.caption, node.credit)
        case Break():
            pass
        case Blank():
            yield node.label
        case Field():
            yield from _given(node.title)
        case Beside():
            yield from (child for side in node.in_order() for child in side)
        case _:
            assert_never(node)


def walk(nodes: Iterable[Node[P]]) -> Iterator[Node[P]]:
    """All parts, those inside others too, in reading order; each before what it holds."""
    for node in nodes:
        yield node
        yield from walk(children(node))


def texts(nodes: Iterable[Node[P]]) -> Iterator[Text[P]]:
    """Every paragraph, heading, caption and credit, in reading order (labels of items are not among them)."""
    return (node for node in walk(nodes) if type(node) is Text)


def phrases(nodes: Iterable[Node[P]]) -> list[tuple[Span, tuple[P, ...]]]:
    """All that is said, labels too, in reading order, each with its place."""
    found: list[tuple[Span, tuple[P, ...]]] = []
    for node in nodes:
        match node:
            case Text():
                found.append((node.span, node.phrase))
            case List():
                for item in node.items:
                    if item.label is not None:
                        found.append((item.span, item.label))
                    found += phrases(item.children)
            case _:
                found += phrases(children(node))
    return found


def _given(*nodes: Node[P] | None) -> Iterator[Node[P]]:
    return (node for node in nodes if node is not None)


def is_schedule(style: str) -> bool:
    """Whether a table or box of this style says what to take, and when."""
    return style.startswith(("medicines", "zone"))


def has_schedule(nodes: Iterable[Node[P]]) -> bool:
    """Whether a table or box among these parts says what to take, and when."""
    return any(isinstance(node, Table | Panel) and is_schedule(node.style) for node in walk(nodes))
