"""Two headings that say the same.

Why it matters: a reader who looks for one finds the other, and a link to it leads to the first.
Instead of: "What is calciphylaxis?" twice.
Write: one heading over both texts, or two that say what is different.
Source: PEMAT-P item 9 (headers inform); WCAG 2.2, 2.4.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for unit in subject.units:
        if unit.kind not in {"title", "heading"}:
            continue
        key = " ".join(word.text for word in unit.words).casefold()
        if unit.kind == "heading" and key in seen:
            message = f"'{unit.text.strip()}' is also what line {seen[key]} says"
            yield Finding(unit.span, message, "say what is different, or join the two parts")
        seen.setdefault(key, unit.span.line)
