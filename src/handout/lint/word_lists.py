"""The lists of words and patterns that rules look things up in, one folder a language, read when first asked for.

A line that begins with `#` is a comment. A language without a list has an empty one, and the rule says nothing there.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def lines(language: str, name: str) -> tuple[str, ...]:
    """The lines of a list."""
    path = files("handout.lint") / "data" / language / f"{name}.txt"
    if not language.isalpha() or not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(language: str, name: str) -> frozenset[str]:
    """A list of words, any number a line."""
    return frozenset(word for line in lines(language, name) for word in line.split())


@cache
def patterns(language: str, name: str) -> tuple[re.Pattern[str], ...]:
    """A list of regular expressions, one a line, that match whatever the case."""
    return tuple(re.compile(line, re.IGNORECASE) for line in lines(language, name))


@cache
def pairs(language: str, name: str) -> dict[str, str]:
    """A list of `word = what to write`."""
    split = (line.partition("=") for line in lines(language, name))
    return {left.strip().casefold(): right.strip() for left, _, right in split}
