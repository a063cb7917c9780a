"""Write dates as references have them: as much of each as is known, ranges, seasons, guesses."""

from __future__ import annotations

from handout.content.csl_dates import Date, DateParts
from handout.locales import Locale

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
"""The words that programs write for seasons, whatever the language of a handout."""


def written(date: Date, locale: Locale) -> str:
    """2021 Jul 25, 2016 Jul-Aug, 2015 Winter, [1950?]; a date in words as typed."""
    if date.year is None:
        return date.literal or ""
    said = _known(date, date.year, locale)
    return f"[{said}?]" if date.is_guess else said


def _known(date: Date, year: int, locale: Locale) -> str:
    if date.season is not None:
        first = locale.say("reference_season", year=year, season=_season(date.season, locale))
        return first if date.end is None else f"{first}-{locale.short_date(*date.end)}"
    first = locale.short_date(year, date.month, date.day)
    return first if date.end is None else _range(first, (year, date.month, date.day), date.end, locale)


def _range(first: str, begun: tuple[int, int | None, int | None], end: DateParts, locale: Locale) -> str:
    """Two dates with a hyphen, without what the second repeats where the year stands first, as in English."""
    last = locale.short_date(*end)
    year, month, day = begun
    shown_year = f"{locale.short_date(year)} "
    if end[0] == year and last.startswith(shown_year) and first.startswith(shown_year):
        last = last.removeprefix(shown_year)
        if day is not None and len(end) == 3 and end[1] == month:
            last = last.rpartition(" ")[2]
    return f"{first}-{last}"


def _season(typed: str, locale: Locale) -> str:
    """A season by its number, or an English word for one, in the language of the handout; other words as typed."""
    known = SEASONS.get(typed.casefold())
    if known is not None and locale.tag.partition("-")[0] == "en":
        return typed
    number = known if known is not None else int(typed) if typed in {"1", "2", "3", "4"} else None
    return typed if number is None else locale.lists["seasons"][number - 1]
