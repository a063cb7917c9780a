"""Alternative text that only repeats the caption.

Why it matters: a screen reader says the same line twice, and never what the picture shows. Validators cannot see it.
Instead of: caption and alt both "Your kidneys".
Write: caption: "Your kidneys"; alt: "Two bean-shaped kidneys, one on each side of the spine, below the ribs."
Source: WCAG 2.2, 1.1.1; PEMAT-P item 17.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.phrase import plain

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.nodes():
        if isinstance(node, flow.Figure) and node.alt and node.caption is not None:
            caption = plain(node.caption.phrase)
            if _letters(caption) == _letters(node.alt):
                yield Finding(node.span, "the alt text only repeats the caption", "say in alt what the picture shows")


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
