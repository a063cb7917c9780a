"""No text makes a regular expression of the program slow."""

import re

import pytest

from support.hostile import Used, every_pattern, slowness


def test_time_grows_with_the_length_of_the_text_alone() -> None:
    assert {used.name: slow for used in every_pattern() if (slow := always_slow(used))} == {}


def always_slow(used: Used) -> str | None:
    """How a pattern is slowed down, each of three times: once may be the machine."""
    for _ in range(3):
        slow = slowness(used, most_pumps=40, tails=("\x00",))
        if slow is None:
            return None
    return slow


@pytest.mark.parametrize("text", ["(a+)+b", "(?:a|aa)+$", r"\d+x", r"\s*$"])
def test_a_pattern_that_can_be_slowed_is_found(text: str) -> None:
    assert slowness(Used(text, re.compile(text), everywhere=True), tails=("\x00",)) is not None
