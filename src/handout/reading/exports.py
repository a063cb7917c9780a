"""Know a reference as other programs export it, where one is typed with keys, and say how to bring it."""

from __future__ import annotations

import re

_KINDS = (
    (re.compile(r"@[A-Za-z]+(?:\s*\{|\([^\s,()]*,\s*(?:$|\w+\s*=))"), "BibTeX"),
    (re.compile(r"TY {1,2}-"), "RIS"),
    (re.compile(r"PMID-|(?:OWN|STAT|DCOM)\s*-"), "the nbib of PubMed"),
)
_FILE = re.compile(r"\S+\.(?:bib|ris|nbib|enw|json)", re.IGNORECASE)

_DESK = "'Add a reference' at the desk (handout serve)"


def hint_for_export(text: str) -> str | None:
    """How what was pasted, or a file that was named, is brought into `references`; None when it is no export."""
    text = text.strip()
    if _FILE.fullmatch(text):
        return f"type the references themselves here, not the name of a file; {_DESK} takes such files"
    kind = next((name for pattern, name in _KINDS if pattern.match(text)), None)
    if kind is None:
        return None
    return f"this is {kind}, which {_DESK} takes; here type its keys, such as '- id: …'"
