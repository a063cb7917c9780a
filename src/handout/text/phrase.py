"""What a line of text is made of, before anyone decides how it looks.

A `Text` leaf lies on one line of the author's file, so the place of its n-th character is `span.shifted(n)`.
"""

from collections.abc import Iterator
from typing import TypeAlias, TypeGuard

from handout.record import Record
from handout.source import Span

SOFT_HYPHEN = "\u00ad"
KEY = r"[A-Za-z0-9_][A-Za-z0-9_:.#$%&+?<>~/-]*"
"""What may stand after the @ of a citation (Pandoc's, without its braces)."""


class Text(Record, kw_only=False):
    """Characters to print exactly as they stand (NFC)."""

    text: str
    span: Span


class Strong(Record, kw_only=False):
    children: "Phrase"


class Emphasis(Record, kw_only=False):
    children: "Phrase"


class Link(Record, kw_only=False):
    """A link to a URL, or, when `target` starts with `#`, to a place in the handout itself.

    `title` is what the link is announced as (its annotation's /Contents); without one the link's own words are.
    """

    children: "Phrase"
    target: str
    span: Span
    title: str | None = None


class Citation(Record, kw_only=False):
    """`[@a; @b]` as typed: keys with their places, not yet numbered. Gone once an edition is assembled."""

    keys: tuple[tuple[str, Span], ...]
    span: Span


class Cite(Record, kw_only=False):
    """One numbered citation, printed as a superscript number.

    `target` is the id of the reference it leads to; `id` is its own, so that the reference can lead back. `title`
    is what the link is announced as, such as "reference 3".
    """

    number: int
    target: str
    id: str
    span: Span
    title: str | None = None


class Break(Record, kw_only=False):
    """A hard line break."""


class Foreign(Record, kw_only=False):
    """Words in another language than what surrounds them (BCP 47)."""

    children: "Phrase"
    language: str


Inline: TypeAlias = Text | Strong | Emphasis | Link | Citation | Cite | Break | Foreign
Phrase: TypeAlias = tuple[Inline, ...]

_INLINE = (Text, Strong, Emphasis, Link, Citation, Cite, Break, Foreign)


def is_phrase(value: object) -> TypeGuard[Phrase]:
    """Whether a value is words that stand in one line after the other, not a list of other things."""
    return isinstance(value, tuple) and bool(value) and all(isinstance(part, _INLINE) for part in value)


def leaves(phrase: Phrase) -> Iterator[Text | Citation | Cite | Break]:
    """The parts that have no parts, in reading order."""
    for part in phrase:
        match part:
            case Strong() | Emphasis() | Link() | Foreign():
                yield from leaves(part.children)
            case _:
                yield part


def plain(phrase: Phrase) -> str:
    """The words alone: no citation numbers, a hard break as a line end."""
    return "".join(
        leaf.text if isinstance(leaf, Text) else "\n" if isinstance(leaf, Break) else "" for leaf in leaves(phrase)
    )


def one_line(phrase: Phrase) -> str:
    """The words on one line, without soft hyphens: for titles, bookmarks and lists, which are searched, not set."""
    return plain(phrase).replace("\n", " ").replace(SOFT_HYPHEN, "")


def words(text: str, span: Span) -> Phrase:
    """A phrase of plain words, for text that is no author's markup (interface words, names)."""
    return (Text(text, span),) if text else ()
