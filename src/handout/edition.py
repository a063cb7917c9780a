"""One handout in one language, complete: numbered, worded, expanded, with its running matter.

This is what every target reads. Nothing after it reads the author's file again.
"""

from collections.abc import Iterable
from typing import Literal, assert_never

from handout import flow
from handout.flow import Node, Picture
from handout.record import Record
from handout.source import Span
from handout.text.phrase import Break, Citation, Cite, Phrase, Text, leaves


class Running(Record):
    """What every page carries outside the text.

    `page_of` holds `{page}` and `{pages}`. `mark` is a word printed large across every page ("DRAFT");
    `flag` is a word that stands out in the footer ("OVERDUE"). `other_states` are the words (mark or flag, review line)
    of the other states that this handout can be in: all have the same room, so that signing moves no page break.
    `later_line` is the review line of the pages behind the first, which do not say who reviewed the source.
    """

    title: str
    clinic: str
    review_line: str
    later_line: str
    version: str
    page_of: str
    disclaimer: str
    mark: str | None = None
    flag: str | None = None
    other_states: tuple[tuple[str | None, str], ...] = ()
    skip_to_text: str = ""
    """The words of the link to the text, for whoever reads without a mouse."""


class Edition(Record):
    """Everything the reader is told, in reading order, and what the file says of itself."""

    slug: str
    file: str
    language: str
    direction: Literal["ltr", "rtl"]
    title: Phrase
    title_text: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    version: str | None
    published: str | None
    audience: str | None
    codes: tuple[tuple[str, str], ...]
    digest: str
    state: str
    body: tuple[Node, ...]
    running: Running
    logo: Picture | None = None
    logo_alt: str | None = None
    numbers: tuple[str, ...] = ()
    """The numbers to call: the clinic's, and that for emergencies."""
    divisions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    kind: str = ""
    """`patient` when it is part of a print for one patient; `sections` are then those of its text, by their ids."""
    sections: tuple[str, ...] = ()


def words_of(edition: Edition) -> list[tuple[Span, str]]:
    """Every string that must stand on the pages, in reading order: what a target that drops one has lost."""
    found: list[tuple[Span, str]] = []
    _gather(edition.body, found)
    return found


def said(phrase: Phrase) -> str:
    """The words of a phrase with the numbers of its citations, a hard break as a line end."""
    if len(phrase) == 1 and type(phrase[0]) is Text:
        return phrase[0].text
    return "".join(map(_said, leaves(phrase)))


def _gather(nodes: Iterable[Node], found: list[tuple[Span, str]]) -> None:
    for node in nodes:
        match node:
            case flow.Text():
                found.append((node.span, said(node.phrase)))
            case flow.List():
                for item in node.items:
                    if item.label is not None:
                        found.append((item.span, said(item.label)))
                    _gather(item.children, found)
            case flow.Section():
                if node.heading is not None:
                    _gather((node.heading,), found)
                _gather(node.children, found)
            case flow.Table():
                if node.caption is not None:
                    _gather((node.caption,), found)
                for row in (*node.head, *node.body):
                    for cell in row.cells:
                        _gather(cell.children, found)
            case flow.Figure():
                _gather([part for part in (node.caption, node.credit) if part is not None], found)
            case flow.Panel():
                _gather(node.children, found)
                if node.aside is not None:
                    _gather((node.aside,), found)
            case flow.Blank():
                _gather((node.label,), found)
            case flow.Field():
                _gather(() if node.title is None else (node.title,), found)
            case flow.Beside():
                for side in node.in_order():
                    _gather(side, found)
            case flow.Break():
                pass
            case _:
                assert_never(node)


def _said(leaf: Text | Citation | Cite | Break) -> str:
    match leaf:
        case Text():
            return leaf.text
        case Cite():
            return str(leaf.number)
        case Break():
            return "\n"
        case Citation():
            return ""
        case _:
            assert_never(leaf)
