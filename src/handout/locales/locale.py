"""The words of one language, put together: dates, lists, quotations, sentences with their values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from handout.problems import InternalError
from handout.record import Record
from handout.text.direction import Direction

RIGHT_TO_LEFT_SCRIPTS = frozenset({
    "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "syre", "syrj", "syrn",
    "thaa", "yezi",
})  # fmt: skip
"""ISO 15924 codes of the scripts in living use that run from right to left."""

ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
"""First strong isolate and its end (UAX #9, 2.4): a number in a right-to-left sentence keeps its own order."""

ISOLATED = f"{ISOLATE}[^{ISOLATE}{END_OF_ISOLATE}]*{END_OF_ISOLATE}"
_OWN_STOPS = f"(?s){ISOLATE}(?:[^{ISOLATE}{END_OF_ISOLATE}]|{ISOLATED})*{END_OF_ISOLATE}|."
PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")


class Locale(Record):
    """The interface words of one language. `tag` is the name of the file that serves it first."""

    tag: str
    name: str
    direction: Direction
    made: str
    """Whose wording it is: `machine`, `project`, or `clinic` where the clinic supplied it all."""
    words: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, Mapping[str, str]]
    is_abroad: bool = False
    """Whether its words stand in a paragraph of another language: then they are isolated, and no value of itself is."""

    def say(self, key: str, /, **values: str | int) -> str:
        """These words, with their placeholders filled. A value in a right-to-left sentence is isolated."""
        try:
            said = PLACEHOLDER.sub(lambda match: self._value(values[match[1]]), self.words[key])
        except KeyError as error:
            raise InternalError(f"nothing to say for {error} in '{key}'") from error
        return _isolate(said) if self.is_abroad else said

    def isolated(self, text: str) -> str:
        """Text of another hand (a name, a title) in a sentence of this language: whole, in an order of its own."""
        return text if self.is_abroad or not text else self._value(text)

    def template(self, key: str) -> str:
        """These words with their placeholders left open."""
        if key not in self.words:
            raise InternalError(f"there are no words called '{key}'")
        return self.words[key]

    def date(self, day: datetime.date) -> str:
        """A day as this language writes it in a sentence."""
        month = self.lists["months"][day.month - 1]
        return self._filled("date", day=self._day(day.day), month=month, year=str(day.year))

    def month(self, day: datetime.date) -> str:
        """The month and year alone."""
        return self._filled("month_year", month=self.lists["months_alone"][day.month - 1], year=str(day.year))

    def short_date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """As much of a date as is known, as references have it: the month is shortened."""
        if month is None:
            return str(year)
        if day is None:
            said = self._filled("reference_month", year=str(year), month=self.lists["months_short_alone"][month - 1])
        else:
            short = self.lists["months_short"][month - 1]
            said = self._filled("reference_day", year=str(year), month=short, day=self._day(day))
        return _isolate(said) if self.is_abroad else said

    def join(self, parts: Sequence[str]) -> str:
        """ "A", "A and B", "A, B and C"; parts that hold commas themselves are kept apart by semicolons."""
        if len(parts) < 2:
            return "".join(parts)
        has_commas = len(parts) > 2 and any("," in part for part in parts)
        separator = self.words["clause_separator" if has_commas else "list_separator"]
        return separator.join(parts[:-1]) + self._said_before("list_last", parts[-1]) + parts[-1]

    def with_own_stops(self, text: str) -> str:
        """Our text with the commas and semicolons of a right-to-left language; what is isolated in it stays."""
        if self.direction == "ltr" or self.is_abroad:
            return text
        stops = {",": self.words["list_separator"].strip(), ";": self.words["clause_separator"].strip()}
        parts = re.finditer(_OWN_STOPS, text)
        return "".join([stops.get(part[0], part[0]) for part in parts])

    def quote(self, text: str) -> str:
        """Text between this language's quotation marks."""
        opening, closing = self.lists["quotes"][:2]
        return f"{opening}{text}{closing}"

    def direction_of(self, tag: str) -> Direction:
        """The direction of this tag: what its script says if it names one, else the language's own."""
        scripts = [part for part in tag.casefold().split("-")[1:] if len(part) == 4 and part.isalpha()]
        if not scripts:
            return self.direction
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"

    def _day(self, day: int) -> str:
        return self.words["first_day"] if day == 1 else str(day)

    def _said_before(self, key: str, text: str) -> str:
        """These words, or those that take their place before such a beginning: the longest that fits decides."""
        others = self.beginnings.get(f"{key}_before", {})
        sounded = text.casefold().lstrip(f"{ISOLATE}«“‘\"'(¡¿")
        fitting = [start for start in others if sounded.startswith(start)]
        return others[max(fitting, key=len)] if fitting else self.words[key]

    def _filled(self, key: str, **values: str) -> str:
        return PLACEHOLDER.sub(lambda match: values[match[1]], self.words[key])

    def _value(self, value: str | int) -> str:
        return _isolate(str(value)) if self.direction == "rtl" else str(value)


def _isolate(text: str) -> str:
    """Text in an order of its own: that of its first letter.

    What is made of isolates alone would have none (UAX 9, P2): it takes the direction of what it stands in.
    """
    outside = text
    while (rest := re.sub(ISOLATED, "", outside)) != outside:
        outside = rest
    is_made_of_isolates = outside != text and not any(map(str.isalnum, outside))
    return text if is_made_of_isolates else f"{ISOLATE}{text}{END_OF_ISOLATE}"
