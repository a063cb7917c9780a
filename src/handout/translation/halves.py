"""Numbers and a half: one and a half, dos pastillas y media, and behind digits 1 comprimé et demi, 1錠半."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handout.record import replace
from handout.text.numbers import Rational
from handout.text.quantities import Time
from handout.text.unit_words import SaidCount

HALF: Rational = (1, 2)
ONE_AND_A_HALF: Rational = (3, 2)
ADDING = frozenset(
    {"and", "und", "en", "og", "och", "ja", "y", "e", "et", "i", "a", "és", "ve", "và", "και", "și", "и", "та"}
)
"""'And' in many languages: 1 y ½ is one and a half, 1 o ½ is not."""
_BETWEEN = re.compile(r"\s+(?P<noun>[^\W\d_]+\s+)?(?P<adding>[^\W\d_]+)\s+")
"""A noun and an 'and'."""
_NOUN = re.compile(r"\s+([^\W\d_]+\s+)?")
_WRITTEN_ON = ("و", "ו")
"""The Arabic and the Hebrew 'and', which are written on the next word."""
_MEASURES = "錠片粒颗顆日天周週年杯包袋匙升回次枚"
_HALF_AS_MUCH = rf"半(?![{_MEASURES}分量月时時小数數])|[个個]半"
_HALF_IN_WORDS = re.compile(_HALF_AS_MUCH)
_HALF_OF_HOURS = re.compile(rf"{_HALF_AS_MUCH}|(?<=시간)\s?반(?!\w)")
"""The Korean half is a half tablet behind a number of days: 하루 반 알."""
_HALF_IN_DIGITS = re.compile(
    rf"\s?(?:[{_MEASURES}]|时间|時間|週間|カプセル|[かカヶヵケ]月)(?:{_HALF_AS_MUCH})|\s?[个個]半"
    r"|[時点點]半|\s?시\s?반"
    r"|\s(?:[^\W\d_]+\s)?(?:ونصف|с\sполовиной|з\sполовиною)(?!\w)"
)
"""Half as much again behind a number: 1錠半, but not 1日半錠, half a tablet a day; 2 с половиной."""


def with_halves(text: str, said: Iterable[SaidCount]) -> list[SaidCount]:
    """The numbers that words of a text say, a half with the whole number that it stands behind."""
    found: list[SaidCount] = []
    for one in said:
        if found and one.number == HALF and one.end <= found[-1].end:
            continue  # it is written on the number before it
        is_article = one.number == HALF and found and not found[-1].is_meant and not one.typed.startswith(_WRITTEN_ON)
        if is_article and not text[found[-1].end : one.start].strip():
            one = replace(one, start=found.pop().start)  # 'eine' in zwei und eine halbe
        whole = found[-1] if found else None
        if one.number == HALF and whole is not None and _adds(text, whole, one):
            number = (2 * whole.number[0] + 1, 2)
            unit = one.unit or whole.unit
            one = SaidCount(whole.start, one.end, number, unit, text[whole.start : one.end])
            found.pop()
        found.append(_with_its_half(text, one))
    return found


def half_behind(text: str, end: int, said: Iterable[SaidCount]) -> int | None:
    """Where the half ends that is added to the number in digits that ends at a place; None where there is none."""
    measured = _HALF_IN_DIGITS.match(text, end)
    if measured is not None:
        return measured.end()
    halves = (one for one in said if one.number == HALF and one.start > end and _stands_added(text, end, one))
    return next((one.end for one in halves), None)


def without_both(left: Sequence[SaidCount], others: Sequence[SaidCount]) -> tuple[list[SaidCount], list[SaidCount]]:
    """Both without a number and a half of the one that the other says in two."""
    own, rest = list(left), list(others)
    for one in left:
        top, bottom = one.number
        half = next((other for other in rest if other.number == HALF), None)
        wholes = (other for other in rest if other.number == ((top - 1) // 2, 1) and other.unit in ("", one.unit))
        whole = next(wholes, None)
        if bottom == HALF[1] and half is not None and whole is not None:
            own.remove(one)
            rest.remove(half)
            rest.remove(whole)
    return own, rest


def may_be_more(half: SaidCount, number: Rational | Time) -> bool:
    """Whether an 'and a half' may go with a thing that is named without its one: בקבוק וחצי, ملعقة صغيرة ونصف."""
    return number == ONE_AND_A_HALF and half.number == HALF and half.typed.startswith(_WRITTEN_ON)


def _adds(text: str, whole: SaidCount, half: SaidCount) -> bool:
    """Whether a half is added to the whole number before it.

    Where an 'and' is written on it, its noun stands before a one: טבליה אחת וחצי.
    """
    if whole.number == (1, 1) and half.typed.startswith(_WRITTEN_ON) and text[whole.end : half.start].strip():
        return False
    return whole.number[1] == 1 and _stands_added(text, whole.end, half)


def _with_its_half(text: str, whole: SaidCount) -> SaidCount:
    """A number in words with the half that is written on behind it: 三片半."""
    top, bottom = whole.number
    pattern = _HALF_OF_HOURS if whole.unit == "hour" else _HALF_IN_WORDS
    half = pattern.match(text, whole.end) if bottom == 1 else None
    if half is None:
        return whole
    return replace(whole, end=half.end(), number=(2 * top + 1, 2), typed=text[whole.start : half.end()])


def _stands_added(text: str, end: int, half: SaidCount) -> bool:
    """Whether a half stands so behind a number, with its unit beside it or before it: 1 hora y media."""
    if half.typed.startswith(_WRITTEN_ON):
        return _NOUN.fullmatch(text, end, half.start) is not None
    between = _BETWEEN.fullmatch(text, end, half.start)
    if between is None or (between["noun"] and half.unit):
        return False
    return between["adding"].casefold() in ADDING
