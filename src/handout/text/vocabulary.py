"""Look words up in a text: at a place, or anywhere. The longest that is known counts.

An entry stands for a whole word, or with * behind it for all words that begin so. Looking up needs no pattern of all
words, which would take longer to make than a handout to build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import category

from handout.record import Record
from handout.text.numbers import SPACES, is_digit

_DENSE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
"""Letters of the scripts in which a word begins behind any other."""
_FIRST_DENSE = "\u0e00"
_ONWARDS = "*"
_ELISIONS = "'\u2019"
"""Behind these another word begins: un'ora."""
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
        self._firsts = frozenset(word[0] for word in self._meaning if word)
        self._lengths = sorted({len(word) for word in self._meaning}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._meaning)

    @property
    def meanings(self) -> frozenset[str]:
        """All that its words may mean."""
        return frozenset(meaning for meaning, _ in self._meaning.values())

    def is_within(self, text: str, meaning: str) -> bool:
        """Whether some word of this meaning stands anywhere in a text, be it inside another word."""
        folded = in_small_letters(text)
        return any(meant == meaning and word in folded for word, (meant, _) in self._meaning.items())

    def meaning(self, word: str) -> str:
        """What a word alone means; nothing where it is not known."""
        found = self.at(word, 0)
        return found.meaning if found is not None and found.end == len(word) else ""

    def whole_word(self, meaning: str) -> str:
        """A word that means this, without an ending to be written on; nothing where none is known."""
        known = self._meaning.items()
        return next((word for word, (meant, has_ending) in known if meant == meaning and not has_ending), "")

    def at(self, text: str, start: int) -> KnownWord | None:
        """The longest word that begins at a place."""
        longest = self._lengths[0] if self._lengths else 0
        return self._at(text, start, in_small_letters(text[start : start + longest]), start)

    def _at(self, text: str, start: int, folded: str, first: int) -> KnownWord | None:
        """The same, with the text folded from its place `first` on."""
        for length in self._lengths:
            end = start + length
            meaning = self._meaning.get(folded[start - first : end - first]) if end <= len(text) else None
            if meaning is None or (is_digit(text[end - 1]) and is_digit(text[end : end + 1] or " ")):
                continue
            if meaning[1]:
                end = _ending(text, end)
            elif end < len(text) and _is_letter(text[end]) and text[end - 1] not in _ELISIONS:
                continue
            return KnownWord(start, end, text[start:end], meaning[0])
        return None

    def before(self, text: str, end: int) -> KnownWord | None:
        """The longest word that ends at a place, whole."""
        for length in self._lengths:
            start = end - length
            meaning = self._meaning.get(in_small_letters(text[start:end])) if start >= 0 else None
            if meaning is not None and _begins(text, start):
                return KnownWord(start, end, text[start:end], meaning[0])
        return None

    def anywhere(self, text: str) -> Iterator[KnownWord]:
        """Every word of a text that is known, in order; none lies inside another."""
        least, folded = 0, in_small_letters(text)
        for start, letter in enumerate(folded) if self._meaning else ():
            if start < least or letter not in self._firsts or not _begins(text, start):
                continue
            if (found := self._at(text, start, folded, 0)) is not None:
                yield found
                least = found.end


def in_small_letters(text: str) -> str:
    """A text in small letters and with one kind of blank, as long as it was."""
    folded = text.translate(_ONE_BLANK).lower()
    return folded if len(folded) == len(text) else "".join([_in_small(char) for char in text.translate(_ONE_BLANK)])


def _in_small(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char


def _begins(text: str, start: int) -> bool:
    """Whether a word may begin here: behind a digit, say, or another word of a dense script; 1日おき at its 1."""
    before = text[start - 1 : start]
    if is_digit(text[start]):
        return not before or not (is_digit(before) or (_is_letter(before) and not _is_dense(before)))
    return text[start].isalpha() and (not before or is_digit(before) or _is_dense(before) or not _is_letter(before))


def _ending(text: str, end: int) -> int:
    """Where the letters end that are written on; in a dense script they may be another word."""
    while end < len(text) and _is_letter(text[end]) and not _is_dense(text[end]):
        if is_digit(text[end]) and _is_dense(text[end - 1]):
            break  # 一周3次 is three times
        end += 1
    return end


def _is_letter(char: str) -> bool:
    return char.isalnum() or category(char)[0] == "M" or char in "\u200c\u200d"


def _is_dense(char: str) -> bool:
    return char >= _FIRST_DENSE and any(first <= ord(char) <= last for first, last in _DENSE)
