"""What a line of text is made of, before anyone decides how it looks.

A `Text` leaf lies on one line of the author's file, so the place of its n-th character is `span.shifted(n)`; behind an
escape of YAML's within a word, it is a place near by.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeGuard, TypeVar, overload

from handout.record import Record
from handout.source import Span

SOFT_HYPHEN, NO_BREAK_SPACE = "\u00ad", "\u00a0"
KEY = r"[A-Za-z0-9_][A-Za-z0-9_:.#$%&+?<>~/-]*"
"""What may stand after the @ of a citation (Pandoc's, without its braces)."""

P_co = TypeVar("P_co", covariant=True)
"""What the parts of a phrase hold: `Typed` or `Printed` parts."""


class Text(Record, kw_only=False):
    """Characters to print exactly as they stand (NFC)."""

    text: str
    span: Span


class Strong(Record, Generic[P_co], kw_only=False):
    """Words that weigh more than those around them."""

    children: tuple[P_co, ...]


class Emphasis(Record, Generic[P_co], kw_only=False):
    """Words that stand out."""

    children: tuple[P_co, ...]


class Link(Record, Generic[P_co], kw_only=False):
    """A link to a URL, or, when `target` starts with `#`, to a place in the handout itself.

    `title` is what the link is announced as (its annotation's /Contents); without one the link's own words are.
    """

    children: tuple[P_co, ...]
    target: str
    span: Span
    title: str | None = None


class Citation(Record, kw_only=False):
    """`[@a; @b]` as typed: keys with their places, not yet numbered."""

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


class Foreign(Record, Generic[P_co], kw_only=False):
    """Words in another language than what surrounds them (BCP 47)."""

    children: tuple[P_co, ...]
    language: str


if TYPE_CHECKING:
    Typed: TypeAlias = "Text | Strong[Typed] | Emphasis[Typed] | Link[Typed] | Foreign[Typed] | Break | Citation"
    Printed: TypeAlias = "Text | Strong[Printed] | Emphasis[Printed] | Link[Printed] | Foreign[Printed] | Break | Cite"
else:
    Typed = Text | Strong | Emphasis | Link | Foreign | Break | Citation
    Printed = Text | Strong | Emphasis | Link | Foreign | Break | Cite
Phrase: TypeAlias = tuple[Typed, ...]
"""Words as their author typed them: citations by their keys."""
PrintedPhrase: TypeAlias = tuple[Printed, ...]
"""Words as they are printed: every citation has its number."""

_TYPED = frozenset({Text, Strong, Emphasis, Link, Foreign, Break, Citation})


def is_phrase(value: object) -> TypeGuard[Phrase]:
    """Whether a value is words that stand in one line after the other, not a list of other things."""
    return isinstance(value, tuple) and bool(value) and _TYPED.issuperset(map(type, value))


def only_text(phrase: Phrase | PrintedPhrase) -> TypeGuard[tuple[Text, ...]]:
    """Whether there is nothing but words in it: then it is typed as it is printed."""
    return all(type(part) is Text for part in phrase)


@overload
def leaves(phrase: Phrase) -> Iterator[Text | Citation | Break]: ...  # type: ignore[overload-overlap]  # of Text alone
@overload
def leaves(phrase: PrintedPhrase) -> Iterator[Text | Cite | Break]: ...
def leaves(phrase: Phrase | PrintedPhrase) -> Iterator[Text | Citation | Cite | Break]:
    """The parts that have no parts, in reading order."""
    for part in phrase:
        match part:
            case Text() | Cite():  # most are
                yield part
            case Strong() | Emphasis() | Link() | Foreign():
                yield from leaves(part.children)
            case _:
                yield part


def plain(phrase: Phrase | PrintedPhrase) -> str:
    """The words alone: no citation numbers, a hard break as a line end."""
    return "".join(
        leaf.text if isinstance(leaf, Text) else "\n" if isinstance(leaf, Break) else "" for leaf in leaves(phrase)
    )


def one_line(phrase: Phrase | PrintedPhrase) -> str:
    """The words on one line, without soft hyphens: for titles, bookmarks and lists, which are searched, not set.

    Of citations neither numbers nor what parts them nor the blank before them is left.
    """
    found = [*leaves(phrase)]
    if not any(isinstance(leaf, Cite | Citation) for leaf in found):
        return plain(phrase).replace("\n", " ").replace(SOFT_HYPHEN, "")
    said = ""
    for before, leaf, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if isinstance(leaf, Text):
            parts_two = isinstance(before, Cite) and isinstance(after, Cite) and len(leaf.text) == 1
            said += "" if parts_two else leaf.text
        elif isinstance(leaf, Break):
            said += " "
        elif not isinstance(after, Text) or not after.text[:1].isalnum():
            said = said.rstrip()
    return said.strip().replace(SOFT_HYPHEN, "")


def words(text: str, span: Span) -> tuple[Text, ...]:
    """A phrase of plain words, for text that is no author's markup (interface words, names)."""
    return (Text(text, span),) if text else ()
