"""Measure a paragraph once: its segments, their running widths, where lines may end, which way each stretch runs."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from operator import add
from typing import TYPE_CHECKING

from handout.pdf.text import line_breaking
from handout.pdf.text.faces import SOFT_HYPHEN, Face
from handout.pdf.text.font_book import WHEN_OTHER, FontError
from handout.pdf.text.missing_letters import BREAKER, Missing, missing_problems
from handout.pdf.text.runs import SPACES, Direction, Run
from handout.pdf.text.scripts import script_of
from handout.pdf.text.shaper import NotPlain, Segment, Shaper, Uncovered, shaper, spaces
from handout.problems import HandoutError, InternalError, Problem, Severity
from handout.record import Mutable, field
from handout.source import Span

ROOM = 400
"""How many paragraphs are kept: those of a handout or two in all their styles, and what many handouts share. More of
them would only fill the processor's memory with what is not asked for again."""
OBJECT = "\ufffc"  # stands for what has no direction of its own
if TYPE_CHECKING:
    from handout.pdf.text.bidi_isolates import Levels

_TWO_WAY = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
    "\U0001e800-\U0001efff]"
)
_Look = tuple[str, tuple[str, ...], bool, bool, str, float, bool]


class MissingGlyph(HandoutError):
    """Characters that no installed font can draw, or that only a line breaker that is not installed could break."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = missing
        super().__init__(missing_problems(missing))


class ReversedNumber(HandoutError):
    """Numbers in right-to-left text that would be read in the wrong order."""


class Measured(Mutable, kw_only=False):
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


_KEPT: dict[tuple[object, ...], Measured] = {}
WHEN_OTHER.append(_KEPT.clear)


def measure(runs: Sequence[Run], base_direction: Direction) -> Measured:
    """The runs of one paragraph, measured; kept for the next time that the same words come in the same look."""
    key: tuple[object, ...]
    if len(runs) == 1:
        run = runs[0]
        ink = run.ink
        key = (run.text, ink.families, ink.bold, ink.italic, run.language, base_direction)
    else:
        key = (base_direction, *[_look(run) for run in runs])
    measured = _KEPT.get(key)
    if measured is None:
        measured = _measured(runs, base_direction)
        if len(_KEPT) > ROOM:
            _KEPT.clear()
        _KEPT[key] = measured
    return measured


def measure_loosely(runs: Sequence[Run], base_direction: Direction) -> Measured:
    """The runs of one paragraph, measured with the places where a line may end only if it cannot end elsewhere."""
    spare: set[int] = set()
    measured = _measured(runs, base_direction, spare)
    ends = [*accumulate([len(segment.text) for segment in measured.segments])]
    stops = measured.stops or range(1, len(ends) + 1)
    measured.spare = [stop for stop in stops if ends[stop - 1] in spare]
    measured.stops = [stop for stop in stops if ends[stop - 1] not in spare]
    measured.is_plain = False
    return measured


def scale_of(runs: Sequence[Run]) -> float:
    """Points in one unit of the measured widths."""
    return runs[0].ink.size / 1000 if len(runs) == 1 else 1.0


def place_of(runs: Sequence[Run], offset: int) -> Span:
    """The place in the author's file of a character, counted from the first run's start."""
    for run in runs:
        if offset < len(run.text):
            return run.span.shifted(offset)
        offset -= len(run.text)
    return runs[-1].span


def _look(run: Run) -> _Look:
    ink = run.ink
    return (run.text, ink.families, ink.bold, ink.italic, run.language, ink.size, ink.rise > 0)


def _measured(runs: Sequence[Run], base_direction: Direction, spare: set[int] | None = None) -> Measured:
    texts = [run.text if run.text.isascii() else unicodedata.normalize("NFC", run.text) for run in runs]
    beyond_ascii = "".join([text for text in texts if not text.isascii()])
    try:
        if base_direction == "rtl" or (beyond_ascii and _TWO_WAY.search(beyond_ascii)):
            measured = _in_both_directions(runs, texts, base_direction, spare)
        else:
            measured = _one_run(runs[0], texts[0], spare) if len(runs) == 1 else _several_runs(runs, texts, spare)
    except Uncovered as fault:
        missing = _missing(runs, texts)
        if not missing:
            raise InternalError(f"no glyphs for '{fault}', yet no character is missing") from fault
        raise MissingGlyph(missing) from None
    except line_breaking.BreakerMissing as fault:
        raise MissingGlyph([Missing(BREAKER, runs[0].span), *_missing(runs, texts)]) from fault
    measured.may_hyphenate = SOFT_HYPHEN in beyond_ascii
    measured.is_plain = measured.stops is None and measured.levels is None and not measured.may_hyphenate
    return measured


def _one_run(run: Run, text: str, spare: set[int] | None) -> Measured:
    """The common case: one look, from left to right."""
    shapes = _shaper(run)
    stops: list[int] | None = None
    groups = [0]
    *words, last = text.split(" ")
    try:
        segments = [*map(shapes.words.__getitem__, words)]
        if last:
            segments.append(shapes.last_words[last])
    except NotPlain:
        segments = [*map(shapes.__getitem__, line_breaking.segments(text, run.language, spare))]
        faces = {segment.face for segment in segments}
        if len(faces) > 1 or None in faces:
            flat: list[Segment] = []
            stops = []
            for segment in segments:
                flat += segment.parts or (segment,)
                stops.append(len(flat))
            segments = flat
            groups = [n for n, s in enumerate(segments) if not n or s.face is not segments[n - 1].face]
    starts = [0.0, *accumulate([segment.width for segment in segments])]
    inks = [*map(add, starts, [segment.ink for segment in segments])]
    return Measured(segments, starts, inks, stops, groups, [0] * len(groups))


def _several_runs(runs: Sequence[Run], texts: list[str], spare: set[int] | None) -> Measured:
    """Several looks, all from left to right."""
    breakable = _breakable(runs, texts)
    try:
        return _of_plain_words(runs, texts, breakable)
    except NotPlain:
        pass
    cuts = line_breaking.segments("".join(breakable), runs[0].language, spare)
    edges = [0, *accumulate(map(len, cuts))]
    gathered = _Gathered(runs)
    stops = gathered.stops
    cut = begin = 0
    for number, (run, text) in enumerate(zip(runs, texts, strict=True)):
        shapes, end = _shaper(run), begin + len(text)
        if edges[cut] < begin:
            # The rest of what began in a run before this one, or a stretch of it.
            stop = min(edges[cut + 1], end)
            gathered.add(shapes[text[: stop - begin]], number, None)
            if stop == edges[cut + 1]:
                stops.append(len(gathered.segments))
                cut += 1
        whole = bisect_right(edges, end, cut) - 1
        if whole > cut:
            inside: Iterable[str] = cuts[cut:whole]
            if breakable[number] != text:
                inside = [text[a - begin : b - begin] for a, b in pairwise(edges[cut : whole + 1])]
            gathered.add_whole([*map(shapes.__getitem__, inside)], number)
            cut = whole
        if begin <= edges[cut] < end:
            gathered.add(shapes[text[edges[cut] - begin :]], number, None)
        begin = end
    return gathered.measured()


def _of_plain_words(runs: Sequence[Run], texts: list[str], breakable: list[str]) -> Measured:
    """Several looks, of which no word asks for care: a line may end at every space, and nowhere else."""
    gathered = _Gathered(runs)
    stops = gathered.stops
    begun = ""
    for number, (run, text, seen) in enumerate(zip(runs, texts, breakable, strict=True)):
        shapes = _shaper(run)
        first, *others = text.split(" ") if run.ink.rise <= 0 else (text,)
        if not others:
            gathered.add(shapes[text], number, None)
            begun += seen
            continue
        *words, last = others
        if seen != text or not line_breaking.is_plain(f"{begun}{first} "):
            raise NotPlain
        gathered.add(shapes[f"{first} "], number, None)
        stops.append(len(gathered.segments))
        if words:
            gathered.add_whole([*map(shapes.words.__getitem__, words)], number)
        if last:
            gathered.add(shapes[last], number, None)
        begun = last
    if begun:
        if not line_breaking.is_plain(begun):
            raise NotPlain
        stops.append(len(gathered.segments))
    return gathered.measured()


class _Gathered:
    """Segments as they are found, with the runs and levels they belong to."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.segments: list[Segment] = []
        self.stops: list[int] = []
        self._levels: list[int] = []
        self._gaps: dict[int, int] = {}
        self._scales = [1.0] if len(runs) == 1 else [run.ink.size / 1000 for run in runs]
        self._widths: list[float] = []
        self._inks: list[float] = []
        self._groups: list[int] = []
        self._owners: list[int] = []
        self._face: Face | None = None
        self._level: int | None = None

    def add(self, segment: Segment, owner: int, level: int | None, gap: int | None = None) -> None:
        """Append a segment, or its parts; `gap` is the level of the marks that were taken out before it."""
        scale = self._scales[owner]
        if gap is not None:
            self._gaps[len(self.segments)] = gap
            self._face = None
        for part in segment.parts or (segment,):
            self._join(part.face, owner, level)
            self.segments.append(part)
            self._widths.append(part.width * scale)
            self._inks.append(part.ink * scale)
            if level is not None:
                self._levels.append(level)

    def _join(self, face: Face | None, owner: int, level: int | None) -> None:
        """Go on in the group that was begun last, or begin another."""
        if face is not self._face or level != self._level or not self._owners or owner != self._owners[-1]:
            self._groups.append(len(self.segments))
            self._owners.append(owner)
            self._face, self._level = face, level

    def add_whole(self, found: list[Segment], owner: int) -> None:
        """Segments of one run, after each of which a line may end; all from left to right."""
        face = found[0].face
        if face is None or {segment.face for segment in found} != {face}:
            for segment in found:
                self.add(segment, owner, None)
                self.stops.append(len(self.segments))
            return
        self._join(face, owner, None)
        first = len(self.segments)
        scale = self._scales[owner]
        self.segments += found
        self._widths += [segment.width * scale for segment in found]
        self._inks += [segment.ink * scale for segment in found]
        self.stops += range(first + 1, len(self.segments) + 1)

    def measured(self) -> Measured:
        starts = [0.0, *accumulate(self._widths)]
        inks = [*map(add, starts, self._inks)]
        levels = self._levels or None
        return Measured(self.segments, starts, inks, self.stops, self._groups, self._owners, levels, self._gaps)


def _in_both_directions(
    runs: Sequence[Run], texts: list[str], base_direction: Direction, spare: set[int] | None
) -> Measured:
    """Text with right-to-left letters, or in a right-to-left paragraph."""
    text = "".join(texts)
    base = 1 if base_direction == "rtl" else 0
    levels, gaps = _levels(runs, texts, base)
    owners = [number for number, part in enumerate(texts) for _ in part]
    script = script_of(text)
    blank = [char in SPACES for char in text]
    gathered = _Gathered(runs)
    place = 0
    for cut in line_breaking.segments("".join(_breakable(runs, texts)), runs[0].language, spare):
        finish = place + len(cut)
        while place < finish:
            kind = (owners[place], levels[place], blank[place])
            stop = place + 1
            while stop < finish and stop not in gaps and (owners[stop], levels[stop], blank[stop]) == kind:
                stop += 1
            owner, level, _ = kind
            face = gathered.segments[-1].face if gathered.segments else None
            if blank[place] and face is not None and face.covers(text[place:stop]):
                segment = spaces(face, text[place:stop], level % 2 == 1)
            else:
                before = text[place - 1] if place and owners[place - 1] != owner else ""
                after = text[stop] if stop < len(text) and owners[stop] != owner else ""
                segment = _atom(runs[owner], before, text[place:stop], after, script, level)
            gathered.add(segment, owner, level, gaps.get(place))
            place = stop
        gathered.stops.append(len(gathered.segments))
    return gathered.measured()


def _atom(run: Run, before: str, text: str, after: str, script: str, level: int) -> Segment:
    """A stretch of one run and level, joined to the letters of other runs beside it."""
    lettered = any(map(str.isalpha, text))
    shapes = _shaper(run, "" if lettered else script, level % 2 == 1)
    joins = before.isalpha() or after.isalpha()
    return shapes.joined(before, text, after) if joins else shapes[text]


def _own_language(stretches: Sequence[tuple[str, str]], base: int) -> str:
    """The language of a paragraph, which may begin with words in another: its letters run the paragraph's way.

    What is only in letters of the other direction stands in it; what has no letters, such as a sign between two names,
    is its own.
    """
    counts = Counter(language for language, _ in stretches)
    if len(counts) == 1:
        return stretches[0][0]
    from handout.pdf.text.bidi import bidi_class

    kinds: dict[str, set[str]] = {}
    for language, text in stretches:
        kinds.setdefault(language, set()).update(map(bidi_class, text))
    own_way, other_way = ({"R", "AL"}, {"L"}) if base else ({"L"}, {"R", "AL"})
    return max(counts, key=lambda one: (bool(kinds[one] & own_way) or not kinds[one] & other_way, counts[one]))


def _levels(runs: Sequence[Run], texts: list[str], base: int) -> "Levels":
    """The embedding level of each character, with the gaps between them.

    Words in another language than the paragraph's are isolated with the direction of their first letter. A citation
    has no direction of its own, but its digits run from left to right.
    """
    from handout.pdf.text import bidi_isolates

    flat = [OBJECT * len(text) if run.ink.rise > 0 else text for run, text in zip(runs, texts, strict=True)]
    stretches = [
        (language, "".join(text for _, text in group))
        for language, group in groupby(zip(runs, flat, strict=True), key=lambda pair: pair[0].language)
    ]
    own = _own_language(stretches, base)
    whole = "".join(flat)
    isolated: list[tuple[int, int]] = []
    foreign: list[tuple[int, int]] = []
    place = 0
    for language, stretch in stretches:
        if base or _TWO_WAY.search(stretch):
            isolated += [(place + start, place + end) for start, end in bidi_isolates.phrases(stretch)]
        if language != own:
            foreign.append((place, place + len(stretch)))
        place += len(stretch)
    found = bidi_isolates.levels_with_phrases(whole, base, isolated, foreign)
    faults = [place_of(runs, start) for start, _ in bidi_isolates.reversed_numbers(whole, found)]
    if faults:
        message = "these numbers would be read in the other order in right-to-left text"
        hint = "write them together, as in 5-10 or 555-0100, with no sign between them that is not part of the number"
        raise ReversedNumber([Problem(fault, Severity.ERROR, "E54", message, hint) for fault in faults])
    levels, gaps = found
    place = 0
    for run, text in zip(runs, flat, strict=True):
        end = place + len(text)
        if run.ink.rise > 0 and levels[place] % 2:
            for edge in (place, end):
                gaps[edge] = min(levels[place], gaps.get(edge, levels[place]))
            levels[place:end] = [level + 1 for level in levels[place:end]]
        place = end
    return bidi_isolates.Levels(levels, gaps)


def _breakable(runs: Sequence[Run], texts: list[str]) -> list[str]:
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


def _shaper(run: Run, script: str = "", rtl: bool = False) -> Shaper:
    ink = run.ink
    try:
        return shaper(ink.families, ink.bold, ink.italic, run.language, script, rtl)
    except FontError as fault:
        raise HandoutError([Problem(run.span, Severity.ERROR, fault.code, fault.message, fault.hint)]) from fault


def _missing(runs: Sequence[Run], texts: list[str]) -> list[Missing]:
    """What no font here can set, each at its first place in each run."""
    return [
        Missing(letter, run.span.shifted(text.index(letter)), text.count(letter))
        for run, text in zip(runs, texts, strict=True)
        for letter in _shaper(run).lacking(text)
    ]
