"""A part of a handout that a style sheet styles: what it is, how small it may be, what it lies upon."""

from __future__ import annotations

from collections.abc import Mapping

from handout.record import Record

SMALLEST = 12.0
"""The smallest size of text, in points."""

SMALL_PRINT = 10.0
"""The smallest size of the footer, of notes under tables, of references and of "About this handout"."""


class Kind(Record, kw_only=False):
    """What parts of one kind are called. Each property says which kinds obey it (`style/properties.py`)."""

    name: str


WORDS = Kind("words")
CELL = Kind("words in a table")
LIST = Kind("a list")
CHECKLIST = Kind("a list with boxes to tick")
TERMS = Kind("a list of terms")
BOX = Kind("a box")
TABLE = Kind("a table")
PEOPLE = Kind("people in rows")
FIGURE = Kind("a picture")
BLANK = Kind("room to write in")
RUNNING = Kind("a line that every page carries")
FLAG = Kind("a word in the footer")
LINK = Kind("a link")
CITATION = Kind("a citation")
MARK = Kind("the mark across a page")
KINDS = (WORDS, CELL, LIST, CHECKLIST, TERMS, BOX, TABLE, FIGURE, PEOPLE, BLANK, RUNNING, FLAG, LINK, CITATION, MARK)


PAGE = "page"
PROSE = ("paragraph", "list", "list-item")
"""The parts that a text becomes."""


class Part(Record, kw_only=False):
    """One part.

    `on` names what it lies upon: a part whose background is behind it, or the page itself. A box names
    the parts of others that it `holds`. `like` is the part whose style it has in a
    sheet that does not name it, and `given` what it has there besides, by property: so a new part breaks no sheet.
    `comes_first`: nothing ever stands above it in what it lies upon, which gives the room there.
    """

    doc: str
    on: tuple[str, ...] = (PAGE,)
    smallest: float = SMALLEST
    kind: Kind = WORDS
    holds: tuple[str, ...] = ()
    like: str | None = None
    comes_first: bool = False
    given: Mapping[str, object] = {}
