"""What the program is made of: records, which hold named values and stay as they are once they are made.

msgspec makes them: a class is declared in a fortieth of the time that the standard decorator takes, an instance is made
in half. To declare a class, name its base: `Record`, `Value`, or, for the few that grow while something is made,
`Mutable`. Fields are given by name, unless a class says `kw_only=False`.

What is made by the hundred for each document names `Struct`, which is msgspec's own: its fields are given by place, and
may be filled in unless it says `frozen=True`. Python 3.11 makes instances of the others in a roundabout way, by a tuple
of their arguments, since their metaclass is ours.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, dataclass_transform

from msgspec import NODEFAULT, Struct, StructMeta, field, to_builtins
from msgspec.json import decode, encode
from msgspec.json import format as indented
from msgspec.structs import asdict, replace

__all__ = [
    "Declared", "Mutable", "Record", "Struct", "Value", "asdict", "field", "from_json", "indented", "replace",
    "to_builtins", "to_json",
]  # fmt: skip

T = TypeVar("T")


class Declared:
    """What a field says of itself besides its type. `about` moves to `KEYS` of the class, and leaves the default."""

    __slots__ = ("about", "default")

    def __init__(self, about: Any, default: object = NODEFAULT) -> None:
        self.about = about
        self.default = default


class _ByName(StructMeta):
    # msgspec hands `frozen` down to the classes below, but not `kw_only`.
    def __new__(mcls, name: str, bases: tuple[type, ...], space: dict[str, Any], **config: Any) -> "_ByName":
        said = {key: value for key, value in space.items() if isinstance(value, Declared)}
        for key, value in said.items():
            space[key] = value.default
            if value.default is NODEFAULT:
                del space[key]
        if said:
            space["KEYS"] = {key: value.about for key, value in said.items()}
        return super().__new__(mcls, name, bases, space, **{"kw_only": True, **config})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Record(Struct, frozen=True, metaclass=_ByName):
    """Named values that stay as they are; two are equal when they are of one class and all values are.

    `KEYS`: what fields that were declared with `Declared` say of themselves, by name, in order. `ALONE`: the one among
    them whose value may be typed without its key, where there is one. `BEGINS_WITH`: the keys besides the required ones
    that a form puts into a new one, for its author to fill in.
    """

    KEYS: ClassVar[Mapping[str, Any]] = {}
    ALONE: ClassVar[str | None] = None
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ()


class Value(Record, eq=False):
    """A record to whose being equal some values do not matter (`ASIDE`): commonly the place where it was typed."""

    ASIDE: ClassVar[frozenset[str]] = frozenset({"span"})

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _compared(self) == _compared(other)

    def __hash__(self) -> int:
        return hash(_compared(self))


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Mutable(Struct, metaclass=_ByName):
    """Named values that are filled in while something is made."""


to_json = encode
"""A record, and all that it holds, as JSON in UTF-8; raises ValueError at half of a surrogate pair."""


def from_json(data: bytes, kind: type[T]) -> T:
    """A value of this type out of its JSON; raises ValueError where it is none."""
    return decode(data, type=kind)


def _compared(value: Value) -> tuple[object, ...]:
    return tuple(getattr(value, name) for name in value.__struct_fields__ if name not in value.ASIDE)
