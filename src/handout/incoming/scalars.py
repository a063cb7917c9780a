"""Write texts as YAML, as a person would: plain where YAML takes it for text, quoted where not, lines as they stand."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[^\W\d_][^\n]*")
_NOT_PLAIN = re.compile(r": |:$| #|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]|^\s|\s$")
_NOT_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})


def scalar(text: str) -> str:
    """A text on one line."""
    if _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and text.lower() not in _NOT_TEXT:
        return text
    if "\\" in text and not re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def entry(lead: str, text: str, indent: int) -> list[str]:
    """The lines of `lead` (`- `, `title: `) and a text, which may have several lines."""
    blanks = " " * indent
    if "\n" not in text:
        return [f"{blanks}{lead}{scalar(text)}"]
    below = " " * (indent + 2)
    return [f"{blanks}{lead}|", *(f"{below}{line}" if line else "" for line in text.split("\n"))]
