"""Each text of a translation beside the one it translates, with how it stands: for whoever translates in the desk."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from handout.reading.patch import Path, Typed, scalars
from handout.reading.untranslated import MARK
from handout.record import Record
from handout.source import Span
from handout.translation.alignment import AlignedPair, BlockState
from handout.translation.text_units import units_of

RowState: TypeAlias = Literal["to translate", "look again", "done"]


class TextRow(Record):
    """A value of the translation, the words of its source, and what is to do with it."""

    path: Path
    source: str
    state: RowState


def rows(text: str, source: str, pairs: Sequence[AlignedPair] = ()) -> tuple[TextRow, ...]:
    """The texts of a translation in order. Raises CannotPatch.

    `pairs` are its blocks beside those of the source, where both can be read; without them values stand for each other
    that have the same place.
    """
    own, theirs = scalars(text), scalars(source)
    found = dict(_by_blocks(_Values(text, own), _Values(source, theirs), pairs)) or dict(_by_place(own, theirs))
    return tuple(
        TextRow(path=path, source=said, state="to translate" if own[path].text.startswith(MARK) else state)
        for path, (said, state) in sorted(found.items(), key=lambda one: own[one[0]].start)
    )


def _by_blocks(
    here: _Values, there: _Values, pairs: Sequence[AlignedPair]
) -> Iterator[tuple[Path, tuple[str, RowState]]]:
    for pair in pairs:
        if pair.translated is None or pair.source is None:
            continue
        sources = {unit.path: unit for unit in units_of(pair.source)}
        for unit in units_of(pair.translated):
            source = sources.get(unit.path)
            if source is not None:
                said, value = there.at(source.span), here.at(unit.span)
                if said is not None and value is not None:
                    yield value.path, (said.text, "done" if pair.step is BlockState.IN_STEP else "look again")


def _by_place(own: Mapping[Path, Typed], theirs: Mapping[Path, Typed]) -> Iterator[tuple[Path, tuple[str, RowState]]]:
    for path, typed in own.items():
        source = theirs.get(path)
        if source is not None and source.text != typed.text and path != ("language",):
            yield path, (source.text, "done")


class _Values:
    """The values of a text, by where they are typed."""

    def __init__(self, text: str, values: Mapping[Path, Typed]) -> None:
        self._values = list(values.values())
        self._starts = [typed.start for typed in self._values]
        self._lines = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def at(self, span: Span) -> Typed | None:
        """The value that holds this place."""
        offset = self._lines[min(span.line, len(self._lines)) - 1] + span.column - 1
        number = bisect_right(self._starts, offset) - 1
        return self._values[number] if number >= 0 else None
