"""More than five paragraphs under one heading.

Why it matters: readers look at the headings first, to find the part that is about them.
Instead of: eight paragraphs about treatment.
Write: "Dialysis", "Medicines" and "Looking after your skin", each a section of its own.
Source: PEMAT-P item 9; CDC Clear Communication Index item 9. That no heading skips a level is seen to by the format.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE
MOST = 5


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.nodes():
        if not isinstance(node, flow.Section):
            continue
        paragraphs = [child for child in node.children if isinstance(child, flow.Text)]
        if len(paragraphs) > MOST:
            message = f"{len(paragraphs)} paragraphs stand under one heading; {MOST} is plenty"
            yield Finding(paragraphs[MOST].span, message, "put a heading over each part, as `sections` inside this one")
