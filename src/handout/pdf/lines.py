"""Styled runs of text broken into lines of positioned glyphs: one engine for all scripts."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from handout.pdf import breaking
from handout.pdf.faces import Face
from handout.pdf.fonts import FontError, book, describe, pack_for
from handout.pdf.shaping import SPACES, Segment, Shaper, Uncovered, line_end_hyphen, shaper, space
from handout.pdf.structure import Leaf
from handout.problems import HandoutError, InternalError, Problem, Severity
from handout.source import Span

Direction = Literal["ltr", "rtl"]
SLACK = 1e-6
ROOM = 20_000


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run looks. `families` are font families in order of preference (the first that has the glyphs serves)."""

    families: tuple[str, ...]
    size: float
    color: tuple[float, float, float]
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look, one language and one leaf of the structure tree (None: an artifact)."""

    text: str
    ink: Ink
    language: str
    leaf: Leaf | None
    span: Span
    hard_break: bool = False


@dataclass(slots=True)
class Piece:
    """Glyphs of one font on one line, in visual order, ready to paint: x from the line's left edge, width in points.

    `text` is what they stand for, in logical order. `width` leaves out the spaces that hang over the line's end.
    """

    x: float
    width: float
    ink: Ink
    leaf: Leaf | None
    text: str
    glyphs: list[Segment]
    face: Face


@dataclass(slots=True)
class Line:
    """One line: its pieces left to right, its ink width, and its place in its paragraph."""

    pieces: list[Piece]
    width: float
    text: str


class DoesNotFit(HandoutError):
    """A word that is wider than the line and may not be cut."""

    def __init__(self, text: str, span: Span, width: float, room: float) -> None:
        self.text = text
        self.span = span
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        message = f"'{shown}' is {width:.0f} pt wide and does not fit in {room:.0f} pt"
        hint = "make the column wider or the text shorter; a soft hyphen (U+00AD) says where a word may be cut"
        super().__init__([Problem(span, Severity.ERROR, "E60", message, hint)])


class MissingGlyph(HandoutError):
    """Characters that no installed font can draw."""


@dataclass(slots=True)
class _Measured:
    """Segments with their running widths: segment n starts at `starts[n]` and its ink ends at `inks[n]`.

    `stops` are the counts of segments after which a line may end (None: after each). `groups` are the segment numbers
    where another run or face begins.
    """

    segments: list[Segment]
    starts: list[float]
    inks: list[float]
    offsets: list[int]
    stops: list[int] | None
    groups: list[int]


def set_lines(
    runs: Sequence[Run], width: float, *, base_direction: Direction = "ltr", first_width: float | None = None
) -> list[Line]:
    """Greedy lines no wider than `width` (the first no wider than `first_width`).

    Raises MissingGlyph and DoesNotFit, which carry the problems.
    """
    lines: list[Line] = []
    for paragraph, ended in _hard_lines(runs):
        room = width if lines or first_width is None else first_width
        lines += _set_paragraph(paragraph, room, width, base_direction, ended)
    return lines


def natural_width(runs: Sequence[Run], *, base_direction: Direction = "ltr") -> float:
    """The width of the widest line when lines end only at hard breaks."""
    return max((_extent(paragraph, base_direction)[0] for paragraph, _ in _hard_lines(runs)), default=0.0)


def least_width(runs: Sequence[Run], *, base_direction: Direction = "ltr") -> float:
    """The width of the widest part that may not be cut: a column can be no narrower."""
    return max((_extent(paragraph, base_direction)[1] for paragraph, _ in _hard_lines(runs)), default=0.0)


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


def _set_paragraph(
    runs: list[Run], first_room: float, room: float, base_direction: Direction, ended: bool
) -> list[Line]:
    if not runs:
        return [Line([], 0.0, "")] if ended else []
    if len(runs) == 1:
        run = runs[0]
        measured = _measured_run(run)
        scale = run.ink.size / 1000
        owners = [run] * len(measured.groups)
    else:
        measured, owners = _measured_runs(runs)
        scale = 1.0
    lines = []
    start = 0
    for end in _line_ends(measured, owners, runs, first_room / scale, room / scale, scale):
        lines.append(_line(measured, owners, start, end, scale))
        start = end
    if ended:
        _end_in_space(lines[-1])
    return lines


def _extent(runs: list[Run], base_direction: Direction) -> tuple[float, float]:
    """The width on one line, and the width of the widest part that may not be cut."""
    if not runs:
        return 0.0, 0.0
    if len(runs) == 1:
        measured, scale = _measured_run(runs[0]), runs[0].ink.size / 1000
    else:
        measured, scale = _measured_runs(runs)[0], 1.0
    starts, inks = measured.starts, measured.inks
    if measured.stops is None:
        least = max(segment.ink for segment in measured.segments)
    else:
        least = max(inks[b - 1] - starts[a] for a, b in zip([0, *measured.stops], measured.stops, strict=False))
    return inks[-1] * scale, least * scale


_MEASURED: dict[tuple[str, tuple[str, ...], bool, bool, str], _Measured] = {}


def _measured_run(run: Run) -> _Measured:
    """A paragraph of one run, measured in thousandths of its size, kept for the next time."""
    ink = run.ink
    key = (run.text, ink.families, ink.bold, ink.italic, run.language)
    measured = _MEASURED.get(key)
    if measured is None:
        measured = _measure_run(run)
        if len(_MEASURED) > ROOM:
            _MEASURED.clear()
        _MEASURED[key] = measured
    return measured


def _measure_run(run: Run) -> _Measured:
    text = _composed(run.text)
    shapes = _shaper(run)
    try:
        segments = list(map(shapes.__getitem__, breaking.segments(text)))
    except Uncovered:
        raise MissingGlyph(_missing([run])) from None
    faces = {segment.face for segment in segments}
    stops: list[int] | None = None
    groups = [0]
    if len(faces) > 1 or None in faces:
        segments, stops = _flattened(segments)
        groups = [n for n, s in enumerate(segments) if not n or s.face is not segments[n - 1].face]
    starts = [0.0, *accumulate([segment.width for segment in segments])]
    inks = [start + segment.ink for start, segment in zip(starts, segments, strict=False)]
    offsets = [0, *accumulate([len(segment.text) for segment in segments])]
    return _Measured(segments, starts, inks, offsets, stops, groups)


def _flattened(segments: list[Segment]) -> tuple[list[Segment], list[int]]:
    """Segments of one face each, and the counts after which a line may end."""
    flat: list[Segment] = []
    stops: list[int] = []
    for segment in segments:
        flat += segment.parts or (segment,)
        stops.append(len(flat))
    return flat, stops


def _measured_runs(runs: list[Run]) -> tuple[_Measured, list[Run]]:
    """A paragraph of several runs, measured in points, and the run of each group."""
    texts = [_composed(run.text) for run in runs]
    whole = _breakable(runs, texts)
    ends = list(accumulate(map(len, texts)))
    segments: list[Segment] = []
    stops: list[int] = []
    groups: list[int] = []
    owners: list[Run] = []
    widths: list[float] = []
    inks: list[float] = []
    number = 0
    place = 0
    shapes, scale, face = _shaper(runs[0]), runs[0].ink.size / 1000, None
    begun = True
    try:
        for cut in breaking.segments(whole):
            finish = place + len(cut)
            while place < finish:
                if place == ends[number]:
                    number += 1
                    shapes, scale, begun = _shaper(runs[number]), runs[number].ink.size / 1000, True
                base = ends[number] - len(texts[number])
                stop = min(finish, ends[number])
                segment = shapes[texts[number][place - base : stop - base]]
                for part in segment.parts or (segment,):
                    if begun or part.face is not face:
                        groups.append(len(segments))
                        owners.append(runs[number])
                        face, begun = part.face, False
                    segments.append(part)
                    widths.append(part.width * scale)
                    inks.append(part.ink * scale)
                place = stop
            stops.append(len(segments))
    except Uncovered:
        raise MissingGlyph(_missing(runs)) from None
    starts = [0.0, *accumulate(widths)]
    inks = [start + ink for start, ink in zip(starts, inks, strict=False)]
    offsets = [0, *accumulate([len(segment.text) for segment in segments])]
    return _Measured(segments, starts, inks, offsets, stops, groups), owners


def _breakable(runs: list[Run], texts: list[str]) -> str:
    """The text as the line breaker shall see it.

    What stands above the line neither ends a number nor begins a word, and no line ends before it.
    """
    parts: list[str] = []
    for run, text in zip(runs, texts, strict=True):
        if run.ink.rise > 0:
            if parts:
                bare = parts[-1].rstrip(SPACES)
                parts[-1] = bare + breaking.RISEN * (len(parts[-1]) - len(bare))
            text = breaking.RISEN * len(text)
        parts.append(text)
    return "".join(parts)


def _line_ends(
    measured: _Measured, owners: list[Run], runs: list[Run], first_room: float, room: float, scale: float
) -> Iterator[int]:
    """The count of segments at which each line ends."""
    starts, inks, stops = measured.starts, measured.inks, measured.stops
    count = len(measured.segments)
    start = 0
    available = first_room + SLACK
    while start < count:
        end = bisect_right(inks, starts[start] + available, start)
        if stops is not None and end < count:
            end = _stop_up_to(stops, end)
        while start < end < count and inks[end - 1] + _hyphen_width(measured, owners, end, scale) > (
            starts[start] + available
        ):
            end = end - 1 if stops is None else _stop_up_to(stops, end - 1)
        if end <= start:
            raise _does_not_fit(measured, runs, start, available * scale, scale)
        yield end
        start = end
        available = room + SLACK


def _stop_up_to(stops: list[int], end: int) -> int:
    found = bisect_right(stops, end)
    return stops[found - 1] if found else 0


def _hyphen_width(measured: _Measured, owners: list[Run], end: int, scale: float) -> float:
    """What a line that ends there needs for a hyphen, in the units of the measured widths."""
    segment = measured.segments[end - 1]
    if segment.text[-1] != breaking.SOFT_HYPHEN or segment.face is None:
        return 0.0
    run = owners[bisect_right(measured.groups, end - 1) - 1]
    return line_end_hyphen(segment.face).width * run.ink.size / 1000 / scale


def _line(measured: _Measured, owners: list[Run], start: int, end: int, scale: float) -> Line:
    starts, segments, groups = measured.starts, measured.segments, measured.groups
    left = starts[start]
    width = (measured.inks[end - 1] - left) * scale
    pieces: list[Piece] = []
    group = bisect_right(groups, start) - 1
    at = start
    while at < end:
        stop = groups[group + 1] if group + 1 < len(groups) and groups[group + 1] < end else end
        run = owners[group]
        taken = segments[at:stop]
        right = measured.inks[stop - 1] if stop == end else starts[stop]
        face = taken[0].face
        if face is None:
            raise InternalError("a segment without a face reached a line")
        text = "".join([segment.text for segment in taken])
        pieces.append(
            Piece((starts[at] - left) * scale, (right - starts[at]) * scale, run.ink, run.leaf, text, taken, face)
        )
        at = stop
        group += 1
    line = Line(pieces, width, "".join([piece.text for piece in pieces]))
    if end < len(segments) and line.text[-1] == breaking.SOFT_HYPHEN:
        _end_in_hyphen(line)
    return line


def _end_in_hyphen(line: Line) -> None:
    """Show the soft hyphen that a line ends in."""
    last = line.pieces[-1]
    mark = line_end_hyphen(last.face)
    last.glyphs.append(mark)
    last.width += mark.width * last.ink.size / 1000
    line.width += mark.width * last.ink.size / 1000


def _end_in_space(line: Line) -> None:
    """Let a line that a hard break ends end in a space, so that words of two lines are never read as one."""
    if line.pieces and line.text[-1] not in SPACES:
        last = line.pieces[-1]
        last.glyphs.append(space(last.face))
        last.text += " "
        line.text += " "


def _shaper(run: Run) -> Shaper:
    ink = run.ink
    try:
        return shaper(ink.families, ink.bold, ink.italic, run.language)
    except FontError as fault:
        raise HandoutError([Problem(run.span, Severity.ERROR, fault.code, fault.message, fault.hint)]) from fault


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _missing(runs: list[Run]) -> list[Problem]:
    """One problem for each character that cannot be drawn, at its first place."""
    problems: dict[str, Problem] = {}
    for run in runs:
        text = _composed(run.text)
        for char in _shaper(run).lacking(text):
            place = run.span.shifted(text.index(char))
            problems.setdefault(char, _missing_problem(char, place))
    if not problems:
        raise InternalError(f"no glyphs for {[run.text for run in runs]!r}, yet no character is missing")
    return list(problems.values())


def _missing_problem(char: str, place: Span) -> Problem:
    pack = pack_for(char)
    if pack is not None and not book().has_pack(pack[0]):
        message = f"the fonts for {pack[1]} are not installed: no font can draw {describe(char)}"
        return Problem(place, Severity.ERROR, "E51", message, f"pip install 'handout[{pack[0]}]'")
    hint = "write it in words, or use a character that the fonts have"
    return Problem(place, Severity.ERROR, "E50", f"no font can draw {describe(char)}", hint)


def _does_not_fit(measured: _Measured, runs: list[Run], start: int, room: float, scale: float) -> DoesNotFit:
    """The report of the part that begins at a segment and may not be cut."""
    stops = measured.stops
    end = start + 1 if stops is None else stops[bisect_right(stops, start)]
    text = "".join(segment.text for segment in measured.segments[start:end]).rstrip(SPACES)
    width = (measured.inks[end - 1] - measured.starts[start]) * scale
    offset = measured.offsets[start]
    for run in runs:
        if offset < len(run.text):
            return DoesNotFit(text, run.span.shifted(offset), width, room)
        offset -= len(run.text)
    return DoesNotFit(text, runs[-1].span, width, room)
