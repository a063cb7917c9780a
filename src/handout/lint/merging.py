"""Set what the rules find beside the problems that are reported without them, so that nothing is reported twice."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from handout.lint.check import check
from handout.lint.subject import Subject
from handout.problems import Problem, Severity

_SAID_BY_A_RULE = {"W21": "CI01"}
"""Warnings of a build that `check` leaves to a rule, which can be allowed."""

_SAID_BY_AN_ERROR = {"GV02": "E31", "GV03": "E30"}
"""Rules with nothing to add to an error."""

_UNREAD = frozenset({"E01", "E02", "E03", "E05", "E06", "E07", "E08", "E09", "E10", "E11", "E20", "E27", "E29"})
"""Errors that leave out a part of the handout, which was typed all the same."""


_OF_ABSENCE = frozenset({"CI01", "CI06", "GV05", "PL07", "PL08"})
"""Rules that say that something is nowhere to be read."""

_OF_THE_CLINIC = {"GV03": {"disclaimer"}, "GV13": {"phone", "emergency"}}
"""Rules that look at keys of clinic.yaml."""


def beside(problems: Iterable[Problem], subject: Subject, faulty: AbstractSet[str] = frozenset()) -> list[Problem]:
    """What was reported of this handout, and what the rules find beside it, sorted by whoever prints it.

    `faulty` are the keys of clinic.yaml with a mistake in them.

    Where a part of the handout could not be read, nothing is said of the handout as a whole: that it lacks key points
    may not be true.
    """
    problems = list(problems)
    errors = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    file = subject.handout.span.file
    unread = [problem for problem in problems if problem.code in _UNREAD and problem.span.file == file]
    left_over = {problem.span for problem in problems if problem.code == "E29"}
    return [
        *(problem for problem in problems if problem.code not in _SAID_BY_A_RULE),
        *(
            problem
            for problem in check(subject)
            if _SAID_BY_AN_ERROR.get(problem.code) not in errors
            and faulty.isdisjoint(_OF_THE_CLINIC.get(problem.code, ()))
            and not (unread and (problem.span == subject.span or problem.code in _OF_ABSENCE))
            and problem.span not in left_over
        ),
    ]
