"""A word for nothing where a text must stand (`disclaimer: none`, `n/a`, `-`): it would print as it is typed.

Only texts are looked at of which it is certain that nobody means such a word: who paid for a handout, a cell of a table
and an answer may well be "None".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.phrases import phrases_in
from handout.problems import Problems
from handout.reading.key_types import keys
from handout.source import Located, Span
from handout.text.phrase import Text
from handout.text.recognized import entries

_KEYS = (
    "subtitle", "audience", "purpose", "summary", "get_help", "disclaimer", "name", "phone", "emergency",
    "address", "short_disclaimer", "editorial_policy", "language_help",
)  # fmt: skip
"""Of a handout and of clinic.yaml."""
_LISTS = ("summary", "get_help")
_SIGNS = frozenset({"-", "--", "---", "\u2013", "\u2014", "~", ".", "...", "/"})
_LONGEST = 20


def check_nothing(record: Handout | Clinic, language: str | None, problems: Problems) -> None:
    """Tell of texts that are a word for nothing (E06), in the language of the record or in English."""
    for name in _KEYS:
        for tag, typed, span in _texts(getattr(record, name, None), language):
            if says_nothing(typed, tag):
                problems.error("E06", span, f"'{typed}' would print as the text of '{name}'", _mending(record, name))


def _texts(value: object, language: str | None) -> Iterator[tuple[str | None, str, Span]]:
    """The texts of one key that are words and nothing else, each with its language and its place."""
    if isinstance(value, dict):
        for tag, part in value.items():
            yield from _texts(part, str(tag))
    elif isinstance(value, Located):
        yield language, value.text, value.span
    else:
        for phrase in phrases_in(value):
            if len(phrase) == 1 and isinstance(phrase[0], Text):
                yield language, phrase[0].text, phrase[0].span


def says_nothing(typed: str, language: str | None) -> bool:
    """Whether a text is a word or a sign for nothing, in this language or in English."""
    if len(typed) > _LONGEST:
        return False
    word = typed.strip().casefold()
    return word in _SIGNS or word.rstrip(".") in _words((language or "en").partition("-")[0].lower())


@cache
def _words(language: str) -> frozenset[str]:
    return frozenset(word for tag in (language, "en") for word in entries("left-overs", "nothing", tag))


def _mending(record: Handout | Clinic, name: str) -> str:
    if name == "disclaimer" and isinstance(record, Handout):
        return "write the disclaimer; or take the key out, and the clinic's is printed"
    if name == "disclaimer":
        return "write the disclaimer; every handout has one"
    if name in _LISTS:
        return "take the entry out, or write what it says"
    return "write what it says" if keys(type(record))[name].required else "take it out, or write what it says"
