"""What a measured paragraph is: its segments in order, and what of its runs they are made of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from handout.pdf.text import line_breaking
from handout.pdf.text.font_book import FontError
from handout.pdf.text.missing_letters import Missing, missing_problems
from handout.pdf.text.runs import SPACES, Run
from handout.pdf.text.segments import Segment
from handout.pdf.text.shaper import Shaper, shaper
from handout.problems import HandoutError, Problem, Severity
from handout.record import Struct
from handout.source import Span


class MissingGlyph(HandoutError):
    """Characters that no installed font can draw, or that only a line breaker that is not installed could break."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = missing
        super().__init__(missing_problems(missing))


class ReversedNumber(HandoutError):
    """Numbers in right-to-left text that would be read in the wrong order."""


NO_GAPS: Mapping[int, int] = {}
NOTHING_HELD: set[int] = set()
"""Shared, and never added to: most paragraphs hold nothing, and a set takes as much memory as four lists."""
OF_ONE_RUN = (1.0,)
"""The scales of one run alone, whose widths stay in thousandths of its size."""


class Measured(Struct, gc=False):
    """Segments with their running widths: segment n starts at `starts[n]`, which has one more for where the last ends.

    A line may end after each segment, but not after the counts of them that are `held`, and only where it must after
    those that are `spare` as well; there are none of these unless they were asked for. `groups` are the segment numbers
    where another run, face or direction begins, and `owners` the number of the run there; `scales` are what the widths
    of the segments of each run are multiplied by. `levels` (of each segment) are empty when all of it runs from left to
    right; `gaps` are those of `bidi_isolates.Levels`, by segment. Widths are in points, or for one run in thousandths
    of its size. `may_hyphenate` is whether a soft hyphen stands anywhere. One that `is_uncut` serves a line that it
    fits on whole: where else it could end was not asked.
    """

    segments: list[Segment]
    starts: list[float]
    groups: list[int]
    owners: list[int]
    scales: Sequence[float]
    held: set[int]
    spare: Sequence[int] = ()
    levels: Sequence[int] = ()
    gaps: Mapping[int, int] = NO_GAPS
    may_hyphenate: bool = False
    is_uncut: bool = False

    def add(self, found: list[Segment], owner: int, *, goes_on: bool = False) -> None:
        """Append segments of the run of this number; a line may end after each.

        None is of several faces (`in_parts`). They are a group of their own, unless what stood last `goes_on`.
        """
        starts, scale = self.starts, self.scales[owner]
        face = self.segments[-1].face if goes_on else None
        at = starts[-1]
        for segment in found:
            if segment.face is not face:
                face = segment.face
                self.groups.append(len(starts) - 1)
                self.owners.append(owner)
            at += segment.width * scale
            starts.append(at)
        self.segments.extend(found)

    def inked(self, end: int) -> float:
        """Where the ink of the first `end` segments ends; asked of few, those at the ends of lines."""
        owner = self.owners[bisect_left(self.groups, end) - 1]
        return self.starts[end - 1] + self.segments[end - 1].ink * self.scales[owner]

    def hold(self, ends: Iterable[int]) -> None:
        """No line ends after these counts of segments."""
        if self.held is NOTHING_HELD:
            self.held = set()
        self.held.update(ends)

    def in_parts(self, found: Iterable[Segment]) -> list[Segment]:
        """What is to be added next, its segments of several faces taken apart; no line ends inside them."""
        flat: list[Segment] = []
        for segment in found:
            if segment.parts:
                begin = len(self.segments) + len(flat) + 1
                self.hold(range(begin, begin + len(segment.parts) - 1))
            flat += segment.parts or (segment,)
        return flat

    def widest(self) -> float:
        """How wide the widest part is that no line may end within, without the spaces at its end."""
        if not self.held and len(self.scales) == 1:
            return max([segment.ink for segment in self.segments])
        ends = self.ends()
        return max([self.inked(end) - self.starts[start] for start, end in zip([0, *ends], ends, strict=False)])

    def ends(self) -> list[int]:
        """The counts of segments after which a line may end, or may where it must."""
        never = self.held.difference(self.spare)
        return [end for end in range(1, len(self.segments) + 1) if end not in never]


def nothing_measured(runs: Sequence[Run]) -> Measured:
    """Of these runs, to be added to."""
    scales = OF_ONE_RUN if len(runs) == 1 else [run.ink.size / 1000 for run in runs]
    return Measured([], [0.0], [], [], scales, NOTHING_HELD)


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
    """The shaper for a run's look. Raises HandoutError at the run's place when its fonts cannot be used."""
    ink = run.ink
    try:
        return shaper(ink.families, ink.bold, ink.italic, run.language, script, rtl)
    except FontError as fault:
        raise HandoutError([Problem(run.span, Severity.ERROR, fault.code, fault.message, fault.hint)]) from fault
