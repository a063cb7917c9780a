"""Whether there is room for who signed: whoever needs more would move page breaks that were read."""

from __future__ import annotations

from handout.edition import Edition
from handout.layout.furniture import Furniture
from handout.problems import Problems
from handout.record import replace
from handout.source import Span
from handout.style.properties import Sheet
from handout.targets.pdf import make_pdf
from handout.targets.places import Watch


def letters_too_many(edition: Edition, sheet: Sheet) -> int:
    """How many letters the review line of a signed edition has too many for the lines that it has room for."""
    line = edition.running.review_line
    return next((taken for taken in range(len(line)) if _fits(edition, sheet, line[taken:])), len(line))


def breaks_alike(edition: Edition, other: Edition, sheet: Sheet, head: int) -> bool:
    """Whether every word that was typed stands on the same page in both, and both have as many pages.

    What the program says of a handout is taken for typed where the handout begins: on the line `head`.
    """
    return _pages_of(edition, sheet, head) == _pages_of(other, sheet, head)


def _pages_of(edition: Edition, sheet: Sheet, head: int) -> tuple[int, frozenset[tuple[int, int, int]]]:
    watch = Watch()
    make_pdf(edition, sheet, Problems(), watch=watch)
    typed = (place for place in watch.places if place.line != head)
    return watch.pages, frozenset((place.page, place.line, place.column) for place in typed)


def _fits(edition: Edition, sheet: Sheet, line: str) -> bool:
    running = replace(edition.running, review_line=line)
    place = Span(edition.file, 1, 1)
    return Furniture(running, sheet, edition.language, edition.direction, place).has_room_for_review
