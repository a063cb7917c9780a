"""A quantity is whole at the ends of lines in HTML too."""

from pathlib import Path

import pytest

from handout import flow
from handout.record import replace
from handout.source import Span
from handout.targets.html import make_html
from handout.text.phrase import Text
from support.browser import lines_of_quantities
from test_right_to_left_pages import handout_of, standard

QUANTITIES = (
    "5–10 mL", "1 ½", "2 1/2", "8 a.m.–5 p.m.", "+1 (800) 222-1222", "≥ 38.5 °C", "120/80", "1 234,5 mg", "555-0100",
    "10 × 5 mL",
)  # fmt: skip


def page(language: str, words: str) -> str:
    span = Span("page.yaml", 1, 1)
    edition = handout_of(language, flow.Text(phrase=(Text(words, span),), span=span))
    return make_html(replace(edition, direction="ltr" if language == "en" else "rtl"), standard())


@pytest.mark.parametrize(("language", "word"), [("en", "take"), ("ar", "خذ")])
def test_no_browser_cuts_a_quantity(language: str, word: str, tmp_path: Path) -> None:
    text = page(language, "".join(f"{word} {quantity}, {word} " for quantity in QUANTITIES))
    found = lines_of_quantities(text, tmp_path)
    assert set(found) == set(QUANTITIES)
    assert set(found.values()) == {1}


def test_a_number_stays_with_the_word_that_it_counts() -> None:
    made = page(
        "en",
        "Take 2 tablets, (1/2) glass, every 8 hours. Call 555-0100 now. In 24 unbelievablylongwordsthatnobodyreads.",
    )
    assert [part.partition("<")[0] for part in made.split('<span class="whole">')[1:]] == [
        "2 tablets,", "1/2) glass,", "8 hours.", "555-0100",
    ]  # fmt: skip


def test_words_and_plain_numbers_stand_as_they_are() -> None:
    assert ">Take all 5, 1.5, and then none.</p>" in page("en", "Take all 5, 1.5, and then none.")
