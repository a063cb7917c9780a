"""The same parts with other phrases in them: each part is copied, and only its phrases change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeVar, assert_never, cast, overload

from handout.flow import Beside, Blank, Break, Field, Figure, Item, List, Node, Panel, Row, Section, Table, Text
from handout.record import replace

P = TypeVar("P")
Q = TypeVar("Q")
R = TypeVar("R")

Change: TypeAlias = Callable[[tuple[P, ...]], tuple[Q, ...]]
"""What is made of a phrase, of the same stage or of the other."""


def mapped(nodes: Iterable[Node[P]], phrase: Change[P, Q]) -> tuple[Node[Q], ...]:
    """The same parts, every phrase replaced by what `phrase` makes of it; it is asked in reading order."""
    return tuple(_mapped(node, phrase) for node in nodes)


def _mapped(node: Node[P], phrase: Change[P, Q]) -> Node[Q]:
    match node:
        case Text():
            return _said(node, phrase)
        case Section():
            heading = _said(node.heading, phrase)
            return _with(node, heading=heading, children=mapped(node.children, phrase))
        case List():
            return _with(node, items=tuple(_item(item, phrase) for item in node.items))
        case Table():
            caption, head = _said(node.caption, phrase), _rows(node.head, phrase)
            return _with(node, caption=caption, head=head, body=_rows(node.body, phrase))
        case Figure():
            return _figure(node, phrase)
        case Panel():
            inside = mapped(node.children, phrase)
            return _with(node, children=inside, aside=None if node.aside is None else _figure(node.aside, phrase))
        case Blank():
            return _with(node, label=_said(node.label, phrase))
        case Field():
            return _with(node, title=_said(node.title, phrase))
        case Beside():
            made = {id(side): mapped(side, phrase) for side in node.in_order()}
            return _with(node, rows=tuple(tuple(made[id(side)] for side in row) for row in node.rows))
        case Break():
            return node
        case _:
            assert_never(node)


@overload
def _said(text: Text[P], phrase: Change[P, Q]) -> Text[Q]: ...
@overload
def _said(text: Text[P] | None, phrase: Change[P, Q]) -> Text[Q] | None: ...
def _said(text: Text[P] | None, phrase: Change[P, Q]) -> Text[Q] | None:
    if text is None:
        return None
    made = phrase(text.phrase)
    return cast("Text[Q]", text) if made is text.phrase else _with(text, phrase=made)


def _item(item: Item[P], phrase: Change[P, Q]) -> Item[Q]:
    label = None if item.label is None else phrase(item.label)
    return _with(item, label=label, children=mapped(item.children, phrase))


def _rows(rows: tuple[Row[P], ...], phrase: Change[P, Q]) -> tuple[Row[Q], ...]:
    return tuple(
        _with(row, cells=tuple(_with(cell, children=mapped(cell.children, phrase)) for cell in row.cells))
        for row in rows
    )


def _figure(figure: Figure[P], phrase: Change[P, Q]) -> Figure[Q]:
    return _with(figure, caption=_said(figure.caption, phrase), credit=_said(figure.credit, phrase))


def _with(node: Any, **changes: object) -> R:  # type: ignore[type-var]  # the caller says which stage the copy is of
    """A copy with other phrases in it, which are of another stage: no type of `replace` can say so."""
    copy: R = replace(node, **changes)
    return copy
