"""The kinds of value an author types: what each takes, what it refuses, and how it says so."""

import datetime
from typing import Any

import pytest

from handout.content.csl_dates import Date
from handout.content.reference import Reference
from handout.content.values import Day, Duration, ImagePath, Language, MaybeWords, Prose, Slug, Url, Words
from handout.problems import Problems
from handout.reading import models, yaml_file
from handout.reading.models import read_as
from handout.source import Located


def read(kind: Any, typed: str) -> tuple[Any, list[str]]:
    """The value of a key `k`, and every problem told of it."""
    problems = Problems()
    node = yaml_file.parse(f"k: {typed}\n".encode(), "x.yaml", problems)
    value = None if node is None else read_as(dict[Located, kind], node, problems, "k")
    return (value or {}).get("k"), [str(problem) for problem in problems]


def refused(kind: Any, typed: str) -> str:
    value, (problem,) = read(kind, typed)
    assert value is None
    assert problem.startswith("x.yaml:1:4: error[")
    return problem


def taken(kind: Any, typed: str) -> Any:
    value, problems = read(kind, typed)
    assert problems == []
    return value


def test_a_day_is_a_day_of_the_calendar() -> None:
    assert taken(Day, "2024-02-29").date == datetime.date(2024, 2, 29)
    assert str(taken(Day, '"2026-11-22"')) == "2026-11-22"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2023-02-30", "year-month-day"), ("2026-13-01", "year-month-day"), ("0000-01-01", "year-month-day"),
        ("22 November 2026", "2026-11-22"), ("Nov. 2, 2026", "2026-11-02"), ("2026-1-2", "2026-01-02"),
        ("2026/11/22", "2026-11-22"), ("2.11.2026", "2026-11-02 or 2026-02-11, "), ("22/11/2026", "2026-11-22"),
        ("2026-11-22T10:00:00Z", "2026-11-22"), ("2026-11-22 10:00", "2026-11-22"), ("2026-11", "the year, "),
        ("2/11/2026", "2026-11-02 or 2026-02-11, whichever is meant"), ("2026-2-30", "the year, "),
        ("1405/08/01", "the year, "), ("November 2026", "the year, "),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed: str, meant: str) -> None:
    refusal = refused(Day, typed)
    assert "error[E07]" in refusal
    assert f"hint: write {meant}" in refusal


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2021", "2021"),
        ("2021-07", "2021-07"),
        ("2021-07-25", "2021-07-25"),
        ("{date-parts: [[2021, 7, 25]]}", "2021-07-25"),
        ("{date-parts: [[2021]]}", "2021"),
        ('{date-parts: [["2021", 7]]}', "2021-07"),
        ("[{year: 2021, month: 7}]", "2021-07"),
        ("{year: 2021}", "2021"),
        ("[[2021, 7]]", "2021-07"),
    ],
)
def test_a_reference_is_dated_as_zotero_and_pandoc_write_it(typed: str, expected: str) -> None:
    assert str(taken(Date, typed)) == expected


@pytest.mark.parametrize(
    "typed",
    ["2021-02-30", "2021-13", "21", "spring 2021", "{month: 7}",
         "{date-parts: [[2022], [2021, 13, 2]]}", "2021-17", "[]",
     "{year: 2021, day: 3}", "{date-parts: [[2021, 7, 25, 1]]}", "{date-parts: [[2021, x]]}", "{date-parts: []}"],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert "write 2021, 2021-07 or 2021-07-25" in refused(Date, typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("en", "en"), ("EN-us", "en-US"), ("zh-hans", "zh-Hans"), ("ZH-HANT-TW", "zh-Hant-TW"), ("es-419", "es-419"),
        ("sr-Latn-RS", "sr-Latn-RS"), ("de-1996", "de-1996"), ("fil", "fil"), ("no", "no"),
        ("en-x-Clinic", "en-x-clinic"),
    ],
)  # fmt: skip
def test_a_language_tag_is_brought_to_its_canonical_case(typed: str, expected: str) -> None:
    assert str(taken(Language, typed)) == expected


@pytest.mark.parametrize("typed", ["english", "e", "en-", "en US", "en-USA1", "123", "de-1996-1996", "日本"])
def test_what_is_no_language_tag_is_refused(typed: str) -> None:
    assert "is not a language tag" in refused(Language, typed)


def test_an_underscore_in_a_language_tag_is_told_how_to_mend() -> None:
    assert refused(Language, "en_us").endswith("hint: write en-US")
    assert refused(Language, "spa-US").endswith("hint: write es-US")
    assert refused(Language, "afr").endswith("hint: write af")
    assert refused(Language, "zh-yue-HK").endswith("hint: write yue-HK")
    assert "no language has the tag 'vx'" in refused(Language, "vx")


def test_a_language_of_three_letters_alone_keeps_them() -> None:
    tags = (
        "fil haw hmn mww yue cmn hak nan prs ckb rom quc mam kea pdc ase chk ilo ceb war kar kac rhg tig art-x-own mul"
    )
    for tag in [*tags.split(), "und", "sgn-US", "sr-Latn", "zh-Hant-TW"]:
        assert str(taken(Language, tag)) == tag


def test_a_slug_is_lower_case_letters_digits_and_hyphens() -> None:
    assert str(taken(Slug, "wound-care-2")) == "wound-care-2"
    assert refused(Slug, "Wound Care").endswith("hint: write wound-care")
    for typed in ("a--b", "-a", "a_b", "é"):
        assert "error[E07]" in refused(Slug, typed)


def test_a_web_address_is_https_or_http() -> None:
    assert str(taken(Url, "https://www.nhs.uk/a?b=c#d")) == "https://www.nhs.uk/a?b=c#d"
    assert str(taken(Url, "http://localhost:8000/")) == "http://localhost:8000/"
    assert str(taken(Url, "https://xn--bcher-kva.example/ä")) == "https://xn--bcher-kva.example/ä"
    for typed in ("javascript:alert(1)", "www.nhs.uk", "mailto:a@example.org", "https://a b", "https:///x",
                  "https://nhs.uk@example.org/", "https://exa<mple.org", "https://bücher.example/"):  # fmt: skip
        assert "error[E22]" in refused(Url, typed)


def test_a_length_of_time_ends_on_a_day_of_the_calendar() -> None:
    start = datetime.date(2024, 1, 31)
    assert taken(Duration, "1 month").after(start) == datetime.date(2024, 2, 29)
    assert taken(Duration, "24 months").after(start) == datetime.date(2026, 1, 31)
    assert taken(Duration, "2 years").after(datetime.date(2024, 2, 29)) == datetime.date(2026, 2, 28)
    assert taken(Duration, "90 days").after(start) == datetime.date(2024, 4, 30)
    assert taken(Duration, "2 weeks").after(start) == datetime.date(2024, 2, 14)
    for typed in ("24", "months", "0 days", "-1 years", "1.5 years", "two years", "101 years", "40000 days"):
        assert "error[E07]" in refused(Duration, typed)


def test_a_picture_is_a_file_in_the_content_folder() -> None:
    assert str(taken(ImagePath, "images/wound care é.png")) == "images/wound care é.png"
    for typed in ("../x.png", "images/../../x.png", "/etc/passwd", "https://example.org/x.png", "file:///x.png",
                  "'C:\\x.png'", "images\\x.png", "~/x.png", "./x.png", "images//x.png", "//srv/x.png", "x.png ?",
                  "data:image/png;base64,x", "'a|b.png'"):  # fmt: skip
        assert "error[E07]" in refused(ImagePath, typed)


def test_words_are_not_empty_but_a_cell_may_be() -> None:
    assert taken(Words, "a *b*")
    assert "error[E06]" in refused(Words, '" "')
    assert taken(MaybeWords, '""') == ()
    assert "YAML drops everything from the '#' on" in read(MaybeWords, "# of pills")[1][0]


@pytest.mark.parametrize("kind", [Day, Language, Slug, Url, Duration, ImagePath, Prose, Words, MaybeWords])
def test_a_list_or_keys_where_a_value_should_be_are_refused(kind: Any) -> None:
    assert "error[E05]" in refused(kind, "[a]")
    assert "error[E05]" in refused(kind, "{a: b}")


def test_values_are_equal_wherever_they_stand() -> None:
    assert read(Language, "en")[0] == read(Language, '"en"')[0]


def reference(typed: str) -> tuple[Reference | None, list[str]]:
    problems = Problems()
    node = yaml_file.parse(typed.encode(), "x.yaml", problems)
    assert node is not None
    return models.read(Reference, node, problems, "reference"), [str(problem) for problem in problems]


EXPORT = """\
id: halpern-2002
abstract: Long.
accessed: {date-parts: [[2023, 9, 27]]}
author: [{family: Halpern, given: SD}, {family: Berg, given: J, non-dropping-particle: van den, suffix: Jr.}]
citation-key: halpern2002
collection-title: A series
container-title: The New England Journal of Medicine
container-title-short: N Engl J Med
DOI: 10.1056/NEJMsb020632
editor: [{literal: A society}]
ISSN: 0028-4793
issue: 4
issued: {date-parts: [[2002, 7, 25]]}
journalAbbreviation: NEJM
keyword: ethics, organs
language: en
note: "PMID: 12140307"
page: 284-287
PMID: 12140307
PMCID: PMC1
publisher-place: Boston
source: PubMed
title: Solid-organ transplantation in HIV-infected patients
title-short: Solid-organ transplantation
type: article-journal
URL: https://example.org/a
volume: 347
"""


def test_what_zotero_exports_is_read_as_it_is() -> None:
    found, problems = reference(EXPORT)
    assert problems == []
    assert found is not None
    assert (str(found.id), found.type, str(found.doi), str(found.issued)) == (
        "halpern-2002", "article-journal", "10.1056/NEJMsb020632", "2002-07-25",
    )  # fmt: skip
    assert [str(name.family) for name in found.author] == ["Halpern", "Berg"]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("id: a\ntype: webpage\ntitle: T\npublishr: X", "4:1: error[E02] unknown key 'publishr'"),
        ("id: a\ntype: web-page\ntitle: T", "2:7: error[E07] 'web-page' is not one of"),
        ("id: a b\ntype: webpage\ntitle: T", "1:5: error[E07] 'a b' cannot be cited as [@a b]\n    hint: write a-b"),
        ("id: a\ntype: webpage", "1:1: error[E04] this reference needs 'title'"),
        ("id: a\ntype: webpage\ntitle: T\nauthor: [{given: A}]", "4:10: error[E04] this name has neither 'family' nor"),
        ("id: a\ntype: webpage\ntitle: T\nURL: ftp://x.org", "4:6: error[E22]"),
        ("id: a\ntype: webpage\ntitle: T\nissued: soon", "4:9: error[E07] 'soon' is not a date"),
        (
            "id: a\ntype: webpage\ntitle: T\nissued: May 4 2020",
            "4:9: error[E07] 'May 4 2020' is not a date\n    hint: write 2020-05-04",
        ),
        (
            "id: a\ntype: webpage\ntitle: T\nissued: 31 Feb 2020",
            "4:9: error[E07] '31 Feb 2020' is not a date\n    hint: write 2021,",
        ),
    ],
)
def test_a_mistake_in_a_reference_is_told_at_its_place(typed: str, problem: str) -> None:
    problems = reference(typed)[1]
    assert len(problems) == 1
    assert problems[0].startswith(f"x.yaml:{problem}")
