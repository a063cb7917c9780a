"""What every kind of source becomes before it is written: headings, paragraphs, lists, tables, pictures, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from handout.record import Mutable, Record, field, replace

Ordinal: TypeAlias = str
"""The number of an entry as it is read: `3.` or `4)`."""


class CannotImport(Exception):
    """A file that no handout can be made of; says why in plain words."""


class SourceRun(Record):
    """Characters that look alike. `note` is the key of a note that stands here, in place of characters."""

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    target: str | None = None
    note: str | None = None
    is_break: bool = False


SourceRuns: TypeAlias = tuple[SourceRun, ...]


class Heading(Record):
    """A heading; 1 is the highest level."""

    level: int
    pieces: SourceRuns
    place: str


class Paragraph(Record):
    """A paragraph; `place` says where it stands in the source."""

    pieces: SourceRuns
    place: str


class Listing(Record):
    """A list. `numbers` are those of its entries; None for bullets. `is_boxes`: each entry is a box to tick."""

    items: tuple[tuple[SourcePart, ...], ...]
    place: str
    numbers: tuple[Ordinal, ...] | None = None
    is_boxes: bool = False


class SourceTable(Record):
    """A table that is a rectangle. `head` is None when the source does not say what its columns are."""

    head: tuple[SourceRuns, ...] | None
    rows: tuple[tuple[SourceRuns, ...], ...]
    place: str
    caption: SourceRuns = ()


class SourcePicture(Record):
    """A picture. `alt` is None when the source does not say what it shows."""

    data: bytes
    kind: Literal["png", "jpg", "svg"]
    place: str
    alt: str | None = None
    caption: SourceRuns = ()
    is_decorative: bool = False


SourcePart: TypeAlias = Heading | Paragraph | Listing | SourceTable | SourcePicture


class Reported(Record):
    """Something that the report tells: words that are in the report alone, or a thing that became another one."""

    sort: Literal["left out", "changed", "look"]
    place: str
    reason: str
    words: str = ""


class Telling(Mutable):
    """What there is to tell of a source, in order; the same remark on one place is made once."""

    found: list[Reported] = field(default_factory=list)

    def left_out(self, place: str, reason: str, words: str) -> None:
        words = " ".join(words.split())
        if words:
            self.found.append(Reported(sort="left out", place=place, reason=reason, words=words))

    def changed(self, place: str, reason: str, words: str = "") -> None:
        self._once(Reported(sort="changed", place=place, reason=reason, words=" ".join(words.split())))

    def look(self, place: str, reason: str, words: str = "") -> None:
        self._once(Reported(sort="look", place=place, reason=reason, words=" ".join(words.split())))

    def _once(self, entry: Reported) -> None:
        if entry not in self.found:
            self.found.append(entry)


class Incoming(Mutable):
    """A source, read. `words` are all its words in order, found another way than the parts were."""

    parts: list[SourcePart]
    telling: Telling
    words: list[str]
    title: SourceRuns = ()
    subtitle: SourceRuns = ()
    language: str | None = None
    notes: dict[str, str] = field(default_factory=dict)


def plain(pieces: Iterable[SourceRun]) -> str:
    """The characters alone, a break as a line end."""
    return "".join("\n" if piece.is_break else piece.text for piece in pieces)


def trimmed(pieces: Iterable[SourceRun]) -> SourceRuns:
    """Pieces without blanks and breaks at either end, and without empty ones; blanks in a row are one."""
    found: list[SourceRun] = []
    for piece in pieces:
        if piece.is_break or piece.note is not None:
            if piece.is_break and found and not found[-1].is_break:
                found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
            found.append(piece)
            continue
        text = piece.text
        if not found or found[-1].is_break or found[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if found and _looks(found[-1]) == _looks(piece) and found[-1].note is None and not found[-1].is_break:
            found[-1] = replace(found[-1], text=found[-1].text + text)
        else:
            found.append(replace(piece, text=text))
    return _without_ends(found)


def _looks(piece: SourceRun) -> tuple[bool, bool, str | None]:
    return piece.strong, piece.emphasis, piece.target


def _without_ends(found: list[SourceRun]) -> SourceRuns:
    """Pieces without blanks at the ends; nothing where there are but blanks, also such as keep a line together."""
    if not any(piece.note is not None or piece.text.strip() for piece in found):
        return ()
    while found and (found[0].is_break or (found[0].note is None and not found[0].text.strip(" "))):
        found.pop(0)
    while found and (found[-1].is_break or (found[-1].note is None and not found[-1].text.strip(" "))):
        found.pop()
    if found and found[-1].note is None:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(found)


def unmarked(pieces: SourceRuns) -> SourceRuns:
    """Pieces that are not strong: what a heading is anyway."""
    return trimmed(replace(piece, strong=False) for piece in pieces)


def on_one_line(pieces: SourceRuns) -> SourceRuns:
    """Pieces with a space where a line was ended: a heading is one line, and ends its lines itself."""
    return trimmed(SourceRun(text=" ") if piece.is_break else piece for piece in pieces)


def joined(paragraphs: Iterable[SourceRuns]) -> SourceRuns:
    """Paragraphs as one, a break between each two."""
    found: list[SourceRun] = []
    for pieces in paragraphs:
        if found and pieces:
            found.append(SourceRun(is_break=True))
        found.extend(pieces)
    return tuple(found)
