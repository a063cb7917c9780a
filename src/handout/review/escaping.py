"""Strings between double quotes, as both the canonical form and the sign-off file write them."""

from __future__ import annotations

import re

# A fixed list, not a Unicode category: categories change with Python's tables, a digest must not.
_UNSEEN = "[\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]"
"""None of these is printable to Python."""


def quoted(text: str) -> str:
    r"""Text between double quotes, with `\"`, `\\`, and `\u0000` for what a screen would not show.

    What comes out is also a double-quoted YAML scalar (YAML 1.2.2, 7.3.1) on one line.
    """
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    if plain.isprintable():
        return f'"{plain}"'
    return '"' + re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", plain) + '"'
