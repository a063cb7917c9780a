"""Styled runs of text broken into lines of positioned glyphs: one engine for all scripts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NoReturn

from handout.pdf.file.structure import Leaf
from handout.pdf.text.faces import Face
from handout.pdf.text.measured import Measured, MissingGlyph, ReversedNumber, place_of
from handout.pdf.text.paragraph import measure, measure_loosely, scale_of
from handout.pdf.text.runs import SPACES, Ink, Run
from handout.pdf.text.segments import Segment, hyphen_behind, spaces
from handout.problems import HandoutError, InternalError, Problem, Severity, shortened
from handout.record import Struct
from handout.source import Span
from handout.text.direction import Direction
from handout.text.phrase import SOFT_HYPHEN
from handout.text.quantities import find

__all__ = [
    "DoesNotFit",
    "Ink",
    "Line",
    "MissingGlyph",
    "Piece",
    "ReversedNumber",
    "Run",
    "extents",
    "natural_width",
    "set_lines",
]

SLACK = 1e-6
LONE_WORD = 5
"""A word of so many letters and digits or fewer does not stand alone on the last line of a paragraph."""


class Piece(Struct, gc=False):
    """Glyphs of one font on one line, in visual order, ready to paint: x from the line's left edge, width in points.

    `text` is what they stand for, in logical order. `width` leaves out the spaces that hang over the line's end. `body`
    is what a PDF shows for all of them (`Segment.body`), joined as long as they are at hand; None where that is to be
    found out when they are shown, as it is of all that run from right to left.
    """

    x: float
    width: float
    ink: Ink
    leaf: Leaf | None
    text: str
    glyphs: list[Segment]
    face: Face
    body: str | None


class Line(Struct, gc=False):
    """One line: its pieces left to right, its ink width, and its place in its paragraph."""

    pieces: list[Piece]
    width: float
    text: str

    def under(self, leaf: Leaf) -> Line:
        """The same line as content of another leaf."""
        pieces = [Piece(at.x, at.width, at.ink, leaf, at.text, at.glyphs, at.face, at.body) for at in self.pieces]
        return Line(pieces, self.width, self.text)


class DoesNotFit(HandoutError):
    """A word that is wider than the line and may not be cut."""

    def __init__(self, text: str, span: Span, width: float, room: float) -> None:
        self.text = text
        self.span = span
        self.width = width
        self.shown = shortened(text)
        message = f"'{self.shown}' is {width:.0f} pt wide and does not fit in {room:.0f} pt"
        hint = "make the column wider or the text shorter"
        if find(text):
            hint = "make the column wider or the type smaller; a number is never cut"
        super().__init__([Problem(span, Severity.ERROR, "E60", message, hint)])


def set_lines(runs: Sequence[Run], width: float, *, base_direction: Direction = "ltr") -> list[Line]:
    """Greedy lines no wider than `width` points; no short word is alone on the last.

    Raises MissingGlyph and DoesNotFit, which carry the problems.
    """
    if len(runs) == 1 and runs[0].text:
        return _set_paragraph(runs, width, base_direction, False)
    lines: list[Line] = []
    for paragraph, ended in _hard_lines(runs):
        lines += _set_paragraph(paragraph, width, base_direction, ended)
    return lines


def natural_width(runs: Sequence[Run]) -> float:
    """The width of the widest line when lines end only at hard breaks, in points."""
    return extents(runs)[0]


def extents(runs: Sequence[Run], *, base_direction: Direction = "ltr", loose: bool = False) -> tuple[float, float]:
    """The natural width, and that of the widest part that may not be cut, in points; less when spare places are cut."""
    if len(runs) == 1:
        return _extent(runs if runs[0].text else [], base_direction, loose)
    found = [_extent(paragraph, base_direction, loose) for paragraph, _ in _hard_lines(runs)]
    return max((natural for natural, _ in found), default=0.0), max((least for _, least in found), default=0.0)


def _hard_lines(runs: Sequence[Run]) -> Iterator[tuple[list[Run], bool]]:
    """Runs between hard breaks, without the empty ones, and whether a hard break ended them."""
    if len(runs) == 1:
        yield ([runs[0]] if runs[0].text else []), False
        return
    part: list[Run] = []
    broken = False
    for run in runs:
        if run.text:
            part.append(run)
        broken = run.hard_break
        if broken:
            yield part, True
            part = []
    if part or (runs and not broken):
        yield part, False


def _set_paragraph(runs: Sequence[Run], room: float, base_direction: Direction, ended: bool) -> list[Line]:
    if not runs:
        return [Line([], 0.0, "")] if ended else []
    try:
        measured = measure(runs, base_direction)
        if measured.is_uncut and measured.inked(len(measured.segments)) > room / scale_of(runs) + SLACK:
            measured = measure(runs, base_direction, is_cut=True)
        return _set_measured(measured, runs, room, base_direction, ended)
    except DoesNotFit:
        loose = measure_loosely(runs, base_direction)
        if not loose.spare:
            raise
        return _set_measured(loose, runs, room, base_direction, ended)


def _set_measured(
    measured: Measured, runs: Sequence[Run], room: float, base_direction: Direction, ended: bool
) -> list[Line]:
    scale = scale_of(runs)
    lines = []
    start, count = 0, len(measured.segments)
    for end in _line_ends(measured, runs, room / scale + SLACK):
        if not measured.levels:
            line = _line(measured, runs, start, end, end, scale)
        else:
            line = _two_way_line(measured, runs, start, end, scale, 1 if base_direction == "rtl" else 0)
        if measured.may_hyphenate and end < count and line.text[-1] == SOFT_HYPHEN:
            _end_in_hyphen(line)
        lines.append(line)
        start = end
    if ended:
        _end_in_space(lines[-1])
    return lines


def _line_ends(measured: Measured, runs: Sequence[Run], room: float) -> list[int]:
    """After how many segments each line ends; the room is in the units that the segments are measured in."""
    starts, count = measured.starts, len(measured.segments)
    is_anywhere = not measured.held and not measured.may_hyphenate
    ends: list[int] = []
    start = 0
    while start < count:
        limit = starts[start] + room
        # So many have room with the spaces after them; one more has without.
        end = bisect_right(starts, limit, start + 1) - 1
        if end < count and measured.inked(end + 1) <= limit:
            end += 1
        if not is_anywhere:
            end = _allowed_end(measured, runs, start, end, limit)
        if end <= start:
            raise _does_not_fit(measured, runs, start, room)
        ends.append(end)
        start = end
    if len(ends) > 1 and (sooner := _sooner(measured, ends, room)):
        ends[-2] = sooner
    return ends


def _sooner(measured: Measured, ends: Sequence[int], room: float) -> int:
    """Where the line before the last ends so that no short word stands alone on the last one; 0 where it may stay."""
    held, segments, last = measured.held, measured.segments, ends[-2]
    if not held.issuperset(range(last + 1, ends[-1])):
        return 0
    if sum(map(str.isalnum, "".join([segment.text for segment in segments[last:]]))) > LONE_WORD:
        return 0
    end, first = last - 1, ends[-3] if len(ends) > 2 else 0
    while end in held:
        end -= 1
    is_good = end > first and segments[end - 1].text[-1] in SPACES
    return end if is_good and measured.inked(len(segments)) - measured.starts[end] <= room else 0


def _extent(runs: Sequence[Run], base_direction: Direction, loose: bool) -> tuple[float, float]:
    """The width on one line, and the width of the widest part that may not be cut."""
    if not runs:
        return 0.0, 0.0
    measured = measure_loosely(runs, base_direction) if loose else measure(runs, base_direction)
    if measured.is_uncut:
        measured = measure(runs, base_direction, is_cut=True)
    scale = scale_of(runs)
    return measured.inked(len(measured.segments)) * scale, measured.widest() * scale


def _allowed_end(measured: Measured, runs: Sequence[Run], start: int, most: int, limit: float) -> int:
    """Where a line ends that begins at one segment and has room up to another: at a stop, or where it must a spare."""
    held = measured.held
    end = most
    while end in held:
        end -= 1
    while measured.may_hyphenate and start < end < len(measured.segments):
        if measured.inked(end) + _hyphen_width(measured, runs, end) <= limit:
            break
        end -= 1
        while end in held:
            end -= 1
    if end <= start:
        found = bisect_right(measured.spare, most)
        end = measured.spare[found - 1] if found else 0
    return end


def _hyphen_width(measured: Measured, runs: Sequence[Run], end: int) -> float:
    """What a line that ends there needs for a hyphen, in the units of the measured widths."""
    segment = measured.segments[end - 1]
    if segment.text[-1] != SOFT_HYPHEN or segment.face is None or (mark := hyphen_behind(segment)) is None:
        return 0.0
    run = runs[measured.owners[bisect_right(measured.groups, end - 1) - 1]]
    return mark.width * run.ink.size / 1000 / scale_of(runs)


def _line(measured: Measured, runs: Sequence[Run], start: int, end: int, tail: int, scale: float) -> Line:
    """The line of these segments, its pieces one after the other; one begins at the segment `tail`."""
    starts, segments, groups = measured.starts, measured.segments, measured.groups
    first, last = bisect_right(groups, start), bisect_left(groups, end)
    left = starts[start]
    # As `inked` has it: its group is known here.
    ink_end = starts[end - 1] + segments[end - 1].ink * measured.scales[measured.owners[last - 1]]
    width = (ink_end - left) * scale
    if first == last and tail == end:
        run, taken = runs[measured.owners[first - 1]], segments[start:end]
        text, body = _text_and_body(taken)
        only = Piece(0.0, width, run.ink, run.leaf, text, taken, taken[0].face or _lost(text), body)
        return Line([only], width, text)
    pieces: list[Piece] = []
    owners, ends = measured.owners[first - 1 : last], [*groups[first:last], end]
    if start < tail and tail not in ends:
        cut = bisect_left(ends, tail)
        ends.insert(cut, tail)
        owners.insert(cut, owners[cut])
    at = start
    for owner, stop in zip(owners, ends, strict=True):
        run = runs[owner]
        taken = segments[at:stop]
        begin, right = starts[at], ink_end if stop == end else starts[stop]
        text, body = _text_and_body(taken)
        x, long = (begin - left) * scale, (right - begin) * scale
        pieces.append(Piece(x, long, run.ink, run.leaf, text, taken, taken[0].face or _lost(text), body))
        at = stop
    return Line(pieces, width, pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces]))


def _text_and_body(segments: Sequence[Segment]) -> tuple[str, str | None]:
    """What segments stand for, and what a PDF shows for them where each of them knows that.

    Most are few: a plain loop is through with them before a comprehension has begun.
    """
    texts: list[str] = []
    bodies: list[str] = []
    for segment in segments:
        texts.append(segment.text)
        bodies.append(segment.body)  # type: ignore[arg-type]  # what has none is refused below
    try:
        return "".join(texts), "".join(bodies)
    except TypeError:
        return "".join(texts), None


def _lost(text: str) -> NoReturn:
    raise InternalError(f"'{text}' reached a line without a face")


def _two_way_line(measured: Measured, runs: Sequence[Run], start: int, end: int, scale: float, base: int) -> Line:
    """A line whose pieces stand where UAX 9 puts them (L1, L2), but follow each other in reading order."""
    from handout.pdf.text.bidi import visual_order

    levels = measured.levels
    tail = end
    while tail > start and not measured.segments[tail - 1].text.strip(SPACES):
        tail -= 1
    line = _line(measured, runs, start, end, tail, scale)
    at = start
    on_line: list[int] = []
    gaps: dict[int, int] = {}
    for piece in line.pieces:
        if at in measured.gaps:
            gaps[len(on_line)] = measured.gaps[at]
        on_line.append(base if at >= tail else levels[at])
        at += len(piece.glyphs)
    x = 0.0
    for index in visual_order(on_line, gaps):
        line.pieces[index].x = x
        x += line.pieces[index].width
    for piece in line.pieces:
        if piece.glyphs[0].rtl:
            piece.glyphs.reverse()
            piece.body = None
    if tail < end:
        last = line.pieces[-1]
        last.x = -_room(last) if base else line.width
    return line


def _room(piece: Piece) -> float:
    """How far the glyphs of a piece reach, with its spaces."""
    return sum(segment.width for segment in piece.glyphs) * piece.ink.size / 1000


def _end_in_hyphen(line: Line) -> None:
    """Show the soft hyphen that a line ends in: behind its last letter, which in Hebrew is to the left of it."""
    last = line.pieces[-1]
    is_mirrored = last.glyphs[0].rtl
    mark = hyphen_behind(last.glyphs[0 if is_mirrored else -1])
    if mark is None:
        return
    width = mark.width * last.ink.size / 1000
    last.glyphs.insert(0 if is_mirrored else len(last.glyphs), mark)
    for piece in line.pieces:
        if is_mirrored and piece is not last and piece.x >= last.x:
            piece.x += width
    last.body = None
    last.width += width
    line.width += width


def _end_in_space(line: Line) -> None:
    """Let a line that a hard break ends end in a space, so that words of two lines are never read as one."""
    if line.pieces and line.text[-1] not in SPACES:
        last = line.pieces[-1]
        blank = spaces(last.face, " ", last.glyphs[0].rtl)
        if blank.rtl:
            last.glyphs.insert(0, blank)
            last.x -= blank.width * last.ink.size / 1000
        else:
            last.glyphs.append(blank)
        last.body = None
        last.text += " "
        line.text += " "


def _does_not_fit(measured: Measured, runs: Sequence[Run], start: int, available: float) -> DoesNotFit:
    """The report of the part that begins at a segment and may not be cut."""
    scale = scale_of(runs)
    end = min(end for end in measured.ends() if end > start)
    text = "".join(segment.text for segment in measured.segments[start:end]).rstrip(SPACES)
    width = (measured.inked(end) - measured.starts[start]) * scale
    offset = sum(len(segment.text) for segment in measured.segments[:start])
    return DoesNotFit(text, place_of(runs, offset), width, available * scale)
