"""Which way lines of text run."""

from __future__ import annotations

from typing import Literal, TypeAlias
from unicodedata import bidirectional

Direction: TypeAlias = Literal["ltr", "rtl"]
"""As HTML names it: from left to right, from right to left."""

RIGHT_TO_LEFT = frozenset({"R", "AL"})
"""Classes of the letters of Hebrew and its like, of Arabic and its like (UAX #9, table 4)."""


def has_right_to_left(text: str) -> bool:
    """Whether it holds a letter that runs from right to left, whichever way the text as a whole runs."""
    return not text.isascii() and any(bidirectional(char) in RIGHT_TO_LEFT for char in text)
