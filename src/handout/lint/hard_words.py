"""Find words that many readers do not know, and those that the handout explains."""

import re
from collections.abc import Set

from handout.lint.subject import Subject
from handout.lint.word_lists import patterns, words
from handout.source import Span
from handout.text.syllables import counter

_ENDINGS = ("'s", "ies", "ied", "ier", "iest", "ily", "ing", "ers", "est", "ed", "er", "es", "ly", "s", "d", "r")
_LONG = 3
_LONGEST = 60


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
            if not is_familiar(lower, familiar) and is_hard(lower, language, is_name):
                found.setdefault(lower.removesuffix("'s"), []).append(unit.at(word.start))
    return found


def is_hard(word: str, language: str, is_name: bool) -> bool:
    """Whether a word is one of medicine, or long and in a language whose common words are listed.

    A capital inside a sentence makes a long word a name, which nobody needs to know; not a medical one.
    """
    shapes = patterns(language, "medical-shapes")
    if word in words(language, "medical-words") or any(shape.search(word) for shape in shapes):
        return True
    syllables = counter(language)
    is_listed = bool(words(language, "medical-words"))
    return is_listed and not is_name and syllables is not None and syllables(word) >= _LONG


def is_familiar(word: str, familiar: Set[str]) -> bool:
    """Whether a word, or what is left of it without an ending, is on the list."""
    return word in familiar or any(stem in familiar for stem in _stems(word))


def explained(subject: Subject) -> frozenset[str]:
    """Words that have an entry under `terms`, or stand before or inside brackets with plain words."""
    terms = [word.text for unit in subject.units if unit.kind == "term" for word in unit.words]
    for unit in subject.units:
        for before, inside in re.findall(r"\b([^\W\d_]+)\s+\(([^()]*[^\W\d_]{3,}[^()]*)\)", unit.text):
            terms += [before, *re.findall(r"[^\W\d_]+", inside)]
    lower = [term.casefold() for term in terms]
    return frozenset(form for term in lower for form in (term, f"{term}s", *_stems(term)))


def _stems(word: str) -> set[str]:
    stems = {word.removeprefix(prefix) for prefix in ("un", "re", "non") if word.startswith(prefix)}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            stems |= {stem, f"{stem}e", f"{stem}y"}
            if stem[-1:] == stem[-2:-1]:
                stems.add(stem[:-1])
    return stems
