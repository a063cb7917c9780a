"""A reference with a tag at the beginning of each line, RIS or PubMed's nbib, in the words of CSL-JSON."""

import re
from collections.abc import Mapping, Sequence

from handout.incoming.reference_parts import MONTHS, CslItem, NoReference, day_of, name_of, with_title

RIS_TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper",
    "BOOK": "book", "EBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter", "CPAPER": "paper-conference",
    "CONF": "paper-conference", "RPRT": "report", "GOVDOC": "report", "THES": "thesis", "STAND": "standard",
    "DATA": "dataset", "ELEC": "webpage", "WEB": "webpage", "ICOMM": "webpage", "BLOG": "post-weblog",
    "GEN": "document", "UNPB": "manuscript", "PAMP": "pamphlet", "ENCYC": "entry-encyclopedia",
}  # fmt: skip
_RIS_TEXTS = {
    "title": ("TI", "T1", "CT"), "container-title": ("T2", "JF", "JO", "BT"), "container-title-short": ("JA", "J2"),
    "volume": ("VL",), "issue": ("IS",), "publisher": ("PB",), "publisher-place": ("CY", "PP"), "edition": ("ET",),
    "DOI": ("DO",), "URL": ("UR",), "id": ("ID",),
}  # fmt: skip


def of_ris(text: str) -> CslItem:
    """RIS, as RefMan's description of the format has it."""
    values = _tagged(text, "TY")
    kind = values["TY"][0]
    if kind not in RIS_TYPES:
        raise NoReference(f"'{kind}' is no kind of source that is known here; GEN serves for any other")
    found: CslItem = {"type": RIS_TYPES[kind]}
    for name, tags in _RIS_TEXTS.items():
        if value := _first(values, tags):
            found[name] = value
    people = {"author": ("AU", "A1"), "editor": ("ED", "A2", "A3")}
    for name, tags in people.items():
        if names := [name_of(one) for tag in tags for one in values.get(tag, []) if one]:
            found[name] = names
    first, end = _first(values, ("SP",)), _first(values, ("EP",))
    if first:
        found["page"] = f"{first}-{end}" if end and end != first and "-" not in first else first
    for name, tags in {"issued": ("DA", "PY", "Y1"), "accessed": ("Y2",)}.items():
        if day := _first(values, tags):
            found[name] = {"date-parts": [day_of([part for part in re.split("[/-]", day) if part])]}
    return with_title(found)


def of_nbib(text: str) -> CslItem:
    """nbib, as the MEDLINE/PubMed data elements have it."""
    values = _tagged(text, "PMID")
    texts = {
        "title": ("TI", "BTI"), "container-title": ("JT",), "container-title-short": ("TA",), "volume": ("VI",),
        "issue": ("IP",), "page": ("PG",), "PMID": ("PMID",), "PMCID": ("PMC",), "publisher": ("PB",),
    }  # fmt: skip
    found: CslItem = {"type": "book" if "BTI" in values else "article-journal"}
    found |= {name: value for name, tags in texts.items() if (value := _first(values, tags))}
    # MEDLINE ends every title with a full stop, which is not the title's own.
    found["title"] = found.get("title", "").removesuffix(".")
    groups = [{"literal": one} for one in values.get("CN", [])]
    if names := [*map(name_of, values.get("FAU") or values.get("AU", [])), *groups]:
        found["author"] = names
    ids = (one.partition(" [doi]") for tag in ("LID", "AID") for one in values.get(tag, []))
    if doi := next((one for one, is_doi, _ in ids if is_doi), ""):
        found["DOI"] = doi
    year, *rest = _first(values, ("DP",)).split() or [""]
    month = rest[0].lower()[:3] if rest else ""
    parts = [year, str(MONTHS.index(month) + 1), *rest[1:]] if month in MONTHS and "-" not in rest[0] else [year]
    return with_title(found | {"issued": {"date-parts": [day_of(parts)]}})


def _tagged(text: str, begins: str) -> dict[str, list[str]]:
    """The values of each tag; a line without one goes on with the value before."""
    values: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        if (found := re.match("([A-Z][A-Z0-9]{1,3}) {0,2}- ?", line)) is not None:
            last = found[1]
            values.setdefault(last, []).append(line[found.end() :].strip())
        elif line.strip() and last:
            values[last][-1] = f"{values[last][-1]} {line.strip()}".strip()
    if len(values[begins]) > 1:
        raise NoReference("paste one reference at a time")
    return values


def _first(values: Mapping[str, Sequence[str]], tags: Sequence[str]) -> str:
    return next((values[tag][0] for tag in tags if values.get(tag, [""])[0]), "")
