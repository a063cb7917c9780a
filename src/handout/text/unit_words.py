"""Units in the words of a language beside a number: 8 horas, 500 мг, saa 8, 3個月; and numbers said without digits.

The words stand in `data/unit-words.txt`. They are looked for when a translation is compared with its source, and
never when a page is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from handout.record import Record
from handout.text.numbers import SPACES
from handout.text.recognized import rows
from handout.text.vocabulary import KnownWord, Vocabulary

_ANY_NUMBER = "#"
_COUNTS = {"one": 1, "two": 2, "three": 3}
_BEHIND = re.compile(rf"(?:(?:\.|:\w{{1,2}})(?=[{SPACES}]?[a-zà-öø-ÿ]))?[{SPACES}]?[-\u2010\u2011]?")
"""What may stand between a number and its unit, as in 8-hour. A stop does in the Danish hver 8. time, every 8 hours."""


class SaidCount(Record, kw_only=False):
    """A number that a word says without digits: twice, and the Arabic and Hebrew words for two days."""

    number: int
    unit: str


class UnitWords(Record, kw_only=False):
    """The unit words of one language; see `unit_words`. Those of `before` lead to their number."""

    behind: Vocabulary
    before: Vocabulary
    anywhere: Vocabulary
    counts: Vocabulary
    multiples: Vocabulary

    def beside(self, text: str, start: int, end: int) -> KnownWord | None:
        """The unit that stands behind the number between two places of a text, or before it where that is usual."""
        between = _BEHIND.match(text, end)
        found = self.behind.at(text, end if between is None else between.end())
        if found is None and self.before:
            found = self.before.before(text, start - 1 if text[start - 1 : start] in SPACES else start)
        return found

    def times(self, text: str, end: int) -> int:
        """How often the number that ends at a place is meant: 10,000 times in 15万, once where no word says more."""
        found = self.multiples.at(text, end + 1 if text[end : end + 1] in SPACES else end)
        return 1 if found is None else int(found.meaning)

    def mentions(self, text: str, unit: str) -> int:
        """How often a unit is named in a text, with a number or without."""
        return sum(found.meaning == unit for found in self.anywhere.anywhere(text))

    def said(self, text: str) -> Iterator[SaidCount]:
        """The numbers that words of a text say without digits."""
        for found in self.counts.anywhere(text):
            count, _, unit = found.meaning.partition("-")
            yield SaidCount(_COUNTS[count], unit)


NO_WORDS = UnitWords(*[Vocabulary(())] * 5)
"""Of a language that is not known."""


@cache
def unit_words(language: str) -> UnitWords:
    """The words of a language, given by its tag; none where it has no rows."""
    primary = language.partition("-")[0].casefold()
    pairs = [(entry.strip(), kind) for kind, row in rows("unit-words", primary) for entry in row.split(";")]
    counts = [pair for pair in pairs if pair[1].partition("-")[0] in _COUNTS]
    multiples = [pair for pair in pairs if pair[1].isdecimal()]
    units = [pair for pair in pairs if pair not in counts and pair not in multiples]
    behind = [pair for pair in units if not pair[0].endswith(_ANY_NUMBER)]
    before = [(entry.rstrip(f" {_ANY_NUMBER}"), kind) for entry, kind in units if entry.endswith(_ANY_NUMBER)]
    return UnitWords(*map(Vocabulary, (behind, before, [*behind, *before], counts, multiples)))
