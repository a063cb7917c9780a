"""Words that the program knows when it meets them, and never prints: lists in `data/`, rows for each language.

A list is read whole only when all its languages are asked for: it is looked at in every build.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def in_every_language(name: str, kind: str) -> frozenset[str]:
    """The words of such rows in all languages, parted by spaces."""
    _, *found = _without_remarks(name).split(f" {kind}: ")
    return frozenset([word for row in found for word in row.partition("\n")[0].split()])


def entries(name: str, kind: str, language: str) -> tuple[str, ...]:
    """The entries of one row, parted by semicolons; none where the language has no such row."""
    row = dict(rows(name, language)).get(kind, "")
    return _entries(row) if row else ()


def entries_in_every_language(name: str, kind: str) -> tuple[str, ...]:
    """The entries of such rows in all languages, each once, in the order of the list."""
    mark = f"{kind}:"
    found = (line.partition(" ")[2] for line in _text(name).splitlines() if mark in line and line[0] != "#")
    return tuple(dict.fromkeys(entry for row in found if row.startswith(mark) for entry in _entries(row[len(mark) :])))


def _entries(row: str) -> tuple[str, ...]:
    return tuple([entry.strip() for entry in row.split(";")])


def rows(name: str, language: str) -> Iterator[tuple[str, str]]:
    """The rows of a language, which stand together: what each lists, and its words."""
    text, mark = _text(name), f"\n{language} "
    start = text.find(mark)
    while start >= 0 and text.startswith(mark, start):
        end = text.find("\n", start + 1)
        kind, _, words = text[start + len(mark) : end].partition(":")
        yield kind, words.strip()
        start = end


@cache
def _without_remarks(name: str) -> str:
    """A list without the remarks that stand at the head of each."""
    text = _text(name)
    return text[text.find("\n", text.rfind("\n#") + 1) :]


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.txt").read_bytes().decode("utf-8")
