"""Gather the lines of a source into parts: entries of lists into lists, captions to what they stand below."""

from __future__ import annotations

import re

from handout.incoming.signs import BOXES, BULLETS
from handout.incoming.tree import (
    Heading,
    Listing,
    Paragraph,
    SourcePart,
    SourcePicture,
    SourceRun,
    SourceRuns,
    SourceTable,
    Telling,
    joined,
    on_one_line,
    plain,
    trimmed,
    unmarked,
)
from handout.record import Mutable, Record, field, replace

DEEPEST = 5
_BOX = re.compile(rf"[{BOXES}]\s*(?=\S)")
_BULLET = re.compile(rf"[{BULLETS}]\s+")
_MARKED = re.compile(rf"(?:[{BULLETS}]\s|[{BOXES}]|\d{{1,2}}[.)]\s)\s*\S")
_MARK_ALONE = re.compile(rf"[{BULLETS}{BOXES}]")
"""The mark of an entry whose words stand on the next line, as in what is copied out of a PDF."""
_DOT = re.compile(rf"[{BULLETS}o\-–—*§>»›→⇒⇨➔➜➞➠➣➥⮚☞☛♦◇◈◘◉◎⦿✦✧✱✳\ue000-\uf8ff\s]*")
"""What stands before an entry as a dot does; a tick, a cross, a telephone or a word says more."""


class GatheredLine(Record):
    """A paragraph with what its source says of it. `label`: whether `bullet`, `number` or `words` stand before it."""

    pieces: SourceRuns
    place: str
    role: str = ""
    level: int = 0
    label: str = ""
    depth: int = 0
    ordinal: str = ""


class _Open(Mutable):
    """A list that is being gathered; the entries of deeper ones stand in its last entry."""

    depth: int
    is_numbered: bool
    place: str
    items: list[list[SourcePart]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    boxes: list[bool] = field(default_factory=list)


class Gathering:
    """Parts of one text, of one cell of a table (`is_cell`), or of one entry of a list (`is_entry`), in order."""

    def __init__(self, telling: Telling, *, is_entry: bool = False, is_cell: bool = False) -> None:
        self.telling = telling
        self._is_cell = is_cell
        self._is_marked = is_entry
        """Whether the next line is an entry already: then its own sign makes it none again."""
        self.title: SourceRuns = ()
        self.subtitle: SourceRuns = ()
        self._parts: list[SourcePart] = []
        self._open: list[_Open] = []
        self._caption: SourceRuns | None = None
        """The caption that the last part is, until it is known what it belongs to."""
        self._is_missing = False
        """Whether a picture that is not taken stood last: the caption below it is no other's."""

    def parts(self) -> list[SourcePart]:
        self._close(0)
        return self._parts

    def add(self, part: SourcePart) -> None:
        """A part that is no line: it ends the lists before it."""
        self._close(0)
        if self._caption is not None and isinstance(part, SourceTable | SourcePicture) and not part.caption:
            part = replace(part, caption=self._caption)
            self._parts.pop()
        self._caption, self._is_missing = None, False
        self._parts.append(part)

    def miss(self) -> None:
        """A picture stands here that is not taken."""
        self._close(0)
        self._caption, self._is_missing = None, True

    def end_lists(self, depth: int) -> None:
        """What comes next is in another list than the entries of this depth and deeper ones."""
        while self._open and self._open[-1].depth >= depth:
            self._close(len(self._open) - 1)

    def into_entry(self, part: SourcePart) -> None:
        """A part that belongs to the last entry: words and lists do; after others the list ends."""
        if self._open and isinstance(part, Paragraph | Listing) and not getattr(part, "is_boxes", False):
            self._open[-1].items[-1].append(part)
        elif self._open and isinstance(part, Heading):
            self._open[-1].items[-1].append(Paragraph(pieces=part.pieces, place=part.place))
        else:
            self.add(part)

    def line(self, line: GatheredLine) -> None:
        """The next paragraph."""
        if not line.pieces:
            self._label_alone(line)
            return
        if not line.role and (paragraphs := _paragraphs(line.pieces)):
            line = replace(line, pieces=paragraphs[0])
            if len(paragraphs) > 1:
                self._several(line, paragraphs[1:])
                return
        is_marked, self._is_marked = self._is_marked, False
        if line.role in ("heading", "title", "subtitle"):
            line = replace(line, pieces=on_one_line(line.pieces))
        if line.role in ("title", "subtitle") and self._take_title(line):
            return
        if line.role in ("heading", "title", "subtitle"):
            self.add(Heading(level=max(line.level, 1), pieces=unmarked(self._labelled(line)), place=line.place))
            return
        if line.role == "caption":
            self._take_caption(line)
            return
        if not line.label and not is_marked and (found := _BULLET.match(plain(line.pieces))):
            line = replace(line, label="bullet", pieces=_cut(line.pieces, found.end()))
        if line.label == "bullet" and line.ordinal and line.ordinal in BOXES:
            line = replace(line, pieces=(SourceRun(text="☐ "), *line.pieces))
        elif line.label == "bullet" and _DOT.fullmatch(line.ordinal) is None:
            self.telling.changed(line.place, f"the sign {line.ordinal} before it stands as words")
            line = replace(line, pieces=trimmed((SourceRun(text=f"{line.ordinal} "), *line.pieces)))
        if line.label in ("bullet", "number"):
            self._entry(line)
            return
        if line.label == "words" and self._open and line.depth > self._open[-1].depth:
            self._open[-1].items[-1].append(Paragraph(pieces=self._labelled(line), place=line.place))
            return
        if not line.label and not is_marked and _BOX.match(plain(line.pieces)):
            self._entry(replace(line, label="bullet"))
            return
        self.add(Paragraph(pieces=self._labelled(line), place=line.place))

    def _several(self, line: GatheredLine, others: list[SourceRuns]) -> None:
        """A line and others, or entries of a list, that a source keeps apart by breaks alone; a label is its own."""
        self.line(line)
        for pieces in others:
            if line.label and (_BULLET.match(words := plain(pieces)) or _BOX.match(words)):
                self.line(replace(line, pieces=pieces, label="", ordinal="", depth=line.depth + 1))
            elif line.label:
                self.into_entry(Paragraph(pieces=pieces, place=line.place))
            else:
                self.line(replace(line, pieces=pieces))

    def _label_alone(self, line: GatheredLine) -> None:
        """A number with nothing after it: in a cell it is what the cell says, elsewhere a line left empty."""
        if line.label not in ("number", "words"):
            return
        if self._is_cell:
            self.add(Paragraph(pieces=(SourceRun(text=line.ordinal),), place=line.place))
        self.telling.changed(
            line.place,
            "the number alone stands as words" if self._is_cell else "a number with nothing after it is not taken",
            line.ordinal,
        )

    def _labelled(self, line: GatheredLine) -> SourceRuns:
        """The words with the label before them, where a list cannot show it."""
        if line.label not in ("words", "number") or not line.ordinal:
            return line.pieces
        self.telling.changed(line.place, "the number before it stands as words", line.ordinal)
        return trimmed((SourceRun(text=f"{line.ordinal} "), *line.pieces))

    def _take_title(self, line: GatheredLine) -> bool:
        if line.role == "title" and not self.title and not self._parts:
            self.title = unmarked(line.pieces)
            return True
        if line.role == "subtitle" and not self.subtitle and all(not isinstance(p, Heading) for p in self._parts):
            self.subtitle = unmarked(line.pieces)
            return True
        return False

    def _take_caption(self, line: GatheredLine) -> None:
        """A caption belongs to what stands before it, else to what comes next, else it is a paragraph.

        Below a picture that is not taken it is one as well.
        """
        self._close(0)
        if self._is_missing:
            self.add(Paragraph(pieces=line.pieces, place=line.place))
            return
        last = self._parts[-1] if self._parts else None
        if isinstance(last, SourceTable | SourcePicture) and not last.caption:
            self._parts[-1] = replace(last, caption=line.pieces)
        else:
            self.add(Paragraph(pieces=line.pieces, place=line.place))
            self._caption = line.pieces

    def _entry(self, line: GatheredLine) -> None:
        is_numbered = line.label == "number"
        depth = min(line.depth, DEEPEST)
        while self._open and (
            self._open[-1].depth > depth
            or (self._open[-1].depth == depth and self._open[-1].is_numbered != is_numbered)
        ):
            self._close(len(self._open) - 1)
        if not self._open or self._open[-1].depth < depth:
            self._open.append(_Open(depth=depth, is_numbered=is_numbered, place=line.place))
        listing = self._open[-1]
        box = _BOX.match(plain(line.pieces))
        listing.boxes.append(box is not None)
        listing.items.append([Paragraph(pieces=line.pieces, place=line.place)])
        listing.numbers.append(line.ordinal)

    def _close(self, count: int) -> None:
        self._caption = self._caption if not self._open else None
        while len(self._open) > count:
            found = _closed(self._open.pop())
            if self._open:
                self._open[-1].items[-1].append(found)
            else:
                self._parts.append(found)


def _paragraphs(pieces: SourceRuns) -> list[SourceRuns]:
    """The paragraphs in pieces: two breaks end one, and so does one before each of several lines with a mark."""
    lines: list[list[SourceRun]] = [[]]
    for piece in pieces:
        if piece.is_break:
            lines.append([])
        else:
            lines[-1].append(piece)
    if len(lines) == 1:
        return [pieces]
    found: list[SourceRuns] = []
    for line in map(trimmed, lines):
        if found and line and _MARK_ALONE.fullmatch(plain(found[-1])):
            found[-1] = (*found[-1], SourceRun(text=" "), *line)
        else:
            found.append(line)
    marked = [_MARKED.match(plain(line)) is not None for line in found]
    paragraphs: list[SourceRuns] = []
    is_open = False
    for line, is_marked in zip(found, marked, strict=True):
        if not line or not is_open or (is_marked and sum(marked) > 1):
            paragraphs.append(line)
        else:
            paragraphs[-1] = joined((paragraphs[-1], line))
        is_open = bool(line)
    return [paragraph for paragraph in paragraphs if paragraph]


def _closed(listing: _Open) -> Listing:
    is_flat = all(len(item) == 1 for item in listing.items)
    is_boxes = not listing.is_numbered and is_flat and all(listing.boxes)
    items = [tuple(item) for item in listing.items]
    if is_boxes:
        items = [(_without_box(part),) for (part,) in items]
    return Listing(
        items=tuple(items), numbers=tuple(listing.numbers) if listing.is_numbered else None, is_boxes=is_boxes,
        place=listing.place,
    )  # fmt: skip


def _without_box(part: SourcePart) -> SourcePart:
    if not isinstance(part, Paragraph):
        return part
    found = _BOX.match(plain(part.pieces))
    return replace(part, pieces=_cut(part.pieces, found.end() if found else 0))


def _cut(pieces: SourceRuns, count: int) -> SourceRuns:
    """Pieces without their first characters."""
    found: list[SourceRun] = []
    for piece in pieces:
        taken = min(count, len(piece.text))
        count -= taken
        found.append(replace(piece, text=piece.text[taken:]))
    return trimmed(found)
