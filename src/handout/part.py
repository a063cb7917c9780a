"""A part of a handout that a style sheet styles: what it is, what it obeys, how small it may be, what it lies upon."""

from collections.abc import Mapping

from handout.record import Record

SMALLEST = 12.0
"""The smallest size of text, in points."""

SMALL_PRINT = 10.0
"""The smallest size of the footer, of notes under tables, of references and of "About this handout"."""


class Kind(Record, kw_only=False):
    """What parts of one kind are called, and the properties that they obey. Nothing else may be typed on them."""

    name: str
    obeys: frozenset[str]


_LETTERS = frozenset({"font", "size", "leading", "weight", "slant", "color"})
_SPACES = frozenset({"space_before", "space_after"})
_BORDER = frozenset({"border_color", "border_width", "border_sides"})
_LABELS = frozenset({"label_width", "label_color"})

WORDS = Kind(
    "words", _LETTERS | _SPACES | {"underline", "align", "indent", "measure", "keep_with_next", "keep_together"}
)
CELL = Kind("words in a table", _LETTERS | {"underline", "align", "indent"})
LIST = Kind("a list", _SPACES | _LABELS | {"font", "weight", "slant", "indent", "columns", "keep_together"})
CHECKLIST = Kind("a list with boxes to tick", _SPACES | _LABELS | {"indent", "columns", "keep_together"})
TERMS = Kind("a list of terms", _SPACES | {"indent", "columns", "keep_together"})
BOX = Kind("a box", _SPACES | _BORDER | {"padding", "background", "radius", "keep_together"})
TABLE = Kind("a table", _SPACES | _BORDER | {"padding", "background", "header_background", "stripe", "keep_together"})
PEOPLE = Kind("people in rows", _SPACES | {"color", "align"})
FIGURE = Kind("a picture", _SPACES | {"align", "keep_together"})
BLANK = Kind("room to write in", _SPACES | {"border_color", "border_width", "line"})
RUNNING = Kind("a line that every page carries", _LETTERS | {"border_color", "border_width"})
FLAG = Kind("a word in the footer", frozenset({"font", "slant", "color"}))
LINK = Kind("a link", frozenset({"color", "underline"}))
CITATION = Kind("a citation", frozenset({"color"}))
MARK = Kind("the mark across a page", frozenset({"font", "weight", "slant", "color", "border_width"}))
KINDS = (WORDS, CELL, LIST, CHECKLIST, TERMS, BOX, TABLE, FIGURE, PEOPLE, BLANK, RUNNING, FLAG, LINK, CITATION, MARK)


PAGE = "page"
PROSE = ("paragraph", "list", "list-item")
"""The parts that a text becomes."""


class Part(Record, kw_only=False):
    """One part.

    `on` names what it lies upon: a part whose background is behind it, or the page itself. A box names
    the parts of others that it `holds`. `like` is the part whose style it has in a
    sheet that does not name it, and `given` what it has there besides, by property: so a new part breaks no sheet.
    """

    doc: str
    on: tuple[str, ...] = (PAGE,)
    smallest: float = SMALLEST
    kind: Kind = WORDS
    holds: tuple[str, ...] = ()
    like: str | None = None
    given: Mapping[str, object] = {}
