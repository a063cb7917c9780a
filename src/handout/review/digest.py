"""The digest of a canonical text."""

from __future__ import annotations

import hashlib

FORM = "handout-digest/1"
"""The version of the canonical form, the first line of every canonical text."""


def digest_of(text: str) -> str:
    """`sha256:` and 64 hexadecimal digits, as `sha256sum` gives them for the text in a file."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()
