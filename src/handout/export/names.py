"""What the files of a package are called: names that any portal, message or file system takes."""

import re
from collections.abc import Iterator

from handout.edition import Edition
from handout.review.status import State

NO_VERSION = "0"
"""Stands in a name for a handout that gives no version."""
FHIR, OPENEMR, DELIVERIES = "fhir", "openemr", "deliveries"
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}\.(?:pdf|html|json)", re.ASCII)
OPENEMR_SAFE = re.compile(r"[a-z0-9][a-z0-9._-]{0,95}\.pdf", re.ASCII)
OPENEMR_TYPES = {
    "icd-10-cm": ("icd10",), "snomed-ct": ("snomed", "snomed-ct"), "loinc": ("loinc",), "rxnorm": ("rxcui",),
}  # fmt: skip
"""What OpenEMR calls a code system; its lists of SNOMED codes go by two names."""
OPENEMR_LANGUAGES = ("en", "es")
"""The only two that OpenEMR's education page asks for."""


def stem(edition: Edition, style: str) -> str:
    """`wound-care_en-US_standard_v2.1`; what is not signed says so: `…_v2.1-draft`.

    Two languages side by side are `wound-care_en-US-with-es_standard_v2.1`.
    """
    version = _plain(edition.version or NO_VERSION)
    state = "" if edition.state == State.SIGNED else f"-{edition.state}"
    language = edition.language.replace("+", "-with-")
    return f"{edition.slug}_{language}_{_plain(style)}_v{version}{state}"


def openemr_names(edition: Edition) -> Iterator[str]:
    """`icd10_l97.9_en.pdf`: one for each code, in OpenEMR's drop-in form."""
    language = edition.language.split("-")[0].lower()
    for system, code in edition.codes:
        for kind in OPENEMR_TYPES[system]:
            yield f"{kind}_{code}_{language}.pdf".lower()


def made_of(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The slug and the languages in the name of a file; None where it has none, as the copies for OpenEMR."""
    parts = name.rpartition("/")[2].split("_")
    return (parts[0], tuple(parts[1].split("-with-"))) if len(parts) == 4 else None


def _plain(text: str) -> str:
    """Only letters, digits, full stops and hyphens; an underscore parts the name's members."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-") or NO_VERSION
