"""How a block begins that is put in from the form: what its kind declares, and a mark wherever to write."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias, get_args

from handout.content.blocks import KINDS
from handout.content.blocks.block import schema_for
from handout.content.handout import Handout, Section
from handout.content.members import typed_alone
from handout.reading.key_types import Choice, Keyed, KeyType, Many, Own, keys, shape_of
from handout.reading.line_slips import NEW
from handout.record import Record

TEXT = "text"
"""What is no block: a text of a body."""
MARK = json.dumps(NEW)

Begun: TypeAlias = "str | list[Any] | dict[str, Any]"
"""What is typed of a value: its characters, its entries, or its keys with what is typed of theirs."""


@cache
def starters() -> Mapping[str, str]:
    """For each kind, a text first, the lines of one that says nothing yet. Pictures are put in by another way."""
    shapes = {kind: shape for kind, hint in KINDS.items() if not _needs_picture(shape := shape_of(hint))}
    blocks = {kind: "\n".join(_lines([{kind: _begun(shape)}])) for kind, shape in shapes.items()}
    return {TEXT: f"- {MARK}"} | blocks


@cache
def key_starters() -> Mapping[str, str]:
    """For each key of a handout, in their order, its lines with a mark wherever somebody is to write."""
    return {name: "\n".join(_under(name, _first(entry.shape))) for name, entry in keys(Handout).items()}


@cache
def section_starter() -> str:
    """The lines of a section that says nothing yet."""
    return "\n".join(_lines([_begun(Keyed(Section))]))


def _first(shape: KeyType) -> Begun:
    """What a key of a handout begins with; of entries with keys, with one."""
    match shape:
        case Many(item=Keyed() as item):
            return [_begun(item)]
        case _:
            return _begun(shape)


def in_words(kind: str) -> str:
    """What a kind of block is called that the desk has no word for: the first words of what its type says of itself."""
    hint = KINDS[kind]
    said = ((*get_args(hint), hint)[0].__doc__ or "").partition("\n")[0].partition(":")[0].rstrip(". ")
    return said[:1].lower() + said[1:] or kind.replace("_", " ")


def _begun(shape: KeyType) -> Begun:
    """What a value of this shape begins with."""
    match shape:
        case Keyed(kind=kind) if kind.ALONE is not None and not kind.BEGINS_WITH:
            return _begun(typed_alone(shape))
        case Keyed(kind=kind):
            return dict(_keys_of(kind))
        case Many(item=item, least=least):
            return _entries(item, least)
        case Own(reader=reader) if (entry := getattr(reader, "ENTRY", None)) is not None:
            return _entries(shape_of(entry), getattr(reader, "LEAST", 1))
        case _:
            return _described(schema_for(shape.reader) if isinstance(shape, Own) else {})


def _keys_of(kind: type[Record]) -> Iterator[tuple[str, Begun]]:
    """The keys that are required, and those that the record begins with besides; of a list there, one entry."""
    for name, entry in keys(kind).items():
        if entry.required or name in kind.BEGINS_WITH:
            begun = _begun(entry.shape)
            yield name, begun if entry.required or not isinstance(begun, list) else begun[:1]


def _entries(item: KeyType, least: int) -> list[Any]:
    """Two of what is typed without keys, so that it is seen to be a list; else one, or one of each sort there is."""
    begun = _begun(item)
    if not isinstance(item, Keyed) or not isinstance(begun, dict):
        return [begun] * max(least, 2)
    name, first = next(iter(keys(item.kind).items()))
    sorts = first.shape.options if first.required and isinstance(first.shape, Choice) else ()
    return [{**begun, name: sort} for sort in sorts] or [begun] * max(least, 1)


def _described(schema: Mapping[str, Any]) -> Begun:
    """What a value begins with that its own JSON Schema describes; a list where there may be one, for it can grow."""
    match schema:
        case {"const": value}:
            return json.dumps(value)
        case {"anyOf": [*ways]}:
            return _described(next((way for way in ways if way.get("type") == "array"), ways[0]))
        case {"type": "array", "items": item}:
            begun = _described(item)
            return [begun, begun]
        case _:
            return MARK


def _needs_picture(shape: KeyType) -> bool:
    """Whether it cannot be without a picture, which is a file that has to be there first."""
    kind = shape.kind if isinstance(shape, Keyed) else getattr(getattr(shape, "reader", None), "record", None)
    required = (entry.shape for entry in (() if kind is None else keys(kind).values()) if entry.required)
    return any(getattr(getattr(inner, "reader", None), "is_picture", False) for inner in required)


def _lines(value: Begun) -> list[str]:
    """A value as lines of YAML. Lists are no lists in brackets, so that the form can add to them."""
    match value:
        case str():
            return [value]
        case list():
            entries = (_lines(entry) for entry in value)
            return [f"{'  ' if number else '- '}{line}" for lines in entries for number, line in enumerate(lines)]
        case dict():
            return [line for name, inner in value.items() for line in _under(name, inner)]


def _under(name: str, value: Begun) -> list[str]:
    return [f"{name}: {value}"] if isinstance(value, str) else [f"{name}:", *(f"  {line}" for line in _lines(value))]
