"""Declare the properties of a style: what each takes, its default, what it means, which parts obey it."""

from functools import cache
from typing import Any

from handout.part import Kind
from handout.reading.key_types import KeyType, Own, Reader, hints_of, shape_of
from handout.record import Declared, Record


def setting(doc: str, default: object, reader: Reader | None = None, *, of: tuple[Kind, ...]) -> Any:
    """Declare one property, and the kinds of part that obey it.

    Without a reader it is read by its type (a choice, true or false).
    """
    return Declared({"doc": doc, "reader": reader, "default": default, "of": of}, default)


class Setting(Record, kw_only=False):
    """One property as data."""

    name: str
    shape: KeyType
    default: object
    doc: str
    of: tuple[Kind, ...]


@cache
def settings(kind: type[Record]) -> dict[str, Setting]:
    """The properties that a class declares, by name, in order."""
    hints = hints_of(kind)
    return {
        name: Setting(
            name=name,
            default=about["default"],
            doc=about["doc"],
            of=about["of"],
            shape=shape_of(hints[name]) if about["reader"] is None else Own(about["reader"]),
        )
        for name, about in kind.KEYS.items()
    }
