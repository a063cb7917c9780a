"""Send the texts of a translation to a translator's tool, and take in what came back, unit by unit."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from handout.content.handout import Handout
from handout.content.sections import every_section, section_ids
from handout.problems import HandoutError, Problem, Problems, Severity, visible
from handout.reading import models, nodes, yaml_file
from handout.reading.characters import FORBIDDEN, named
from handout.reading.patch import Path, all_patched, path_text
from handout.reading.untranslated import MARK
from handout.record import Record
from handout.source import Span
from handout.translation.agreement import as_allowed
from handout.translation.alignment import AlignedPair, BlockState, aligned
from handout.translation.blocks import blocks_of
from handout.translation.followed_lines import brought_in_step, with_record
from handout.translation.in_step import converted
from handout.translation.inline_codes import LINE_END, CodedText, InlineCode, codes, pieces_of, typed_as, words
from handout.translation.number_words import NumberWords
from handout.translation.same_numbers import differences
from handout.translation.text_units import changed_units, units_of
from handout.translation.typed_texts import TypedText, typed_texts
from handout.translation.xliff import Back, Exchange, Returned, XliffUnit, pieces_back


class OutOfStep(Exception):
    """The blocks of a translation are not those of its source, so that no text of one is known to be the other's."""


class Side(Record, kw_only=False):
    """A file as it stands: its bytes, what it is called, its texts by path, and what it says as a handout."""

    data: bytes
    name: str
    texts: Mapping[Path, TypedText]
    handout: Handout

    @classmethod
    def read(cls, data: bytes, name: str, problems: Problems) -> Side | None:
        """A file whose texts may still be marked as not translated; None with problems."""
        root = yaml_file.parse(data, name, problems)
        if not isinstance(root, nodes.Mapping) or problems.has_errors:
            return None
        handout = models.read(Handout, root, problems, "handout")
        if handout is None or problems.has_errors:
            return None
        return cls(data, name, {text.path: text for text in typed_texts(root)}, handout)

    @property
    def ids(self) -> list[str]:
        """The ids of its sections, in order."""
        found = section_ids(self.handout.sections)
        return [found[section.span] for section in every_section(self.handout.sections)]


class ExchangeUnit(Record, kw_only=False):
    """One unit on both sides. `own` is what stands in the translation: None where it is not translated, or other."""

    id: str
    path: Path
    number: int
    source: CodedText
    own: CodedText | None
    block: str | None
    """The name of the block of the translation that it is in, if it is in one."""
    source_block: str | None
    is_stale: bool


class BothSides(Record, kw_only=False):
    """A source and its translation, unit by unit."""

    source: Side
    own: Side
    parts: tuple[ExchangeUnit, ...]
    pairs: tuple[AlignedPair, ...]


def laid_together(source: Side, own: Side) -> BothSides:
    """Every unit of both; raises OutOfStep."""
    pairs = aligned(blocks_of(own.handout), blocks_of(source.handout), own.handout.follows)
    if any(pair.step in (BlockState.EXTRA, BlockState.MISSING) for pair in pairs):
        raise OutOfStep
    places = _places(pairs, is_recorded=bool(own.handout.follows))
    ids = dict(zip(own.ids, source.ids, strict=False))
    parts = chain.from_iterable(_parts(text, own.texts.get(path), places, ids) for path, text in source.texts.items())
    return BothSides(source, own, tuple(parts), pairs)


class _Place(Record, kw_only=False):
    """Where a text of the source stands: how far its words reach from, its digest, its block, whether it is stale."""

    span: Span
    digest: str
    block: str | None
    source_block: str
    is_stale: bool


def _places(pairs: Sequence[AlignedPair], *, is_recorded: bool) -> list[_Place]:
    """Those of all texts in blocks, in the order of the file."""
    behind = {BlockState.STALE, BlockState.UNRECORDED} if is_recorded else set()
    found = []
    for pair in pairs:
        if pair.source is None or pair.translated is None:
            continue
        units = units_of(pair.source)
        recorded = () if pair.line is None else pair.line.texts
        stale = changed_units(recorded, units) if recorded else units
        spans = {unit.span for unit in stale} if pair.step in behind else set()
        names = pair.translated.name, pair.source.name
        found += [_Place(unit.span, unit.digest, *names, unit.span in spans) for unit in units]
    return sorted(found, key=lambda place: place.span)


def _place_of(text: TypedText, start: int, end: int, places: Sequence[_Place]) -> _Place | None:
    """The place of the text that begins in this stretch: its first word may stand behind a mark."""
    at = bisect_left(places, text.text.at(start), key=lambda place: place.span)
    return places[at] if at < len(places) and places[at].span <= text.text.at(end) else None


def _parts(
    text: TypedText, own: TypedText | None, places: Sequence[_Place], ids: Mapping[str, str]
) -> Iterator[ExchangeUnit]:
    known = [] if own is None else [own.text.text[start:end] for start, end in own.units]
    count = len(text.units)
    for number, (start, end) in enumerate(text.units):
        source = pieces_of(text.text.text[start:end], text.is_marked)
        place = _place_of(text, start, end, places)
        there = known[number] if len(known) == count and not known[number].startswith(MARK) else None
        digest = _digest(source) if place is None else place.digest
        yield ExchangeUnit(
            id=f"{_name(text.path, number if count > 1 else None)}-{digest}", path=text.path, number=number,
            source=source, own=None if there is None else relinked(pieces_of(there, text.is_marked), ids),
            block=None if place is None else place.block,
            source_block=None if place is None else place.source_block, is_stale=place is not None and place.is_stale,
        )  # fmt: skip


def _name(path: Path, number: int | None) -> str:
    """What a unit is called: where its text stands in the file, and which paragraph or item of it it is."""
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    return place if number is None else f"{place}.p{number + 1}"


def _digest(source: CodedText) -> str:
    """Eight digits over what a text outside of all blocks says."""
    return hashlib.sha256(words(source).encode("utf-8")).hexdigest()[:8]


def relinked(pieces: CodedText, ids: Mapping[str, str]) -> CodedText:
    """The pieces with links to sections of these ids led to those they stand for."""

    def led(piece: str | InlineCode) -> str | InlineCode:
        if isinstance(piece, InlineCode) and piece.typed.startswith("](#"):
            target = piece.typed[3:-1]
            return InlineCode(f"](#{ids.get(target, target)})")
        return piece

    return tuple(map(led, pieces))


def sent(sides: BothSides, source_language: str, language: str) -> Exchange:
    """What goes to the translator."""
    units = (
        XliffUnit(id=part.id, note=_note(part), source=part.source, target=part.own, is_stale=part.is_stale)
        for part in sides.parts
    )
    return Exchange(original=sides.source.name, source_language=source_language, language=language, units=tuple(units))


def _note(part: ExchangeUnit) -> str:
    """Where a text stands, and in which block of the source: a translation just begun has no headings yet."""
    place = path_text(part.path)
    return place if part.source_block in (None, place.replace(",", "")) else f"{place} ({part.source_block})"


def _is_ours(note: str, part: ExchangeUnit) -> bool:
    """Whether this note says where the text stands. The name of a block changes with the heading above it."""
    return re.fullmatch(rf"{re.escape(path_text(part.path))}(?: \([^()]*\))?", note) is not None


class MergedTranslation(Record):
    """A translation's file with what came back in it; how many units are new in it, and how many still to be done."""

    data: bytes
    taken: int
    waiting: int
    problems: tuple[Problem, ...]


def taken(sides: BothSides, back: Back, name: str, numbers: tuple[NumberWords, NumberWords]) -> MergedTranslation:
    """Take in every unit that a person stands for and that says what its source says; the others are refused by name.

    `name` is the file that came back, `numbers` how the translation and its source say numbers.
    """
    judge = _Judge(sides, name, numbers)
    counts = Counter(unit.id for unit in back.units)
    firsts = {unit.id: unit for unit in reversed(back.units)}
    for unit in back.units:
        if firsts[unit.id] is unit:
            judge.look_at(unit, is_alone=counts[unit.id] == 1)
    data = _with(sides, judge)
    waiting = sum(part.own is None and part.id not in judge.said for part in sides.parts)
    return MergedTranslation(data=data, taken=len(judge.said), waiting=waiting, problems=tuple(judge.problems()))


class _Judge:
    """Looks at one unit after the other. `said` are the new texts by id, `confirmed` the units a person stands for."""

    def __init__(self, sides: BothSides, name: str, numbers: tuple[NumberWords, NumberWords]) -> None:
        self.sides = sides
        self.name = name
        self.numbers = numbers
        self.converted = converted(sides.own.handout)
        self.parts = {part.id: part for part in sides.parts}
        self.names = {part.id.rpartition("-")[0] for part in sides.parts}
        self.said: dict[str, CodedText] = {}
        self.confirmed: set[str] = set()
        self.refused: list[Problem] = []
        self.unmarked: list[Returned] = []
        self.noted: list[Problem] = []

    def look_at(self, unit: Returned, *, is_alone: bool) -> None:
        part = self.parts.get(unit.id)
        if part is not None:
            self._hear(unit, part)
        if part is None or not is_alone:
            self._refuse(unit, "stands in this file twice" if part is not None else self._unknown(unit))
        elif unit.odd:
            self._refuse(unit, f"holds <{unit.odd}>, which handout does not write")
        elif unit.source and _letters(unit.source) != _letters(words(part.source)):
            self._refuse(unit, "is the translation of other words than those that were sent out")
        elif unit.target is not None:
            self._take(unit, part, pieces_back(unit.target, part.source))

    def problems(self) -> Iterator[Problem]:
        """What was refused, and how many units nobody has said to be translated."""
        yield from self.refused
        yield from self.noted
        if self.unmarked:
            first = self.unmarked[0]
            count = len(self.unmarked)
            what = "unit has" if count == 1 else "units have"
            message = f"{count} {what} a translation that is not marked as translated, and stay as they are: {first.id}"
            hint = "mark them as translated in your tool when a person stands for them: state 'translated' or 'final'"
            yield Problem(Span(self.name, first.line, first.column), Severity.WARNING, "W40", message, hint)

    def _hear(self, unit: Returned, part: ExchangeUnit) -> None:
        """Tell what a translator has noted on a unit: it may be a question."""
        place = Span(self.name, unit.line, unit.column)
        for note in dict.fromkeys(unit.notes):
            if note and not _is_ours(note, part):
                message = f"a note of the translator on {unit.id}: {visible(note)}"
                self.noted.append(Problem(place, Severity.WARNING, "W41", message, None))

    def _unknown(self, unit: Returned) -> str:
        if unit.id.rpartition("-")[0] in self.names:
            return f"is not of today's {self.sides.source.name}: its source has changed since it was sent out"
        return f"stands for no text of {self.sides.source.name}"

    def _take(self, unit: Returned, part: ExchangeUnit, target: CodedText) -> None:
        if target == part.own:
            if unit.is_done:
                self.confirmed.add(part.id)
            return
        if not unit.is_done:
            self.unmarked.append(unit)
            return
        fault = self._fault(part, target)
        if fault is not None:
            self._refuse(unit, fault)
        else:
            self.said[part.id] = target
            self.confirmed.add(part.id)

    def _fault(self, part: ExchangeUnit, target: CodedText) -> str | None:
        """In what a target says other things than its source, or cannot be typed."""
        typed, own = self.sides.source.texts[part.path], self.sides.own.texts.get(part.path)
        if own is None or len(own.units) != len(typed.units):
            return f"has no place in {self.sides.own.name}: the paragraphs there are not those of the source"
        lost, more = codes(part.source) - codes(target), codes(target) - codes(part.source)
        if lost or more:
            return "; ".join(
                f"{says} {' '.join(code.replace(LINE_END, 'a line break') for code in found.elements())}"
                for says, found in (("lacks", lost), ("has besides", more)) if found
            )  # fmt: skip
        text = words(target)
        if as_allowed(text) not in self.converted:
            message = next(differences(text, words(part.source), self.numbers), None)
            if message is not None:
                return f"disagrees: {message}"
        if (hidden := re.search(FORBIDDEN, text)) is not None:
            return f"holds {named(hidden[0])}, which nobody sees"
        if MARK in text:
            return f"still holds '{MARK}'"
        if typed_as(target, typed.is_marked, typed.is_block) is None:
            return (
                "would not be read as it stands: a mark stands beside a sign or a letter of a word; put a space there"
            )
        return None

    def _refuse(self, unit: Returned, why: str) -> None:
        place = Span(self.name, unit.line, unit.column)
        message = f"{unit.id or 'a unit without id'} {why}"
        hint = "correct it in your tool and take the file in again; the other units are taken"
        self.refused.append(Problem(place, Severity.ERROR, "E55", message, hint))


def _letters(text: str) -> str:
    """The letters and figures of a text, whatever a tool makes of its blanks, quotation marks and dashes."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def _with(sides: BothSides, judge: _Judge) -> bytes:
    """The translation's file with the new texts and, for each block all of whose texts are confirmed, a new record."""
    ids = dict(zip(sides.source.ids, sides.own.ids, strict=False))
    data = all_patched(sides.own.data, dict(_new_texts(sides, judge.said, ids)))
    problems = Problems()
    own = Side.read(data, sides.own.name, problems)
    if own is None:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    moved = {old: new for old, new in zip(sides.source.ids, own.ids, strict=False) if old != new}
    ids = dict(zip(sides.source.ids, own.ids, strict=False))
    said = {part.id: judge.said.get(part.id, part.own) for part in sides.parts if _links_into(part.source, moved)}
    again = {key: pieces for key, pieces in said.items() if pieces is not None}
    if again:
        data = all_patched(data, dict(_new_texts(BothSides(sides.source, own, sides.parts, ()), again, ids)))
    return _recorded(sides, data, judge.confirmed)


def _links_into(pieces: CodedText, sections: Mapping[str, str]) -> bool:
    return any(code.startswith("](#") and code[3:-1] in sections for code in codes(pieces))


def _new_texts(sides: BothSides, said: Mapping[str, CodedText], ids: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Every text of the translation that holds one of these units, with them in it."""
    by_path: dict[Path, list[ExchangeUnit]] = {}
    for part in sides.parts:
        by_path.setdefault(part.path, []).append(part)
    for path, parts in by_path.items():
        source, own = sides.source.texts[path], sides.own.texts.get(path)
        if own is None or not any(part.id in said for part in parts):
            continue
        text = own.text.text
        for part in reversed(parts):
            if part.id in said:
                start, end = own.units[part.number]
                typed = typed_as(relinked(said[part.id], ids), source.is_marked, source.is_block)
                text = text[:start] + _set_in(typed or "", text, start) + text[end:]
        yield path, text


def _set_in(typed: str, text: str, start: int) -> str:
    """A unit's lines, those behind the first set in to where it begins."""
    return typed.replace("\n", "\n" + " " * (start - text.rfind("\n", 0, start) - 1))


def _recorded(sides: BothSides, data: bytes, confirmed: Collection[str]) -> bytes:
    """The file with the record of each block whose texts a person stands for, as they are to today's source."""
    own = Side.read(data, sides.own.name, Problems()) if confirmed and sides.own.handout.follows else None
    if own is None:
        return data
    left = {part.block for part in sides.parts if part.id not in confirmed and (part.is_stale or part.own is None)}
    done = {part.block for part in sides.parts if part.block is not None and part.id in confirmed} - left
    pairs = aligned(blocks_of(own.handout), blocks_of(sides.source.handout), own.handout.follows)
    return with_record(data, sides.own.name, brought_in_step(pairs, [name for name in done if name is not None]))
