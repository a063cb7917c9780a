"""Declare the properties of a style, and give them back as data: what each takes, its default, what it means."""

import typing
from functools import cache
from typing import Any

from handout.reading.key_types import KeyType, Own, Reader, shape_of
from handout.record import Declared, Record


def setting(doc: str, default: object, reader: Reader | None = None) -> Any:
    """Declare one property. Without a reader it is read by its type (a choice, true or false)."""
    return Declared({"doc": doc, "reader": reader, "default": default}, default)


class Setting(Record, kw_only=False):
    """One property as data."""

    name: str
    shape: KeyType
    default: object
    doc: str


@cache
def settings(kind: type[Record]) -> dict[str, Setting]:
    """The properties that a class declares, by name, in order."""
    hints = typing.get_type_hints(kind)
    return {
        name: Setting(
            name=name,
            default=about["default"],
            doc=about["doc"],
            shape=shape_of(hints[name]) if about["reader"] is None else Own(about["reader"]),
        )
        for name, about in kind.KEYS.items()
    }
