"""Which links a handout may hold: web pages, mail, telephone, and places in the handout itself."""

from __future__ import annotations

import re
import unicodedata

from handout.text.numbers import plain_digits
from handout.text.telephones import may_be_telephone

ALLOWED = "https, http, mailto, tel, or '#' with the id of a section"
SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*):"
WEB = re.compile(r"https?://([^/?#\s]+)([^\s]*)", re.IGNORECASE)
HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s@:\[\]<>\"'\\^`{|}%]+)(:[0-9]{1,5})?")
MAIL = r"(?i)mailto:[^\s@]+@[^\s@]+"
_UNSEEN_MARKS = "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""Marks that are never drawn (Unicode, Default_Ignorable_Code_Point)."""
TELEPHONE = r"(?i)tel:\+?[0-9A-Za-z().;=,*#-]{2,}"


def fault(target: str) -> tuple[str, str | None] | None:
    """What is wrong with a link's target and how to mend it, or None when a reader may follow it."""
    if not target.isascii() and (hidden := hidden_fault(target)) is not None:
        return hidden
    if target.startswith("#"):
        return None if len(target) > 1 else ("the link '#' names no section", "write the section's id after the '#'")
    scheme = re.match(SCHEME, target)
    if scheme is None:
        return _bare(target)
    match scheme[1].lower():
        case "http" | "https":
            return web_fault(target)
        case "mailto":
            if re.fullmatch(MAIL, target) is None:
                return f"'{target}' is not an e-mail address", "mailto:name@example.org"
            host = target.rpartition("@")[2].partition("?")[0]
            return None if host.isascii() else _strange_host(host)
        case "tel":
            is_number = re.fullmatch(TELEPHONE, target) is not None
            return None if is_number else (f"'{target}' is not a telephone number", "tel:+1-555-0100")
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
        scheme = re.match(SCHEME, target)
        if scheme is not None and scheme[1].lower() not in {"http", "https"}:
            return f"a web address may not start with '{scheme[1].lower()}:'", "write https:// and the site's name"
        return (f"'{target}' is not a web address", "write https:// and the site's name, without spaces")
    if HOST.fullmatch(found[1]) is None:
        return f"'{found[1]}' is not the name of a web site", "write https:// and the site's name, such as example.org"
    if '"' in found[2]:
        return 'a web address holds no "', "take it out; if the page is called so, write %22"
    return None if found[1].isascii() else _strange_host(found[1])


def _strange_host(host: str) -> tuple[str, str]:
    """What to tell of a site's name with letters beyond a to z: one that looks alike may lead elsewhere (UTS 39)."""
    letter = next(char for char in host if not char.isascii())
    name = unicodedata.name(letter, f"U+{ord(letter):04X}").capitalize()
    try:
        typed = unicodedata.normalize("NFKC", host).encode("idna").decode("ascii")
    except UnicodeError:
        typed = ""
    hint = (
        f"if that is meant, type it as browsers do: {typed}" if typed else "write the site's name in the letters a to z"
    )
    return f"the site's name '{host}' holds a letter that may be taken for another: '{letter}', {name}", hint


def words_fault(words: str, target: str) -> tuple[str, str] | None:
    """What is wrong with words of a link that are themselves an address or a number, and not the one it leads to."""
    words = re.sub("^(?i:mailto|tel):", "", words.strip())
    if (own := _host(words)) is not None and target[:4].lower() == "http" and own != _host(target):
        return (
            f"the words say '{words}', and the link leads to {target}",
            "make both the same address, or say what is there",
        )
    if re.fullmatch(_ADDRESS_OF_MAIL, words) and target[:7].lower() == "mailto:":
        written = target[7:].partition("?")[0]
        if words.casefold() != written.casefold():
            return f"the words say '{words}', and the link writes to {target[7:]}", "make both the same address"
    if target[:4].lower() == "tel:" and may_be_telephone(words):
        said, dialled = map(plain_digits, (words, target))
        if said and not (dialled.endswith(said.lstrip("0")) or said.endswith(dialled)):
            return f"the words say '{words}', and the link dials {target[4:]}", "make both the same number"
    return None


_PLAIN_ADDRESS = r"(?i)(?:https?://)?((?:[^\W_][\w-]*+\.)++[^\W\d_]{2,})(?::[0-9]{1,5})?(?:[/?#]\S*)?"
_ADDRESS_OF_MAIL = r"[^\s@]+@[^\s@]+\.[^\s@]+"


def _host(address: str) -> str | None:
    """The site an address names, without `www.`; None for what is no address."""
    found = re.fullmatch(_PLAIN_ADDRESS, address)
    return None if found is None else found[1].casefold().removeprefix("www.")


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


_FILES = (".pdf", ".html", ".htm", ".docx", ".doc", ".png", ".jpg", ".jpeg", ".svg", ".mp4")
"""Endings of files, of which none is that of a web site's name."""


def _bare(target: str) -> tuple[str, str | None]:
    if not target:
        return "this link leads nowhere", f"links start with {ALLOWED}"
    if target.lower().endswith(_FILES) and "/" not in target:
        message = f"the link '{target}' does not say how to get there"
        return message, f"write its whole address, such as https://example.org/{target}"
    if "." in target.split("/")[0] and not re.search(r"\s", target):
        return f"the link '{target}' does not say how to get there", f"write https://{target}"
    return f"the link '{target}' leads nowhere a reader can go", f"links start with {ALLOWED}"
