"""What a reference is made of, as CSL-JSON has it: names, days, a title; what is none of these is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from handout.content.reference import RETRACTED

CslItem: TypeAlias = dict[str, Any]
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_SUFFIX = r"(?i)(?:Jr|Sr|[IVX]{1,4}|[1-9](?:st|nd|rd|th)|M\.?D|Ph\.?D)\.?"
_GROUP_WORDS = frozenset({"and", "of", "for", "&", "et", "und"})
"""Small words that stand among the names of a group, never among the given names of a person."""

_POINT = r"(\d{4})(?:([ /-])(\d{1,2}|[A-Za-z]{3,9})\.?(?:\2(\d{1,2}))?)?"
_WITHIN_A_YEAR = r"(\d{4}) ([A-Za-z]{3,9})(?: (\d{1,2}))?[-–](?:([A-Za-z]{3,9})(?: (\d{1,2}))?|(?(3)(\d{1,2})|(?!)))"
_MONTHS_IN_FIGURES = r"(\d{4})[ /](\d{1,2})[-–](\d{1,2})"
"""Never a day: between a month and its day stands what stands before the month."""
_TURNED = (r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
           r"(?P<day>\d{1,2})\.? (?P<month>[A-Za-z]{3,9})\.? (?P<year>\d{4})")  # fmt: skip


class NoReference(Exception):
    """What was given is no reference that can be read; says why in plain words."""


def name_of(typed: str) -> CslItem:
    """A name as `Family, Given, Suffix`; any other is that of an organisation."""
    parts = [part.strip() for part in typed.split(",")]
    names = ("family", "given", "suffix")
    is_group = len(parts) == 1 or len(parts) > len(names) or _GROUP_WORDS & set(parts[1].lower().split())
    if is_group or (len(parts) == len(names) and parts[2] and re.fullmatch(_SUFFIX, parts[2]) is None):
        return {"literal": typed.strip().removesuffix(",")}
    return {name: part for name, part in zip(names, parts, strict=False) if part}


def dated(typed: str) -> CslItem:
    """A date of CSL: `2021-07-25`, `2021 Jul 25`, `Jul 25, 2021`, `2021 Winter`, `2021 Jul-Aug`, `2021-07/2021-08`.

    One that has a year and cannot be read further stands in words.
    """
    text = " ".join(typed.split()).strip("/")
    if re.fullmatch("[1-9][0-9]{3}[~?%]", text):
        return {"date-parts": [[int(text[:4])]], "circa": True}
    for turned in _TURNED:
        if (found := re.fullmatch(turned, text)) is not None:
            text = f"{found['year']} {found['month']} {found['day']}"
    year, _, season = text.partition(" ")
    if re.fullmatch("[1-9][0-9]{3}", year) and season.lower() in _SEASONS:
        return {"date-parts": [[int(year)]], "season": season}
    if (found := re.fullmatch(f"{_POINT}(?:[-–/](?=[0-9]{{4}})(.+))?", text)) is not None:
        first, last = _point(found.group(1, 3, 4), typed), re.fullmatch(_POINT, found[5] or found[1])
        if first is not None and last is not None:
            end = _point(last.group(1, 3, 4), typed) if found[5] else None
            return {"date-parts": [first] if end is None else [first, end]}
    if (found := re.fullmatch(_MONTHS_IN_FIGURES, text)) is not None:
        return {"date-parts": [_point((found[1], month, None), typed) for month in found.group(2, 3)]}
    if (found := re.fullmatch(_WITHIN_A_YEAR, text)) is not None:
        year, month, day, other, other_day, last_day = found.groups()
        begun, end = _point((year, month, day), typed), _point((year, other or month, other_day or last_day), typed)
        if begun is not None and end is not None:
            return {"date-parts": [begun, end]}
    if re.match("[1-9][0-9]{3}(?![0-9])", text) is None:
        raise NoReference(f"'{typed}' is not a year")
    return {"literal": text}


def _point(typed: Iterable[str | None], whole: str) -> list[int] | None:
    """Year, month and day, as far as they are known; None where a word is no month."""
    year, month, day = typed
    found = [int(year or 0)]
    if month is not None and month.isalpha():
        if month.lower()[:3] not in MONTHS:
            return None
        found.append(MONTHS.index(month.lower()[:3]) + 1)
    elif month is not None and int(month):
        found.append(int(month))
    if day is not None and int(day) and len(found) == 2:
        found.append(int(day))
    try:
        date(*(*found, 1, 1)[:3])
    except ValueError:
        raise NoReference(
            f"'{whole}' is not a day in the calendar" if len(found) > 1 else f"'{whole}' is not a year"
        ) from None
    return found


def finished(item: CslItem, left: Mapping[str, Iterable[str]]) -> CslItem:
    """The reference with what it says besides in its note, which is not printed; raises NoReference."""
    title = item.get("title")
    if not title:
        raise NoReference("this reference has no title")
    if re.match(RETRACTED, title):
        raise NoReference("its title says that this was retracted: look for a source that still stands")
    note = "\n".join(f"{name}: {' '.join(value.split())}" for name, values in left.items() for value in values if value)
    return item | ({"note": note} if note else {})
