"""No text makes a regular expression of the program slow."""

import re

import pytest

from support.hostile import Used, every_pattern, slowness

PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_time_grows_with_the_length_of_the_text_alone(part: int) -> None:
    found = {used.name: slowness(used, most_pumps=2, tails=("\x00",)) for used in every_pattern()[part::PARTS]}
    assert {name: slow for name, slow in found.items() if slow} == {}


@pytest.mark.parametrize("text", ["(a+)+b", "(?:a|aa)+$", r"\d+x", r"\s*$"])
def test_a_pattern_that_can_be_slowed_is_found(text: str) -> None:
    assert slowness(Used(text, re.compile(text), everywhere=True)) is not None
