"""Keep numbers and Latin phrases whole in right-to-left text: find what must stand left to right as one.

UAX 9 alone turns `5-10 mg` into `mg 10-5` between Arabic letters, and a telephone number end for end. Each such phrase
is isolated as if the author had put U+2066 and U+2069 around it; the marks are never painted and never in the text.
All else stands as UAX 9 has it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from handout.pdf.bidi import CLOSING, ISOLATES, bidi_class, canonical_bracket, paragraph_levels

OPEN, CLOSE = "\u2066\u202d", "\u202c\u2069"
FIRST_STRONG, END = "\u2068", "\u2069"
_RTL = {"R", "AL"}
_DIGITS = {"EN", "AN"}
_APART = _RTL | ISOLATES | {"PDI", "LRE", "RLE", "LRO", "RLO", "PDF"}
"""Classes of what no phrase goes on over: letters of the other direction, and the marks that part text already."""
_ARABIC_STOPS = "\u060c\u061b\u061f\u06d4"
_STOPS = ".,;:!?"
_LEADING = "+-\u2212\u2013<>\u2264\u2265~\u2248\u00b1$\u20ac\u00a3#"
_TRAILING = "%\u066a\u2030\u00b0\u2032\u2033+$\u20ac\u00a3/"
_JOINERS = frozenset("-\u2013\u2014\u2212+\u00d7x/=<>\u2264\u2265\u00b1:~")
_PAIRS = {**CLOSING, "\u00ab": "\u00bb", "\u2039": "\u203a", "\u201c": "\u201d"}
"""Brackets and quotation marks. UAX 9 pairs only brackets, and parts a quotation mark from the words that it quotes."""
_CLOSERS = frozenset(_PAIRS.values())
# A number, a sign or a space that belongs to numbers, a number; a comma or full stop before a space ends a clause.
_RANGE = re.compile(
    r"\d[\u061c\u200e\u200f]*"
    r"(?:[.,\u066b\u066c\u00b7]|[ \u00a0\u202f]?[-\u2010-\u2015\u2212/:+*=\u00d7]?[ \u00a0\u202f]?)"
    r"[\u061c\u200e\u200f]*(?<=\D)\d"
)
_WORDS = re.compile(r"[^\s\u00a0\u202f]+")
_BLOOD_GROUP = re.compile(r"(?<!\w)(?:A|B|AB|O|Rh)[-+\u2212\u2013]$")
_INITIALS = re.compile(r"(?<!\w)(?:[A-Za-z]{1,2}\.)+[A-Za-z]\.$")
_LONGEST_ENDING = 24
"""Letters of the longest initials that are looked for."""
_CODE = re.compile(r"\d{4}")
_STOP_INSIDE = re.compile(r"[.,;:!?][\s\u00a0\u202f]")


@cache
def kind_of(char: str) -> str:
    """The Bidi_Class of a character; a vulgar fraction counts as the number that it is, not as a sign."""
    return "EN" if unicodedata.decomposition(char).startswith("<fraction>") else bidi_class(char)


def phrases(text: str) -> list[tuple[int, int]]:
    """The stretches of a right-to-left text that must stand left to right, each as one.

    A text in other letters throughout is one phrase to its last stop, as a reference in English is. A number by itself
    is not: the stop of the label `1.` stands between it and what it labels.
    """
    kinds = {kind_of(char) for char in text}
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
    partners = _bracket_partners(text) if found else {}
    return [part for start, end in found for part in _whole(text, start, end, partners)]


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
    levels = paragraph_levels("".join(parts), base, kind_of)
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
        if index == end or kind_of(text[index]) in _APART or text[index] in _ARABIC_STOPS:
            if first < index:
                stretches.append((first, index))
            first = index + 1
    return stretches


def _continues(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Whether a stretch goes on with the phrase before it: a space or nothing but joining signs between them.

    Over a stop it goes on only from one Latin letter to the next, as UAX 9 has it; two doses are parted there.
    """
    gap = text[before[1] : start]
    if not gap or gap.strip():
        return False
    last, word = text[before[0] : before[1]], text[start:end]
    if last[-1] in _STOPS and last not in _JOINERS:
        said = last.rstrip(_STOPS + "".join(_CLOSERS))
        begun = word.lstrip("".join(_PAIRS))
        return bool(said and begun) and kind_of(said[-1]) == "L" == kind_of(begun[0])
    return _is_latin_or_number(last) and (_is_latin_or_number(word) or word in _JOINERS)


def _is_latin_or_number(word: str) -> bool:
    return any(kind_of(char) == "L" or kind_of(char) in _DIGITS for char in word)


def _bracket_partners(text: str) -> dict[int, int]:
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


def _whole(text: str, start: int, end: int, partners: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The parts of a phrase of which each holds both brackets of a pair or none, without the signs around them."""
    rest = [(start, end)]
    while rest:
        start, end = _trimmed(text, *rest.pop(), partners)
        if start == end:
            continue
        cut = next((i for i in range(start, end) if i in partners and not start <= partners[i] < end), None)
        if cut is not None:
            rest += [(cut + 1, end), (start, cut)]
        elif (apart := _last_number(text, start, end)) is not None:
            rest += [(apart, end), (start, apart)]
        else:
            yield start, end


def _trimmed(text: str, start: int, end: int, partners: dict[int, int]) -> tuple[int, int]:
    """A phrase without the signs around it."""
    while start < end and not _may_begin(text, start, end, partners):
        start += 1
    while start < end and not _may_end(text, start, end, partners):
        end -= 1
    return start, end


def _last_number(text: str, start: int, end: int) -> int | None:
    """Where the number begins that ends a phrase and belongs to the right-to-left word behind it.

    A number of more than three digits in a row is a code, of a post office say, and goes with the words before it; so
    does one behind several names with stops between them.
    """
    if end + 1 >= len(text) or not text[end].isspace() or kind_of(text[end + 1]) not in _RTL:
        return None
    words = [match.span() for match in _WORDS.finditer(text, start, end)]
    numbers = len(words)
    while numbers and not any(kind_of(char) == "L" for char in text[slice(*words[numbers - 1])]):
        numbers -= 1
    while numbers < len(words) and text[slice(*words[numbers])] in _JOINERS:
        numbers += 1
    if not 0 < numbers < len(words) or text[words[numbers][0]] in _PAIRS:
        return None
    begin = words[numbers][0]
    stays = _CODE.search(text, begin, end) or _STOP_INSIDE.search(text, start, begin)
    return None if stays else begin


def _may_begin(text: str, start: int, end: int, partners: dict[int, int]) -> bool:
    char = text[start]
    kind = kind_of(char)
    if kind == "L" or kind in _DIGITS:
        return True
    if char in "([{":
        return partners.get(start, end) < end and any(kind_of(c) in _DIGITS for c in text[start : start + 2])
    if char in "-\u2013\u2212" and start and kind_of(text[start - 1]) in _RTL:
        return False  # the hyphen after a prefix, no minus
    return char in _LEADING and start + 1 < end and (kind_of(text[start + 1]) in _DIGITS or text[start + 1] == "(")


def _may_end(text: str, start: int, end: int, partners: dict[int, int]) -> bool:
    char = text[end - 1]
    kind = kind_of(char)
    if kind == "L" or kind in _DIGITS:
        return True
    if char in _CLOSERS:
        return start <= partners.get(end - 1, -1)
    if char == "/":
        return text.find("://", start, end) >= 0
    ending = text[max(start, end - _LONGEST_ENDING) : end]
    if char == ".":
        return _INITIALS.search(ending) is not None
    if char in _TRAILING and end - 2 >= start and kind_of(text[end - 2]) in _DIGITS:
        return True
    return _BLOOD_GROUP.search(ending) is not None
