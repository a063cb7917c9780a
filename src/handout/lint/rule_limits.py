"""What a clinic asks of its handouts: the `checks` of `content/clinic.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from handout.lint.codes import codes, hint
from handout.problems import Problems
from handout.record import Record, replace
from handout.source import Located


class RuleLimits(Record):
    """Targets and limits; every default is advice that never fails a build.

    `reading_grade` and `reading_ease` are limits: over (under) them PL02 is an error. `fail` names rules whose findings
    are errors. `familiar` are words this clinic's readers know, in lower case.
    """

    reading_grade: float | None = None
    reading_ease: float | None = None
    sentence_words: int = 20
    paragraph_words: int = 75
    paragraph_sentences: int = 4
    list_items: int = 7
    reference_years: int = 10
    fail: frozenset[str] = frozenset()
    familiar: frozenset[str] = frozenset()


class ClinicChecks(Protocol):
    """The record `checks` of a clinic, as it was read."""

    @property
    def reading_grade(self) -> int | None: ...
    @property
    def reading_ease(self) -> int | None: ...
    @property
    def sentence_words(self) -> int | None: ...
    @property
    def fail(self) -> Iterable[Located]: ...
    @property
    def familiar(self) -> Iterable[Located]: ...


def limits_of(checks: ClinicChecks | None, problems: Problems) -> RuleLimits:
    """The limits that a clinic set, the defaults where it set none; an error for a rule that does not exist."""
    if checks is None:
        return RuleLimits()
    for name in checks.fail:
        if name.text not in codes():
            problems.error("E07", name.span, f"there is no rule '{name}'", hint(name.text))
    set_here = RuleLimits(
        reading_grade=checks.reading_grade,
        reading_ease=checks.reading_ease,
        fail=frozenset(name.text for name in checks.fail),
        familiar=frozenset(word.text.casefold() for word in checks.familiar),
    )
    return replace(set_here, sentence_words=checks.sentence_words) if checks.sentence_words else set_here
