"""A text harder to read than most adults manage.

Why it matters: many adults read below the eighth grade, and everyone reads worse when ill. The score only counts
words and syllables: a low one does not make a text clear, a high one shows that it is not.
Instead of: "Calcium deposition in the vasculature causes cutaneous necrosis."
Write: "Calcium builds up in small blood vessels. Then the skin dies."
Source: American Medical Association: 6th grade; National Institutes of Health: 6th to 8th. English is scored by
Flesch-Kincaid grade (target 6), Spanish by INFLESZ (target 65, "bastante fácil"). Other languages are not scored.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.scores import handout_scores, hardest
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


TARGET_GRADE = 6.0
TARGET_EASE = 65.0
LEAST_WORDS = 30
"""Below, a score says little of a text; but what a clinic sets as its limit holds."""


def find(subject: Subject) -> Iterator[Finding]:
    counts, scores = handout_scores(subject)
    if counts is None or not scores:
        return
    score = scores[0]
    limit = subject.limits.reading_grade if score.grade else subject.limits.reading_ease
    target = TARGET_GRADE if score.grade else TARGET_EASE
    over_limit = limit is not None and _is_harder(score.value, limit, score.grade)
    over_target = counts.words >= LEAST_WORDS and _is_harder(score.value, target, score.grade)
    if not over_limit and not over_target:
        return
    others = "; ".join(str(other) for other in scores[1:])
    wanted = f"the clinic's limit is {limit:g}" if over_limit else f"the target is {target:g}"
    hard = hardest(subject)
    yield Finding(
        subject.span,
        f"{score}: {wanted}" + (f" ({others})" if others else ""),
        f"start with the hardest part, at {hard.span}" if hard else None,
        Severity.ERROR if over_limit else None,
    )


def _is_harder(value: float, than: float, grade: bool) -> bool:
    shown = round(value, 1)
    return shown > than if grade else shown < than
