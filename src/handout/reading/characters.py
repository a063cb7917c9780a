"""Characters that no handout may hold: they draw nothing, hide words, or turn a line around.

Trojan Source (CVE-2021-42574) for the bidirectional controls; Unicode 16, chapter 23, for the rest.
"""

from __future__ import annotations

import re
import unicodedata

from handout.problems import Problems, visible
from handout.source import Span

FORBIDDEN = (
    "[\x00-\x09\x0b-\x0c\x0e-\x1f\x7f-\x9f"  # controls, tab and NEL among them; the line feed is none of them
    "\u115f\u1160\u3164\uffa0\u17b4\u17b5\u180e\u2800"  # fillers and vowels that draw nothing
    "\u2028\u2029"  # line ends that editors do not count
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides and isolates
    "\u2061-\u2064\u206a-\u206f\ufeff\ufff9-\uffff"  # invisible operators, byte order mark, replacement
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates, noncharacters
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    "\U000e0000-\U000e007f"  # tag characters
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "]|\r(?!\n)"
)

GARBLED = "â[\x80\x86\x88\x89€†ˆ‰].|Â[\x80-\x9f¡-º¼-¿]|(?<![A-ZÀ-Þ])(?:Â[\xa0»]|[ÃÐ][\x80-\xbf]|Ã[‰€œŸš]|Î[±-³¼])|ï»¿"
"""What UTF-8 looks like to a program that took it for Windows-1252 or Latin-1. «AMANHû, in capitals, is a word."""
_MAY_BE_GARBLED = ("â", "Â", "Ã", "Ð", "Î", "ï»¿")

_FORBIDDEN_PRINTABLE = "\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\ufffc\ufffd"
"""The few that count as printable to Python."""

MOST_MARKS = 30
OVERFULL = f"this letter bears more than {MOST_MARKS} marks"

_NAMES = {"\t": "a tab", "\r": "a carriage return without a line feed", "\x85": "a next-line character (NEL)"}
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_surely_allowed(text: str) -> bool:
    """Whether a quick look is enough to say that no character here is forbidden: all of them print.

    False says nothing: a space that does not break is allowed, and is not printable to Python.
    """
    printable = text.replace("\n", "").isprintable()
    return printable and (text.isascii() or not any(char in text for char in _FORBIDDEN_PRINTABLE))


def overfull(text: str) -> int | None:
    """The offset of a letter that bears more marks than any language writes; None when there is none.

    Thirty are what Unicode's Stream-Safe Text Format allows (UAX 15, 13); text shapers give up on many more.
    """
    if text.isascii():
        return None
    # So long a run of marks holds one of the characters at these places.
    for number, char in enumerate(text[:: MOST_MARKS + 1]):
        if char > "\u02ff" and _is_mark(char):
            start = at = number * (MOST_MARKS + 1)
            while start and _is_mark(text[start - 1]):
                start -= 1
            while at < len(text) and _is_mark(text[at]):
                at += 1
            if at - start > MOST_MARKS:
                return max(start - 1, 0)
    return None


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def all_visible(text: str) -> str:
    """The text with what cannot be seen in it, and every blank but the plain one, shown as an escape."""
    return "".join(
        char if char.isprintable() and (char == " " or not char.isspace()) else f"\\u{ord(char):04x}" for char in text
    )


def named(char: str) -> str:
    """The character in words, never the character itself."""
    if char in _NAMES:
        return f"{_NAMES[char]} (U+{ord(char):04X})"
    name = unicodedata.name(char, "")
    if name:
        return f"U+{ord(char):04X} {name}"
    category = unicodedata.category(char)
    what = {"Cc": "control character", "Co": "private-use character", "Cs": "half of a surrogate pair"}
    return f"{what.get(category, 'noncharacter')} U+{ord(char):04X}"


def remedy(char: str) -> str:
    """What to do about it."""
    if char == "\t":
        return "use spaces"
    if char in "\r\x85\u2028\u2029":
        return "save the file with LF or CRLF line ends"
    if "\x80" <= char <= "\x9f" and (meant := char.encode("latin-1").decode("cp1252", "ignore")):
        return f"did you mean {meant} ? It was lost when the text was copied from Windows; type it again"
    if char in _BIDIRECTIONAL:
        return "take it out; the direction of the text follows from its language"
    if char in "\ufffd\ufffc" or unicodedata.category(char) in {"Co", "Cs"}:
        return "type the character that was meant again; it was lost when the text was copied"
    return "take it out; it prints nothing"


def decoded(data: bytes, name: str, problems: Problems) -> str | None:
    """The text, without its byte order mark and with LF line ends; only UTF-8 will do."""
    hint = "save the file as UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        problems.error("E11", Span(name, 1, 1), "this file is not UTF-8 but UTF-16 or UTF-32", hint)
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        # The codec counts from behind the byte order mark when there is one.
        body = data.removeprefix(b"\xef\xbb\xbf")
        at = body[: error.start].decode("utf-8", "replace").replace("\r\n", "\n")
        byte = body[error.start]
        problems.error("E11", _place(at, len(at), name), f"this file is not UTF-8: byte 0x{byte:02X} here", hint)
        return None


def only_allowed(text: str, name: str, problems: Problems) -> bool:
    """Tell each kind of forbidden character once, at its first place, with how often it occurs."""
    crowded = overfull(text)
    if crowded is not None:
        problems.error("E09", _place(text, crowded, name), OVERFULL, "take out the marks that are not needed")
        return False
    patterns = [] if is_surely_allowed(text) else [FORBIDDEN]
    if not text.isascii() and any(map(text.__contains__, _MAY_BE_GARBLED)):
        patterns.insert(0, GARBLED)
    if not patterns:
        return True
    counts: dict[str, int] = {}
    places: dict[str, Span] = {}
    line, start = 1, 0
    for match in re.finditer("|".join(patterns), text):
        char = match.group()
        counts[char] = counts.get(char, 0) + 1
        if char not in places:
            line += text.count("\n", start, match.start())
            start = match.start()
            places[char] = Span(name, line, start - text.rfind("\n", 0, start))
    for char, place in places.items():
        often = f" ({counts[char]} times in this file)" if counts[char] > 1 else ""
        message = f"{named(char)} is not allowed" if len(char) == 1 else f"'{visible(char)}' is what a lost sign left"
        problems.error("E09", place, message + often, remedy(char) if len(char) == 1 else _meant_by(char))
    return not places


def _meant_by(garbled: str) -> str:
    """What to type in place of letters that are the bytes of another."""
    try:
        meant = b"".join(bytes([ord(char)]) if char < "\u0100" else char.encode("cp1252") for char in garbled).decode()
    except UnicodeError:
        meant = ""
    if not meant.isprintable() or not meant.strip():
        return "type the sign that was meant again; it was lost when the text was copied"
    return f"did you mean {meant} ? It was lost when the text was copied; type it again"


def _place(text: str, index: int, name: str) -> Span:
    before = text[:index]
    return Span(name, before.count("\n") + 1, index - before.rfind("\n"))
