"""What the declared type of a record's field asks of an author: the one description that reading, the JSON Schema and
the key reference all follow.

A field's type may be `Located` (text), `bool`, `int`, `float`, `Literal[...]`, `tuple[X, ...]`, `dict[K, V]`,
`X | None`, another record, or a type that reads itself: a class, or the `R` of `Annotated[T, R]`, with
`read(node, problems) -> value | None` and `schema() -> dict`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    Protocol,
    TypeAlias,
    TypeGuard,
    Union,
    get_args,
    get_origin,
)

from handout.problems import InternalError, Problems
from handout.reading.nodes import YamlNode
from handout.record import Record
from handout.source import Located


class Reader(Protocol):
    """A kind of value that knows how it is read and described.

    `schema` is JSON Schema; its `title` names the kind in words ("day", "web address"). A reader to whom an empty
    text is a value says so with an attribute `takes_empty = True`, one that reads words of an author's with
    `holds_words = True`. `record` names the record whose keys stand in what it reads, where it does so itself.
    For better messages, `in_list(node)` gives the hint for one value where a list of them must stand, and
    `of_flat(items)` message and hint for a list of texts where each entry must be a list.
    """

    def read(self, node: YamlNode, problems: Problems) -> object | None: ...

    def schema(self) -> dict[str, Any]: ...


def is_reader(value: object) -> TypeGuard[Reader]:
    """Whether this knows how it is read and described."""
    # A class of the program: `isinstance` of a protocol would look through all that it inherits from.
    return hasattr(value, "read") and hasattr(value, "schema")


class SomeText(Record, kw_only=False):
    """Text, not empty."""


class Flag(Record, kw_only=False):
    """`true` or `false`."""


class Number(Record, kw_only=False):
    """A number; `whole`: without a fraction. `least`: not below it."""

    whole: bool
    least: int | None = None


class Choice(Record, kw_only=False):
    """One of a few words."""

    options: tuple[str, ...]


class Many(Record, kw_only=False):
    """A list of so many values."""

    item: KeyType
    least: int = 0
    most: int | None = None


class OpenMapping(Record, kw_only=False):
    """Keys of the author's own choice, such as languages, each with a value."""

    key: KeyType
    value: KeyType


class Keyed(Record, kw_only=False):
    """A mapping with the keys that a record declares."""

    kind: type[Record]

    @property
    def words(self) -> str:
        """What an author would call it: `GetHelp` is a "get help", unless it says otherwise itself (`CALLED`)."""
        called: str = getattr(self.kind, "CALLED", spaced(self.kind.__name__))
        return called


class Own(Record, kw_only=False):
    """A value that reads itself."""

    reader: Reader

    @property
    def words(self) -> str:
        title = self.reader.schema().get("title")
        if isinstance(title, str):
            return title
        named = self.reader if isinstance(self.reader, type) else type(self.reader)
        return spaced(named.__name__)


KeyType: TypeAlias = SomeText | Flag | Number | Choice | Many | OpenMapping | Keyed | Own

_SIMPLE: dict[object, KeyType] = {Located: SomeText(), bool: Flag(), int: Number(True), float: Number(False)}


Sort: TypeAlias = Literal["text", "fact", "look", "aside"]
"""What a key is to a reader: words that are said, something that is told, how it looks, what no reader is told here."""


class Declaration(Record, kw_only=False):
    """What a record says of one of its keys. `name` is the key as typed where it is not the field's own."""

    doc: str
    required: bool = False
    name: str | None = None
    least: int = 0
    most: int | None = None
    sort: Sort | None = None
    translated: bool | None = None


class Key(Record, kw_only=False):
    """One key of a record: the word typed, the field it fills, what it takes, what it means and what it is."""

    name: str
    field: str
    shape: KeyType
    required: bool
    absent: object
    doc: str
    sort: Sort
    translated: bool


@cache
def keys(kind: type[Record]) -> dict[str, Key]:
    """The keys of a record by name, in the order they are declared. Worked out once for each class."""
    declared: Mapping[str, Declaration] = kind.KEYS
    hints = hints_of(kind) if declared else {}
    found = {}
    for field, about in declared.items():
        hint = hints[field]
        name = about.name or field
        shape = shape_of(hint, about.least, about.most)
        sort: Sort = about.sort or ("text" if holds_words(shape) else "fact")
        found[name] = Key(
            name=name,
            field=field,
            shape=shape,
            required=about.required,
            absent=_absent(hint),
            doc=about.doc,
            sort=sort,
            translated=sort == "text" if about.translated is None else about.translated,
        )
    return found


def hints_of(kind: type[Record]) -> Mapping[str, Any]:
    """The type hints of a class and its bases; `typing` works them out, slowly, where they are text (PEP 563)."""
    hints: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        hints |= getattr(base, "__annotations__", {})
    return typing.get_type_hints(kind, include_extras=True) if str in map(type, hints.values()) else hints


def holds_words(shape: KeyType) -> bool:
    """Whether an author writes words into it: those of a sentence, not a day, a number or one of a few choices."""
    match shape:
        case SomeText() | Keyed():
            return True
        case Many(item=inner) | OpenMapping(value=inner):
            return holds_words(inner)
        case Own():
            return bool(getattr(shape.reader, "holds_words", False))
        case _:
            return False


@cache
def has_span(kind: type[Record]) -> bool:
    """Whether the record wants to know its place."""
    return "span" in kind.__struct_fields__


def shape_of(hint: Any, least: int = 0, most: int | None = None) -> KeyType:
    """The shape that a type hint asks for. A type hint has no type of its own, hence `Any`."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        reader = next((extra for extra in arguments[1:] if is_reader(extra)), None)
        return shape_of(arguments[0], least, most) if reader is None else Own(reader)
    if origin in (Union, types.UnionType):
        return shape_of(_without_none(hint), least, most)
    if origin is Literal:
        return Choice(tuple(map(str, arguments)))
    if origin is tuple:
        return Many(shape_of(arguments[0]), least, most)
    if origin is dict:
        return OpenMapping(shape_of(arguments[0]), shape_of(arguments[1]))
    if hint in _SIMPLE:
        simple = _SIMPLE[hint]
        return Number(simple.whole, least) if least and isinstance(simple, Number) else simple
    if is_reader(hint):
        return Own(hint)
    if isinstance(hint, type) and issubclass(hint, Record):
        return Keyed(hint)
    raise InternalError(f"a key cannot have the type {hint!r}")


def spaced(name: str) -> str:
    """The name of a class as words."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _without_none(hint: Any) -> Any:
    others = [argument for argument in get_args(hint) if argument is not types.NoneType]
    if len(others) != 1:
        raise InternalError(f"a key takes one kind of value, not {hint!r}")
    return others[0]


def _absent(hint: Any) -> object:
    """What a field holds when its key was not typed."""
    if get_origin(hint) is Annotated:
        return _absent(get_args(hint)[0])
    return () if get_origin(hint) is tuple else False if hint is bool else None
