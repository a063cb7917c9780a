"""What is declared of a value of a handout, by its path: the words one of which it must be, and how it is typed."""

import json
from functools import lru_cache

from handout.content.blocks.block import schema_for
from handout.content.handout import Handout
from handout.content.members import below
from handout.reading.key_types import Choice, Flag, Keyed, KeyType, Number, Own, keys
from handout.reading.patch import Path

BOTH = ("true", "false")
RECORDED = frozenset({"follows"})
"""Keys that the program writes: which text of the source each block of a translation follows."""


def choices_at(path: Path) -> tuple[str, ...]:
    """The words one of which a value must be; none where it may be many others."""
    return _choices(_of_any_entry(path))


def is_unquoted(path: Path) -> bool:
    """Whether a number, or `true` and `false`, are not taken for themselves between quotes."""
    return _is_unquoted(_of_any_entry(path))


def is_needed(path: Path) -> bool:
    """Whether what it stands in cannot be without it."""
    *outer, name = path
    shape = _shape_at(_of_any_entry(tuple(outer)))
    kind = shape.kind if isinstance(shape, Keyed) else getattr(getattr(shape, "reader", None), "record", None)
    entry = None if kind is None else keys(kind).get(str(name))
    return entry is not None and entry.required


def _of_any_entry(path: Path) -> Path:
    """The path to the first entries of its lists: entries of a list are declared alike."""
    return tuple(0 if isinstance(part, int) else part for part in path)


@lru_cache(1000)
def _choices(path: Path) -> tuple[str, ...]:
    match _shape_at(path):
        case Choice(options=options):
            return options
        case Flag():
            return BOTH
        case Own(reader=reader) if "const" in (schema := schema_for(reader)):
            return (json.dumps(schema["const"]),)
        case _:
            return ()


@lru_cache(1000)
def _is_unquoted(path: Path) -> bool:
    match _shape_at(path):
        case Flag() | Number():
            return True
        case Own(reader=reader):
            schema = schema_for(reader)
            ways = (schema, *schema.get("anyOf", ()))
            return "const" in schema or any(way.get("type") in ("integer", "number", "boolean") for way in ways)
        case _:
            return False


def _shape_at(path: Path) -> KeyType | None:
    shape: KeyType | None = Keyed(Handout)
    for part in path:
        shape = None if shape is None else below(shape, part)
    return shape
