"""One reference as other programs export it (CSL-JSON, RIS, PubMed's nbib, BibTeX), in the words of CSL-JSON.

What cannot be read for certain is refused, never guessed: a reference with a wrong name or year helps nobody.
"""

from __future__ import annotations

import json
import re

from handout.incoming import bibtex, tagged_reference
from handout.incoming.reference_parts import CslItem, NoReference
from handout.references import bare_doi


def reference_in(typed: str) -> CslItem:
    """The one reference in a text; raises NoReference."""
    text = typed.strip().removeprefix("\ufeff").strip()
    if text.startswith("@"):
        return bibtex.item_of(text)
    if re.match("TY {1,2}-", text):
        return tagged_reference.of_ris(text)
    if text.startswith("PMID-"):
        return tagged_reference.of_nbib(text)
    if text.startswith(("[", "{")):
        return _of_json(text)
    doi = re.fullmatch(r"10\.\d{4,9}/\S+", bare_doi(text))
    if doi is not None:
        raise NoReference(
            "a DOI alone does not say who wrote what, and nothing is fetched from outside: open "
            f"https://doi.org/{doi[0]}, copy the reference there as RIS, BibTeX or CSL-JSON, and paste that"
        )
    raise NoReference(
        "this is not RIS, nbib, BibTeX or CSL-JSON: copy the reference whole, from its first sign to its last"
    )


def _of_json(text: str) -> CslItem:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise NoReference("this is not CSL-JSON: copy it whole, from its first bracket to its last") from fault
    item = found[0] if isinstance(found, list) and len(found) == 1 else found
    if not isinstance(item, dict) or not all(isinstance(item.get(key), str) for key in ("type", "title")):
        raise NoReference("paste one reference that has a type and a title")
    return item
