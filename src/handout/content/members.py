"""What becomes of each key of a record, as its declaration says: signed, translated, compared or none of these."""

from functools import cache
from typing import Any

from handout.reading.key_types import Choice, Key, Keyed, KeyType, Many, Number, OpenMapping, Own, keys, shape_of
from handout.record import Record

UNSIGNED = frozenset({"look", "aside"})


@cache
def signed(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a record that a sign-off covers, by name. What was declared as no key belongs to a value."""
    left_out = {entry.field for entry in keys(kind).values() if entry.sort in UNSIGNED} | {"span"}
    return tuple(sorted(name for name in kind.__struct_fields__ if name not in left_out))


def is_signed(kind: type) -> bool:
    """Whether a sign-off covers a block of this kind at all."""
    return getattr(kind, "SORT", "text") not in UNSIGNED


@cache
def compared(kind: type[Record]) -> tuple[str, ...]:
    """The fields whose words, numbers and pictures a translation shares with its source, in order."""
    declared = {entry.field: entry for entry in keys(kind).values()}
    return tuple(
        name
        for name in kind.__struct_fields__
        if name != "span" and (name not in declared or _is_compared(declared[name]))
    )


@cache
def choices(kind: type[Record]) -> dict[str, tuple[str, str]]:
    """The facts of a record that are one of a few words: of each field the key, and what holds when none is typed.

    That is the first of the words.
    """
    facts = ((entry, entry.shape) for entry in keys(kind).values() if entry.sort == "fact")
    return {entry.field: (entry.name, shape.options[0]) for entry, shape in facts if isinstance(shape, Choice)}


@cache
def numbers(kind: type[Record]) -> dict[str, str]:
    """The facts of a record that are a number, which is the same in every language: of each field the key."""
    return {entry.field: entry.name for entry in keys(kind).values() if _is_number(entry)}


def translated(shape: KeyType, name: str) -> KeyType | None:
    """What stands under this key of a value of this shape, if a translator writes it; None if it stays as it is."""
    match shape:
        case Keyed(kind=kind):
            return _translated_key(kind, name)
        case Many(item=inner) | OpenMapping(value=inner):
            return translated(inner, name)
        case Own(reader=reader):
            if (kinds := getattr(reader, "kinds", None)) is not None:
                return _translated_kind(kinds, name)
            inside = getattr(reader, "record", None)
            return None if inside is None else _translated_key(inside, name)
        case _:
            return None


def below(shape: KeyType, part: str | int) -> KeyType | None:
    """What is declared to stand under this key, or as this entry, of a value of this shape; None where nothing is."""
    match shape:
        case Keyed(kind=kind) if isinstance(part, str):
            return _shape_of_key(kind, part)
        case Keyed(kind=kind):
            return None if kind.ALONE is None else below(typed_alone(shape), part)
        case Many(item=inner) if isinstance(part, int):
            return inner
        case OpenMapping(value=inner) if isinstance(part, str):
            return inner
        case Own(reader=reader):
            return _below_own(shape, reader, part)
        case _:
            return None


def typed_alone(shape: KeyType) -> KeyType:
    """What is typed without any key where this shape may be typed so: the lines of a schedule without a title."""
    if isinstance(shape, Keyed) and shape.kind.ALONE is not None:
        return keys(shape.kind)[shape.kind.ALONE].shape
    return shape


def _below_own(shape: KeyType, reader: Any, part: str | int) -> KeyType | None:
    """The same below a value that reads itself; the entries of a body are what the body is, texts or one key."""
    kinds, entry, record = (getattr(reader, name, None) for name in ("kinds", "ENTRY", "record"))
    if isinstance(part, int):
        return shape if kinds is not None else None if entry is None else shape_of(entry)
    if kinds is not None:
        return shape_of(kinds[part]) if part in kinds else None
    return None if record is None else _shape_of_key(record, part)


def _shape_of_key(kind: type[Record], name: str) -> KeyType | None:
    entry = keys(kind).get(name)
    return None if entry is None else entry.shape


def _translated_key(kind: type[Record], name: str) -> KeyType | None:
    entry = keys(kind).get(name)
    return entry.shape if entry is not None and entry.translated else None


def _translated_kind(kinds: dict[str, Any], name: str) -> KeyType | None:
    found = kinds.get(name)
    return None if found is None or not is_signed(found) else shape_of(found)


def _is_number(entry: Key) -> bool:
    reader = entry.shape.reader if isinstance(entry.shape, Own) else None
    is_own_number = isinstance(reader, type) and issubclass(reader, int)
    return entry.sort == "fact" and (isinstance(entry.shape, Number) or is_own_number)


def _is_compared(entry: Key) -> bool:
    shape = entry.shape
    return entry.sort == "text" or (isinstance(shape, Own) and bool(getattr(shape.reader, "is_picture", False)))
