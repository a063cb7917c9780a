"""Measure a paragraph once: its segments, their running widths, where lines may end, which way each stretch runs."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from handout.pdf.text import line_breaking
from handout.pdf.text.faces import SOFT_HYPHEN
from handout.pdf.text.font_book import WHEN_OTHER
from handout.pdf.text.measured import Gathered, Measured, MissingGlyph, seen_by_breaker, shaper_of
from handout.pdf.text.missing_letters import BREAKER, Missing
from handout.pdf.text.runs import Direction, Run
from handout.pdf.text.segments import Segment, Uncovered
from handout.pdf.text.shaper import NotPlain
from handout.pdf.text.two_way import TWO_WAY, in_both_directions
from handout.problems import InternalError

ROOM = 200
"""So many paragraphs are kept, and as many that were kept before them: those of a handout or two in all their styles,
and what many handouts share, which is found among the earlier ones before they are given up. More would only fill the
processor's memory with what is not asked for again."""

_Look = tuple[str, tuple[str, ...], bool, bool, str, float, bool]
_KEPT: dict[tuple[object, ...], Measured] = {}
_EARLIER: dict[tuple[object, ...], Measured] = {}
WHEN_OTHER.extend((_KEPT.clear, _EARLIER.clear))


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
        measured = _EARLIER.pop(key, None) or _measured(runs, base_direction)
        if len(_KEPT) >= ROOM:
            _EARLIER.clear()
            _EARLIER.update(_KEPT)
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


def _look(run: Run) -> _Look:
    ink = run.ink
    return (run.text, ink.families, ink.bold, ink.italic, run.language, ink.size, ink.rise > 0)


def _measured(runs: Sequence[Run], base_direction: Direction, spare: set[int] | None = None) -> Measured:
    texts = [run.text for run in runs]
    whole = texts[0] if len(texts) == 1 else "".join(texts)
    is_ascii = whole.isascii()
    if not is_ascii:
        texts = [unicodedata.normalize("NFC", text) for text in texts]
        whole = "".join(texts)
    try:
        if base_direction == "rtl" or not (is_ascii or TWO_WAY.search(whole) is None):
            measured = in_both_directions(runs, texts, base_direction, spare)
        else:
            measured = _one_run(runs[0], texts[0], spare) if len(runs) == 1 else _several_runs(runs, texts, spare)
    except Uncovered as fault:
        missing = _missing(runs, texts)
        if not missing:
            raise InternalError(f"no glyphs for '{fault}', yet no character is missing") from fault
        raise MissingGlyph(missing) from None
    except line_breaking.BreakerMissing as fault:
        raise MissingGlyph([Missing(BREAKER, runs[0].span), *_missing(runs, texts)]) from fault
    measured.may_hyphenate = not is_ascii and SOFT_HYPHEN in whole
    measured.is_plain = measured.stops is None and measured.levels is None and not measured.may_hyphenate
    return measured


def _one_run(run: Run, text: str, spare: set[int] | None) -> Measured:
    """The common case: one look, from left to right."""
    shapes = shaper_of(run)
    stops: list[int] | None = None
    groups = [0]
    try:
        segments = [*map(shapes.plain.__getitem__, line_breaking.words(text))]
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
    at = 0.0
    starts, inks = [at], []
    for segment in segments:
        inks.append(at + segment.ink)
        at += segment.width
        starts.append(at)
    return Measured(segments, starts, inks, stops, groups, [0] * len(groups))


def _several_runs(runs: Sequence[Run], texts: list[str], spare: set[int] | None) -> Measured:
    """Several looks, all from left to right."""
    breakable = seen_by_breaker(runs, texts)
    try:
        return _of_plain_words(runs, texts, breakable)
    except NotPlain:
        pass
    cuts = line_breaking.segments("".join(breakable), runs[0].language, spare)
    edges = [0, *accumulate(map(len, cuts))]
    gathered = Gathered(runs)
    stops = gathered.stops
    cut = begin = 0
    for number, (run, text) in enumerate(zip(runs, texts, strict=True)):
        shapes, end = shaper_of(run), begin + len(text)
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
    gathered = Gathered(runs)
    stops = gathered.stops
    begun = ""
    for number, (run, text, seen) in enumerate(zip(runs, texts, breakable, strict=True)):
        shapes = shaper_of(run)
        words = line_breaking.words(text)
        last = "" if words[-1][-1] == " " else words.pop()
        if not words or run.ink.rise > 0:
            gathered.add(shapes[text], number, None)
            begun += seen
            continue
        if seen != text:
            raise NotPlain
        if begun:
            first = words.pop(0)
            if not line_breaking.is_plain(begun + first):
                raise NotPlain
            gathered.add(shapes[first], number, None)
            stops.append(len(gathered.segments))
        if words:
            gathered.add_plain([*map(shapes.plain.__getitem__, words)], number)
        if last:
            gathered.add(shapes[last], number, None)
        begun = last
    if begun:
        if not line_breaking.is_plain(begun):
            raise NotPlain
        stops.append(len(gathered.segments))
    return gathered.measured()


def _missing(runs: Sequence[Run], texts: list[str]) -> list[Missing]:
    """What no font here can set, each at its first place in each run."""
    return [
        Missing(letter, run.span.shifted(text.index(letter)), text.count(letter))
        for run, text in zip(runs, texts, strict=True)
        for letter in shaper_of(run).lacking(text)
    ]
