"""A reference with a tag at the beginning of each line, RIS or PubMed's nbib, in the words of CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from handout.incoming.reference_parts import CslItem, NoReference, dated, finished, name_of

RIS_TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "CPAPER": "paper-conference", "CONF": "paper-conference", "RPRT": "report", "GOVDOC": "report", "THES": "thesis",
    "STAND": "standard", "DATA": "dataset", "ELEC": "webpage", "WEB": "webpage", "ICOMM": "webpage",
    "BLOG": "post-weblog", "GEN": "document", "UNPB": "manuscript", "UNPD": "manuscript", "PAMP": "pamphlet",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "PAT": "patent", "COMP": "software",
    "VIDEO": "motion_picture", "INPR": "article-journal", "ABST": "article-journal",
}  # fmt: skip
_RIS_TEXTS = {
    "title": ("TI", "T1", "CT"), "container-title": ("T2", "JF", "JO", "BT"), "container-title-short": ("JA", "J2"),
    "volume": ("VL",), "issue": ("IS",), "publisher": ("PB",), "publisher-place": ("CY", "PP"), "edition": ("ET",),
    "DOI": ("DO",), "URL": ("UR",), "id": ("ID",),
}  # fmt: skip
_HOLDERS = ("article", "chapter", "paper", "entry", "webpage", "post", "document", "thesis")
"""What begins the name of a type that stands in something else; the second title of any other is its series."""
_RIS_UNREAD = frozenset({
    "TY", "ER", "SP", "EP", "DA", "PY", "Y1", "Y2", "AB", "N2", "KW", "SN", "DB", "DP", "AN", "LB", "L1", "L2", "L3",
    "L4", "LK", "C7", "T3", "A4", "LA", "UR", "J1", "ST",
})  # fmt: skip
"""Tags read in a way of their own, or that say nothing of what is cited."""

_LANGUAGES = {
    "ara": "Arabic", "chi": "Chinese", "cze": "Czech", "dan": "Danish", "dut": "Dutch", "eng": "English",
    "fin": "Finnish", "fre": "French", "ger": "German", "gre": "Greek", "heb": "Hebrew", "hun": "Hungarian",
    "ita": "Italian", "jpn": "Japanese", "kor": "Korean", "nor": "Norwegian", "per": "Persian", "pol": "Polish",
    "por": "Portuguese", "rus": "Russian", "spa": "Spanish", "swe": "Swedish", "tur": "Turkish", "ukr": "Ukrainian",
}  # fmt: skip
"""The languages of MEDLINE, as NLM prints them."""
_SHORT_NAME = r"(?P<family>\S.{0,99}?) (?P<given>[^\W\d_]{1,4})(?: (?P<suffix>Jr|Sr|2nd|3rd|4th))?"


def of_ris(text: str) -> CslItem:
    """RIS, as RefMan's description of the format has it."""
    values = _tagged(text, "TY")
    kind = values["TY"][0]
    if kind not in RIS_TYPES:
        raise NoReference(f"'{kind}' is not a kind of source that is known here; write GEN for any other")
    found: CslItem = {"type": RIS_TYPES[kind]}
    for name, tags in _RIS_TEXTS.items():
        if value := _first(values, tags):
            found[name] = value
    people = {"author": ("AU", "A1"), "editor": ("ED", "A2", "A3"), "translator": ("A4",)}
    for name, tags in people.items():
        if names := [name_of(one) for tag in tags for one in values.get(tag, []) if one]:
            found[name] = names
    first, end = _first(values, ("SP",)), _first(values, ("EP",))
    if first:
        found["page"] = f"{first}-{end}" if end and end != first and "-" not in first else first
    elif number := _first(values, ("C7",)):
        found["page"] = number
    if issued := _day_of_ris(_first(values, ("DA",)), _first(values, ("PY", "Y1"))):
        found["issued"] = dated(issued)
    if accessed := _first(values, ("Y2",)):
        found["accessed"] = dated(_day_of_ris(accessed, ""))
    if not found["type"].startswith(_HOLDERS):
        _as_a_whole(found)
    if series := _first(values, ("T3",)):
        found.setdefault("collection-title", series)
    if found["type"] == "thesis" and (genre := _first(values, ("M3",))):
        found["genre"] = genre
    if re.search("[a-z]{4}", language := _first(values, ("LA",))):
        found["language"] = language
    read = _RIS_UNREAD.union(*_RIS_TEXTS.values(), *people.values())
    return finished(found, {tag: typed for tag, typed in values.items() if tag not in read})


def _as_a_whole(found: CslItem) -> None:
    """Of what stands in nothing else, the second title is the series and the issue the number."""
    series = {"container-title": "collection-title", "issue": "number"}
    for name, own in series.items():
        if name in found:
            found[own] = found.pop(name)
    if found["type"] == "book" and "number" in found:
        found["collection-number"] = found.pop("number")


def _day_of_ris(day: str, year: str) -> str:
    """`2021/07/25/`, `2021///Winter`, or a day without a year, as EndNote writes it, behind its year."""
    if re.search("[0-9]{4}", day) is None:
        day = f"{year.partition('/')[0]} {day}" if day and year else year
    if "/" not in day:
        return day
    year, month, number, other = (*day.split("/", 3), "", "")[:4]
    return "/".join(part for part in (year, month, number) if part) if month else f"{year} {other}".strip()


def of_nbib(text: str) -> CslItem:
    """nbib, as the MEDLINE/PubMed data elements have it."""
    values = _tagged(text, "PMID")
    if "Retracted Publication" in values.get("PT", []):
        raise NoReference("PubMed says that this was retracted: look for a source that still stands")
    texts = {
        "title": ("TI", "BTI"), "container-title": ("JT",), "container-title-short": ("TA",), "volume": ("VI",),
        "issue": ("IP",), "page": ("PG",), "PMID": ("PMID",), "PMCID": ("PMC",), "publisher": ("PB",),
        "publisher-place": ("PL",), "edition": ("EN",), "collection-title": ("CTI",),
    }  # fmt: skip
    found: CslItem = {"type": "book" if "BTI" in values else "article-journal"}
    found |= {name: value for name, tags in texts.items() if (value := _first(values, tags))}
    # MEDLINE ends every title with a full stop, which is not the title's own.
    found["title"] = found.get("title", "").removesuffix(".")
    if found["type"] == "article-journal":
        # A journal's place is the country of its publisher, which is not cited.
        found.pop("publisher-place", None)
    elif "TI" in values:
        found |= {"type": "chapter", "container-title": _first(values, ("BTI",)).removesuffix(".")}
    groups = [{"literal": one} for one in values.get("CN", [])]
    if names := [*_people(values, "FAU", "AU"), *groups]:
        found["author"] = names
    if editors := _people(values, "FED", "ED"):
        found["editor"] = editors
    ids = (one.partition(" [doi]") for tag in ("LID", "AID") for one in values.get(tag, []))
    if doi := next((one for one, is_doi, _ in ids if is_doi), ""):
        found["DOI"] = doi
    language = _first(values, ("LA",))
    if language and language != "eng":
        found["language"] = _LANGUAGES.get(language, language)
    if issued := _first(values, ("DP",)):
        found["issued"] = dated(issued)
    return finished(found, {})


def _people(values: Mapping[str, Sequence[str]], whole: str, short: str) -> list[CslItem]:
    """Names in whole where they are given, else as MEDLINE shortens them."""
    return [*map(name_of, values.get(whole, ()))] or [*map(_short_name, values.get(short, ()))]


def _short_name(typed: str) -> CslItem:
    """A name of MEDLINE's `AU`: Example AB, Example AB Jr."""
    found = re.fullmatch(_SHORT_NAME, typed)
    if found is None or not found["given"].isupper():
        return {"literal": typed}
    return {name: part for name, part in found.groupdict().items() if part}


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
