"""A web page without the day it was read.

Why it matters: a page changes or goes away; the day says which text you saw.
Instead of: a `webpage` reference with a `URL` and no more.
Write: `accessed: 2026-11-20`
Source: Citing Medicine (National Library of Medicine), chapter 25: the date of citation is required for web sites.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for reference in subject.handout.references or ():
        if reference.type in _WEB and reference.url is not None and reference.accessed is None:
            message = f"the web page '{reference.id}' has no `accessed` date"
            yield Finding(reference.span, message, "add the day you last read it: accessed: 2026-11-20")


_WEB = frozenset(("webpage", "post", "post-weblog"))
