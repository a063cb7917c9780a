"""Keep numbers and Latin phrases whole in right-to-left text: find what must stand left to right as one.

UAX 9 alone turns `5-10 mg` into `mg 10-5` between Arabic letters, and a telephone number end for end. Each such phrase
is isolated as if the author had put U+2066 and U+2069 around it; the marks are never painted and never in the text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from handout.pdf.bidi import bidi_class, paragraph_levels

OPEN, CLOSE = "\u2066\u202d", "\u202c\u2069"
FIRST_STRONG, END = "\u2068", "\u2069"
_RTL = {"R", "AL"}
_DIGITS = {"EN", "AN"}
_SENTENCE_ENDS = ".,;:!?\u060c\u061b\u061f\u06d4"
_LEADING = "+-\u2212\u2013<>\u2264\u2265~\u2248\u00b1$\u20ac\u00a3#"
_TRAILING = "%\u066a\u2030\u00b0\u2032\u2033+$\u20ac\u00a3/"
_JOINERS = frozenset("-\u2013\u2014\u2212+\u00d7x/=<>\u2264\u2265\u00b1:~")
_OPENERS = {")": "(", "]": "[", "}": "{"}
# A number, a sign or a space that belongs to numbers, a number; a comma or full stop before a space ends a clause.
_RANGE = re.compile(
    r"\d[\u061c\u200e\u200f]*"
    r"(?:[.,\u066b\u066c\u00b7]|[ \u00a0\u202f]?[-\u2010-\u2015\u2212/:+*=\u00d7]?[ \u00a0\u202f]?)"
    r"[\u061c\u200e\u200f]*(?<=\D)\d"
)
_WORDS = re.compile(r"[^\s\u00a0\u202f]+")


def phrases(text: str) -> list[tuple[int, int]]:
    """The stretches of a right-to-left text that must stand left to right, each as one.

    A text in other letters throughout is one phrase to its last stop, as a reference in English is. A number by itself
    is not: the stop of the label `1.` stands between it and what it labels.
    """
    kinds = {bidi_class(char) for char in text}
    if "L" in kinds and not kinds & _RTL:
        bare = text.strip()
        start = text.find(bare)
        return [(start, start + len(bare))] if any(map(str.isalnum, bare)) else []
    words = [stretch for match in _WORDS.finditer(text) for stretch in _without_letters_of_rtl(text, *match.span())]
    found: list[tuple[int, int]] = []
    for start, end in words:
        if found and _continues(text, found[-1], start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [part for start, end in found for part in _trimmed(text, start, end)]


class Levels(NamedTuple):
    """The embedding level of each character, and of the marks that were put between them and taken out again.

    `gaps` has the lowest level of the marks that stood before a character: what stands on both sides of them is never
    turned as one when the order of a line is found (L2), however like their levels are.
    """

    each: list[int]
    gaps: dict[int, int]


def levels_with_phrases(
    text: str, base: int, isolated: Sequence[tuple[int, int]], foreign: Sequence[tuple[int, int]] = ()
) -> Levels:
    """The embedding levels of a text whose phrases are isolated, each left to right throughout.

    `foreign` stretches, which hold phrases and never cut them, take the direction of their first letter (U+2068).
    """
    marks = _marks(isolated, foreign)
    parts: list[str] = []
    places: list[int] = []
    length = 0
    for index, char in enumerate(text):
        mark = marks.get(index, "")
        parts.append(mark + char)
        places.append(length + len(mark))
        length = places[-1] + 1
    parts.append(marks.get(len(text), ""))
    levels = paragraph_levels("".join(parts), base)
    gaps = {
        index: min(levels[places[index] - len(mark) : places[index]])
        for index, mark in marks.items()
        if 0 < index < len(text)
    }
    return Levels([levels[place] for place in places], gaps)


def _marks(isolated: Sequence[tuple[int, int]], foreign: Sequence[tuple[int, int]]) -> dict[int, str]:
    """The marks of isolates, by the character that they stand before."""
    marks: dict[int, str] = {}
    for start, end in isolated:
        marks[start] = marks.get(start, "") + OPEN
        marks[end] = marks.get(end, "") + CLOSE
    for start, end in foreign:
        closed, opened = _closings_first(marks.get(start, ""))
        marks[start] = closed + FIRST_STRONG + opened
        closed, opened = _closings_first(marks.get(end, ""))
        marks[end] = closed + END + opened
    return marks


def _closings_first(marks: str) -> tuple[str, str]:
    """Marks at one place: those that close what came before, those that open what follows."""
    cut = marks.rfind(END) + 1
    return marks[:cut], marks[cut:]


def reversed_numbers(text: str, levels: Sequence[int]) -> list[tuple[int, int]]:
    """The places where a number and the one after it would be read in the other order."""
    found = []
    for match in _RANGE.finditer(text):
        stretch = levels[match.start() : match.end()]
        if any(level % 2 for level in stretch) or len(set(stretch)) > 1:
            found.append(match.span())
    return found


def _without_letters_of_rtl(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a word between right-to-left letters."""
    stretches = []
    first = start
    for index in range(start, end + 1):
        if index == end or bidi_class(text[index]) in _RTL or text[index] in "\u060c\u061b\u061f\u06d4":
            if first < index:
                stretches.append((first, index))
            first = index + 1
    return stretches


def _continues(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Whether a stretch goes on with the phrase before it: a space or nothing but joining signs between them."""
    gap = text[before[1] : start]
    if not gap or gap.strip():
        return False
    last, word = text[before[0] : before[1]], text[start:end]
    if last[-1] in _SENTENCE_ENDS and last not in _JOINERS:
        return False
    return _is_latin_or_number(last) and (_is_latin_or_number(word) or word in _JOINERS)


def _is_latin_or_number(word: str) -> bool:
    return any(bidi_class(char) == "L" or bidi_class(char) in _DIGITS for char in word)


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A phrase without the punctuation around it; a last number that belongs to the word after it stands apart."""
    while start < end and not _may_begin(text, start, end):
        start += 1
    while start < end and not _may_end(text, start, end):
        end -= 1
    if start == end:
        return []
    inner = text[start:end]
    split = re.search(r"[\s\u00a0\u202f]+(?=[^\s]*$)", inner)
    if split and _belongs_to_next(text, end) and not any(c.isalpha() for c in inner[split.end() :]):
        head = inner[: split.start()]
        if head[-1].isalpha() and any(char.isalpha() for char in head):
            return [*_trimmed(text, start, start + split.start()), (start + split.end(), end)]
    return [(start, end)]


def _belongs_to_next(text: str, end: int) -> bool:
    """Whether a right-to-left word follows after one space."""
    return end + 1 < len(text) and text[end].isspace() and bidi_class(text[end + 1]) in _RTL


def _may_begin(text: str, start: int, end: int) -> bool:
    char = text[start]
    kind = bidi_class(char)
    if kind == "L" or kind in _DIGITS:
        return True
    if char in "([{":
        closing = {"(": ")", "[": "]", "{": "}"}[char]
        return closing in text[start:end] and any(c.isdigit() for c in text[start : start + 2])
    if char in "-\u2013\u2212" and start and bidi_class(text[start - 1]) in _RTL:
        return False  # the hyphen after a prefix, no minus
    return char in _LEADING and start + 1 < end and (bidi_class(text[start + 1]) in _DIGITS or text[start + 1] == "(")


def _may_end(text: str, start: int, end: int) -> bool:
    char = text[end - 1]
    kind = bidi_class(char)
    if kind == "L" or kind in _DIGITS:
        return True
    if char in _OPENERS:
        return _OPENERS[char] in text[start : end - 1]
    if char == "/":
        return "://" in text[start:end]
    return char in _TRAILING and end - 2 >= start and bidi_class(text[end - 2]) in _DIGITS
