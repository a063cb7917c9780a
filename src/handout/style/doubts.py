"""Know which entries of a sheet were not read whole, so that there is no second message on what the first one mends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

from handout.problems import Problem
from handout.reading.nodes import Mapping, Scalar, YamlNode
from handout.record import Mutable, Record, field
from handout.source import Span

_BY_ITSELF = frozenset({"E63"})
"""Problems that are there whatever else the sheet says."""


class _Entry(Record, kw_only=False):
    """A key of a sheet, or a colour, font or style in it: where it begins, its name, the words behind it."""

    span: Span
    name: str
    words: frozenset[str]
    is_key: bool


class Doubts(Mutable, kw_only=False):
    """The entries with a problem of their own: their names and words, and where they and the others begin."""

    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    places: list[Span] = field(default_factory=list)
    doubtful: set[Span] = field(default_factory=set)
    is_whole: bool = True

    def note(self, node: YamlNode, problems: Iterable[Problem]) -> None:
        """Note the entries of this file in which one of these problems lies."""
        entries = [*_entries(node)]
        for problem in problems:
            at = bisect_right(entries, problem.span, key=attrgetter("span")) - 1
            entry = entries[max(at, 0)] if entries else _Entry(node.span, "", frozenset(), is_key=True)
            self.names.add(entry.name)
            self.words |= entry.words
            self.doubtful.add(entry.span)
            self.is_whole &= not entry.is_key
        self.places = sorted([*self.places, *(entry.span for entry in entries)])

    def explain(self, problem: Problem) -> bool:
        """Whether a problem may be gone when those that were reported of the reading are mended."""
        if problem.code in _BY_ITSELF:
            return False
        if not self.is_whole or _names_one(problem, self.words):
            return True
        at = bisect_right(self.places, problem.span) - 1
        place = self.places[max(at, 0)] if self.places else None
        # What is wrong with the name of an entry is none of what stands behind it.
        if place is None or place == problem.span:
            return False
        return (place in self.doubtful and place.file == problem.span.file) or _names_one(problem, self.names)


def _names_one(problem: Problem, words: Iterable[str]) -> bool:
    return any(f"'{word}'" in problem.message for word in words)


def _entries(node: YamlNode) -> Iterator[_Entry]:
    """Each key of the file, and each entry below it, in order."""
    for key, value in node.entries if isinstance(node, Mapping) else ():
        yield _Entry(key.span, key.text.text, frozenset(), is_key=True)
        for name, inside in value.entries if isinstance(value, Mapping) else ():
            texts = [text for _, text in inside.entries] if isinstance(inside, Mapping) else []
            words = frozenset(text.text.text for text in texts if isinstance(text, Scalar))
            yield _Entry(name.span, name.text.text, words, is_key=False)
