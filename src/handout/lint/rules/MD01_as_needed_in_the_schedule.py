"""A medicine for when it is needed, in the grid of the day.

Why it matters: the grid is read as a schedule: who sees "Morning: 1 tablet" takes it every morning, whatever the notes.
Instead of: "morning: 1 tablet" with "notes: Only if you need it."
Write: "as_needed: 1 tablet. No more than 4 a day." It has a list of its own below the grid.
Source: the universal medication schedule is of medicines that are taken every day at the same times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.lint.word_lists import patterns
from handout.problems import Severity
from handout.text.phrase import Typed, plain

SEVERITY = Severity.WARNING
LEAST = 5
"""Columns of the grid; the lists below it have fewer."""


def find(subject: Subject) -> Iterator[Finding]:
    searched = patterns(subject.primary, "as-needed")
    for row in _scheduled(subject):
        texts = [text for cell in row.cells for text in flow.texts(cell.children)]
        said = ((text, pattern.search(plain(text.phrase))) for text in texts for pattern in searched)
        meant = ((text, match) for text, match in said if match and not _is_of_another_act(match, subject.primary))
        text, match = next(meant, (None, None))
        if text is not None and match is not None:
            message = f"'{match.group()}', yet it stands in the schedule of the day"
            yield Finding(text.span, message, "write 'as_needed:' and how much, instead of the times of day")


def _is_of_another_act(match: re.Match[str], language: str) -> bool:
    """Whether what is done when it is needed is not to take the medicine: crush it, ask for more."""
    before = match.string[: match.start()]
    return any(pattern.search(before) for pattern in patterns(language, "as-needed-not"))


def _scheduled(subject: Subject) -> Iterator[flow.Row[Typed]]:
    """The rows of the grids of the day."""
    for node in subject.nodes():
        if isinstance(node, flow.Table) and node.style == "medicines" and len(node.columns) >= LEAST:
            yield from node.body
