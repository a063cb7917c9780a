"""Keep numbers and Latin phrases whole in right-to-left text: find what must stand left to right as one.

UAX 9 alone turns `5-10 mg` into `mg 10-5` between Arabic letters, and a telephone number end for end. Each such phrase
is isolated as if the author had put U+2066 and U+2069 around it; the marks are never painted and never in the text.
In left-to-right text a Latin phrase between right-to-left words stands as UAX 9 has it, behind a mark of that direction
(U+200E): an isolate alone would take the direction of the words around it. All else stands as UAX 9 has it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from handout.pdf.text.bidi import CLOSING, ISOLATES, bidi_class, canonical_bracket, first_strong, paragraph_levels
from handout.pdf.text.joined_words import BETWEEN
from handout.pdf.text.line_breaking import NUMBERED
from handout.text.coded_names import ends_in_code, ends_in_signed_name, names_by_number
from handout.text.direction import RIGHT_TO_LEFT
from handout.text.quantities import find

OPEN, CLOSE = "\u2066\u202d", "\u202c\u2069"
FIRST_STRONG, END = "\u2068", "\u2069"
LEFT_TO_RIGHT = "\u200e"
_DIGITS = {"EN", "AN"}
_APART = RIGHT_TO_LEFT | ISOLATES | {"PDI", "LRE", "RLE", "LRO", "RLO", "PDF"}
"""Classes of what no phrase goes on over: letters of the other direction, and the marks that part text already."""
DIRECTION_MARKS = "\u061c\u200e\u200f"
_TRADEMARKS = "\u00ae\u2122"
_ARABIC_STOPS = "\u060c\u061b\u061f\u06d4"
_STOPS = ".,;:!?"
_JOINERS = frozenset([*"-\u2013\u2014\u2212+\u00d7x/=<>\u2264\u2265\u00b1:~*", "+/-"])
_PAIRS = {**CLOSING, "\u00ab": "\u00bb", "\u2039": "\u203a", "\u201c": "\u201d"}
"""Brackets and quotation marks. UAX 9 pairs only brackets, and parts a quotation mark from the words that it quotes."""
_CLOSERS = frozenset(_PAIRS.values())
_WORDS = re.compile(r"\S+")
_INITIALS = r"(?<![\w.])(?:[A-Za-z]{1,2}\.)+[A-Za-z]\.$"
SENTENCE = 3
"""A text of which less than one letter in so many is Latin is a sentence from right to left."""
_LONGEST_ENDING = 24
"""Letters of the longest initials that are looked for."""
_LONGEST_WORD = 64
"""Letters of the end of a phrase that say whether it goes on: long texts take no longer for each of their letters."""
_MONTH_AND_DAY = r"[^\W\d_]{3}\.? \d\d?(?:st|nd|rd|th)?$"
_YEAR = r"\d{4}(?!\d)"
_STOP_INSIDE = r"[.,;:!?]\s"


@cache
def kind_of(char: str) -> str:
    """The Bidi_Class of a character; a vulgar fraction counts as the number that it is, not as a sign."""
    return "EN" if unicodedata.decomposition(char).startswith("<fraction>") else bidi_class(char)


def phrases(text: str) -> list[tuple[int, int]]:
    """The stretches of a right-to-left text that must stand left to right, each as one.

    A text in other letters throughout is one phrase to its last stop, as a reference in English is. A number by itself
    is not: the stop of the label `1.` stands between it and what it labels. Nor is what holds isolates, each of them a
    phrase already.
    """
    kinds = {kind_of(char) for char in text}
    if "L" in kinds and not kinds & (RIGHT_TO_LEFT | ISOLATES):
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
    signs = _Signs(text)
    return [part for start, end in _merged([*found, *signs.quantities]) for part in signs.whole(start, end)]


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
    marks = _marks(text, base, isolated, foreign)
    parts: list[str] = []
    places: list[int] = []
    length = 0
    for index, char in enumerate(text):
        mark = marks.get(index, "")
        parts.append(mark + char)
        places.append(length + len(mark))
        length = places[-1] + 1
    parts.append(marks.get(len(text), ""))
    levels = _levels("".join(parts), base)
    gaps = {
        index: min(levels[places[index] - len(mark) : places[index]])
        for index, mark in marks.items()
        if 0 < index < len(text)
    }
    return Levels([levels[place] for place in places], gaps)


@lru_cache(maxsize=4096)
def _levels(marked: str, base: int) -> tuple[int, ...]:
    """The same words come in several styles."""
    return tuple(paragraph_levels(marked, base, kind_of))


def _marks(
    text: str, base: int, isolated: Sequence[tuple[int, int]], foreign: Sequence[tuple[int, int]]
) -> dict[int, str]:
    """The marks of isolates, by the character that they stand before; at one place those that close come first."""
    opened: dict[int, str] = {}
    closed: dict[int, str] = {}
    for start, end in isolated:
        opened[start] = OPEN
        closed[end] = CLOSE
    for start in _from_the_left(text, base, isolated, foreign):
        opened[start] = LEFT_TO_RIGHT + OPEN
    for start, end in foreign:
        opened[start] = FIRST_STRONG + opened.get(start, "")
        closed[end] = closed.get(end, "") + END
    return {place: closed.get(place, "") + opened.get(place, "") for place in {*opened, *closed}}


def _from_the_left(
    text: str, base: int, isolated: Sequence[tuple[int, int]], foreign: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Where phrases with Latin letters begin that follow one another from the left, in foreign stretches too."""
    own = text
    for start, end in foreign:
        stretch = text[start:end]
        own = own[:start] + " " * len(stretch) + own[end:]
        if reads_from_the_left(stretch, first_strong([kind_of(char) for char in stretch])):
            yield from (low for low, high in isolated if start <= low and high <= end and has_latin(text[low:high]))
    if reads_from_the_left(own, base):
        yield from (low for low, high in isolated if has_latin(own[low:high]))


def reads_from_the_left(text: str, base: int) -> bool:
    """Whether the Latin phrases of a text follow one another from the left, with right-to-left words between them.

    They do in a left-to-right paragraph (UAX 9), but for a sentence that begins with a right-to-left letter and is
    mostly of such letters: nobody could read it in pieces.
    """
    if base:
        return False
    strong = [kind for kind in map(kind_of, text) if kind == "L" or kind in RIGHT_TO_LEFT]
    return strong[:1] == ["L"] or strong.count("L") * SENTENCE > len(strong)


def has_latin(text: str) -> bool:
    return any(kind_of(char) == "L" for char in text)


def reversed_numbers(text: str, levels: Levels) -> list[tuple[int, int]]:
    """The quantities that would not be read from left to right as typed."""
    found = []
    for start, end in _quantities(text, among=_is_no_mark):
        inside = set(levels.each[start:end])
        is_parted = any(place in levels.gaps for place in range(start + 1, end))
        if is_parted or len(inside) > 1 or inside.pop() % 2:
            found.append((start, end))
    return found


def _is_left_to_right(char: str) -> bool:
    return kind_of(char) not in _APART


def _is_no_mark(char: str) -> bool:
    """Whether it is nothing that parts a number from the next: the marks of a direction alone do not."""
    return char in DIRECTION_MARKS or kind_of(char) not in _APART


def _quantities(text: str, among: Callable[[str], bool] = _is_left_to_right) -> list[tuple[int, int]]:
    """Quantities of such characters alone; one with others between is looked at in parts."""
    found = []
    for quantity in find(text):
        start, end = quantity.start, quantity.end
        if all(map(among, text[start:end])):
            found.append((start, end))
            continue
        for is_inside, group in groupby(range(start, end), lambda place: among(text[place])):
            places = [*group]
            inside = find(text[places[0] : places[-1] + 1]) if is_inside else ()
            found += [(places[0] + part.start, places[0] + part.end) for part in inside]
    return found


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order; what overlaps is one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without_letters_of_rtl(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a word between right-to-left letters."""
    stretches = []
    first = start
    for index in range(start, end + 1):
        if index == end or kind_of(text[index]) in _APART or text[index] in _ARABIC_STOPS:
            if first < index:
                stretches.append((first, index))
            first = index + 1
    return stretches


def _continues(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Whether a stretch goes on with the phrase before it: a space or nothing but joining signs between them.

    Over a stop it goes on only from one Latin word to the next, as UAX 9 has it, from `No.` to its number, and from a
    day to its year (Nov 22, 2026); two doses are parted there.
    """
    gap = text[before[1] : start]
    if not gap or gap.strip():
        return False
    last, word = text[max(before[0], before[1] - _LONGEST_WORD) : before[1]], text[start:end]
    if last[-1] in _STOPS and last.split()[-1] not in _JOINERS:
        said = last.rstrip(_STOPS + "".join(_CLOSERS))
        begun = word.lstrip("".join(_PAIRS))
        is_latin = bool(said) and (kind_of(said[-1]) == "L" or ends_in_code(said))
        if last.split()[-1].lstrip("".join(_PAIRS)) in NUMBERED and begun[:1].isdecimal():
            return True
        if last[-1] == "," and re.match(_YEAR, word) and re.search(_MONTH_AND_DAY, said):
            return True
        return is_latin and bool(begun) and kind_of(begun[0]) == "L"
    return _is_latin_or_number(last) and (_is_latin_or_number(word) or word in _JOINERS)


def _is_latin_or_number(word: str) -> bool:
    return any(kind_of(char) == "L" or kind_of(char) in _DIGITS for char in word)


def _partners(text: str) -> dict[int, int]:
    """Where the other sign of a pair stands, both ways (BD16); a pair never reaches out of an isolate."""
    partners: dict[int, int] = {}
    within: list[list[tuple[str, int]]] = [[]]
    for index, char in enumerate(text):
        if kind_of(char) in ISOLATES:
            within.append([])
        elif kind_of(char) == "PDI" and len(within) > 1:
            within.pop()
        elif (char := canonical_bracket(char)) in _PAIRS:
            within[-1].append((canonical_bracket(_PAIRS[char]), index))
        elif char in _CLOSERS:
            opened = within[-1]
            depth = next((depth for depth in range(len(opened) - 1, -1, -1) if opened[depth][0] == char), None)
            if depth is not None:
                partners[opened[depth][1]] = index
                partners[index] = opened[depth][1]
                del opened[depth:]
    return partners


class _Signs:
    """The signs of a text: which belong to the phrases that they stand in or beside."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.partners = _partners(text)
        self.quantities = _quantities(text)
        self.starts = {start for start, _ in self.quantities}
        self.ends = {end for _, end in self.quantities}

    def whole(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a phrase of which each holds both signs of a pair or none, without the signs around them."""
        rest = [(start, end)]
        while rest:
            start, end = self._trimmed(*rest.pop())
            if start == end:
                continue
            if (cut := self._unpaired(start, end)) is not None:
                rest += [(cut + 1, end), (start, cut)]
            elif (apart := self._last_number(start, end)) is not None:
                rest += [(apart, end), (start, apart)]
            else:
                yield start, end

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and not self._may_begin(start, end):
            start += 1
        while start < end and not self._may_end(start, end):
            end -= 1
        return start, end

    def _unpaired(self, start: int, end: int) -> int | None:
        inside = range(start, end)
        return next((i for i in inside if i in self.partners and self.partners[i] not in inside), None)

    def _may_begin(self, start: int, end: int) -> bool:
        if start in self.starts or kind_of(self.text[start]) == "L" or kind_of(self.text[start]) in _DIGITS:
            return True
        is_paired = self.partners.get(start, -1) in range(start, end)
        return is_paired and kind_of(self.text[start + 1]) in _DIGITS

    def _may_end(self, start: int, end: int) -> bool:
        char = self.text[end - 1]
        if end in self.ends or kind_of(char) == "L" or kind_of(char) in _DIGITS:
            return True
        if char in _CLOSERS:
            return self.partners.get(end - 1, -1) in range(start, end)
        if char == "/":
            return any(self.text.find(sign, start, end) >= 0 for sign in ("://", "www."))
        if char in _TRADEMARKS:
            return end - 1 > start and kind_of(self.text[end - 2]) == "L"
        ending = self.text[max(start, end - _LONGEST_ENDING) : end]
        return re.search(_INITIALS, ending) is not None if char == "." else ends_in_signed_name(ending)

    def _last_number(self, start: int, end: int) -> int | None:
        """Where the number begins that ends a phrase and belongs to the right-to-left word behind it.

        A number with a sign or unit of its own goes with the words before it (`SpO2 ≥ 92%`), and so does a code, of
        more than three digits in a row, what stands behind several names with stops between them, behind `Fig.` and its
        like, and the end of a range (`2 to 3`).
        """
        text = self.text
        if end + 1 >= len(text) or not text[end].isspace() or kind_of(text[end + 1]) not in RIGHT_TO_LEFT:
            return None
        words = [match.span() for match in _WORDS.finditer(text, start, end)]
        while words and not any(kind_of(char) == "L" for char in text[slice(*words[-1])]):
            words.pop()
        if not words:
            return None
        latin = words[-1][1]
        following = bisect_right(self.quantities, (latin, len(text)))
        begin = min(self.quantities[following][0], end) if following < len(self.quantities) else end
        joins = text[latin:begin].strip()
        is_marked = any(number.sign or number.unit for number in find(text[begin:end]))
        is_named = _takes_number(text[start:latin])
        stays = is_marked or is_named or names_by_number(text[begin:end]) or re.search(_STOP_INSIDE, text[start:begin])
        return None if begin == end or stays or (joins and joins not in _JOINERS) else begin


def _takes_number(phrase: str) -> bool:
    """Whether the last word of a phrase goes on with the number behind it: `No.`; or `to`, behind a number."""
    *before, last = phrase.split()
    word = last.lstrip("".join(_PAIRS))
    return word in NUMBERED or (word in BETWEEN and bool(before) and kind_of(before[-1][-1]) in _DIGITS)
