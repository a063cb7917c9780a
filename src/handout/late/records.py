"""Make a class a record: fields from its annotations, declared and behaving as those of the standard dataclasses.

What the program uses of them is here: `frozen`, `slots`, `kw_only`, `eq` and `order`; and of a field its default, what
makes its default, whether it is compared and printed, and metadata. The standard functions (`fields`, `replace`,
`asdict`, `is_dataclass`) know these classes as well.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar, Final, Literal, TypeVar, get_origin

from handout.late.methods import ORDER, Method, comparing, hashing, making

T = TypeVar("T")
CLASS_VARIABLE: Final[Any] = ClassVar


class Missing:
    """The type stands for a default that a field does not have."""


_OF_NO_SLOTS: Final = frozenset({"__dict__", "__weakref__"})
_NO_METADATA: Final[Mapping[str, Any]] = MappingProxyType({})


class Field:
    """One field of a record, with the attributes that the standard ones have."""

    __slots__ = ("compare", "default", "default_factory", "kw_only", "metadata", "name", "repr", "type")

    init = True

    def __init__(
        self, default: Any, default_factory: Any, *, repr: bool, compare: bool, metadata: Mapping[str, Any] | None
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.repr = repr
        self.compare = compare
        self.metadata = _NO_METADATA if metadata is None else MappingProxyType(metadata)
        self.name = ""
        self.type: Any = None
        self.kw_only = False

    @property
    def _field_type(self) -> Any:
        """How the standard functions tell a field from a class variable."""
        import dataclasses

        return vars(dataclasses)["_FIELD"]


def field(
    *,
    default: Any = Missing,
    default_factory: Any = Missing,
    repr: bool = True,
    compare: bool = True,
    metadata: Mapping[str, Any] | None = None,
) -> Any:
    """Say more of a field than its type."""
    return Field(default, default_factory, repr=repr, compare=compare, metadata=metadata)


def dataclass(
    *, slots: Literal[True], frozen: bool = False, kw_only: bool = False, eq: bool = True, order: bool = False
) -> Callable[[type[T]], type[T]]:
    """Make a class a record. Its `__init__` and what compares its instances are fitted when they are first called."""

    def record(kind: type[T]) -> type[T]:
        own = {name: _declared(kind, name, hint, kw_only) for name, hint in _annotated(kind)}
        known: dict[str, Field] = {}
        for base in reversed(kind.__mro__[1:]):
            known |= vars(base).get("__dataclass_fields__", {})
        known |= own
        typed = {name: member for name, member in vars(kind).items() if name not in own and name not in _OF_NO_SLOTS}
        inherited = {name for base in kind.__mro__[1:-1] for name in getattr(base, "__slots__", ())}
        members = {
            "__match_args__": tuple(name for name, entry in known.items() if not entry.kw_only),
            **_methods(typed, frozen, eq, order),
            "__dataclass_fields__": known,
            "__slots__": tuple(name for name in own if name not in inherited),
        }
        # A class gets slots when it is made, not later.
        make: Any = type(kind)
        made: type[T] = make(kind.__name__, kind.__bases__, members)
        made.__qualname__ = kind.__qualname__
        return made

    return record


def _methods(typed: dict[str, Any], frozen: bool, eq: bool, order: bool) -> dict[str, Any]:
    """The members that were typed, and the methods that were not."""
    made: dict[str, Any] = {"__init__": _LATE["__init__"], "__repr__": _said}
    if eq:
        made["__eq__"] = _LATE["__eq__"]
    if order:
        made |= {name: _LATE[name] for name in ORDER}
    if frozen:
        made |= _FROZEN
    members = {**made, **typed}
    # A class that says itself what is equal has this as `None`, not having been asked.
    if eq and members.get("__hash__") is None:
        members["__hash__"] = _LATE["__hash__"] if frozen else None
    return members


def fields(record: Any) -> tuple[Field, ...]:
    """The fields of a record or of its class, in order."""
    return tuple(record.__dataclass_fields__.values())


def is_dataclass(value: object) -> bool:
    """Whether this is a record, or the class of one."""
    return hasattr(value if isinstance(value, type) else type(value), "__dataclass_fields__")


def replace(record: T, /, **changes: Any) -> T:
    """The record with some fields changed."""
    for name in _fields_of(type(record)):
        if name not in changes:
            changes[name] = getattr(record, name)
    return type(record)(**changes)


def _fields_of(kind: type) -> dict[str, Field]:
    found: dict[str, Field] = getattr(kind, "__dataclass_fields__")  # noqa: B009
    return found


def _annotated(kind: type) -> Iterator[tuple[str, Any]]:
    """The annotations that declare fields, not variables of the class."""
    for name, hint in kind.__annotations__.items():
        if get_origin(hint) is not CLASS_VARIABLE:
            yield name, hint


def _declared(kind: type, name: str, hint: Any, kw_only: bool) -> Field:
    typed = vars(kind).get(name, Missing)
    declared = typed if isinstance(typed, Field) else Field(typed, Missing, repr=True, compare=True, metadata=None)
    declared.name, declared.type, declared.kw_only = name, hint, kw_only
    return declared


def _late(name: str, fit: Callable[[type], Method]) -> Method:
    """A method that is fitted to the class it stands in when it is first called, and takes its own place there."""

    def method(self: object, *arguments: Any, **named: Any) -> Any:
        owner = next((kind for kind in type(self).__mro__ if vars(kind).get(name) is method), None)
        if owner is not None:
            setattr(owner, name, fit(owner))
        # Without an owner another thread was here first.
        return getattr(type(self) if owner is None else owner, name)(self, *arguments, **named)

    method.__name__ = method.__qualname__ = name
    return method


def _fit_making(owner: type) -> Method:
    known = _fields_of(owner)
    names = sorted(known, key=lambda name: known[name].kw_only)
    return making(
        owner,
        names,
        by_position=sum(not entry.kw_only for entry in known.values()),
        defaults={name: entry.default for name, entry in known.items() if entry.default is not Missing},
        factories={name: make for name, entry in known.items() if (make := entry.default_factory) is not Missing},
        frozen=vars(owner).get("__setattr__") is _refuse_to_set,
    )


def _fit_comparing(sign: str, owner: type) -> Method:
    return comparing(owner, _compared(owner), sign)


def _compared(owner: type) -> list[str]:
    return [name for name, entry in _fields_of(owner).items() if entry.compare]


def _said(self: Any) -> str:
    parts = (f"{name}={getattr(self, name)!r}" for name, entry in _fields_of(type(self)).items() if entry.repr)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _refuse_to_set(self: object, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    """The values that go to another process."""
    return [getattr(self, name) for name in _fields_of(type(self))]


def _take_state(self: Any, state: list[object]) -> None:
    for name, value in zip(_fields_of(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


_FROZEN: Final[Mapping[str, Method]] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _take_state,
}
_LATE: Final[Mapping[str, Method]] = {
    "__init__": _late("__init__", _fit_making),
    "__hash__": _late("__hash__", lambda owner: hashing(owner, _compared(owner))),
    **{name: _late(name, partial(_fit_comparing, sign)) for name, sign in {"__eq__": "==", **ORDER}.items()},
}
