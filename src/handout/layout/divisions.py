"""Words that a clinic says may be cut, and where: used only where such a word is wider than its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from unicodedata import category

from handout.pdf.text.runs import Run
from handout.record import replace
from handout.text.phrase import SOFT_HYPHEN

Divisions = Mapping[str, Sequence[str]]
"""By language tag: words with a hyphen at each place where they may be cut."""


def divided(runs: Sequence[Run], divisions: Divisions, within: str | None = None) -> list[Run]:
    """The runs with soft hyphens in the words that may be cut; only in those that `within` holds, if it is given."""
    return [replace(run, text=divided_text(run.text, words_for(run.language, divisions), within)) for run in runs]


def words_for(language: str, divisions: Divisions) -> list[str]:
    """The words of a language that may be cut, with a hyphen at each place."""
    parts = language.split("-")
    wider = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return [word for tag in wider for word in divisions.get(tag, ())]


def divided_text(text: str, words: Sequence[str], within: str | None = None, hyphen: str = SOFT_HYPHEN) -> str:
    """A text with soft hyphens in these words."""
    for word in words:
        whole, cut = word.replace("-", ""), word.replace("-", hyphen)
        for first in (whole[:1], *_capitals(whole[:1])):
            typed, parted = first + whole[1:], first + cut[1:]
            if typed in text and (within is None or typed in within):
                text = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", _whole_word(typed, parted), text)
    return text


def _whole_word(typed: str, parted: str) -> Callable[[re.Match[str]], str]:
    """A word, divided unless it goes on with a sign of a vowel, which is no letter of its own."""
    return lambda found: typed if _is_mark(found.string[found.end() : found.end() + 1]) else parted


def _is_mark(char: str) -> bool:
    return char != "" and category(char).startswith("M")


def _capitals(letter: str) -> tuple[str, ...]:
    """How a letter is written at the beginning of a sentence; an i has its dot there too in Turkish."""
    return ("I", "İ") if letter == "i" else (letter.upper(),)


def how_to_divide(word: str, language: str) -> str:
    """What an author can write for a word that is wider than its line."""
    bare = word.strip(".,;:!?()[]{}«»“”‘’\"'–—…")
    if not bare or not all(char.isalpha() or _is_mark(char) for char in bare):
        return "make the column wider or the text shorter"
    return (
        "make the column wider or the text shorter, or say in clinic.yaml where the word may be cut, with a hyphen at "
        f"each place: divisions: {{{language.partition('-')[0]}: [{bare}]}}"
    )
