"""An address that cannot be opened by everyone.

Why it matters: a reader can only follow a whole address, and a plain http one warns them off.
Instead of: `URL: www.nhs.uk`, an address with a space, `http://localhost/page`
Write: `URL: https://www.nhs.uk/`
Source: RFC 3986 (an absolute URI has a scheme and a host).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for reference in subject.handout.references or ():
        url = reference.url
        if url is not None and (fault := _fault(url.text)):
            yield Finding(url.span, f"'{url.text}' {fault}", "write the whole address, such as https://www.nhs.uk/")


def _fault(url: str) -> str | None:
    if any(character.isspace() for character in url):
        return "has a space in it"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "is not a web address"
    if parts.scheme not in {"https", "http"}:
        return "does not begin with https://"
    if "." not in host.strip(".") or host.endswith((".local", ".localhost", ".example", ".invalid", ".test")):
        return "is not on the public web"
    return None
