"""How a language says times of day and hours with parts in words: half past two, halb drei, las dos y cuarto.

The words stand in `data/clock-words.txt`. They are looked for when a translation is compared with its source, and never
when a page is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from handout.record import Record
from handout.text.recognized import rows
from handout.text.vocabulary import Vocabulary

_HOURS = "hours"
_HOUR = "#"


class ClockPhrase(Record, kw_only=False):
    """What stands before and behind an hour, and by how many minutes it moves it; both in small letters."""

    before: str
    behind: str
    minutes: int

    def span(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Where this stands around an hour between two places of a text in small letters; None where it does not."""
        first = start - len(self.before)
        if first < 0 or text[first:start] != self.before or (self.before and text[first - 1 : first].isalpha()):
            return None
        place = text.find(self.behind, start + 1, end + len(self.behind)) if self.behind else end
        last = place + len(self.behind)
        if place < 0 or last < end or (self.behind and _goes_on(text, last)):
            return None
        return first, last


class ClockWords(Record, kw_only=False):
    """The rows of one language: its phrases, the longest first, and the hours that it names by words of their own."""

    phrases: tuple[ClockPhrase, ...]
    hours: Vocabulary


NO_CLOCK = ClockWords((), Vocabulary(()))


@cache
def clock_words(language: str) -> ClockWords:
    """The words of a language, given by its tag; none where it has no rows."""
    known = dict(rows("clock-words", language.partition("-")[0].casefold()))
    hours = known.pop(_HOURS, "").split(";")
    named = [(form.strip(), str(hour)) for hour, row in enumerate(hours, 1) for form in row.split("/") if form.strip()]
    phrases = [phrase for minutes, row in known.items() for phrase in _phrases(row, int(minutes))]
    phrases.sort(key=lambda phrase: -len(phrase.before + phrase.behind))
    return ClockWords(tuple(phrases), Vocabulary(named))


def _phrases(row: str, minutes: int) -> Iterator[ClockPhrase]:
    for entry in row.split(";"):
        before, _, behind = entry.strip().lower().partition(_HOUR)
        yield ClockPhrase(before, behind, minutes)


def _goes_on(text: str, end: int) -> bool:
    """Whether a word goes on at a place; in Chinese and Japanese another may begin."""
    return text[end : end + 1].isalpha() and text[end - 1] < "\u3000"
