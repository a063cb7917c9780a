"""One handout in one language, complete: numbered, worded, expanded, with its running matter.

This is what every target reads. Nothing after it reads the author's file again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from handout import flow
from handout.flow import Node, Picture
from handout.record import Record
from handout.source import Span
from handout.text.direction import Direction
from handout.text.phrase import (
    Break,
    Cite,
    Emphasis,
    Foreign,
    Link,
    Phrase,
    Printed,
    PrintedPhrase,
    Strong,
    Text,
    leaves,
)


class Running(Record):
    """What every page carries outside the text.

    `page_of` holds `{page}` and `{pages}`. `mark` is a word printed large across every page ("DRAFT");
    `flag` is a word that stands out in the footer ("OVERDUE"). `other_states` are the words (mark or flag, review line)
    of the other states that this handout can be in: all have the same room, so that signing moves no page break.
    `later_line` is the review line of the pages behind the first, which do not say who reviewed the source.
    `clinic_language` is that of the clinic's name (BCP 47) where it is not the handout's.
    """

    title: str
    clinic: str
    review_line: str
    later_line: str
    version: str
    page_of: str
    disclaimer: str
    clinic_language: str | None = None
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
    direction: Direction
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
    numbers: tuple[str, ...] = ()
    """The numbers to call: the clinic's, and that for emergencies."""
    divisions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    kind: str = ""
    """`patient` when it is part of a print for one patient; `sections` are then those of its text, by their ids."""
    sections: tuple[str, ...] = ()
    html_file: str = ""
    """The HTML file of the same text that goes with it, where it goes into a package that holds one."""


def title_place(edition: Edition) -> Span:
    """Where the title was typed: what the program says of the whole handout has no place of its own."""
    return next((part.span for part in leaves(edition.title) if isinstance(part, Text)), Span(edition.file, 1, 1))


Phrases: TypeAlias = Sequence[tuple[Span, PrintedPhrase]]
"""What an edition says, in reading order, each phrase with its place."""


def words_of(edition: Edition, phrases: Phrases | None = None) -> list[tuple[Span, str]]:
    """Every string that must stand on the pages, in reading order: what a target that drops one has lost."""
    return [(span, said(phrase)) for span, phrase in phrases or flow.phrases(edition.body)]


def said(phrase: PrintedPhrase) -> str:
    """The words of a phrase with the numbers of its citations, a hard break as a line end."""
    if len(phrase) == 1 and type(phrase[0]) is Text:
        return phrase[0].text
    return "".join(map(_said_by, phrase))


def _said_by(part: Printed) -> str:
    match part:
        case Text():
            return part.text
        case Cite():
            return str(part.number)
        case Strong() | Emphasis() | Link() | Foreign():
            return said(part.children)
        case Break():
            return "\n"
        case _:
            assert_never(part)
