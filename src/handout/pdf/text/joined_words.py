"""Words that say one thing together with a quantity: 8 to 10, 6 lb 4 oz, 22 Nov 2026, 5 mg per kg.

A line ends between them only where they do not fit a line of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from handout.pdf.text.runs import SPACES
from handout.text.numbers import HYPHENS
from handout.text.quantities import Quantity
from handout.text.recognized import in_every_language

BETWEEN = in_every_language("kept-words", "between")
RATES = in_every_language("kept-words", "rates")
WITHIN_DATES = frozenset("年月時时点點년월시")
"""Words between two numbers of a date or a time of day, in Chinese, Japanese and Korean."""

_COMPOUNDS = {"lb": "oz", "lbs": "oz", "ft": "in", "kg": "g", "m": "cm", "h": "min", "min": "s", "°": "′", "′": "″"}
"""Units of which a measure may go on in a smaller one."""
_LONGEST_BETWEEN = 16
_LONGEST_UNIT = 6
_AFTER_UNIT = f"{SPACES}.,;:!?)"
_LONGEST_IN_DATE = 30
_LONGEST_RATE = 40
_WORDS_IN_DATE = 3
_LAST_DAY = 31
_DIGITS_OF_YEAR = 4
_UNITS_OF_DATES = {"", "m", "d"}
"""Lithuanian has `2026 m. lapkričio 22 d.`, where they are no units."""
_LONGEST_SHORT_UNIT = 4
_COMMAS = ",\u060c\u1363"


def joined_words(text: str, quantities: Sequence[Quantity]) -> set[int]:
    """Where words begin that stay with the word before them."""
    joined: set[int] = set()
    for one, other in pairwise(quantities):
        if other.start - one.end <= _LONGEST_IN_DATE:  # the longest of all
            joined.update(*spoken_ranges(text, (one, other)), _compounds(text, one, other), _dates(text, one, other))
    for found in quantities:
        if not RATES.isdisjoint(text[found.end : found.end + _LONGEST_RATE].split(maxsplit=2)[:2]):
            joined.update(_rates(text, found))
    return joined


def spoken_ranges(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Where the word begins that joins two quantities (to, or, 年), and where the other does, with spaces before."""
    for one, other in pairwise(quantities):
        between = text[one.end : other.start]
        word = between.lstrip(HYPHENS).strip(SPACES) if len(between) <= _LONGEST_BETWEEN else ""
        if word in BETWEEN or word in WITHIN_DATES:
            yield one.end + between.index(word), other.start


def _compounds(text: str, one: Quantity, other: Quantity) -> Iterator[int]:
    """Where the second number of one measure in two units begins: 6 lb 4 oz, 5' 3", 1 kg 200 g."""
    between = text[one.end : other.start]
    if not between or len(between) > _LONGEST_UNIT or between[-1] not in SPACES:
        return
    unit = between.strip(SPACES) or one.unit
    below = _COMPOUNDS.get(unit)
    if below and (
        other.unit == below or text[other.end :].lstrip(SPACES)[: len(below) + 1].rstrip(_AFTER_UNIT) == below
    ):
        yield other.start


def _dates(text: str, one: Quantity, other: Quantity) -> Iterator[int]:
    """Where words begin inside a date with the name of its month: 22nd of November 2026; Nov 22, 2026.

    In some languages the year comes first. Any word of three letters may be the month; shorter ones, such as `de`,
    stand beside it.
    """
    between = text[one.end : other.start]
    if not 0 < len(between) <= _LONGEST_IN_DATE or between[-1] not in SPACES or not _are_day_and_year(one, other):
        return
    words = between.split()
    ending = "" if between[0] in SPACES or not words else words.pop(0)
    if words:
        months = sum(sum(map(str.isalpha, word)) > 2 for word in words)
        if months != 1 or len(words) > _WORDS_IN_DATE or (ending and ending[-1] in _COMMAS):
            return
    elif (ending and ending[-1] not in _COMMAS) or not text[: one.start][-3:].strip(" .").isalpha():
        return
    else:
        yield one.start
    at = one.end + len(ending)
    for word in words:
        yield (at := text.index(word, at))
        at += len(word)
    yield other.start


def _are_day_and_year(one: Quantity, other: Quantity) -> bool:
    if max(len(one.parts[0].typed), len(other.parts[0].typed)) < _DIGITS_OF_YEAR:
        return False
    if not {one.kind, other.kind} <= {"number", "strength"} or not {one.unit, other.unit} <= _UNITS_OF_DATES:
        return False
    values = (one.values()[0], other.values()[0])
    whole = sorted(value[0] for value in values if isinstance(value, tuple) and value[1] == 1)
    return len(whole) == len(values) and 0 < whole[0] <= _LAST_DAY and len(str(whole[1])) == _DIGITS_OF_YEAR


def _rates(text: str, found: Quantity) -> Iterator[int]:
    """Where a word such as `per` begins behind a quantity and its unit, and the word behind it: 5 mg per kg per day.

    A short word behind a number may be a unit, such as `мг`.
    """
    words = text[found.end : found.end + _LONGEST_RATE].split()
    if not found.unit and words and len(words[0]) <= _LONGEST_SHORT_UNIT and words[0] not in RATES:
        words.pop(0)
    at = found.end
    while len(words) > 1 and words[0] in RATES and text[found.end] in SPACES:
        for word in (words.pop(0), words.pop(0)):
            yield (at := text.index(word, at))
            at += len(word)
