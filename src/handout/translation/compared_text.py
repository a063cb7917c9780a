"""What one of two texts says in numbers: in digits, in words, in the months of its dates, in periods."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TypeVar

from handout.record import Record, replace
from handout.text.clock_words import ClockWords
from handout.text.numbers import Rational
from handout.text.parted_words import JOINING
from handout.text.quantities import Quantity, QuantityPart, Time, find
from handout.text.unit_words import SaidCount
from handout.text.vocabulary import KnownWord
from handout.translation.clock_times import moved_hour, with_minutes, with_minutes_counted
from handout.translation.halves import ADDING, ONE_AND_A_HALF, half_behind, with_halves
from handout.translation.number_words import MeasuredIn, MonthName, NumberWords

T = TypeVar("T")
K = TypeVar("K")

ONE: Rational = (1, 1)
AFTERNOON_HOURS = range(13, 24)
"""Hours of the afternoon and evening, where the day has 24."""
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|er|re|ère|ème|nde|e|de|ste|[oa])(?!\w)|\.?[ºª]"  # 2nd, 1er, 2e, 2.ª
    r"|[-\u2010\u2011]?(?:й|я|е|го|ю|ой|му|м|х|ми)(?!\w)"  # 2-й
    r"|\.[ \u00a0](?=[^\W\d_])|(?:ला|ली|ले|रा|री|रे|था|थी|थे|वां|वाँ|वीं|वें)(?!\w)"  # 2. Dosis
    r"|[回日週か月年]+目|度目|番目|\s?(?:번|회|일|주|차)?째"
)
_CLOCK = re.compile(r"[ \u00a0\u202f]?(?:Uhr|uur)\b")
_NTH = "第"
_ALSO_WORDS = frozenset({"may", "march"})
_FIRST_OF = re.compile(r"(?:第|thứ )$")
_MOST_ORDINAL = 12
_BELOW, _ABOVE = frozenset("<≤"), frozenset(">≥")
_ALSO_JOINING = (
    "到 至 或 或者 或是 か から または や 또는 혹은 या से বা থেকে অথবা או עד أو إلى الى یا تا oswa oubyen ama ilâ"
)
_COMMAS = " ,、،"
SHARING_A_UNIT = JOINING.union(_ALSO_JOINING.split()) - {"of"}
"""'5 or 10 mg' are both of mg. A Dutch 'of' is an 'or', an English one multiplies: 2 of 5 mg."""
MOST_ODD = 200
"""Numbers that are laid beside one another one by one, when they are not the same in both texts."""


class SaidNumber(Record, kw_only=False, eq=False):
    """One number of a text: what it may be worth, and what says more of it.

    `found` is the quantity that it stands in; `last_unit` is the measure of the numbers it stands among: mg for all
    three in "5, 10 or 15-20 mg".
    """

    readings: frozenset[Rational | Time]
    part: QuantityPart
    found: Quantity
    bound: str
    measure: MeasuredIn
    last_unit: str

    @property
    def time(self) -> Time | None:
        """The time of day that it is."""
        found = next(iter(self.readings))
        return found if isinstance(found, Time) else None

    @property
    def said(self) -> tuple[object, ...]:
        return (self.readings, self.measure.unit, self.measure.below, self.measure.time, self.bound)

    def __str__(self) -> str:
        return str(self.part)

    @property
    def with_unit(self) -> str:
        return f"{self} {self.measure.typed}" if self.measure.typed else str(self)


class ComparedText(Record, kw_only=False):
    """One of two texts: its numbers in digits, those that its words say, the months of its dates, and its periods.

    `periods` are the days, weeks, months and years that stand without a number: each day, a la semana. `months` are
    those beside a number; `weekdays`, `month_names` and `ordinals` (from the second on) stand anywhere.
    """

    text: str
    words: NumberWords
    figures: list[SaidNumber]
    said: list[SaidCount]
    months: list[MonthName]
    periods: list[KnownWord]
    weekdays: list[KnownWord]
    month_names: list[KnownWord]
    ordinals: list[KnownWord]
    parts_of_day: list[KnownWord]

    def is_afternoon_hour(self, figure: SaidNumber) -> bool:
        """Whether a number is an hour of the afternoon in a day of 24: 20 h, 20 Uhr."""
        return afternoon_hour(self.text, figure.found, figure.part) is not None

    def names(self, unit: str) -> bool:
        """Whether a unit is named anywhere, be it by its symbol in a form that is not known: mg'dan."""
        symbols = re.findall(rf"(?<![^\W\d_]){re.escape(unit)}(?![^\W\d_])", self.text.casefold())
        return bool(symbols) or any(found.meaning == unit for found in self.words.units.anywhere.anywhere(self.text))

    def typed(self, figure: SaidNumber) -> str:
        """The quantity that a number stands in, as typed."""
        return self.text[figure.found.start : figure.found.end]

    def is_ordinal(self, figure: SaidNumber) -> bool:
        """Whether a number is one of a row, which may be said in words that are not known: 2nd, segunda."""
        end, start = figure.found.end, figure.found.start
        is_marked = _ORDINAL.match(self.text, end) or _FIRST_OF.search(self.text, 0, start)
        is_small = any((number, 1) in figure.readings for number in range(1, _MOST_ORDINAL + 1))
        return bool(is_marked) and is_small and not self.months

    def has_alternatives(self, figures: Sequence[SaidNumber]) -> bool:
        """Whether some of these numbers stand as two that are not one: 1–2, 120/80, 1 or 2."""
        return any(
            self.is_pair(one, other)
            or self.text[one.found.end : other.found.start].strip(_COMMAS).casefold() in SHARING_A_UNIT - ADDING
            for one, other in pairwise(figures)
        )

    def is_pair(self, one: SaidNumber, other: SaidNumber) -> bool:
        """Whether two numbers are those of a range or of a ratio that is no product and has no units of its own."""
        found = one.found
        if found is not other.found or len(found.parts) != 2:
            return False
        is_ratio = found.kind == "ratio" and not any(part.unit for part in found.parts)
        return found.kind == "range" or (is_ratio and "/" in self.text[found.start : found.end])

    def single(self, unit: str) -> int:
        """How often a unit is named without a number, be it beside the word for one."""
        figures = sum(figure.measure.unit == unit for figure in self.figures)
        spaced = (one for one in self.said if one.unit == unit and one.number != ONE)  # the day in every other day
        within = sum(self.words.units.single(self.text[one.start : one.end], unit) for one in spaced)
        return self.words.units.single(self.text, unit) - figures - within


def afternoon_hour(text: str, found: Quantity, part: QuantityPart) -> int | None:
    """The hour of the afternoon, in a day of 24, that is surely meant by a number."""
    value = part.value(".")
    if isinstance(value, Time) or value[1] != 1 or value[0] not in AFTERNOON_HOURS:
        return None
    return value[0] if part.unit == "h" or _CLOCK.match(text, found.end) else None


def compared_text(text: str, words: NumberWords, *, is_exact: bool) -> ComparedText:
    in_words = with_minutes_counted(text, with_halves(text, with_minutes(text, words.units.said(text), words.clock)))
    spans = [(_with_its_one(text, one), one.end) for one in in_words]
    quantities = [found for found in find(text) if not _is_each_first(text, found) and not _lies_in(found.start, spans)]
    figures = _figures(text, quantities, words, is_exact=is_exact)
    figures, moving = _with_minutes(text, figures, words.clock)
    figures, halves = _with_halves_behind(text, figures, in_words, words)
    halves += moving
    within = [(found.start, found.end) for found in quantities] + halves
    weekdays = [day for day in words.calendar.weekdays.anywhere(text) if day.meaning]
    within += [(day.start, day.end) for day in weekdays]
    month_names = [month for month in words.month_names.anywhere(text) if _is_a_name(text, month)]
    said = [one for one in in_words if not _lies_in(one.start, within) and not _is_nth(text, one)]
    named = [figure.measure.word for figure in figures if figure.measure.word is not None]
    counted = [(word.start, word.end) for word in [*named, *weekdays, *month_names]]
    counted += [(one.start, one.end) for one in said if one.number != ONE]
    within += [(one.start, one.end) for one in said if one.is_meant]  # a second dose is no second
    return ComparedText(
        text,
        words,
        figures,
        said,
        words.months_in(text, quantities),
        list(words.units.periods(text, counted)),
        weekdays,
        month_names,
        [place for place in words.calendar.ordinals.anywhere(text) if not _lies_in(place.start, within)],
        list(words.parts_of_day.anywhere(text)),
    )


def _with_minutes(
    text: str, figures: Sequence[SaidNumber], words: ClockWords
) -> tuple[list[SaidNumber], list[tuple[int, int]]]:
    """The numbers in digits, hours as the words beside them move them, and where such words stand: halb 3."""
    found: list[SaidNumber] = []
    places: list[tuple[int, int]] = []
    for figure in figures if words.phrases else ():
        measure = figure.measure
        end = figure.found.end if measure.word is None else measure.word.end
        hour = next((one for one in figure.readings if not isinstance(one, Time)), None)
        is_one = len(figure.found.parts) == 1
        moved = moved_hour(text, figure.found.start, end, hour, measure.unit, words) if hour and is_one else None
        if moved is not None:
            start, end, number = moved
            places.append((start, end))
            figure = replace(figure, readings=frozenset({number}), part=replace(figure.part, typed=text[start:end]))
        elif _lies_in(figure.found.start, places):
            continue
        found.append(figure)
    return (found, places) if words.phrases else (list(figures), [])


def _with_halves_behind(
    text: str, figures: Sequence[SaidNumber], said: Sequence[SaidCount], words: NumberWords
) -> tuple[list[SaidNumber], list[tuple[int, int]]]:
    """The numbers in digits, those with a half behind them worth as much more; and where such halves stand."""
    found, places = [], []
    for figure in figures:
        wholes = [number for number in figure.readings if not isinstance(number, Time) and number[1] == 1]
        is_last = figure.part is figure.found.parts[-1]
        end = half_behind(text, figure.found.end, said) if wholes and is_last else None
        if end is not None:
            places.append((figure.found.end, end))
            readings = frozenset((2 * top + 1, 2) for top, _ in wholes)
            figure = replace(figure, readings=readings, part=replace(figure.part, typed=f"{figure.part.typed}½"))
            unit = None if figure.last_unit else words.units.beside(text, end, end)
            if unit is not None:  # 1个半小时
                figure = replace(figure, last_unit=unit.meaning)
        found.append(figure)
    return found, places


def _is_nth(text: str, said: SaidCount) -> bool:
    """Whether a Chinese number is an ordinal: 第三天, the third day, is no 三天, three days."""
    return text[said.start - 1 : said.start] == _NTH


def _is_a_name(text: str, month: KnownWord) -> bool:
    """Whether this is surely a month: not may, nor March at the head of a sentence."""
    if month.typed.casefold() not in _ALSO_WORDS:
        return True
    return month.typed[0].isupper() and text[: month.start].rstrip()[-1:].isalnum()


def _is_each_first(text: str, found: Quantity) -> bool:
    """Whether this is the first of two equal numbers that say one: de 12 em 12 horas, every 12 hours."""
    typed = re.escape(text[found.start : found.end])
    return re.compile(rf"{typed} e[mn] {typed}(?!\w)").match(text, found.start) is not None


def _with_its_one(text: str, said: SaidCount) -> int:
    """Where a number in words begins, the 1 of 1 טבליה וחצי with it."""
    near = f" {text[max(said.start - 3, 0) : said.start]}".replace("\u00a0", " ")
    return said.start - 2 if said.number == ONE_AND_A_HALF and near.endswith(" 1 ") else said.start


def _lies_in(place: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in stretches)


def _figures(text: str, quantities: Sequence[Quantity], words: NumberWords, *, is_exact: bool) -> list[SaidNumber]:
    measures = [words.measures(text, found) for found in quantities]
    return [
        SaidNumber(
            words.readings(text, found, part, is_exact=is_exact),
            part,
            found,
            "" if place else _bound(found),
            own[place],
            own[place].unit or shared,
        )
        for found, own, shared in zip(quantities, measures, _shared_units(text, quantities, measures), strict=True)
        for place, part in enumerate(found.parts)
    ]


def _shared_units(text: str, quantities: Sequence[Quantity], measures: Sequence[Sequence[MeasuredIn]]) -> list[str]:
    """For each quantity the unit that its numbers share, with the next one where a comma or an 'or' joins the two."""
    units = ["" if found.kind == "ratio" else own[-1].unit for found, own in zip(quantities, measures, strict=True)]
    for at in range(len(units) - 2, -1, -1):
        between = text[quantities[at].end : quantities[at + 1].start].strip(_COMMAS).casefold()
        if quantities[at].kind in ("number", "range") and not units[at] and (not between or between in SHARING_A_UNIT):
            units[at] = units[at + 1]
    return units


def _bound(found: Quantity) -> str:
    signs = frozenset(found.sign)
    return "<" if signs & _BELOW else ">" if signs & _ABOVE else ""


def first_unlike(own: Sequence[T], known: Sequence[T], said: Callable[[T], K]) -> Iterator[tuple[T, T]]:
    """The first entries that only one text has, where both have such."""
    shared = Counter(map(said, own)) & Counter(map(said, known))
    left, known_left = (without(side, shared, said) for side in (own, known))
    yield from islice(zip(left, known_left, strict=False), 1)


def without(entries: Sequence[T], shared: Counter[K], said: Callable[[T], K]) -> list[T]:
    """Those that are left when as many are taken out as both texts say alike."""
    to_take, left = Counter(shared), []
    for entry in entries:
        if to_take[said(entry)]:
            to_take[said(entry)] -= 1
        else:
            left.append(entry)
    return left
