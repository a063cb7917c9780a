"""Each text of a translation in line with the one it translates, and what is to be looked at in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handout.record import Record
from handout.source import Span
from handout.translation.alignment import AlignedPair, BlockState
from handout.translation.blocks import FollowedBlock
from handout.translation.in_step import Following, Judged
from handout.translation.text_units import TranslationUnit, changed_units, units_of

CHANGED = "the source has changed since this was translated"
NEW = "nobody has said yet that this follows its source"
ALONE = "the source has no such text"
MISSING = "not translated"
SAME = "says the same in both languages"
LEFT_IN = "seems to be in the language of the source"


class TextBeside(Record):
    """One text in both languages, or in one. `name` is what it is; `findings` are what a machine found to look at."""

    name: str
    source: TranslationUnit | None
    own: TranslationUnit | None
    findings: tuple[str, ...]


def lines(following: Following) -> tuple[TextBeside, ...]:
    """Every text of both, in the order of the translation."""
    left = {one.span: SAME if one.is_same else LEFT_IN for one in following.left_in}
    return tuple(line for judged in following.blocks for line in _lines(judged, bool(following.record), left))


def _lines(judged: Judged, is_recorded: bool, left: Mapping[Span, str]) -> Iterator[TextBeside]:
    pair = judged.pair
    changed = {unit.path for unit in _changed(pair)}
    differing = _by_unit(judged)
    for source, own in _together(_units(pair.source), _units(pair.translated)):
        findings = []
        if own is None:
            findings = [MISSING]
        elif source is None:
            findings = [ALONE]
        elif own.path in changed:
            findings = [CHANGED]
        elif pair.step is BlockState.UNRECORDED and is_recorded:
            findings = [NEW]
        if own is not None:
            findings += [*differing.get(own.path, ()), *([left[own.span]] if own.span in left else [])]
        unit, block = own or source, pair.translated or pair.source
        if unit is not None and block is not None:
            yield TextBeside(name=_name(block, unit), source=source, own=own, findings=tuple(findings))


def _units(block: FollowedBlock | None) -> tuple[TranslationUnit, ...]:
    return () if block is None else units_of(block)


def _changed(pair: AlignedPair) -> tuple[TranslationUnit, ...]:
    """The texts of the source that were not there when it was translated; all, where no record tells them apart."""
    if pair.step is not BlockState.STALE:
        return ()
    units = _units(pair.source)
    recorded = () if pair.line is None else pair.line.texts
    return changed_units(recorded, units) if recorded else units


def _by_unit(judged: Judged) -> dict[str, list[str]]:
    """What differs, by the path of the text it was found in; what was found in none stands at the first."""
    block = judged.pair.translated
    units = _units(block)
    if block is None or not units:
        return {}
    at = {unit.span: unit.path for unit in reversed(units)}
    found: dict[str, list[str]] = {}
    for problem in judged.differences:
        path = at.get(problem.span, units[0].path)
        found.setdefault(path, []).append(problem.message.removeprefix(f"{block.name}: "))
    return found


def _together(
    sources: Sequence[TranslationUnit], own: Sequence[TranslationUnit]
) -> Iterator[tuple[TranslationUnit | None, TranslationUnit | None]]:
    """The texts of two blocks that have the same path; then those of the source that have none."""
    by_path = {unit.path: unit for unit in sources}
    for unit in own:
        yield by_path.pop(unit.path, None), unit
    for unit in by_path.values():
        yield unit, None


def _name(block: FollowedBlock, unit: TranslationUnit) -> str:
    """What a text is: its block, and its place there."""
    place = unit.path.replace("/", " ")
    return f"{block.name}: {place}" if place else block.name
