"""A sign that says something by its colour alone, such as a red or a green circle.

Why it matters: signs are printed in black. A red circle becomes one with stripes, and so does a green one; nobody in
front of the page knows which is which. Who does not see colours, and who listens, never knew.
Instead of: "🔴 Call us today."
Write: "Stop and call us today.", or the block `zones`, which says it in a word, a shape and a colour.
Source: WCAG 2.2, 1.4.1, use of colour.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING
_COLOURED = frozenset("🔴🟠🟡🟢🔵🟣🟤🟥🟧🟨🟩🟦🟪🟫🔶🔷🔸🔹💙💚💛💜🧡🤎🩵🩷")


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        for at, sign in enumerate(unit.text):
            if sign in _COLOURED:
                name = unicodedata.name(sign, sign).casefold()
                message = f"'{sign}' ({name}) is printed in black, and its colour is not seen"
                yield Finding(unit.at(at), message, "say what it means in words, or use the block 'zones'")
                break
