"""Find the sentences and the words of one block of text, with the offset of each.

A block is one paragraph, list item, cell or heading; blocks are never joined, so "Call 911 if:" and the bullets under
it are no long sentence. A full stop after an abbreviation (Dr., e.g., 8 a.m.) or inside a figure (2.5 mg) ends none.
"""

import re
from functools import cache, lru_cache

from handout.record import Record
from handout.text.numbers import is_digit
from handout.text.recognized import in_every_language


class Word(Record, kw_only=False):
    """A word, a figure or an address, and the offset it starts at."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Sentence(Record, kw_only=False):
    """A sentence and the offset of its first character in its block."""

    text: str
    start: int

    @property
    def words(self) -> tuple[Word, ...]:
        return words(self.text, self.start)


_WORD = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+"  # an address is one word
    r"|(?:[^\W\d_]\.){2,}"  # a.m., U.S.
    r"|\d+(?:[.,:/]\d+)*"  # 2.5, 1,200, 10:30, 120/80
    r"|[^\W_]+(?:['’‑‐-][^\W_]+)*"
)


@lru_cache(maxsize=4096)
def words(text: str, start: int = 0) -> tuple[Word, ...]:
    """The words of a text; `start` is the offset of the text in its block. A hyphenated word is one."""
    return tuple(
        Word(match.group().rstrip(",;:!?)") or match.group(), start + match.start()) for match in _WORD.finditer(text)
    )


_STOP = re.compile(r"(?<![.!?…。！？؟])[.!?…。！？؟]+[)\]\"'”’»]*(?=\s|$)")
_NEAR = 80
_OPENING = " \t\n\u00a0\u202f([\"'“‘«¿¡"


@cache
def _recognized(kind: str) -> frozenset[str]:
    """Words behind which a full stop may end no sentence."""
    return in_every_language("sentence-stops", kind)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of one block; a hard line break ends one too."""
    found: list[Sentence] = []
    start = 0
    for end in (*_ends(text), len(text)):
        part = text[start:end]
        trimmed = part.strip()
        if any(character.isalnum() for character in trimmed):
            found.append(Sentence(trimmed, start + part.index(trimmed)))
        start = end
    return tuple(found)


def _ends(text: str) -> list[int]:
    breaks = [match.end() for match in re.finditer(r"\n", text)]
    return sorted({*breaks, *(match.end() for match in _STOP.finditer(text) if _ends_here(text, match))})


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: by what stands before it, and what begins after it."""
    following = text[stop.end() : stop.end() + _NEAR].lstrip(_OPENING)
    if not following or not stop.group().startswith("."):
        return not following or not following[0].islower()
    if following[0].islower():
        return False
    before = text[max(stop.start() - _NEAR, 0) : stop.start()].split()
    last = before[-1].strip("([\"'“‘«¿¡").casefold() if before else ""
    if last in _recognized("unfinished"):
        return False
    if last in _recognized("numbered"):
        return not is_digit(following[0])
    if len(last) == 1 and last.isalpha() and before[-1].isupper():
        return len(before) > 1 and before[-2].casefold() in _recognized("lettered")
    return True
