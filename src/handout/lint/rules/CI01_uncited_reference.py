"""References that nobody cites.

Why it matters: a reference without a number in the text supports nothing, and looks as if it supported everything.
Instead of: three references at the end, and no number in the text.
Write: `[@nhs-2024]` after the sentence that comes from it, or take the reference out.
Source: ICMJE Recommendations (references are numbered in the order in which the text first mentions them).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    cited = subject.cited
    for reference in subject.handout.references or ():
        if reference.id.text not in cited:
            hint = f"cite it where it belongs, [@{reference.id}], or take it out"
            yield Finding(reference.span, f"nothing cites the reference '{reference.id}'", hint)
