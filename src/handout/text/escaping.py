"""Put a backslash before the signs of a text that CommonMark would take for marks, so that they print as typed."""

from __future__ import annotations

import re

from handout.text.commonmark import AUTOLINK

_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_SIGNS = re.compile(rf"\\(?=[{_PUNCTUATION}\n]|$)|\*|(?<![^\W_])_|_(?![^\W_])|\[")
_STARTS = re.compile(r"(?:[-+](?=\s|$)|#{1,6}(?=\s|$)|>|-{2,}\s*$|(?:- *){3,}$|=+\s*$|~{3,}|`{3,}|\|)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)", re.ASCII)


def escaped(text: str) -> str:
    """Words within a line."""
    text = _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
    return re.sub(AUTOLINK, lambda found: f"\\{found[0]}", text)


def line_escaped(line: str) -> str:
    """A line whose first sign would begin a block, as one that begins none; the blanks before it go."""
    line = line.lstrip(" ")
    if _STARTS.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line
