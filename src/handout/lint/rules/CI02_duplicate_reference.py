"""The same source listed twice.

Why it matters: two numbers for one source make it look like two.
Instead of: `smith-2019` and `smith` with the same DOI.
Write: one entry, cited twice.
Source: Citing Medicine (National Library of Medicine): one number for one source.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.content.reference import Reference
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.references import bare_doi

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for reference in subject.handout.references or ():
        same = [(kind, seen[kind, value]) for kind, value in _names(reference) if (kind, value) in seen]
        if same:
            kind, first = same[0]
            message = f"'{reference.id}' has the same {kind} as '{first}'"
            yield Finding(reference.span, message, f"keep one of them, and cite it as [@{first}]")
        for name in _names(reference):
            seen.setdefault(name, reference.id.text)


def _names(reference: Reference) -> list[tuple[str, str]]:
    """What a source is known by, each in one way of writing it."""
    names = []
    if reference.doi:
        names.append(("DOI", bare_doi(reference.doi.text.strip()).casefold()))
    if reference.pmid:
        names.append(("PMID", reference.pmid.text.strip()))
    if reference.pmcid:
        names.append(("PMCID", reference.pmcid.text.strip().upper().removeprefix("PMC")))
    if reference.url:
        names.append(("URL", reference.url.text.strip().removeprefix("https://").removeprefix("http://").rstrip("/")))
    return names
