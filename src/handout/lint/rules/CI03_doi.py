"""A DOI that cannot be one.

Why it matters: a reader who cannot find the source has to take your word for it.
Instead of: `DOI: doi.org/10.1053`, or one that lost its last part.
Write: `DOI: 10.1053/j.ajkd.2015.01.034`
Source: DOI Handbook, 2.2: a prefix that begins with 10., a slash, a suffix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.content.nothing import says_nothing
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s]*[^\s.,;]")


def find(subject: Subject) -> Iterator[Finding]:
    for reference in subject.handout.references or ():
        doi = reference.doi
        if doi is not None and not _DOI.fullmatch(doi.text) and not says_nothing(doi.text, None):
            inside = re.search(_DOI, doi.text)
            hint = f"write: {inside.group()}" if inside else "a DOI looks like 10.1000/182"
            yield Finding(doi.span, f"'{doi.text}' is not a DOI", hint)
