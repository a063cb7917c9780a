"""A date that two countries read differently.

Why it matters: 3/4/2027 is March 4 to some and 3 April to others, and a visit is missed.
Instead of: "Come back on 3/4/2027."
Write: "Come back on March 4, 2027." or "on 3 April 2027."
Source: NHS digital service manual, Numbers, measurements, dates and time (2021): the month in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text import quantities

SEVERITY = Severity.WARNING
_MONTHS = set(range(1, 13))
_MARKS = re.compile("[/.-]")
_DOT_LANGUAGES = frozenset({"en", "es"})
"""Of those that write dates with dots, only here may the month come first."""
_BEFORE = {"en": r"\b(?:on|until|since|before|after) $", "es": r"\b(?:el|del|día) $"}
_BEHIND = {"en": r"$|[.,;:)]| (?:at|and|or|to|with)\b", "es": r"$|[.,;:)]| (?:a las?|y|o|con)\b"}
"""What stands around a date without a year, which is no fraction: on 3/4 at noon."""
_LONGEST_BEFORE = 10
_OF_A_NUMBER = re.compile(
    r"\b(?:versi[oó]n|v\.?|release|edici[oó]n|edition|rooms?|suite|sala|section|secci[oó]n|part|parte|chapter|cap[ií]tulo"
    r"|figure|figura|table|tabla|step|paso|form|formulario|model|modelo|item|lot|lote|build|address|numbers?|n[uú]mero"
    r"|no\.?|n\.?º|nos?\.|#|§)\s*$",
    re.IGNORECASE,
)
"""What stands before numbers with dots that are no date: version 1.2.2027."""
_LONGEST_NUMBERED = 12
_SHORT = re.compile(r"\w{1,2}/\w{1,2}")
_ANY_YEAR = "2000"


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        for start, typed in _dates(unit.text, subject.primary):
            message = f"'{typed}' is one day here and another abroad"
            yield Finding(unit.at(start), message, "write the month in letters")


def _dates(text: str, language: str) -> Iterator[tuple[int, str]]:
    """The dates that are unsure, as typed, and where."""
    for found in quantities.find(text):
        typed = text[found.start : found.end]
        is_date = found.kind != "phone" and _is_unsure([part.strip() for part in _MARKS.split(typed)])
        before = text[max(found.start - _LONGEST_NUMBERED, 0) : found.start]
        if is_date and ("." not in typed or (language in _DOT_LANGUAGES and not _OF_A_NUMBER.search(before))):
            yield found.start, typed
        if _SHORT.fullmatch(typed) and _is_a_day(text, found, language) and _is_unsure([*typed.split("/"), _ANY_YEAR]):
            yield found.start, typed


def _is_a_day(text: str, found: quantities.Quantity, language: str) -> bool:
    """Whether the words around two numbers say that they are day and month."""
    if language not in _BEFORE:
        return False
    before = text[max(found.start - _LONGEST_BEFORE, 0) : found.start]
    return bool(re.search(_BEFORE[language], before, re.IGNORECASE) and re.match(_BEHIND[language], text[found.end :]))


def _is_unsure(parts: list[str]) -> bool:
    """Whether day and month may change places: the year stands last, and both are 12 or less and not the same."""
    if [len(part) for part in parts[2:]] not in ([2], [4]) or not all(part.isdecimal() for part in parts):
        return False
    first, second = int(parts[0]), int(parts[1])
    return len(parts[0]) <= 2 >= len(parts[1]) and first != second and {first, second} <= _MONTHS
