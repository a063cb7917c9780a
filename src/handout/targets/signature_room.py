"""Whether the footer has room for who signed: a name that needs more would move page breaks that were read."""

from handout.edition import Edition
from handout.layout.furniture import Furniture
from handout.record import replace
from handout.source import Span
from handout.style.properties import Sheet


def letters_too_many(edition: Edition, sheet: Sheet) -> int:
    """How many letters the review line of a signed edition has too many for the lines that it has room for."""
    line = edition.running.review_line
    return next((taken for taken in range(len(line)) if _fits(edition, sheet, line[taken:])), len(line))


def _fits(edition: Edition, sheet: Sheet, line: str) -> bool:
    running = replace(edition.running, review_line=line)
    place = Span(edition.file, 1, 1)
    return Furniture(running, sheet, edition.language, edition.direction, place).has_room_for_review
