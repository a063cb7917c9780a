"""Measure a paragraph once: its segments, their running widths, where lines may end, which way each stretch runs."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from handout.pdf.text import line_breaking
from handout.pdf.text.font_book import WHEN_OTHER
from handout.pdf.text.measured import Measured, MissingGlyph, nothing_measured, seen_by_breaker, shaper_of
from handout.pdf.text.missing_letters import BREAKER, Missing
from handout.pdf.text.runs import Run
from handout.pdf.text.scripts import runs_both_ways
from handout.pdf.text.segments import Segment, Uncovered
from handout.problems import InternalError
from handout.text.direction import Direction
from handout.text.phrase import SOFT_HYPHEN

ROOM = 2_000
"""So many paragraphs are cached at most, and as many that were so before them."""
SHORT = 80
"""A text of so many letters or fewer may well fit on one line."""

_Look = tuple[str, tuple[str, ...], bool, bool, str, float, bool]
_KEPT: dict[tuple[object, ...], Measured] = {}
_EARLIER: dict[tuple[object, ...], Measured] = {}
WHEN_OTHER.extend((_KEPT.clear, _EARLIER.clear))


def begin_document() -> None:
    """Forget the paragraphs that the last document did not have.

    Those that it had are kept: the next one may be the same in another style or after a change, and shares words with
    others of its clinic. More would only fill the processor's memory with what is not asked for again.
    """
    _EARLIER.clear()
    _EARLIER.update(_KEPT)
    _KEPT.clear()


def measure(runs: Sequence[Run], base_direction: Direction, *, is_cut: bool = False) -> Measured:
    """The runs of one paragraph, measured; cached for the next time that the same words come in the same look.

    A short text without spaces between its words is uncut until it is asked for again, to be cut: most fit on a line,
    and to load what knows where such words end takes longer than to set them.
    """
    key: tuple[object, ...]
    if len(runs) == 1:
        run = runs[0]
        ink = run.ink
        key = (run.text, ink.families, ink.bold, ink.italic, run.language, base_direction, ink.rise)
    else:
        key = (base_direction, *[_look(run) for run in runs])
    if is_cut:
        key = (*key, is_cut)
    measured = _KEPT.get(key)
    if measured is None:
        measured = _EARLIER.pop(key, None) or _measured(runs, base_direction, may_be_uncut=not is_cut)
        if len(_KEPT) >= ROOM:
            begin_document()
        _KEPT[key] = measured
    return measured


def measure_loosely(runs: Sequence[Run], base_direction: Direction) -> Measured:
    """The runs of one paragraph, measured with the places where a line may end only if it cannot end elsewhere."""
    spare: set[int] = set()
    measured = _measured(runs, base_direction, spare)
    ends = accumulate([len(segment.text) for segment in measured.segments])
    measured.spare = [count for count, end in enumerate(ends, 1) if end in spare and count not in measured.held]
    measured.hold(measured.spare)
    return measured


def scale_of(runs: Sequence[Run]) -> float:
    """Points in one unit of the measured widths."""
    return runs[0].ink.size / 1000 if len(runs) == 1 else 1.0


def _look(run: Run) -> _Look:
    ink = run.ink
    return (run.text, ink.families, ink.bold, ink.italic, run.language, ink.size, ink.rise > 0)


def _measured(
    runs: Sequence[Run], base_direction: Direction, spare: set[int] | None = None, *, may_be_uncut: bool = False
) -> Measured:
    texts = [runs[0].text] if len(runs) == 1 else [run.text for run in runs]
    whole = texts[0] if len(texts) == 1 else "".join(texts)
    is_ascii = whole.isascii()
    if not is_ascii:
        texts = [unicodedata.normalize("NFC", text) for text in texts]
        whole = "".join(texts)
    try:
        if base_direction == "rtl" or (not is_ascii and runs_both_ways(whole)):
            from handout.pdf.text.two_way import in_both_directions

            measured = in_both_directions(runs, texts, base_direction, spare)
        else:
            is_uncut = not is_ascii and may_be_uncut and len(whole) <= SHORT and line_breaking.is_dense(whole)
            measured = _left_to_right(runs, texts, spare, is_uncut)
    except Uncovered as fault:
        missing = _missing(runs, texts)
        if not missing:
            raise InternalError(f"no glyphs for '{fault}', yet no character is missing") from fault
        raise MissingGlyph(missing) from None
    except line_breaking.BreakerMissing as fault:
        raise MissingGlyph([Missing(BREAKER, runs[0].span), *_missing(runs, texts)]) from fault
    if not is_ascii and SOFT_HYPHEN in whole:
        measured.may_hyphenate = True
    return measured


def _left_to_right(runs: Sequence[Run], texts: list[str], spare: set[int] | None, is_uncut: bool) -> Measured:
    """Text of which all runs from left to right, cut where a line may end and where another run begins."""
    measured = nothing_measured(runs)
    if is_uncut:
        measured.is_uncut = True
    if len(runs) == 1:
        cuts = line_breaking.segments(texts[0], runs[0].language, spare, is_uncut=is_uncut)
        measured.add(_shaped(measured, runs[0], cuts), 0)
        return measured
    seen = "".join(seen_by_breaker(runs, texts))
    cuts = line_breaking.segments(seen, runs[0].language, spare, is_uncut=is_uncut)
    ends = [*accumulate(map(len, cuts))]
    first = begin = 0
    for number, (run, text) in enumerate(zip(runs, texts, strict=True)):
        finish = begin + len(text)
        last = bisect_left(ends, finish, first)
        parts: Sequence[str] = (text,)
        if first < last:
            parts = [text[: ends[first] - begin], *cuts[first + 1 : last], text[ends[last - 1] - begin :]]
        measured.add(_shaped(measured, run, parts), number)
        if ends[last] > finish:
            measured.hold([len(measured.segments)])
        first = bisect_right(ends, finish, last)
        begin = finish
    return measured


def _shaped(measured: Measured, run: Run, parts: Sequence[str]) -> list[Segment]:
    """What a run is cut into, in its look, as it is to be added next."""
    shapes = shaper_of(run)
    found = [*map(shapes.__getitem__, parts)]
    return measured.in_parts(found) if shapes.mixes else found


def _missing(runs: Sequence[Run], texts: list[str]) -> list[Missing]:
    """What no font here can set, each at its first place in each run."""
    return [
        Missing(letter, run.span.shifted(text.index(letter)), text.count(letter))
        for run, text in zip(runs, texts, strict=True)
        for letter in shaper_of(run).lacking(text)
    ]
