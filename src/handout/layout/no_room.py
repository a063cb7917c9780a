"""Whether it is a clinic's own sheet that leaves a word no room: its letters, margins, or what stands beside words."""

from __future__ import annotations

from collections.abc import Iterator

from handout.layout.galley import Galley
from handout.part import CELL, PAGE, TABLE
from handout.pdf.text.lines import DoesNotFit
from handout.source import Span
from handout.style.parts import PARTS
from handout.style.properties import Style
from handout.style.sheet import OURS

SHORT_WORD = 16
"""A word of so many letters is nothing out of the ordinary: where it has no room, others have none.

Tried with the Universal Declaration of Human Rights in 54 languages, 11 sizes of letters and 8 columns. Where words of
a fifth of the paragraphs have no room in a column that is not narrow, for letters that are large, the size is told of
88 in 100 words (of 72, were it 12 letters; of 92, were it 20). Where those of a twentieth at most have none, it is told
of 12 in 100 (of 4; of 26).
"""
NARROW = 144.0
"""A column of less is narrow, in points."""
LARGE = 24.0
"""Letters of more, which large print has not, are to blame for a short word that has room in these, in points."""
WIDE = 468.0
"""Between margins so far apart, in points, words have room."""
NARROW_PAGE = WIDE / 2
"""Between margins that are no farther apart words of any handout may have none; on A5 they are."""
NO_COLUMN = 36.0
"""In less room hardly a word can stand, in points."""
BESIDE = {"indent": "an indent", "label_width": "a label_width", "padding": "a padding"}
"""The properties that take room beside words, and how a message calls them."""


def refuses_sheet(galley: Galley, fault: DoesNotFit, style: Style, width: float) -> bool:
    """Whether a line of the clinic's own sheet is why this word has no room, told once there (E60).

    `width` is the room that was left, in points; it may be less than none.
    """
    missing, own = fault.width - width, _typed(galley, style, "indent")
    if style.indent and own is not None and (width <= 0.0 or missing <= style.indent >= width):
        _tell(galley, own, f"an indent of {style.indent:g}pt")
        return True
    size = _typed(galley, style, "size")
    is_too_large = style.size > LARGE and (width >= NARROW or fault.width * LARGE <= width * style.size)
    if size is not None and is_too_large and len(fault.text) <= SHORT_WORD:
        _tell(galley, size, f"a size of {style.size:g}pt")
        return True
    if width < NO_COLUMN:
        taking = [one for one in _beside(galley, style) if one[0] >= missing]
        if taking:
            room, name, place = max(taking, key=lambda one: one[0])
            _tell(galley, place, f"{BESIDE[name]} of {room:g}pt")
            return True
    return _refuses_margins(galley, fault, width)


def _refuses_margins(galley: Galley, fault: DoesNotFit, width: float) -> bool:
    """Whether the word would have room if the clinic's own sheet left as much between its margins as ours do."""
    page = galley.sheet.page
    between = page.width - page.left - page.right
    places = [galley.sheet.decided_by(PAGE, name) for name in ("left", "right", "width")]
    own = next((place for place in places if place is not None and not place.file.startswith(OURS)), None)
    if own is None or between > NARROW_PAGE or len(fault.text) > SHORT_WORD:
        return False
    if not 0.0 < between * fault.width <= width * WIDE:
        return False
    _tell(galley, own, f"a page of {between:g}pt between its margins", "make the margins smaller, or the paper wider")
    return True


def _beside(galley: Galley, style: Style) -> Iterator[tuple[float, str, Span]]:
    """What the clinic's own sheet takes beside words, in points: by which property, and where that was typed.

    Words of a table's cell stand beside the padding of the table; all others may stand in any list and box.
    """
    in_cell = PARTS[style.name].kind is CELL
    for (name, prop), place in galley.sheet.trace.items():
        if (
            prop in BESIDE
            and name in PARTS
            and (PARTS[name].kind is TABLE) == in_cell
            and not place.file.startswith(OURS)
        ):
            yield getattr(galley.sheet[name], prop), prop, place


def _typed(galley: Galley, style: Style, name: str) -> Span | None:
    """Where the clinic's own sheet decided a property of a style, if it did."""
    place = galley.sheet.decided_by(style.name, name)
    return None if place is None or place.file.startswith(OURS) else place


def _tell(galley: Galley, place: Span, what: str, hint: str = "make it smaller, or the paper wider") -> None:
    message = f"in the style '{galley.sheet.name}' {what} leaves no room for words"
    galley.problems.error("E60", place, message, hint)
