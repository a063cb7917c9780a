"""A reference whose own title says that it was retracted or withdrawn.

Why it matters: what was taken back was wrong, or is no longer held by those who wrote it; patients may follow it still.
Instead of: `title: "RETRACTED: Early walking after a fall"`
Write: a source that stands, or an `allow` that says why this one is named.
Source: National Library of Medicine, Citing Medicine, chapter 1 (retractions are part of a citation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.content.reference import RETRACTED
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for reference in subject.handout.references or ():
        status = reference.status
        if re.match(RETRACTED, reference.title.text):
            message = f"the title of '{reference.id}' says that it was taken back"
            yield Finding(reference.title.span, message, "cite a source that stands")
        elif status is not None and re.search("(?i)retracted|withdrawn", status.text):
            yield Finding(status.span, f"'{reference.id}' is {status.text}", "cite a source that stands")
