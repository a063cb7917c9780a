"""Declare the properties of a style, and give them back as data: what each takes, its default, what it means."""

import typing
from functools import cache
from typing import Any, NamedTuple

from handout.late.dataclasses import field, fields
from handout.reading.shapes import Own, Reader, Shape, shape_of


def setting(doc: str, default: object, reader: Reader | None = None) -> Any:
    """Declare one property. Without a reader it is read by its type (a choice, true or false)."""
    return field(default=default, metadata={"doc": doc, "reader": reader})


class Setting(NamedTuple):
    """One property as data."""

    name: str
    shape: Shape
    default: object
    doc: str


@cache
def settings(kind: type) -> dict[str, Setting]:
    """The properties that a class declares, by name, in order."""
    hints = typing.get_type_hints(kind)
    return {
        entry.name: Setting(
            name=entry.name,
            default=entry.default,
            doc=entry.metadata["doc"],
            shape=shape_of(hints[entry.name]) if entry.metadata["reader"] is None else Own(entry.metadata["reader"]),
        )
        for entry in fields(kind)
        if "doc" in entry.metadata
    }
