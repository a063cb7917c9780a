"""Find words that many readers do not know, and those that the handout explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from handout import flow
from handout.lint.subject import Subject
from handout.lint.word_lists import patterns, words
from handout.source import Span
from handout.text.phrase import plain
from handout.text.syllables import counter

_ENDINGS = ("'s", "ies", "ied", "ier", "iest", "ily", "ing", "ers", "est", "ed", "er", "es", "ly", "s", "d", "r")
_MAKING = ("iness", "ness", "able", "less", "ish", "like", "y")
"""Endings that make another word of one, as easy as the first was."""
LONG = 3
"""Syllables of a long word."""
_PART = 3
"""Letters of the shortest word in a word made of two."""
_LONGEST = 60
_LETTERS, _THREE_LETTERS = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W\d_]{3}")


def hard_words(subject: Subject) -> dict[str, list[Span]]:
    """Each hard word of the prose, in lower case, with its places in reading order."""
    language = subject.primary
    own = {word.casefold() for word in subject.clinic.name.text.split()} if subject.clinic else set[str]()
    familiar = words(language, "familiar") | words(language, "familiar-health") | subject.limits.familiar | own
    found: dict[str, list[Span]] = {}
    for unit in subject.prose:
        starts = {sentence.start for sentence in unit.sentences}
        for word in unit.words:
            letters = word.text.replace("’", "").replace("'", "")
            if not letters.isalpha() or letters.isupper() or len(letters) > _LONGEST:
                continue
            lower = word.text.casefold().replace("’", "'")
            is_name = word.text[0].isupper() and word.start not in starts
            if not is_familiar(lower, familiar) and is_hard(lower, language, is_name, familiar):
                found.setdefault(lower.removesuffix("'s"), []).append(unit.at(word.start))
    return found


def is_hard(word: str, language: str, is_name: bool, familiar: Set[str]) -> bool:
    """Whether a word is one of medicine, or long and not known in a language whose common words are listed.

    A capital inside a sentence makes a long word a name, which nobody needs to know; not a medical one.
    """
    if is_medical(word, language):
        return True
    syllables = counter(language)
    known = words(language, "familiar-long")
    if is_name or not known or syllables is None or syllables(word) < LONG:
        return False
    return not (is_familiar(word, known) or _is_made_of(word, familiar) or _is_made_of(word, known))


def is_medical(word: str, language: str) -> bool:
    """Whether a word, or what is left of it without an ending, is one of medicine, or built like one."""
    shapes = patterns(language, "medical-shapes")
    return is_familiar(word, words(language, "medical-words")) or any(shape.search(word) for shape in shapes)


def _is_made_of(word: str, known: Set[str]) -> bool:
    """Whether a word is a known one with an ending (tiredness), or two known ones (fingernails)."""
    for ending in _MAKING:
        stem = word.removesuffix(ending)
        if stem != word and (is_familiar(stem, known) or is_familiar(f"{stem}y", known) or f"{stem}e" in known):
            return True
    places = range(_PART, len(word) - _PART + 1)
    return len(word) > 2 * _PART and any(word[:place] in known and is_familiar(word[place:], known) for place in places)


def is_familiar(word: str, familiar: Set[str]) -> bool:
    """Whether a word, or what is left of it without an ending, is on the list."""
    return word in familiar or any(stem in familiar for stem in _stems(word))


def explained(subject: Subject) -> frozenset[str]:
    """Words that the handout explains.

    They have an entry under `terms`, stand before or inside brackets with plain words, or are examples of what the
    words before them name ("water pills such as …"); the names in a table of medicines are those on the packets.
    """
    terms = [word.text for unit in subject.units if unit.kind == "term" for word in unit.words]
    for unit in subject.units:
        for before, inside in re.findall(r"\b([^\W\d_]++)\s++\(([^()]*+)\)", unit.text):
            if _THREE_LETTERS.search(inside):
                terms += [before, *_LETTERS.findall(inside)]
        for examples in patterns(subject.primary, "examples"):
            for found in examples.finditer(unit.text):
                terms += _LETTERS.findall(found.group(1))
    terms += [word for name in _medicines(subject) for word in _LETTERS.findall(name)]
    lower = [term.casefold() for term in terms]
    return frozenset(form for term in lower for form in (term, f"{term}s", *_stems(term)))


def _medicines(subject: Subject) -> Iterator[str]:
    tables = (node for node in subject.nodes() if isinstance(node, flow.Table) and node.style == "medicines")
    for table in tables:
        for row in table.body:
            yield " ".join(plain(child.phrase) for child in row.cells[0].children[:1] if isinstance(child, flow.Text))


def _stems(word: str) -> set[str]:
    stems = {word.removeprefix(prefix) for prefix in ("un", "re", "non") if word.startswith(prefix)}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            stems |= {stem, f"{stem}e", f"{stem}y"}
            if stem[-1:] == stem[-2:-1]:
                stems.add(stem[:-1])
    return stems
