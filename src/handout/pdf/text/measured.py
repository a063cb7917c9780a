"""What a measured paragraph is: its segments in order, and what of its runs they are made of."""

from collections.abc import Sequence

from handout.pdf.text import line_breaking
from handout.pdf.text.faces import Face
from handout.pdf.text.font_book import FontError
from handout.pdf.text.missing_letters import Missing, missing_problems
from handout.pdf.text.runs import SPACES, Run
from handout.pdf.text.segments import Segment
from handout.pdf.text.shaper import Shaper, shaper
from handout.problems import HandoutError, Problem, Severity
from handout.record import Mutable, field
from handout.source import Span


class MissingGlyph(HandoutError):
    """Characters that no installed font can draw, or that only a line breaker that is not installed could break."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = missing
        super().__init__(missing_problems(missing))


class ReversedNumber(HandoutError):
    """Numbers in right-to-left text that would be read in the wrong order."""


class Measured(Mutable, kw_only=False, gc=False):
    """Segments with their running widths: segment n starts at `starts[n]` and its ink ends at `inks[n]`.

    `stops` are the counts of segments after which a line may end (None: after each). `groups` are the segment numbers
    where another run, face or direction begins, and `owners` the number of the run there. `levels` (of each segment)
    is None when all runs from left to right; `gaps` are those of `isolate.Levels`, by segment. Widths are in points, or
    for one run in thousandths of its size. `spare` are counts of segments after which a line may end where it must;
    there are none unless they were asked for.
    `may_hyphenate` is whether a soft hyphen stands anywhere, `is_plain` whether it is one look of one face from left to
    right, of which no line can end in a hyphen.
    """

    segments: list[Segment]
    starts: list[float]
    inks: list[float]
    stops: list[int] | None
    groups: list[int]
    owners: list[int]
    levels: list[int] | None = None
    gaps: dict[int, int] = field(default_factory=dict)
    spare: Sequence[int] = ()
    may_hyphenate: bool = False
    is_plain: bool = False


class Gathered:
    """Segments as they are found, with the runs and levels they belong to."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.segments: list[Segment] = []
        self.stops: list[int] = []
        self._levels: list[int] = []
        self._gaps: dict[int, int] = {}
        self._scales = [1.0] if len(runs) == 1 else [run.ink.size / 1000 for run in runs]
        self._at = 0.0
        self._starts = [0.0]
        self._inks: list[float] = []
        self._groups: list[int] = []
        self._owners: list[int] = []
        # Of the group that was begun last.
        self._face: Face | None = None
        self._owner = -1
        self._level: int | None = None

    def add(self, segment: Segment, owner: int, level: int | None, gap: int | None = None) -> None:
        """Append a segment, or its parts; `gap` is the level of the marks that were taken out before it."""
        if gap is not None:
            self._gaps[len(self.segments)] = gap
            self._face = None
        scale = self._scales[owner]
        for part in segment.parts or (segment,):
            if part.face is not self._face or owner != self._owner or level != self._level:
                self._begin(part.face, owner, level)
            self.segments.append(part)
            self._inks.append(self._at + part.ink * scale)
            self._at += part.width * scale
            self._starts.append(self._at)
            if level is not None:
                self._levels.append(level)

    def _begin(self, face: Face | None, owner: int, level: int | None) -> None:
        """What is added next is another group than what was added last."""
        self._groups.append(len(self.segments))
        self._owners.append(owner)
        self._face, self._owner, self._level = face, owner, level

    def add_whole(self, found: list[Segment], owner: int) -> None:
        """Segments of one run, after each of which a line may end; all from left to right."""
        face = found[0].face
        if face is None or {segment.face for segment in found} != {face}:
            for segment in found:
                self.add(segment, owner, None)
                self.stops.append(len(self.segments))
        else:
            self.add_plain(found, owner)

    def add_plain(self, found: list[Segment], owner: int) -> None:
        """The same of segments that all are of one face."""
        face = found[0].face
        if face is not self._face or owner != self._owner or self._level is not None:
            self._begin(face, owner, None)
        first = len(self.segments)
        at, starts, inks = self._at, self._starts, self._inks
        scale = self._scales[owner]
        self.segments += found
        for segment in found:
            inks.append(at + segment.ink * scale)
            at += segment.width * scale
            starts.append(at)
        self._at = at
        self.stops += range(first + 1, len(self.segments) + 1)

    def measured(self) -> Measured:
        levels = self._levels or None
        return Measured(
            self.segments, self._starts, self._inks, self.stops, self._groups, self._owners, levels, self._gaps
        )


def place_of(runs: Sequence[Run], offset: int) -> Span:
    """The place in the author's file of a character, counted from the first run's start."""
    for run in runs:
        if offset < len(run.text):
            return run.span.shifted(offset)
        offset -= len(run.text)
    return runs[-1].span


def seen_by_breaker(runs: Sequence[Run], texts: list[str]) -> list[str]:
    """The text of each run as the line breaker shall see it.

    What stands above the line neither ends a number nor begins a word, and no line ends before it.
    """
    parts: list[str] = []
    for run, text in zip(runs, texts, strict=True):
        if run.ink.rise > 0:
            if parts:
                bare = parts[-1].rstrip(SPACES)
                parts[-1] = bare + line_breaking.RISEN * (len(parts[-1]) - len(bare))
            text = line_breaking.RISEN * len(text)
        parts.append(text)
    return parts


def shaper_of(run: Run, script: str = "", rtl: bool = False) -> Shaper:
    ink = run.ink
    try:
        return shaper(ink.families, ink.bold, ink.italic, run.language, script, rtl)
    except FontError as fault:
        raise HandoutError([Problem(run.span, Severity.ERROR, fault.code, fault.message, fault.hint)]) from fault
