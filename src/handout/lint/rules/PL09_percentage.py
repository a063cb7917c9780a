"""Percentages without the same number in words.

Why it matters: many readers cannot say whether 8% is rare. "8 in 100" they can picture.
Instead of: "Infection happens in 10% of cases."
Write: "About 1 in 10 people (10%) get an infection."
Source: PEMAT-P item 6; CDC Clear Communication Index items 17 and 20. The strength of a medicine (1% cream) is left
alone.
"""

import re
from collections.abc import Iterator

from handout.lint.finding import Finding, matches
from handout.lint.subject import Subject
from handout.lint.word_lists import patterns
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    in_words = patterns(subject.primary, "natural-frequency")
    for unit, match in matches(subject, "percent"):
        if not any(pattern.search(unit.text) for pattern in in_words):
            yield Finding(unit.at(match.start()), f"'{match.group()}' is hard to picture", _hint(match.group()))


def _hint(percentage: str) -> str:
    number = re.split(r"[^\d.,]", percentage)[0]
    if number.isdigit() and int(number) % 10 == 0 and 0 < int(number) < 100:
        return f"write it as '{int(number) // 10} in 10'"
    return f"write it as '{number} in 100'" if number.isdigit() else "write it as 'so many in 100'"
