"""Alternative text that is missing, a file name, or no description.

Why it matters: who cannot see the picture gets nothing from a file name, or from the word diagram.
Instead of: `alt: kidney-diagram.png`, `alt: image`, `alt: ""`
Write: `alt: Two bean-shaped kidneys, one on each side of the spine.`, or `decorative: true`.
Source: WCAG 2.2, 1.1.1, failure F30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|tiff?|webp|bmp)|(?:img|dsc|image|screenshot)[-_ ]?\d+", re.I)
_EMPTY_WORDS = frozenset(
    ("image", "picture", "photo", "figure", "graphic", "diagram", "chart", "logo", "icon", "imagen", "foto", "figura")
)


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.nodes():
        if not isinstance(node, flow.Figure) or isinstance(node.picture, flow.IconArray) or node.alt is None:
            continue
        if fault := _fault(node.alt.strip()):
            yield Finding(node.span, f"the alt text {fault}", "say in a sentence what the picture shows")


def _fault(alt: str) -> str | None:
    if not alt:
        return "is empty"
    if _FILE_NAME.fullmatch(alt):
        return f"is a file name: '{alt}'"
    if alt.casefold().rstrip(".") in _EMPTY_WORDS:
        return f"describes nothing: '{alt}'"
    return None
