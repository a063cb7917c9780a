"""One entry of BibTeX or BibLaTeX in the words of CSL-JSON; a command of TeX that is not known here is refused."""

import re
import unicodedata
from collections.abc import Iterator

from handout.incoming.reference_parts import MONTHS, CslItem, NoReference, day_of, name_of, with_title

TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "techreport": "report", "report": "report",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "online": "webpage", "electronic": "webpage",
    "www": "webpage", "misc": "document", "manual": "document", "booklet": "pamphlet", "unpublished": "manuscript",
    "dataset": "dataset", "software": "software",
}  # fmt: skip
_TEXTS = {
    "container-title": ("journaltitle", "journal", "booktitle"), "container-title-short": ("shortjournal",),
    "volume": ("volume",), "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location"), "edition": ("edition",), "DOI": ("doi",), "URL": ("url",),
    "PMID": ("pmid",), "PMCID": ("pmcid",),
}  # fmt: skip
_READ = frozenset().union(*_TEXTS.values()) | {
    "title", "subtitle", "number", "issue", "pages", "date", "year", "month", "urldate",
}  # fmt: skip
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
_LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß",
    "i": "i", "j": "j", "textendash": "–", "textemdash": "—", "textquoteright": "’", "&": "&", "%": "%", "$": "$",
    "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "-": "", "/": "",
}  # fmt: skip
_LOOKS = frozenset({"textit", "textbf", "emph", "textrm", "textsc", "mkbibemph", "url", "text"})
"""Commands of which only the words count."""


def item_of(text: str) -> CslItem:
    """The one entry of this text; raises NoReference."""
    head = re.match(r"@\s{0,9}([A-Za-z]{1,40})\s{0,9}\{\s{0,99}([^\s,{}]{1,200})\s{0,99},", text)
    if head is None:
        raise NoReference("this is no BibTeX: an entry begins like @article{name,")
    kind = head[1].lower()
    if kind not in TYPES:
        raise NoReference(f"'@{kind}' is no kind of source that is known here; @misc serves for any other")
    fields, rest = _fields(text, head.end())
    if rest.strip():
        raise NoReference("paste one reference at a time")
    texts = {
        name: plain(value) for name, value in fields.items() if name not in {"author", "editor", "abstract", "file"}
    }
    found: CslItem = {"id": head[2], "type": TYPES[kind]}
    title = ": ".join(part for part in (texts.get("title"), texts.get("subtitle")) if part)
    if title:
        found["title"] = title
    for name, keys in _TEXTS.items():
        if value := next((texts[key] for key in keys if texts.get(key)), ""):
            found[name] = value
    if number := texts.get("number") or texts.get("issue"):
        found["issue" if found["type"] == "article-journal" else "number"] = number
    if pages := texts.get("pages"):
        found["page"] = re.sub("[-–]{1,9}", "-", pages)
    for role in ("author", "editor"):
        if role in fields:
            found[role] = [_name(one) for one in _split(fields[role])]
    for name, typed in (("issued", _issued(texts)), ("accessed", texts.get("urldate", "").split("-"))):
        if typed and typed[0]:
            found[name] = {"date-parts": [day_of(typed)]}
    return with_title(found)


def _issued(texts: dict[str, str]) -> list[str]:
    if date := texts.get("date"):
        return date.split("-")
    month = texts.get("month", "").lower()[:3]
    number = str(MONTHS.index(month) + 1) if month in MONTHS else texts.get("month", "")
    return [part for part in (texts.get("year", ""), number) if part]


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
    if typed.startswith("{") and typed.endswith("}") and "}" not in typed[1:-1]:
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


def plain(typed: str) -> str:
    """The words without TeX's commands and braces; raises NoReference for a command that is not known."""
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
    text = "".join(out).replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _command(typed: str, at: int) -> tuple[str, int]:
    """What a command stands for, and where it ends."""
    word = re.compile("[A-Za-z]{1,40}").match(typed, at)
    name = word[0] if word is not None else typed[at : at + 1]
    end = at + len(name)
    if name in _LOOKS:
        return "", end
    if name in _ACCENTS:
        while end < len(typed) and typed[end] in " {":
            end += 1
        letter, after = _command(typed, end + 1) if typed[end : end + 1] == "\\" else (typed[end : end + 1], end + 1)
        if letter.isalpha():
            return letter + _ACCENTS[name], after
    elif name in _LETTERS:
        # A blank after a command in letters only ends it.
        return _LETTERS[name], end + (name.isalpha() and typed[end : end + 1] == " ")
    raise NoReference(f"'\\{name}' is a command of TeX that is not known here: write the sign itself")
