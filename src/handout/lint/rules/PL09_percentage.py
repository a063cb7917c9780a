"""Percentages without the same number in words.

Why it matters: many readers cannot say whether 8% is rare. "8 in 100" they can picture.
Instead of: "Infection happens in 10% of cases."
Write: "About 1 in 10 people (10%) get an infection."
Source: PEMAT-P item 6; CDC Clear Communication Index items 17 and 20. Only numbers of
people, cases and chances are told: a strength (1% cream) or a reading (oxygen below 92%) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.chances import is_chance
from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.lint.word_lists import patterns
from handout.problems import Severity
from handout.text.quantities import find as find_quantities

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    in_words = patterns(subject.primary, "natural-frequency")
    for unit, match in matches(subject, "percent"):
        is_said = any(pattern.search(unit.text) for pattern in in_words)
        if not is_said and is_chance(unit, match.start(), subject.primary):
            yield Finding(unit.at(match.start()), f"'{match.group()}' is hard to picture", _hint(match.group()))


def _hint(percentage: str) -> str:
    worth = [value for found in find_quantities(percentage) for value in found.values()]
    numbers = [value[0] for value in worth if isinstance(value, tuple) and value[1] == 1 and 0 < value[0] < 100]
    if not numbers or len(numbers) < len(worth):
        return "write it as 'so many in 100'"
    if all(number % 10 == 0 for number in numbers):
        return f"write it as '{' to '.join(str(number // 10) for number in numbers)} in 10'"
    return f"write it as '{' to '.join(map(str, numbers))} in 100'"
