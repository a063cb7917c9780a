"""Look words up in a text: at a place, or anywhere. The longest that is known counts.

An entry stands for a whole word, or with * behind it for all words that begin so. Looking up needs no pattern of all
words, which would take longer to make than a handout to build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handout.record import Record
from handout.text.numbers import SPACES
from handout.text.word_letters import LETTER, MARKS

_DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Letters of the scripts in which a word begins behind any other."""
_BEGIN = re.compile(rf"(?:(?<![^\W\d_])(?<![{MARKS}])|(?<=[{_DENSE}]))(?=[^\W\d_])")
_LETTER = re.compile(LETTER)
_ENDING = re.compile(f"(?:(?![{_DENSE}]){LETTER})*")
_ONWARDS = "*"
_ONE_BLANK = str.maketrans(dict.fromkeys(SPACES, " "))


class KnownWord(Record, kw_only=False):
    """A word of a vocabulary where it stands in a text, with the ending that is written on, and what it means."""

    start: int
    end: int
    typed: str
    meaning: str


class Vocabulary:
    """Words of a language, each with what it means."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._meaning = {
            entry.removesuffix(_ONWARDS).lower(): (meaning, entry.endswith(_ONWARDS)) for entry, meaning in entries
        }
        self._lengths = sorted({len(word) for word in self._meaning}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._meaning)

    def meaning(self, word: str) -> str:
        """What a word alone means; nothing where it is not known."""
        found = self.at(word, 0)
        return found.meaning if found is not None and found.end == len(word) else ""

    def at(self, text: str, start: int) -> KnownWord | None:
        """The longest word that begins at a place."""
        for length in self._lengths:
            end = start + length
            meaning = self._meant(text[start:end]) if end <= len(text) else None
            if meaning is None:
                continue
            if meaning[1]:
                end = _ending(text, end)
            elif _LETTER.match(text, end) is not None:
                continue
            return KnownWord(start, end, text[start:end], meaning[0])
        return None

    def before(self, text: str, end: int) -> KnownWord | None:
        """The longest word that ends at a place, whole."""
        for length in self._lengths:
            start = end - length
            meaning = self._meant(text[start:end]) if start >= 0 else None
            if meaning is not None and _BEGIN.match(text, start) is not None:
                return KnownWord(start, end, text[start:end], meaning[0])
        return None

    def anywhere(self, text: str) -> Iterator[KnownWord]:
        """Every word of a text that is known, in order; none lies inside another."""
        least = 0
        for begin in _BEGIN.finditer(text) if self._meaning else ():
            if begin.start() >= least and (found := self.at(text, begin.start())) is not None:
                yield found
                least = found.end

    def _meant(self, typed: str) -> tuple[str, bool] | None:
        return self._meaning.get(typed.translate(_ONE_BLANK).lower())


def _ending(text: str, end: int) -> int:
    found = _ENDING.match(text, end)
    return end if found is None else found.end()
