"""An edition's flow as an indented outline, one line a part."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from handout import flow
from handout.edition import Edition
from handout.text.phrase import Break, Cite, Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text

INDENT = "  "


def outline(edition: Edition) -> str:
    """One line a part: its kind, its style, where links lead to it, its words."""
    return "\n".join(lines_of(edition.body)) + "\n"


def lines_of(nodes: Iterable[flow.Node]) -> Iterator[str]:
    """The lines of these parts."""
    for node in nodes:
        yield from _node(node)


def _node(node: flow.Node) -> Iterator[str]:
    match node:
        case flow.Text():
            language = "" if node.language is None else f" ({node.language})"
            yield f"{node.role}.{node.style}{_id(node.id)}{language} {shown(node.phrase)}"
        case flow.Section():
            yield "Section"
            yield from _inside(() if node.heading is None else (node.heading,))
            yield from _inside(node.children)
        case flow.List():
            yield f"List.{node.style} {node.marker}"
            for item in node.items:
                label = "" if item.label is None else f" {shown(item.label)}"
                yield f"{INDENT}Item{_id(item.id)}{label}"
                yield from _indented(_inside(item.children))
        case flow.Table():
            yield from _table(node)
        case flow.Figure():
            picture = node.picture
            name = _picture(picture)
            alt = "decorative" if node.alt is None else f'"{node.alt}"'
            yield f"Figure.{node.style} {name} {alt}" + _wide(node)
            yield from _inside(part for part in (node.caption, node.credit) if part is not None)
        case flow.Panel():
            yield f"Panel.{node.style}"
            yield from _inside(node.children)
            if node.aside is not None:
                yield f"{INDENT}aside"
                yield from _indented(_inside((node.aside,)))
        case flow.Blank():
            yield f"Blank.{node.style} {node.lines}"
            yield from _inside((node.label,))
        case flow.Field():
            yield f'Field.{node.style} {node.kind} "{node.name}"'
            yield from _inside(() if node.title is None else (node.title,))
        case flow.Beside():
            shares = ", ".join(f"{share:.0%}" for share in node.shares)
            yield f"Beside ({shares}) {node.read}"
            for row in node.rows:
                yield f"{INDENT}row"
                for side in row:
                    yield f"{INDENT}{INDENT}side"
                    yield from _indented(_indented(_inside(side)))
        case flow.Break():
            yield "Break"
        case _:
            assert_never(node)


def _wide(figure: flow.Figure) -> str:
    if figure.fills is not None:
        return f" {figure.fills:.0%} of its column"
    return "" if figure.width is None else f" {figure.width:.0%}"


def _picture(picture: flow.Picture | flow.QrCode | flow.IconArray) -> str:
    match picture:
        case flow.Picture():
            return picture.name
        case flow.QrCode():
            return f"QR {picture.text}"
        case flow.IconArray():
            return f"{picture.filled} of {picture.of} people"


def _table(table: flow.Table) -> Iterator[str]:
    columns = ", ".join(
        column.align if column.width is None else f"{column.align} {column.width:.0%}" for column in table.columns
    )
    yield f"Table.{table.style} ({columns})"
    yield from _inside(() if table.caption is None else (table.caption,))
    for name, rows in (("head", table.head), ("row", table.body)):
        for row in rows:
            yield f"{INDENT}{name}"
            for cell in row.cells:
                yield f"{INDENT * 2}{'TD' if cell.header is None else f'TH {cell.header}'}"
                yield from _indented(_indented(_inside(cell.children)))


def shown(phrase: PrintedPhrase) -> str:
    """A phrase with its marks, in quotes."""
    return '"' + "".join(map(_marked, phrase)) + '"'


def _marked(part: Printed) -> str:
    match part:
        case Text():
            return part.text
        case Strong():
            return f"**{_inner(part.children)}**"
        case Emphasis():
            return f"*{_inner(part.children)}*"
        case Link():
            title = "" if part.title is None else f" '{part.title}'"
            return f"[{_inner(part.children)}]({part.target}{title})"
        case Foreign():
            return f"{{{part.language}: {_inner(part.children)}}}"
        case Cite():
            return f"[{part.number}](#{part.target} {part.id})"
        case Break():
            return " / "
        case _:
            assert_never(part)


def _inner(phrase: PrintedPhrase) -> str:
    return "".join(map(_marked, phrase))


def _id(name: str | None) -> str:
    return "" if name is None else f" #{name}"


def _inside(nodes: Iterable[flow.Node]) -> Iterator[str]:
    return _indented(lines_of(nodes))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"{INDENT}{line}" for line in lines)
