"""Measure a paragraph that runs from right to left, or in both directions (UAX 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from handout.pdf.text import line_breaking
from handout.pdf.text.measured import (
    Measured,
    ReversedNumber,
    nothing_measured,
    place_of,
    seen_by_breaker,
    shaper_of,
)
from handout.pdf.text.runs import SPACES, Run
from handout.pdf.text.scripts import runs_both_ways, script_of
from handout.pdf.text.segments import Segment, spaces
from handout.problems import Problem, Severity
from handout.text.direction import RIGHT_TO_LEFT, Direction

if TYPE_CHECKING:
    from handout.pdf.text.bidi_isolates import Levels

OBJECT = "\ufffc"  # stands for what has no direction of its own


def in_both_directions(
    runs: Sequence[Run], texts: list[str], base_direction: Direction, spare: set[int] | None
) -> Measured:
    """Text with right-to-left letters, or in a right-to-left paragraph."""
    text = "".join(texts)
    base = 1 if base_direction == "rtl" else 0
    levels, gaps = _levels(runs, texts, base)
    owners = [number for number, part in enumerate(texts) for _ in part]
    script = script_of(text)
    blank = [char in SPACES for char in text]
    measured = nothing_measured(runs)
    levels_of_segments: list[int] = []
    gaps_of_segments: dict[int, int] = {}
    last = (-1, -1)
    place = 0
    for cut in line_breaking.segments("".join(seen_by_breaker(runs, texts)), runs[0].language, spare):
        finish = place + len(cut)
        while place < finish:
            kind = (owners[place], levels[place], blank[place])
            stop = place + 1
            while stop < finish and stop not in gaps and (owners[stop], levels[stop], blank[stop]) == kind:
                stop += 1
            owner, level, _ = kind
            face = measured.segments[-1].face if measured.segments else None
            if blank[place] and face is not None and face.covers(text[place:stop]):
                segment = spaces(face, text[place:stop], level % 2 == 1)
            else:
                before = text[place - 1] if place and owners[place - 1] != owner else ""
                after = text[stop] if stop < len(text) and owners[stop] != owner else ""
                segment = _atom(runs[owner], before, text[place:stop], after, script, level)
            if place in gaps:
                gaps_of_segments[len(measured.segments)] = gaps[place]
            parts = measured.in_parts([segment])
            measured.add(parts, owner, goes_on=last == (owner, level) and place not in gaps)
            levels_of_segments += [level] * len(parts)
            last = (owner, level)
            place = stop
            if place < finish:
                measured.hold([len(measured.segments)])
    measured.levels, measured.gaps = levels_of_segments, gaps_of_segments
    return measured


def _atom(run: Run, before: str, text: str, after: str, script: str, level: int) -> Segment:
    """A stretch of one run and level, joined to the letters of other runs beside it."""
    lettered = any(map(str.isalpha, text))
    shapes = shaper_of(run, "" if lettered else script, level % 2 == 1)
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
    own_way, other_way = (RIGHT_TO_LEFT, {"L"}) if base else ({"L"}, RIGHT_TO_LEFT)
    return max(counts, key=lambda one: (bool(kinds[one] & own_way) or not kinds[one] & other_way, counts[one]))


def _reversed_numbers(stretches: Sequence[tuple[str, str]], levels: Levels) -> Iterator[int]:
    """Where numbers begin that would be read in the other order; none goes on from one language into the next.

    In an English reference on an Arabic page the year ends the date, in Arabic, and the page follows it: 1926:2.
    """
    from handout.pdf.text.bidi_isolates import Levels, reversed_numbers

    place = 0
    for _, stretch in stretches:
        end = place + len(stretch)
        gaps = {gap - place: level for gap, level in levels.gaps.items() if place < gap < end}
        yield from (place + start for start, _ in reversed_numbers(stretch, Levels(levels.each[place:end], gaps)))
        place = end


def _levels(runs: Sequence[Run], texts: list[str], base: int) -> Levels:
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
        if base or runs_both_ways(stretch):
            isolated += [(place + start, place + end) for start, end in bidi_isolates.phrases(stretch)]
        if language != own:
            foreign.append((place, place + len(stretch)))
        place += len(stretch)
    found = bidi_isolates.levels_with_phrases(whole, base, isolated, foreign)
    faults = [place_of(runs, start) for start in _reversed_numbers(stretches, found)]
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
