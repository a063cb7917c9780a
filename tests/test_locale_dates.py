"""Dates and months as Unicode CLDR has them (Babel is the witness); where we differ, it is listed with the reason."""

from datetime import date

import pytest

from handout.locales import Locale, available, locale_for
from handout.problems import Problems
from handout.source import Span

babel = pytest.importorskip("babel", reason="babel is not installed")
dates = pytest.importorskip("babel.dates")

WITNESS = {"en": "en-GB", "zh-Hans": "zh-Hans", "tl": "fil"}
"""English dates are those that readers of all countries read the same way: the day before the month."""
NOT_IN_CLDR = {"ht", "hmn"}
FULL_FORM = {"vi"}
"""Vietnamese names day and year, as its full dates do; the long form of CLDR leaves the words out."""
NUMBERED = {"ja", "ko", "vi", "zh-Hans", "zh-Hant"}
"""References in these languages write months as numbers."""
WITH_FIRST = {"fr": "1er", "ht": "1ye", "it": "1º"}
"""CLDR has no form for the first of a month."""
ERA_WITH_MONTHS = {"th"}
"""A bare year is read in the Buddhist era: we say of which era it is beside a month alone too."""
STOP_BEFORE_MONTH = {"lv": "gada."}
"""CLDR has a stop between the word for the year and a month alone, which no Latvian writes."""
OTHER_AND = {"km": "A និង B"}
"""Between the words of a list CLDR has a space that cannot be seen; names are read apart with one that can."""
DAYS = [date(2026, month, day) for month in range(1, 13) for day in (2, 22)]
TAGS = [tag for tag in available() if tag not in NOT_IN_CLDR]


def locale(tag: str) -> Locale:
    found = locale_for(tag, Span("x.yaml", 1, 1), Problems())
    assert found is not None
    return found


def witness(tag: str):
    return babel.Locale.parse(WITNESS.get(tag, tag), sep="-")


def said(text: str) -> str:
    """Spaces of all widths are the same words."""
    return " ".join(text.replace("\u200f", "").replace("\u2024", ".").split())


@pytest.mark.parametrize("tag", TAGS)
def test_a_day_is_written_as_in_cldr(tag: str) -> None:
    if tag in FULL_FORM:
        pytest.skip("the words for day and year are written out")
    other = witness(tag)
    wrong = [day for day in DAYS if said(locale(tag).date(day)) != said(dates.format_date(day, "long", other))]
    assert wrong == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_month_alone_has_the_form_that_stands_alone(tag: str) -> None:
    if tag in ERA_WITH_MONTHS:
        assert locale(tag).month(date(2026, 6, 1)) == "มิถุนายน ค.ศ. 2026"
        return
    other = witness(tag)
    stop = STOP_BEFORE_MONTH.get(tag, "")
    form = {day: dates.format_skeleton("yMMMM", day, locale=other).replace(stop, stop.rstrip(".")) for day in DAYS}
    wrong = [day for day in DAYS if said(locale(tag).month(day)) != said(form[day])]
    assert wrong == []


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag not in NUMBERED])
@pytest.mark.parametrize(("key", "context"), [("months_short", "format"), ("months_short_alone", "stand-alone")])
def test_short_months_are_those_of_cldr_beside_a_day_and_alone(tag: str, key: str, context: str) -> None:
    other = babel.Locale.parse("en") if tag == "en" else witness(tag)
    assert locale(tag).lists[key] == tuple(other.months[context]["abbreviated"].values())


@pytest.mark.parametrize("tag", TAGS)
def test_only_languages_known_for_it_have_another_first_day(tag: str) -> None:
    assert locale(tag).words["first_day"] == WITH_FIRST.get(tag, "1")


@pytest.mark.parametrize("tag", TAGS)
def test_a_list_of_two_is_joined_as_in_cldr(tag: str) -> None:
    patterns = witness(tag).list_patterns["standard"]
    assert locale(tag).join(["A", "B"]) == OTHER_AND.get(tag, patterns["2"].format("A", "B"))
