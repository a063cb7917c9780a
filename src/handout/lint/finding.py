"""What a rule has to say about one place."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from handout.lint.subject import Subject, TextUnit
from handout.lint.word_lists import patterns
from handout.problems import Severity
from handout.record import Record
from handout.source import Span


class Finding(Record, kw_only=False):
    """A place, what is there, and what to type instead. `severity` only where it is not the rule's own."""

    span: Span
    message: str
    hint: str | None = None
    severity: Severity | None = None


def matches(subject: Subject, name: str) -> Iterator[tuple[TextUnit, Match[str]]]:
    """Where the patterns of a list in the subject's language match its prose, each stretch of text once."""
    searched = patterns(subject.primary, name)
    for unit in subject.prose:
        end = 0
        found = (match for pattern in searched for match in pattern.finditer(unit.text))
        for match in sorted(found, key=lambda match: (match.start(), -match.end())):
            if match.start() >= end:
                end = match.end()
                yield unit, match
