"""Lists of more than seven items.

Why it matters: nobody keeps more than about seven things in mind; a longer list is read at its two ends.
Instead of: a list of eleven signs.
Write: two lists with a line above each: "Call 911 if" and "Call us if".
Source: CDC Clear Communication Index, item 8 (a list of more than seven items is broken up); PEMAT-P item 8.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.phrase import Break, Typed, leaves

SEVERITY = Severity.ADVICE


def find(subject: Subject) -> Iterator[Finding]:
    most = subject.limits.list_items
    for node in subject.nodes():
        if isinstance(node, flow.List) and node.marker in {"bullet", "decimal", "steps", "checkbox"}:
            yield from _too_long(len(node.items), most, node)
    help_ = subject.handout.get_help
    for phrases in (help_.emergency or (), help_.call or ()) if help_ else ():
        if len(phrases) > most:
            span = next((leaf.span for leaf in leaves(phrases[0]) if not isinstance(leaf, Break)), help_.span)
            yield Finding(span, f"a list of {len(phrases)} signs; {most} is plenty", _HINT)


_HINT = "split it under two lead-in lines, or leave out what matters least"


def _too_long(items: int, most: int, node: flow.List[Typed]) -> Iterator[Finding]:
    if items > most:
        yield Finding(node.span, f"this list has {items} items; {most} is plenty", _HINT)
