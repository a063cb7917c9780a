"""Right-to-left lines differ from UAX 9 where we mean them to, and nowhere else.

Lines are made up, the same each time; the environment variable HANDOUT_LINES asks for more of them.
"""

import os
import re

import pytest

from support.two_way import WORDS, as_set, lines, plainly, turned

COUNT = int(os.environ.get("HANDOUT_LINES", "300"))
WANTED = {
    "a number, a name and its number, a name and its dose: in the order typed": (r"\d|[¼½]", "خذ 5-10 الآن"),
    "a blood group keeps its sign": (r"\b(?:AB|O)[-+]", "دمك AB- الآن"),
    "initials keep their last stop": (r"M\.D\.", "اسأل Ana Example, M.D. الآن"),
    "quotation marks stay around what they quote": (r"[«»]", "خذ Advil «PM ليلا» الآن"),
    "an Arabic stop parts two names": ("[،؛؟۔]", "خذ Advil، Tylenol الآن"),
}
"""Each difference from UAX 9: what must stand in a line that has it, and such a line."""


def differs(text: str) -> bool:
    return as_set(text) != plainly(text)


@pytest.mark.parametrize("language", WORDS)
def test_every_difference_from_uax_9_is_one_that_is_wanted(language: str) -> None:
    differing = [line.text for line in lines(language, COUNT, 1) if differs(line.text)]
    assert [text for text in differing if not any(re.search(sign, text) for sign, _ in WANTED.values())] == []


@pytest.mark.parametrize("language", WORDS)
def test_words_in_a_left_to_right_line_stand_as_uax_9_has_them(language: str) -> None:
    wordy = [f"Take {line.text}" for line in lines(language, COUNT, 1) if not re.search(r"[\d¼½]", line.text)]
    assert wordy
    assert [text for text in wordy if as_set(text, 0) != plainly(text, 0)] == []


@pytest.mark.parametrize("wanted", WANTED)
def test_every_difference_that_is_wanted_is_there(wanted: str) -> None:
    assert differs(WANTED[wanted][1])


@pytest.mark.parametrize("language", WORDS)
def test_every_quantity_stands_as_typed_and_every_bracket_around_what_it_holds(language: str) -> None:
    looked_at = ((line.text, turned(line, as_set(line.text))) for line in lines(language, COUNT, 2))
    assert [(text, parts) for text, parts in looked_at if parts] == []


def test_uax_9_alone_turns_quantities_and_brackets() -> None:
    assert any(turned(line, plainly(line.text)) for line in lines("ar", COUNT, 2))
