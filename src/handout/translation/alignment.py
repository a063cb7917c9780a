"""Lay a translation beside today's source, block by block, by way of the record of what each block followed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from handout.content.translation_record import Followed
from handout.record import Record
from handout.translation.blocks import FollowedBlock


class BlockState(StrEnum):
    """How a block of a translation stands to its source."""

    IN_STEP = "in step"
    STALE = "stale"
    UNRECORDED = "not recorded"
    EXTRA = "extra"
    MISSING = "missing"


class AlignedPair(Record):
    """A block of the translation, the source's block it stands for, or only one of them; and its line of the record."""

    step: BlockState
    translated: FollowedBlock | None
    source: FollowedBlock | None
    line: Followed | None = None


def aligned(
    translated: Sequence[FollowedBlock], source: Sequence[FollowedBlock], record: Sequence[Followed]
) -> tuple[AlignedPair, ...]:
    """Every block of both, in the order of the translation."""
    recorded_of = dict(_alike([(block.kind, block.digest) for block in translated],
                              [(line.kind, line.own) for line in record]))  # fmt: skip
    todays = [(block.kind, block.digest) for block in source]
    source_of = dict(_alike([(line.kind, line.source) for line in record], todays))
    met: list[tuple[int, int]] = []
    for number in range(len(translated)):
        line = recorded_of.get(number)
        if line is not None and line in source_of:
            met.append((number, source_of[line]))
    pairs = []
    start, source_start = 0, 0
    for number, source_number in [*met, (len(translated), len(source))]:
        unmet = [at for at in range(start, number) if at not in recorded_of]
        extra = [at for at in range(start, number) if at in recorded_of]
        pairs += [(at, _only_translated(translated[at], record[recorded_of[at]])) for at in extra]
        pairs += _between(translated, source, unmet, range(source_start, source_number), number)
        if number < len(translated):
            followed = record[recorded_of[number]]
            step = BlockState.IN_STEP if (followed.kind, followed.source) == todays[source_number] else BlockState.STALE
            pair = AlignedPair(step=step, translated=translated[number], source=source[source_number], line=followed)
            pairs.append((number, pair))
        start, source_start = number + 1, source_number + 1
    return tuple(pair for _, pair in sorted(pairs, key=lambda entry: entry[0]))


def _between(
    translated: Sequence[FollowedBlock],
    source: Sequence[FollowedBlock],
    unmet: Sequence[int],
    missed: Sequence[int],
    end: int,
) -> Iterator[tuple[int, AlignedPair]]:
    """Blocks nobody recorded, between two that were: those of the same kinds in the same order stand for each other."""
    found = dict(_same([translated[at].kind for at in unmet], [source[at].kind for at in missed]))
    taken = set(found.values())
    before = {found[number]: unmet[number] for number in found}
    place = unmet[0] if unmet else end
    for number, at in enumerate(unmet):
        if number in found:
            pair = AlignedPair(
                step=BlockState.UNRECORDED, translated=translated[at], source=source[missed[found[number]]]
            )
            yield at, pair
        else:
            yield at, _only_translated(translated[at])
    for number, at in enumerate(missed):
        place = before.get(number, place)
        if number not in taken:
            yield place, AlignedPair(step=BlockState.MISSING, translated=None, source=source[at])


def _only_translated(block: FollowedBlock, line: Followed | None = None) -> AlignedPair:
    return AlignedPair(step=BlockState.EXTRA, translated=block, source=None, line=line)


def _alike(first: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Which of the first is which of the second: the same digest, or of the same kind where digests differ."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        elif operation == "replace":
            inner = _same([kind for kind, _ in first[a:b]], [kind for kind, _ in second[c:d]])
            yield from ((a + number, c + other) for number, other in inner)


def _same(first: Sequence[Hashable], second: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    for a, c, size in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        yield from ((a + number, c + number) for number in range(size))
