"""Which links a handout may hold: web pages, mail, telephone, and places in the handout itself."""

import re
import unicodedata

ALLOWED = "https, http, mailto, tel, or '#' with the id of a section"
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
WEB = re.compile(r"https?://([^/?#\s]+)[^\s]*", re.IGNORECASE)
HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s@:\[\]<>\"'\\^`{|}%]+)(:[0-9]{1,5})?")
MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_UNSEEN_MARKS = "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""Marks that are never drawn (Unicode, Default_Ignorable_Code_Point)."""
TELEPHONE = re.compile(r"tel:\+?[0-9A-Za-z().;=,*#-]{2,}", re.IGNORECASE)


def fault(target: str) -> tuple[str, str | None] | None:
    """What is wrong with a link's target and how to mend it, or None when a reader may follow it."""
    if not target.isascii() and (hidden := hidden_fault(target)) is not None:
        return hidden
    if target.startswith("#"):
        return None if len(target) > 1 else ("the link '#' names no section", "write the section's id after the '#'")
    scheme = SCHEME.match(target)
    if scheme is None:
        return _bare(target)
    match scheme[1].lower():
        case "http" | "https":
            return web_fault(target)
        case "mailto":
            return None if MAIL.fullmatch(target) else (f"'{target}' is no mail address", "mailto:name@example.org")
        case "tel":
            return None if TELEPHONE.fullmatch(target) else (f"'{target}' is no telephone number", "tel:+1-555-0100")
        case other:
            return f"a link may not start with '{other}:'", f"links start with {ALLOWED}"


def web_fault(target: str) -> tuple[str, str | None] | None:
    """What is wrong with the address of a web page, or None.

    A name and password before the host (`https://nhs.uk@example.org`) are refused: the reader would take them for
    the site.
    """
    if not target.isascii() and (hidden := hidden_fault(target)) is not None:
        return hidden
    found = WEB.fullmatch(target)
    if found is None:
        scheme = SCHEME.match(target)
        if scheme is not None and scheme[1].lower() not in {"http", "https"}:
            return f"a web address may not start with '{scheme[1].lower()}:'", "write https:// and the site's name"
        return (f"'{target}' is no web address", "write https:// and the site's name, without spaces")
    if HOST.fullmatch(found[1]) is None:
        return f"'{found[1]}' is no name of a web site", "write https:// and the site's name, such as example.org"
    return None


def hidden_fault(address: str) -> tuple[str, str] | None:
    """What to tell of a character in an address, a DOI or a number that nobody sees, and that leads elsewhere."""
    for char in address:
        if unicodedata.category(char) in {"Cf", "Cc", "Zs", "Zl", "Zp"} or char in _UNSEEN_MARKS:
            name = unicodedata.name(char, "a control character")
            return f"this address holds a character that cannot be seen: U+{ord(char):04X} {name}", "take it out"
    return None


def is_seen(words: str) -> bool:
    """Whether there is a letter, a number or a sign among the words of a link."""
    return any(unicodedata.category(char)[0] in "LNPS" for char in words)


def _bare(target: str) -> tuple[str, str | None]:
    if not target:
        return "this link leads nowhere", f"links start with {ALLOWED}"
    if "." in target.split("/")[0] and not re.search(r"\s", target):
        return f"the link '{target}' does not say how to get there", f"write https://{target}"
    return f"the link '{target}' leads nowhere a reader can go", f"links start with {ALLOWED}"
