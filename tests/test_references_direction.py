"""A reference is read in one direction, its dates too, and its own words keep their language."""

import re

import pytest

from handout import flow
from handout.locales import END_OF_ISOLATE, ISOLATE
from handout.references import formatted, paragraph
from handout.text.phrase import Foreign, Link, Phrase, Text, plain
from support.two_way import as_set
from test_references import locale, reference
from test_right_to_left_pages import NOWHERE, as_seen, page

PAGE = """
type: webpage
title: Drinking water
author: [{literal: Trial Press}]
accessed: 2026-10-07
URL: "https://www.example.org/water"
"""
ARTICLE = """
type: article-journal
title: الماء والملح
author: [{family: محمد, given: أحمد}, {family: علي, given: سعيد}]
container-title: مجلة الطب
issued: 2024-03
volume: 12
issue: 3
page: 45-49
"""


def seen(text: str) -> str:
    """A right-to-left line as it stands, without the marks of isolates."""
    return "".join(text[place] for place in as_set(text) if text[place] not in ISOLATE + END_OF_ISOLATE)


def test_a_date_in_arabic_words_reads_from_the_right() -> None:
    assert "2026 ربوتكأ 7" in seen(plain(formatted(reference(PAGE.replace("Drinking water", "الماء")), locale("ar"))))


def test_a_reference_in_latin_letters_is_one_paragraph_from_left_to_right() -> None:
    phrase, language = paragraph(reference(PAGE), locale("ar"))
    assert language == "en"
    assert [part.language for part in phrase if isinstance(part, Foreign)] == ["ar"] * 4
    line = as_seen(page("ar", flow.Text(phrase=phrase, language=language, span=NOWHERE)))
    assert re.sub(r"[\[\]]", "", line).startswith("TrialPress.Drinkingwaterتنرتنإلا.")


def test_its_date_reads_from_the_right_there_too() -> None:
    phrase, language = paragraph(reference(PAGE), locale("ar"))
    lines = as_seen(page("ar", flow.Text(phrase=phrase, language=language, span=NOWHERE)))
    assert "2026ربوتكأ7" in lines


def test_a_reference_with_arabic_words_is_in_the_language_of_the_handout() -> None:
    assert paragraph(reference(ARTICLE), locale("ar"))[1] is None


def test_arabic_references_have_arabic_stops_and_leave_what_was_typed() -> None:
    typed = ARTICLE.replace("الماء والملح", '"الماء; والملح"').replace(
        "{family: علي, given: سعيد}", "{literal: وزارة الصحة}"
    )
    said = plain(formatted(reference(typed), locale("ar")))
    assert "محمد أحمد؛ وزارة الصحة" in said
    assert "الماء; والملح" in said
    assert "2024؛12(3)" in said.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")


def test_arabic_authors_are_parted_by_an_arabic_comma() -> None:
    assert "محمد أحمد، علي سعيد" in plain(formatted(reference(ARTICLE), locale("ar")))


@pytest.mark.parametrize(("tag", "language"), [
    ("en", None), ("en-GB", None), ("fr", "fr"), ("English", None), ("eng", None), ("fre", "fr"), ("fr_CA", "fr-CA"),
    ("mul", None), ("EN", None),
])  # fmt: skip
def test_a_language_that_was_typed_is_the_paragraphs(tag: str, language: str | None) -> None:
    phrase, found = paragraph(reference(f"{PAGE}language: {tag}"), locale("en"))
    assert found == language
    assert {part.language for part in phrase if isinstance(part, Foreign)} == ({"en"} if language else set())


def test_the_words_are_the_same_at_home_and_abroad() -> None:
    def bare(phrase: Phrase) -> str:
        return plain(phrase).replace(ISOLATE, "").replace(END_OF_ISOLATE, "")

    home = bare(formatted(reference(PAGE), locale("ar")))
    assert bare(paragraph(reference(PAGE), locale("ar"))[0]) == home


def test_a_value_is_isolated_once() -> None:
    arabic = locale("ar")
    once = arabic.isolated("Trial")
    assert arabic.isolated(once) == once
    joined = f"{once}، {once}"
    assert arabic.isolated(joined) == joined
    assert arabic.isolated(f"{once} و{once}") == f"{ISOLATE}{once} و{once}{END_OF_ISOLATE}"
    assert any(isinstance(part, (Text, Link)) for part in formatted(reference(PAGE), arabic))
