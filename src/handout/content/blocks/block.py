"""What a block needs to know to become parts of the flow, and how prose becomes them."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias, get_args

from handout import flow
from handout.content.values import ImagePath
from handout.part import Part
from handout.problems import Problems
from handout.reading.key_types import shape_of
from handout.record import Record
from handout.source import Span
from handout.text.markdown import MdBlock, MdList, MdParagraph
from handout.text.phrase import Break, Phrase, Text, Typed, leaves, plain, words

GAP = "\x00"
"""Marks, in a line of interface words, where an author's words go: no author can type it."""

HEADING_ROLES: tuple[flow.TextRole, ...] = ("H1", "H2", "H3", "H4", "H5", "H6")

Parts: TypeAlias = Mapping[str, Part]
"""The parts that a kind of block brings, by the names that style sheets call them."""
Placeholders: TypeAlias = Mapping[str, tuple[str, ...]]
"""The words of the program's own that a kind of block prints, by their keys, with the placeholders in each."""


class Say(Protocol):
    """Gives the interface's words for a key in the handout's language."""

    def __call__(self, key: str, /, **values: str) -> str: ...


class Expansion(Record):
    """The surroundings of a block: its language's words, the level of the heading above it, the pictures.

    `pictures` gives the checked bytes of a picture, or None when there are none, which it has reported already.
    `language` is the tag of those words; it is empty where nothing is printed.
    `problems` takes what only the language's own words show; it is None where a block is looked at a second time.
    """

    say: Say
    language: str = ""
    level: int
    pictures: Callable[[ImagePath], flow.Picture | None]
    problems: Problems | None = None


class Block(Protocol):
    """A block of a body: what its author typed, and how it expands into the flow.

    A kind that brings parts of its own declares them as `PARTS: ClassVar[Parts]`, and words of the program's own as
    `WORDS: ClassVar[Placeholders]`; sheets and languages are held to what all kinds declare (`blocks.PARTS`).
    """

    @property
    def span(self) -> Span: ...

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]: ...


def parts_of(kinds: Mapping[str, Any]) -> Parts:
    """The parts that blocks of these kinds bring."""
    return _declared(kinds, "PARTS")


def words_of(kinds: Mapping[str, Any]) -> Placeholders:
    """The words of the program's own that blocks of these kinds print."""
    return _declared(kinds, "WORDS")


def _declared(kinds: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What the types of these kinds declare under this name, together; a type may be annotated with its reader."""
    types = [(*get_args(hint), hint)[0] for hint in kinds.values()]
    return {key: value for kind in types for key, value in getattr(kind, name, {}).items()}


def schema_for(hint: Any, *, least: int = 0, most: int | None = None) -> dict[str, Any]:
    """The JSON Schema of a type that a key may have, whole in itself. A type hint has no type of its own: `Any`."""
    from handout.reading import json_schema

    definitions: dict[str, dict[str, Any]] = {}
    schema = json_schema.schema_of(shape_of(hint, least, most), definitions)
    inlined: dict[str, Any] = _inlined(schema, definitions)
    return inlined


def _inlined(value: Any, definitions: dict[str, dict[str, Any]]) -> Any:
    """JSON with each reference to a definition replaced by what it names."""
    match value:
        case {"$ref": str(name)}:
            return _inlined(definitions[name.rpartition("/")[2]], definitions)
        case dict():
            return {key: _inlined(part, definitions) for key, part in value.items()}
        case list():
            return [_inlined(part, definitions) for part in value]
        case _:
            return value


def expand_prose(
    blocks: tuple[MdBlock, ...], style: str = "paragraph", item_style: str = "list-item"
) -> tuple[flow.TypedNode, ...]:
    """Paragraphs and lists as parts of the flow; the numbers of a numbered list stay as typed."""
    return tuple(
        paragraph(block.phrase, style, block.span) if isinstance(block, MdParagraph) else _list(block, item_style)
        for block in blocks
    )


def paragraph(phrase: Phrase, style: str, span: Span) -> flow.Text[Typed]:
    """A paragraph of the flow, placed where its first words stand."""
    return flow.Text(phrase=phrase, style=style, span=place(phrase, span))


def heading_below(expansion: Expansion, phrase: Phrase, style: str, span: Span) -> flow.Text[Typed]:
    """The title of a block: a heading one level below that of its section."""
    return flow.Text(phrase=phrase, role=HEADING_ROLES[expansion.level], style=style, span=span)


_AFTER_A_LABEL = frozenset(":：!！.。,،-–—(")
"""What may stand behind a word that is a label."""


def titled(expansion: Expansion, word: str, title: Phrase | None, span: Span) -> Phrase:
    """A word of the program's own before what its author calls a box: "Warning: Do not soak it"; or the word alone.

    A title that says the word itself ("Warning", "Warning: hot") stands as typed: nobody hears it twice.
    """
    if title is None:
        return words(word, span)
    typed, label = plain(title).casefold().lstrip("¡"), word.casefold()
    behind = typed.removeprefix(label).lstrip()[:1]
    if typed.startswith(label) and (not behind or behind in _AFTER_A_LABEL):
        return title
    before, _, after = expansion.say("titled", word=word, title=GAP).partition(GAP)
    return (*words(before, span), *title, *words(after, span))


def place(phrase: Phrase, otherwise: Span) -> Span:
    """Where a phrase begins."""
    if phrase and isinstance(phrase[0], Text):
        return phrase[0].span
    return next((leaf.span for leaf in leaves(phrase) if not isinstance(leaf, Break)), otherwise)


def _list(block: MdList, item_style: str) -> flow.List[Typed]:
    numbers = block.numbers or (None,) * len(block.items)
    items = tuple(
        flow.Item(
            label=None if number is None else words(number, block.span),
            children=expand_prose(item, item_style, item_style),
            span=item[0].span if item else block.span,
        )
        for number, item in zip(numbers, block.items, strict=True)
    )
    marker: flow.Marker = "bullet" if block.numbers is None else "decimal"
    return flow.List(items=items, marker=marker, style="list", span=block.span)
