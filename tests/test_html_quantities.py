"""A quantity is whole at the ends of lines in HTML too."""

from pathlib import Path

import pytest

from handout import flow
from handout.record import replace
from handout.source import Span
from handout.targets.html import make_html
from handout.text.phrase import Printed, Strong, Text
from support.browser import lines_of_quantities
from test_right_to_left_pages import handout_of, standard

QUANTITIES = (
    "5–10 mL", "1 ½", "2 1/2", "8 a.m.–5 p.m.", "+1 (800) 222-1222", "≥ 38.5 °C", "120/80", "1 234,5 mg", "555-0100",
    "10 × 5 mL",
)  # fmt: skip


SPAN = Span("page.yaml", 1, 1)


def text(words: str) -> Text:
    return Text(words, SPAN)


def page(language: str, *words: Printed) -> str:
    edition = handout_of(language, flow.Text(phrase=words, span=SPAN))
    return make_html(replace(edition, direction="ltr" if language == "en" else "rtl"), standard())


@pytest.mark.parametrize(("language", "word"), [("en", "take"), ("ar", "خذ")])
def test_no_browser_cuts_a_quantity(language: str, word: str, tmp_path: Path) -> None:
    made = page(language, text("".join(f"{word} {quantity}, {word} " for quantity in QUANTITIES)))
    found = lines_of_quantities(made, tmp_path)
    assert set(found) == set(QUANTITIES)
    assert set(found.values()) == {1}


def test_a_number_stays_with_the_word_that_it_counts() -> None:
    made = page(
        "en",
        text("Take 2 tablets, (1/2) glass, every 8 hours. Call 555-0100. In 24 unbelievablylongwordsthatnobodyreads."),
    )
    assert [part.partition("<")[0] for part in made.split('<span class="whole">')[1:]] == [
        "2 tablets,", "1/2) glass,", "8 hours.", "555-0100",
    ]  # fmt: skip


def test_what_says_one_thing_with_a_number_stays_with_it() -> None:
    made = page(
        "en",
        text("On Nov 22, 2026, or 3 Dec 2026, at 8 to 10 hours, 5 mg per kg; 3 May 2026, 4 May 2026 and 5 May 2026."),
    )
    assert [part.partition("<")[0] for part in made.split('<span class="whole">')[1:]] == [
        "Nov 22, 2026,", "3 Dec 2026,", "8 to 10 hours,", "5 mg per kg;",
        "5 May 2026.",
    ]  # fmt: skip
    assert '<span class="whole long">3 May 2026, 4 May 2026 and</span>' in made


def test_words_and_plain_numbers_stand_as_they_are() -> None:
    assert ">Take all 5, 1.5, and then none.</p>" in page("en", text("Take all 5, 1.5, and then none."))


def test_a_quantity_typed_on_two_lines_or_partly_strong_is_whole() -> None:
    made = page("en", text("Take 1 234,5"), text(" mg or "), Strong((text("2"),)), text(" tablets."))
    assert 'Take <span class="whole long">1 234,5 mg or <strong>2</strong> tablets.</span>' in made


def test_a_long_quantity_may_be_cut_where_letters_are_large_and_the_screen_is_narrow() -> None:
    made = page("en", text("Take 0.5 micrograms/kilogram, or "), Strong((text("0.25"),)), text(" micrograms/kilogram,"))
    assert made.count('<span class="whole long">') == 2
