"""Tell words that are shouted from abbreviations: both are in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.word_lists import words

_CAPITALS = re.compile(r"(?<![\w.@-])[^\W\d_a-zß-ÿ]{2,}(?:['’][^\W\d_a-zß-ÿ]+)?(?![\w@]|-[a-zß-ÿ])")


_NO_SHORT_FORM = 5
"""Letters of a word in capitals beside a shouted one from which on it is shouted too."""
_LONGEST_ADDRESS = 2_000
_STREET = re.compile(
    r" (?:Road|Rd|Street|St|Avenue|Ave|Boulevard|Blvd|Drive|Dr|Lane|Ln|Highway|Hwy|Way|Place|Court|Plaza|Square"
    r"|Building|Tower|Center|Centre|Clinic|Hospital|Hall|Bus|bus|line|Line)\b"
)
_TOWN = re.compile(r"\b[^\W\d_a-z][^\W\d_]*[a-z], $")
_LONGEST_TOWN = 40
_STATE = re.compile(r"(?:SC|IN)(?=[:;,.)]|\s\d{5}|$)")
"""States whose short forms are shorthand as well."""


def is_shouted(word: str, language: str) -> bool:
    """Whether a word in capitals is a common word of the language, or too long for an abbreviation."""
    if not word.isupper() or word in words(language, "abbreviations") or word in words(language, "latin"):
        return False
    bare = word.casefold().replace("’", "'").split("'")[0]
    return len(word) > 6 or bare in words(language, "familiar") or bare in words(language, "familiar-health")


def shouted(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Each run of shouted words, with what stands between them in capitals: its offset and its text.

    Words behind a shouted one that no list knows are shouted too where they are long, or where half of all are.
    """
    for run in _runs(text):
        own = [match for match in run if is_shouted(match.group(), language)]
        if own:
            known = words(language, "abbreviations")
            longest = 0 if len(run) > 2 and 2 * len(own) >= len(run) else _NO_SHORT_FORM
            rest = run[run.index(own[0]) :]
            own = [one for one in rest if one in own or (one.group() not in known and len(one.group()) >= longest)]
            yield own[0].start(), text[own[0].start() : own[-1].end()]


def shouted_places(text: str, language: str) -> frozenset[int]:
    """The offsets of the words that are shouted, by themselves or by the company they keep."""
    found = ((start, start + len(run)) for start, run in shouted(text, language))
    return frozenset(at for start, end in found for at in range(start, end))


def is_in_address(text: str, at: int) -> bool:
    """Whether the word around a place is a web address."""
    before = text[max(at - _LONGEST_ADDRESS, 0) : at].split(" ")[-1]
    return "://" in before or before.startswith("www.")


def is_in_a_place(text: str, start: int, end: int) -> bool:
    """Whether capitals are of the name of a street, or of a state behind its town: TID Road; Charleston, SC."""
    if _STREET.match(text, end) and text[end - 1] != ".":
        return True
    return bool(_STATE.match(text, start) and _TOWN.search(text, max(start - _LONGEST_TOWN, 0), start))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words in capitals that follow one another."""
    run: list[re.Match[str]] = []
    for match in _CAPITALS.finditer(text):
        if is_in_address(text, match.start()):
            continue
        if run and text[run[-1].end() : match.start()].strip(" ,;:!—-"):
            yield run
            run = []
        run.append(match)
    if run:
        yield run
