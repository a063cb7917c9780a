"""Tell of words that the end of a line parts behind a hyphen: both halves print, and a blank between them.

A hyphen that stands for the second half of a word ("two- or three-hourly") has a blank behind it anyway: the word after
it then joins the two.
"""

from __future__ import annotations

from handout.problems import Problems
from handout.text.paragraph_text import ParagraphText
from handout.text.phrase import SOFT_HYPHEN

_PARTING = "-\u2010\u2011\u2013/\u00ad"
"""Hyphens, the dash of a range (Mon–Fri), a slash, and the soft hyphen, which shows nothing where it parts nothing."""
_LONGEST = 60
"""Characters of a line that are looked at for the half of a word."""
_OPENINGS, _STOPS = "([*\"'“‘«", ".,;:!?)]*\"'”’»"
_JOINING = (
    "and or to nor but as und oder bis sowie bzw noch wie als en of tot dan och eller samt till til og heller ja tai "
    "sekä eli kuni või ega és vagy illetve illetőleg y o u e et ou à a ed i lub albo oraz do ani czy nebo či až alebo "
    "ali ili или и до та або чи й либо bei ir ar un vai sau și şi dhe ose ve veya ya va yoki atau và hoặc at kaj aŭ "
    "agus nó eta edo"
)
JOINING = frozenset(_JOINING.split())
"""'And', 'or', 'to' and their like, in the languages whose hyphens stand for half a word."""


def warn_of_parted_words(content: ParagraphText, starts: list[int], problems: Problems) -> None:
    """Warn of each line that ends inside a word (W26). `starts`: where the lines of the paragraph begin."""
    text = content.text
    for start in starts[1:]:
        end = start - 1 if text[start - 1] in " \n" else start  # A blank that YAML put in may be the first of its line.
        if text[end - 1] not in _PARTING:
            continue
        first, second = text[max(end - _LONGEST, 0) : end], text[start : start + _LONGEST].lstrip()
        if first[-2:-1].isalnum() and second[:1].isalnum():
            first, sign, second = first[:-1].split()[-1], first[-1], second.split(maxsplit=1)[0]
            if not _goes_on(first, sign, second):
                _warn(content, end - 1 - len(first), first, sign, second, problems)


def _goes_on(first: str, sign: str, second: str) -> bool:
    """Whether a blank belongs between these two: behind half a word, or an address that ends with a slash."""
    if sign == "/":
        return "." in first or ":" in first
    return second.casefold().partition("/")[0].rstrip(_STOPS) in JOINING


def _warn(content: ParagraphText, at: int, first: str, sign: str, second: str, problems: Problems) -> None:
    first, second = first.lstrip(_OPENINGS), second.rstrip(_STOPS)
    message = f"'{first}{sign}' and '{second}' print with a space between them, as they stand on two lines"
    hint = f"if they belong together, write them on one line: {first}{'' if sign == SOFT_HYPHEN else sign}{second}"
    problems.warning("W26", content.place(at), message, hint)
