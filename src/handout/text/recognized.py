"""Words that the program knows when it meets them, and never prints: lists in `data/`, a row for each language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@cache
def rows(name: str) -> Mapping[tuple[str, str], str]:
    """The rows of a list, by language and by what they list."""
    found = {}
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            head, _, words = line.partition(":")
            language, _, kind = head.partition(" ")
            found[language, kind] = words.strip()
    return found


def in_every_language(name: str, kind: str) -> frozenset[str]:
    """The words of such rows in all languages, parted by spaces."""
    return frozenset(word for (_, key), words in rows(name).items() if key == kind for word in words.split())


def entries(name: str, kind: str, language: str) -> tuple[str, ...]:
    """The entries of one row, parted by semicolons; none where the language has no such row."""
    return tuple(filter(None, map(str.strip, rows(name).get((language, kind), "").split(";"))))


def languages(name: str) -> tuple[str, ...]:
    """The languages that have rows in a list."""
    return tuple(dict.fromkeys(language for language, _ in rows(name)))
