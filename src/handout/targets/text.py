"""Write an edition as plain text: what a reader is told, with nothing but letters and line ends.

For a message to a portal, for a screen reader that prefers it, and for a reviewer's diff. In right-to-left text marks
of isolates stand around numbers and names: who shows it by UAX 9 alone would turn 555-0100 round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from handout import flow
from handout.edition import Edition
from handout.flow_mapping import mapped
from handout.problems import Problems
from handout.record import replace
from handout.style.properties import Sheet
from handout.targets import File
from handout.targets.isolates import with_marks
from handout.text.phrase import Break, Cite, Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text

RULE = "_" * 24
RIGHT_TO_LEFT = "\u200f"
UNDERLINES = {"H1": "=", "H2": "-"}


def make(edition: Edition, sheet: Sheet, problems: Problems, most_pages: int) -> File:
    """The one text file (`targets.Make`)."""
    return File(data=text(edition).encode("utf-8"))


def text(edition: Edition) -> str:
    """The whole handout; its state and its version stand first, since there is no footer."""
    running = edition.running
    state = " · ".join(part for part in (running.mark or running.flag, running.review_line, running.version) if part)
    body = mapped(edition.body, _with_cites_apart) if edition.direction == "rtl" else edition.body
    lines = [running.clinic, state, "", *_nodes(body), running.disclaimer]
    return "\n".join(with_marks(line.rstrip(), edition.direction) for line in lines) + "\n"


def _nodes(nodes: Iterable[flow.Node]) -> Iterator[str]:
    for node in nodes:
        yield from _node(node)


def _node(node: flow.Node) -> Iterator[str]:
    """The lines of a part, an empty line after each paragraph, list and table."""
    match node:
        case flow.Text():
            yield from _text(node)
        case flow.Section():
            yield from _nodes(() if node.heading is None else (node.heading,))
            yield from _nodes(node.children)
        case flow.List():
            for item in node.items:
                yield from _item(item, node.marker)
            yield ""
        case flow.Table():
            yield from _nodes(() if node.caption is None else (node.caption,))
            for row in (*node.head, *node.body):
                yield " | ".join(_cell(cell) for cell in row.cells)
            yield ""
        case flow.Figure():
            if node.alt is not None:
                yield from (f"[{node.alt}]", "")
            yield from _nodes(part for part in (node.caption, node.credit) if part is not None)
        case flow.Panel():
            yield from _nodes(node.children)
            yield from _nodes(() if node.aside is None else (node.aside,))
        case flow.Blank():
            yield f"{worded(node.label.phrase)} {RULE}"
            yield from [RULE] * (node.lines - 1)
            yield ""
        case flow.Field():
            yield from _field(node)
        case flow.Beside():
            for side in node.in_order():
                yield from _nodes(side)
        case flow.Break():
            pass
        case _:
            assert_never(node)


def _text(part: flow.Text) -> Iterator[str]:
    lines = worded(part.phrase).split("\n")
    yield from lines
    if part.role in UNDERLINES:
        yield UNDERLINES[part.role] * min(max(map(len, lines)), 72)
    yield ""


def _field(field: flow.Field) -> Iterator[str]:
    if field.kind == "tick":
        yield "[ ]"
        return
    yield from _nodes(() if field.title is None else (field.title,))
    yield RULE[: len(RULE) // 2] if field.kind == "cell" else RULE


def _item(item: flow.Item, marker: flow.Marker) -> Iterator[str]:
    """The label, and what hangs from it indented by the label's width."""
    if item.label is not None:
        label = worded(item.label)
        # A term stands above its meaning, not beside it.
        if marker == "term":
            yield label
            label = "  "
    else:
        label = f"{item.heard}:" if item.heard else {"checkbox": "[ ]", "none": ""}.get(marker, "-")
    lines = [line for line in _nodes(item.children) if line] or [""]
    indent = " " * (len(label) + 1 if label.strip() else len(label))
    yield f"{label} {lines[0]}" if label.strip() else f"{label}{lines[0]}"
    yield from (f"{indent}{line}" for line in lines[1:])


def _cell(cell: flow.Cell) -> str:
    return " / ".join(line for line in _nodes(cell.children) if line)


def worded(phrase: PrintedPhrase) -> str:
    """The words; a citation in brackets, an address behind the words that lead there."""
    return "".join(map(_worded, phrase))


def _with_cites_apart(phrase: PrintedPhrase) -> PrintedPhrase:
    """The same words; citations side by side would be one phrase from left to right, but for a mark of the page's."""
    return tuple(_apart(part) for part in phrase)


def _apart(part: Printed) -> Printed:
    match part:
        case Cite():
            return Text(f"[{part.number}]{RIGHT_TO_LEFT}", part.span)
        case Strong() | Emphasis() | Link() | Foreign():
            return replace(part, children=_with_cites_apart(part.children))
        case _:
            return part


def _worded(part: Printed) -> str:
    match part:
        case Text():
            return part.text
        case Cite():
            return f"[{part.number}]"
        case Break():
            return "\n"
        case Link():
            return _link(part)
        case Strong() | Emphasis() | Foreign():
            return worded(part.children)
        case _:
            assert_never(part)


def _link(link: Link[Printed]) -> str:
    said = worded(link.children)
    if link.target.startswith("#") or link.target in (said, f"mailto:{said}", f"tel:{said}"):
        return said
    return f"{said} <{link.target}>"
