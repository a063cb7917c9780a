"""A PubMed number that cannot be one.

Why it matters: one wrong digit leads to another article.
Instead of: `PMID: PMC4696752`, `PMCID: "25960299"`
Write: `PMID: "25960299"` and `PMCID: PMC4696752`
Source: National Library of Medicine: a PMID is 1 to 8 digits; a PMCID is PMC and digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.content.nothing import says_nothing
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for reference in subject.handout.references or ():
        pmid, pmcid = reference.pmid, reference.pmcid
        if pmid is not None and not re.fullmatch(r"[1-9]\d{0,7}", pmid.text) and not says_nothing(pmid.text, None):
            yield Finding(pmid.span, f"'{pmid.text}' is not a PMID", "a PMID is 1 to 8 digits, such as 25960299")
        if (
            pmcid is not None
            and not re.fullmatch(r"PMC[1-9]\d{0,8}(?:\.\d+)?", pmcid.text)
            and not says_nothing(pmcid.text, None)
        ):
            yield Finding(pmcid.span, f"'{pmcid.text}' is not a PMCID", "a PMCID is PMC and digits, such as PMC4696752")
