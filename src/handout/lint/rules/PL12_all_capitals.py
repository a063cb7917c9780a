"""Words in capitals only.

Why it matters: capitals have no shape, so they are slower to read, and they shout.
Instead of: "DO NOT drive."
Write: "**Do not** drive."
Source: RNIB clear print; Federal Plain Language Guidelines (plainlanguage.gov), emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.capitals import shouted
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING
_STANDS_FOR = re.compile(
    r"[^\W\d_]\s*\(([A-Z]{2,6})s?\)|\b(?:called|known as|,\s+or)\s+([A-Z]{2,6})\b"
    r"|\b([A-Z]{2,6}) (?:stands|is short) for\b"
)
"""An abbreviation that looks like a word, where it is explained: "peripheral artery disease (PAD)"."""


def find(subject: Subject) -> Iterator[Finding]:
    stands_for = {word for unit in subject.units for words in _STANDS_FOR.findall(unit.text) for word in words}
    for unit in subject.units:
        for start, text in shouted(unit.text, subject.primary):
            if text in stands_for:
                continue
            hint = f"write: **{text.capitalize()}**, or plain letters"
            yield Finding(unit.at(start), f"'{text}' is in capitals", hint)
