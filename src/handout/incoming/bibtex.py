"""One entry of BibTeX or BibLaTeX in the words of CSL-JSON; a command of TeX that is not known here is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handout.incoming.reference_parts import MONTHS, CslItem, NoReference, dated, finished, name_of

TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "reference": "book", "collection": "book",
    "mvcollection": "book", "proceedings": "book", "inbook": "chapter", "incollection": "chapter",
    "suppbook": "chapter", "inproceedings": "paper-conference", "conference": "paper-conference",
    "inreference": "entry-encyclopedia",
    "techreport": "report", "report": "report", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage", "misc": "document",
    "manual": "document", "booklet": "pamphlet", "unpublished": "manuscript", "dataset": "dataset",
    "software": "software", "patent": "patent", "standard": "standard", "periodical": "periodical",
    "legislation": "legislation", "jurisdiction": "legal_case", "movie": "motion_picture", "video": "motion_picture",
    "audio": "song", "music": "song", "artwork": "graphic", "image": "graphic", "letter": "personal_communication",
}  # fmt: skip
_TEXTS = {
    "container-title": ("journaltitle", "journal", "booktitle"), "container-title-short": ("shortjournal",),
    "volume": ("volume",), "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location"), "edition": ("edition",), "DOI": ("doi",), "URL": ("url",),
    "PMID": ("pmid",), "PMCID": ("pmcid",), "collection-title": ("series",), "event-title": ("eventtitle",),
    "event-place": ("venue",), "version": ("version",),
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_THESES = {
    "phdthesis": "dissertation", "mastersthesis": "master's thesis", "mathesis": "master's thesis",
    "bathesis": "bachelor's thesis",
}  # fmt: skip
"""What a thesis is called behind its title: names of BibTeX and BibLaTeX in the words of NLM."""
_SILENT = frozenset({
    "abstract", "file", "keywords", "keyword", "timestamp", "owner", "issn", "isbn", "shorttitle", "pagetotal",
    "numpages", "langid", "hyphenation", "options", "bdsk-url-1", "bibsource", "biburl", "copyright", "rights",
})  # fmt: skip
"""Fields that say nothing of what is cited."""
_ELSEWHERE = frozenset({
    "title", "subtitle", "number", "issue", "pages", "eid", "type", "language", "date", "year", "month", "day",
    "urldate", "eventdate", "eprint", "eprinttype", "archiveprefix", "pubstate", "primaryclass",
    "eprintclass", *_PEOPLE,
})  # fmt: skip
"""Fields that are read in a way of their own."""
_STATES = {
    "inpress": "in press", "forthcoming": "forthcoming", "submitted": "submitted", "inpreparation": "in preparation",
    "prepublished": "prepublished",
}  # fmt: skip
"""What BibLaTeX calls what has not appeared yet."""
_VERBATIM = frozenset({"url", "doi", "eprint", "date", "urldate", "eventdate"})
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "b": "\u0331", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
    "d": "\u0323",
}  # fmt: skip
_LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ",
    "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">", ",": " ",
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "textcopyright": "©", "textdegree": "°",
    "textmu": "µ", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…",
    "textellipsis": "…", "S": "§", "pounds": "£", "textbackslash": "\\",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "&": "&", "%": "%", "$": "$",
    "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "-": "", "/": "",
}  # fmt: skip
_DOTTED = {"ı": "i", "ȷ": "j"}
"""TeX takes the dot away where a mark stands in its place."""
_LOOKS = frozenset({"textrm", "textsc", "url", "text", "relax", "it", "em", "bf", "sc", "rm", "nocase"})
"""Commands of which only the words count."""
_AROUND = {
    "textit": ("<i>", "</i>"), "emph": ("<i>", "</i>"), "mkbibemph": ("<i>", "</i>"), "textbf": ("<b>", "</b>"),
    "mkbibbold": ("<b>", "</b>"), "textsuperscript": ("<sup>", "</sup>"), "textsubscript": ("<sub>", "</sub>"),
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"),
}  # fmt: skip
"""What stands before and after the words of a command: the marks that CSL knows, quotation marks."""


def item_of(text: str) -> CslItem:
    """The one entry of this text; raises NoReference."""
    head = re.match(r"@\s{0,9}([A-Za-z]{1,40})\s{0,9}\{\s{0,99}([^\s,{}]{1,200})\s{0,99},", text)
    if head is None:
        raise NoReference("this is not BibTeX: an entry begins like @article{name,")
    kind = head[1].lower()
    if kind not in TYPES:
        raise NoReference(f"'@{kind}' is not a kind of source that is known here; write @misc for any other")
    fields, rest = _fields(text, head.end())
    if rest.strip():
        raise NoReference("paste one reference at a time")
    if "crossref" in fields:
        raise NoReference("this leans on another entry (crossref): copy it with that entry's fields written out")
    texts = {
        name: verbatim(value) if name in _VERBATIM else plain(value)
        for name, value in fields.items() if name not in _SILENT.union(_PEOPLE)
    }  # fmt: skip
    found: CslItem = {"id": head[2], "type": TYPES[kind]}
    title = ": ".join(part for part in (texts.get("title"), texts.get("subtitle")) if part)
    if title:
        found["title"] = title
    for name, keys in _TEXTS.items():
        if value := next((texts[key] for key in keys if texts.get(key)), ""):
            found[name] = value
    for role in _PEOPLE:
        if role in fields:
            found[role] = [_name(one) for one in _split(fields[role])]
    if issued := texts.get("date") or _day_in_parts(texts):
        found["issued"] = dated(issued)
    for name, key in {"accessed": "urldate", "event-date": "eventdate"}.items():
        if typed := texts.get(key):
            found[name] = dated(typed)
    if re.fullmatch(r"https?://\S+", how := verbatim(fields.get("howpublished", ""))):
        found.setdefault("URL", how)
        del texts["howpublished"]
    _add_by_kind(found, kind, texts)
    taken = {key for keys in _TEXTS.values() for key in keys if texts.get(key) in found.values()}
    return finished(found, {name: [typed] for name, typed in texts.items() if name not in _ELSEWHERE | taken})


def _add_by_kind(found: CslItem, kind: str, texts: dict[str, str]) -> None:
    """Put in what stands elsewhere in each kind of source."""
    is_article = found["type"].startswith("article")
    if number := texts.get("number") or texts.get("issue"):
        is_series = "collection-title" in found and found["type"] in {"book", "chapter", "paper-conference"}
        found["issue" if is_article else "collection-number" if is_series else "number"] = number
    if pages := texts.get("pages") or (texts.get("eid") if is_article else None):
        found["page"] = re.sub("[-–]{1,9}", "-", pages)
    if found["type"] == "thesis":
        genre = texts.get("type") or kind
        if genre := _THESES.get(genre, "" if genre == "thesis" else genre):
            found["genre"] = genre
    if re.search("[a-z]{4}", language := texts.get("language", "")):
        found["language"] = language
    if state := texts.get("pubstate", ""):
        found["status"] = _STATES.get(state, state)
    archive = texts.get("archiveprefix") or texts.get("eprinttype", "")
    if (eprint := texts.get("eprint", "")) and archive.lower() == "arxiv":
        found.setdefault("number", f"arXiv:{re.sub('(?i)^arxiv:', '', eprint)}")
        found["type"] = "article" if found["type"] in {"document", "webpage"} else found["type"]


def _day_in_parts(texts: dict[str, str]) -> str:
    """The year, the month and the day of BibTeX, which may stand in the month: `22 may`, `may-jun`."""
    year, month = texts.get("year", ""), texts.get("month", "")
    if year and month and (found := re.fullmatch(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?", month)) is not None:
        month = f"{found[2]} {found[1]}"
    return " ".join(part for part in (year, re.sub("[–/]", "-", month), texts.get("day", "") if month else "") if part)


def _fields(text: str, at: int) -> tuple[dict[str, str], str]:
    """The fields of an entry as typed, without their outer braces or quotes; and what follows the entry."""
    found: dict[str, str] = {}
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == ","):
            at += 1
        if at >= len(text):
            raise NoReference("this BibTeX has no end: copy it whole, to its last brace")
        if text[at] == "}":
            return found, text[at + 1 :]
        end = text.find("=", at)
        name = text[at:end].strip().lower() if end > 0 else ""
        if not re.fullmatch("[a-z][a-z0-9_+-]{0,60}", name):
            raise NoReference("this BibTeX cannot be read: a field is written name = {value},")
        at = end + 1
        while at < len(text) and text[at].isspace():
            at += 1
        value, at = _value(text, at)
        while (more := re.compile(r"\s{0,99}#\s{0,99}").match(text, at)) is not None:
            other, at = _value(text, more.end())
            value += other
        found.setdefault(name, value)


def _value(text: str, at: int) -> tuple[str, int]:
    """A value in braces or quotes, a number, or the name of a month; and where it ends."""
    if at < len(text) and text[at] in '{"':
        ends = "}" if text[at] == "{" else '"'
        depth, start = 0, at + 1
        for place in range(start, len(text)):
            sign = text[place]
            if sign == ends and not depth and text[place - 1] != "\\":
                return text[start:place], place + 1
            if sign in "{}" and text[place - 1] != "\\":
                depth += 1 if sign == "{" else -1
        raise NoReference("this BibTeX has no end: a brace or a quotation mark is missing")
    word = re.compile("[A-Za-z0-9]{1,40}").match(text, at)
    if word is None or not (word[0].isdigit() or word[0].lower()[:3] in MONTHS):
        raise NoReference("this BibTeX uses an abbreviation that is explained elsewhere: write it out, in braces")
    return word[0], word.end()


def _split(typed: str) -> Iterator[str]:
    """The names in `A and B`; what stands in braces belongs together."""
    depth = 0
    words: list[str] = []
    for word in typed.split():
        if word.lower() == "and" and depth == 0:
            yield " ".join(words)
            words = []
            continue
        depth += word.count("{") - word.count("}")
        words.append(word)
    yield " ".join(words)


def _name(typed: str) -> CslItem:
    if typed.startswith("{") and _closed(typed, 1) == len(typed):
        return {"literal": plain(typed)}
    if typed.lower() == "others":
        raise NoReference("'and others' names nobody: write the authors out")
    name = plain(typed)
    if "," in name:
        parts = [part.strip() for part in name.split(",")]
        # BibTeX has `Family, Jr, Given`.
        return name_of(", ".join((parts[0], parts[2], parts[1])) if len(parts) == 3 else name)
    words = name.split(" ")
    first = next((at for at, word in enumerate(words) if word[:1].islower()), len(words) - 1)
    given, family = " ".join(words[:first]), " ".join(words[first:])
    return {"family": family, "given": given} if given else {"family": family}


def verbatim(typed: str) -> str:
    """An address or a number as it is meant: only what TeX wants before a sign is taken away."""
    address = re.sub(r"\\url\s{0,9}\{(.*)\}", r"\1", typed.strip(), flags=re.DOTALL)
    address = re.sub(r"\{?\\(?:textasciitilde|~)(?:\{\}| |(?=\}))\}?", "~", address)
    return re.sub(r"\\([_%&#$~{}])", r"\1", address)


def plain(typed: str) -> str:
    """The words without TeX's commands and braces; raises NoReference for a command that is not known."""
    text = _words(typed).replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _words(typed: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(typed):
        sign = typed[at]
        if sign == "\\":
            text, at = _command(typed, at + 1)
            out.append(text)
        elif sign == "$":
            raise NoReference("a formula cannot be read: write its signs as they are, without dollar signs")
        else:
            out.append("" if sign in "{}" else " " if sign == "~" else sign)
            at += 1
    return "".join(out)


def _closed(typed: str, at: int) -> int:
    """Where the group ends that begins before this place."""
    depth = 1
    while at < len(typed) and depth:
        if typed[at] == "\\":
            at += 1
        elif typed[at] in "{}":
            depth += 1 if typed[at] == "{" else -1
        at += 1
    return at


def _command(typed: str, at: int) -> tuple[str, int]:
    """What a command stands for, and where it ends."""
    word = re.compile("[A-Za-z]{1,40}").match(typed, at)
    name = word[0] if word is not None else typed[at : at + 1]
    end = at + len(name)
    if name in _LOOKS:
        return "", end
    if name in _AROUND and typed[end : end + 1] == "{":
        closed = _closed(typed, end + 1)
        before, after = _AROUND[name]
        return before + _words(typed[end + 1 : closed - 1]) + after, closed
    if name in _ACCENTS:
        return _accented(typed, name, end)
    if name in _LETTERS:
        # A blank after a command in letters only ends it.
        return _LETTERS[name], end + (name.isalpha() and typed[end : end + 1] == " ")
    raise NoReference(f"'\\{name}' is a command of TeX that is not known here: write the sign itself")


def _accented(typed: str, name: str, end: int) -> tuple[str, int]:
    """The letter that follows, with its mark, and where it ends; the mark alone stands before empty braces."""
    if typed[end : end + 2] == "{}" and name in "^~":
        return name, end + 2
    while end < len(typed) and typed[end] in " {":
        end += 1
    letter, after = _command(typed, end + 1) if typed[end : end + 1] == "\\" else (typed[end : end + 1], end + 1)
    if not letter.isalpha():
        raise NoReference(f"'\\{name}' is a command of TeX that is not known here: write the sign itself")
    return _DOTTED.get(letter, letter) + _ACCENTS[name], after
