"""Every style property: its type, its default, one sentence, and the kinds of part that obey it."""

from functools import cache
from typing import Literal

from handout.part import (
    BLANK,
    BOX,
    CELL,
    CHECKLIST,
    CITATION,
    FIGURE,
    FLAG,
    LINK,
    LIST,
    MARK,
    PEOPLE,
    RUNNING,
    TABLE,
    TERMS,
    WORDS,
    Kind,
)
from handout.record import Record, field
from handout.source import Span
from handout.style.settings import setting, settings
from handout.style.values import Bounded, Color, Count, FontRole, Length, Measure, MeasureReader, Rgb

__all__ = ["Paper", "Rgb", "Sheet", "Style", "obeyed"]


_TEXTS = (WORDS, CELL, RUNNING)
_MARKED = (LIST, CHECKLIST)
_LISTS = (LIST, CHECKLIST, TERMS)
FRAMED = (BOX, TABLE)
_WHOLE = (WORDS, *_LISTS, *FRAMED, FIGURE)
"""What can stay together on a page."""
_STACKED = (*_WHOLE, PEOPLE, BLANK)
"""What stands below something else."""


class Style(Record):
    """One style, resolved: lengths in points, colours as numbers. `leading` is a multiple of `size`."""

    name: str
    font: str = setting("Which of the sheet's fonts.", "body", FontRole(), of=(*_TEXTS, LIST, FLAG, MARK))
    size: float = setting("How large the letters are.", 12.0, Length(6, 72), of=_TEXTS)
    leading: float = setting("From one line to the next, as a multiple of the size.", 1.4, Bounded(1.15, 3), of=_TEXTS)
    weight: Literal["regular", "bold"] = setting("How heavy the letters are.", "regular", of=(*_TEXTS, LIST, MARK))
    slant: Literal["upright", "italic"] = setting(
        "Whether the letters lean.", "upright", of=(*_TEXTS, LIST, FLAG, MARK)
    )
    underline: bool = setting("A line under the words.", False, of=(WORDS, CELL, LINK))
    color: Rgb = setting(
        "The colour of the letters.", (0.0, 0.0, 0.0), Color(), of=(*_TEXTS, PEOPLE, FLAG, LINK, CITATION, MARK)
    )
    background: Rgb | None = setting("The colour behind; none when not given.", None, Color(), of=FRAMED)
    align: Literal["start", "center", "end"] = setting(
        "Where lines begin: at the start of the reading direction, in the middle, at its end.",
        "start",
        of=(WORDS, CELL, PEOPLE, FIGURE),
    )
    space_before: float = setting("Room above.", 0.0, Length(0, 288), of=_STACKED)
    space_after: float = setting("Room below.", 0.0, Length(0, 288), of=_STACKED)
    indent: float = setting("Room at the start side.", 0.0, Length(0, 216), of=(WORDS, CELL, *_LISTS))
    label_width: float = setting("Room for a list's bullet, number or box.", 18.0, Length(0, 144), of=_MARKED)
    label_color: Rgb | None = setting(
        "The colour of a list's bullets and numbers; the text's when not given.", None, Color(), of=_MARKED
    )
    padding: float = setting("Room between a box or a table cell and the words in it.", 0.0, Length(0, 72), of=FRAMED)
    border_color: Rgb | None = setting(
        "The colour of rules and frames; the text's when not given.", None, Color(), of=(*FRAMED, BLANK, RUNNING)
    )
    border_width: float = setting(
        "How thick rules and frames are.", 0.0, Length(0, 12), of=(*FRAMED, BLANK, RUNNING, MARK)
    )
    border_sides: Literal["all", "start", "top", "bottom", "cut", "rows", "none"] = setting(
        "Where rules are: all around, at one side, a line to cut along above, between the rows of a table, or nowhere.",
        "none",
        of=FRAMED,
    )
    radius: float = setting("How round the corners of a box are.", 0.0, Length(0, 36), of=(BOX,))
    header_background: Rgb | None = setting(
        "The colour behind a table's headings; none when not given.", None, Color(), of=(TABLE,)
    )
    stripe: Rgb | None = setting(
        "The colour behind every second row of a table; none when not given.", None, Color(), of=(TABLE,)
    )
    line: float = setting("Room for each line that is written by hand.", 27.0, Length(14, 144), of=(BLANK,))
    columns: int = setting(
        "In how many columns a list of short entries stands, 1 or 2; words to know stand beside their meanings then.",
        1,
        Count(2),
        of=_LISTS,
    )
    measure: Measure | None = setting(
        "The longest line: so many letters (34em) or a length; as wide as there is room when not given.",
        None,
        MeasureReader(),
        of=(WORDS,),
    )
    keep_with_next: bool = setting("Stay on one page with the start of what follows.", False, of=(WORDS,))
    keep_together: bool = setting("Stay on one page as a whole, if it fits on one.", False, of=_WHOLE)


@cache
def obeyed(kind: Kind) -> frozenset[str]:
    """The properties that parts of a kind obey. Nothing else may be typed on them."""
    return frozenset(name for name, about in settings(Style).items() if kind in about.of)


class Paper(Record):
    """Paper and margins, in points."""

    width: float = 612.0
    height: float = 792.0
    top: float = 65.0
    bottom: float = 72.0
    left: float = 72.0
    right: float = 72.0


class Sheet(Record):
    """A whole style sheet, resolved. `fonts` names the family behind each font role, with its fallbacks in order;
    `font_places` says where each was typed.
    """

    name: str
    page: Paper
    fonts: dict[str, tuple[str, ...]]
    colors: dict[str, Rgb]
    styles: dict[str, Style]
    trace: dict[tuple[str, str], Span] = field(default_factory=dict)
    font_places: dict[tuple[str, str], Span] = field(default_factory=dict)

    def __getitem__(self, style: str) -> Style:
        return self.styles[style]

    def decided_by(self, style: str, property_name: str) -> Span | None:
        """The line of the sheet that decided this property of this style, or of `page`; None for a default."""
        return self.trace.get((style, property_name))
