"""Words and phrases that have a plainer one.

Why it matters: the plain word is understood by everyone and insults nobody.
Instead of: "Prior to commencing, obtain approval."
Write: "Before you start, ask us."
Source: the list of simple words and phrases of plainlanguage.gov (public domain); the Spanish list is our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from handout.lint.finding import Finding
from handout.lint.hard_words import explained, is_familiar
from handout.lint.subject import Subject, TextUnit
from handout.lint.word_lists import pairs, patterns
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    pattern = _pattern(subject.primary)
    if pattern is None:
        return
    plainer = pairs(subject.primary, "plainer")
    found = [(unit, match) for unit in subject.prose for match in _listed(unit, pattern, subject.primary)]
    keys = [next(name for name in match.groupdict() if match.group(name) is not None) for _, match in found]
    listed = list(plainer)
    known = explained(subject)  # under `terms` or in brackets, so the author has chosen it
    reported: set[str] = set()
    for (unit, match), key in zip(found, keys, strict=True):
        word = listed[int(key[1:])]
        if word in reported or (" " not in word and is_familiar(word, known)):
            continue
        reported.add(word)
        times = keys.count(key)
        count = f" ({times} times)" if times > 1 else ""
        yield Finding(unit.at(match.start()), f"'{match.group()}' has a plainer word{count}", f"write: {plainer[word]}")


def _listed(unit: TextUnit, pattern: re.Pattern[str], language: str) -> Iterator[re.Match[str]]:
    """Where listed words stand, but for those that mean something else there."""
    others = [match.span() for other in patterns(language, "plainer-not") for match in other.finditer(unit.text)]
    for match in pattern.finditer(unit.text):
        if not any(start <= match.start() and match.end() <= end for start, end in others):
            yield match


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Every listed word in its common forms, longest first; the group `wN` says which line of the list it was.

    Words are tried by their first letters: at a letter that begins none of them, a look at each letter is enough.
    """
    listed = list(pairs(language, "plainer"))
    by_letter: dict[str, list[str]] = {}
    for number in sorted(range(len(listed)), key=lambda number: -len(listed[number])):
        by_letter.setdefault(listed[number][0], []).append(f"(?P<w{number}>{_forms(listed[number])})")
    tried = (f"(?={re.escape(letter)})(?:{'|'.join(forms)})" for letter, forms in by_letter.items())
    return re.compile(rf"\b(?:{'|'.join(tried)})\b", re.IGNORECASE) if listed else None


def _forms(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", r"\s+")
    if " " in word:
        return escaped
    return rf"{escaped[:-1]}(?:e[sd]?|ing)" if word.endswith("e") else rf"{escaped}(?:s|ed|ing)?"
