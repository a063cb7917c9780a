"""A reference older than ten years.

Why it matters: advice changes; an old source may still be the best one, so somebody should have looked.
Instead of: a guideline of 2009 that was replaced in 2021.
Write: the newest edition, or an `allow` that says why the old one stands.
Source: NHS Standard for creating health content (evidence is checked at each review).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    if subject.today is None:
        return
    for reference in subject.handout.references or ():
        issued = reference.issued
        if issued is None or issued.year is None:
            continue
        # Of a range the last year counts.
        year = issued.year if issued.end is None else issued.end[0]
        if subject.today.year - year > subject.limits.reference_years:
            message = f"'{reference.id}' is {subject.today.year - year} years old ({year})"
            yield Finding(issued.span, message, "look for a newer edition or a newer source")
