"""Days of the week, months and ordinals in the words of a language, each by its number.

The words stand in `data/calendar-words.txt`. They are looked for when a translation is compared with its source, and
never when a page is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from handout.record import Record
from handout.text.recognized import rows
from handout.text.vocabulary import Vocabulary

_FIRST = {"weekdays": 1, "months": 1, "ordinals": 2}
_APART = "apart"


class CalendarWords(Record, kw_only=False):
    """The rows of one language. A word means its number, from Monday and January, or nothing where it is set apart."""

    weekdays: Vocabulary
    months: tuple[tuple[str, str], ...]
    ordinals: Vocabulary


NO_CALENDAR = CalendarWords(Vocabulary(()), (), Vocabulary(()))


@cache
def calendar_words(language: str) -> CalendarWords:
    """The words of a language, given by its tag; none where it has no rows."""
    known = dict(rows("calendar-words", language.partition("-")[0].casefold()))
    apart = [(entry.strip(), "") for entry in known.get(_APART, "").split(";") if entry.strip()]
    weekdays, months, ordinals = (tuple(_forms(known.get(kind, ""), first)) for kind, first in _FIRST.items())
    return CalendarWords(Vocabulary((*weekdays, *apart)), months, Vocabulary(ordinals))


def _forms(row: str, first: int) -> Iterator[tuple[str, str]]:
    for number, forms in enumerate(row.split(";"), first):
        yield from ((form.strip(), str(number)) for form in forms.split("/") if form.strip())
