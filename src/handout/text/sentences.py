"""Find the sentences and the words of one block of text, with the offset of each.

A block is one paragraph, list item, cell or heading; blocks are never joined, so "Call 911 if:" and the bullets under
it are no long sentence. A full stop after an abbreviation (Dr., e.g., 8 a.m.) or inside a figure (2.5 mg) ends none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from handout.reading.line_slips import DENSE_STOPS, STOPS
from handout.record import Record
from handout.text.numbers import is_digit
from handout.text.recognized import rows


class Word(Record, kw_only=False):
    """A word, a figure or an address, and the offset it starts at."""

    text: str
    start: int


class Sentence(Record, kw_only=False):
    """A sentence and the offset of its first character in its block."""

    text: str
    start: int

    @property
    def words(self) -> tuple[Word, ...]:
        return words(self.text, self.start)


_MARKS = (
    "\u0300-\u036f\u0483-\u0489"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3"
    "\u0900-\u0963\u0966-\u096f\u0971-\u0df3"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86-\u0fbc"
    "\u102b-\u1049\u1050-\u109d\u135d-\u135f\u17b4-\u17d3\u17dd\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua8e0-\ua8f1\ua9e5\uaa7b-\uaa7d\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Vowel signs, accents and joiners, which are no part of a word for Python, with the letters that stand among them."""

_PART = rf"[^\W_](?:(?!_)[\w{_MARKS}])*"
_BETWEEN = "['’‑‐\\-\u05be\u05f3\u05f4\u055a-\u055c\u055e\u055f\u058a]"
"""What stands between two parts of one word; in Armenian the sign of a question stands within the word that asks."""
_WORD = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+"  # an address is one word
    r"|(?:[^\W\d_]\.){2,}"  # a.m., U.S.
    r"|\d+(?:[.,:/]\d+)*"  # 2.5, 1,200, 10:30, 120/80
    rf"|{_PART}(?:{_BETWEEN}{_PART})*"
)


@lru_cache(maxsize=4096)
def words(text: str, start: int = 0) -> tuple[Word, ...]:
    """The words of a text; `start` is the offset of the text in its block. A hyphenated word is one."""
    return tuple(
        Word(match.group().rstrip(",;:!?)") or match.group(), start + match.start()) for match in _WORD.finditer(text)
    )


_ASKING = {"el": ";"}
"""Signs of a question that mean another thing elsewhere."""
_CLOSING = "[)\\]\"'”’»」』）】]*"
UNSPACED = frozenset(("bo", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"))
"""Languages that put no blanks between words: blanks part clauses there, so that words cannot be counted."""
_NEAR = 80
_OPENING = " \t\n\u00a0\u202f([\"'“‘«¿¡「『（【"


@cache
def _recognized(language: str, kind: str) -> frozenset[str]:
    """Words of a language, and of all, behind which a full stop may end no sentence."""
    lists = (dict(rows("sentence-stops", row)).get(kind, "") for row in ("mul", language))
    return frozenset(word for words in lists for word in words.split())


@lru_cache(maxsize=4096)
def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of one block in a language, given by its tag; a hard line break ends one too."""
    found: list[Sentence] = []
    start = 0
    primary = language.partition("-")[0].casefold()
    for end in (*_ends(text, primary), len(text)):
        part = text[start:end]
        trimmed = part.strip()
        if any(character.isalnum() for character in trimmed):
            found.append(Sentence(trimmed, start + part.index(trimmed)))
        start = end
    return tuple(found)


def _ends(text: str, language: str) -> list[int]:
    breaks = [match.end() for match in re.finditer(r"\n", text)]
    return sorted(
        {*breaks, *(match.end() for match in _stop(language).finditer(text) if _ends_here(text, match, language))}
    )


@cache
def _stop(language: str) -> re.Pattern[str]:
    """What may end a sentence in a language, with what closes behind it."""
    spaced = STOPS + _ASKING.get(language, "")
    return re.compile(
        rf"(?<![{spaced}{DENSE_STOPS}])(?:[{spaced}]+{_CLOSING}(?=\s|$)|[{spaced}]*(?:[{DENSE_STOPS}]|\u1361\u1361)+{_CLOSING})"
    )


def _ends_here(text: str, stop: re.Match[str], language: str) -> bool:
    """Whether a stop ends a sentence: by what stands before it, and what begins after it."""
    following = text[stop.end() : stop.end() + _NEAR].lstrip(_OPENING)
    if not following or not stop.group().startswith("."):
        return not following or not _is_small(following[0])
    if _is_small(following[0]):
        return False
    before = text[max(stop.start() - _NEAR, 0) : stop.start()].split()
    last = before[-1].strip("([\"'“‘«¿¡").casefold() if before else ""
    if last in _recognized(language, "unfinished") or (len(last) == 1 and last.isalpha() and following[1:2] == "."):
        return False  # z. B.
    if is_digit(last[-1:]) and last.isdecimal() and len(last) < 3:
        behind = re.match(r"\w+", following)  # am 3. Mai
        return behind is None or behind[0].casefold() not in _recognized(language, "ordered")
    if last in _recognized(language, "numbered"):
        return not is_digit(following[0])
    if len(last) == 1 and last.isalpha() and before[-1].isupper():
        return len(before) > 1 and before[-2].casefold() in _recognized(language, "lettered")
    return True


def _is_small(letter: str) -> bool:
    """Whether a letter is small where capitals begin sentences; Georgian has no such capitals."""
    return letter.islower() and letter.title() != letter
