"""Fit the methods of a record from patterns: one is compiled for all records that have as many fields.

A pattern is written for fields called `_0`, `_1` and so on. To fit it to a class is to put the names of its fields in
their place, which takes a hundredth of the time that compiling takes, and gives the same instructions.
"""

import builtins
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import CodeType, FunctionType
from typing import Any, Final, TypeAlias

Method: TypeAlias = Callable[..., Any]

ORDER: Final[Mapping[str, str]] = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def making(
    owner: type,
    names: Sequence[str],
    *,
    by_position: int,
    defaults: Mapping[str, object],
    factories: Mapping[str, Method],
    frozen: bool,
) -> Method:
    """`__init__`: the first fields by position, the others by name alone."""
    made = frozenset(place for place, name in enumerate(names) if name in factories)
    known: dict[str, object] = {f"make_{place}": factories[names[place]] for place in made}
    known["later"] = _LATER
    if frozen:
        # Past `__setattr__`, which refuses: each field's own way to set it is quicker than to ask for it by name.
        known |= {f"put_{place}": getattr(owner, name).__set__ for place, name in enumerate(names)}
    method = _fitted(_making(len(names), made, frozen), owner, names, known)
    values = {**defaults, **dict.fromkeys(factories, _LATER)}
    method.__defaults__ = tuple(values[name] for name in names[:by_position] if name in values) or None
    method.__kwdefaults__ = {name: values[name] for name in names[by_position:] if name in values} or None
    method.__code__ = method.__code__.replace(co_argcount=1 + by_position, co_kwonlyargcount=len(names) - by_position)
    return method


def hashing(owner: type, names: Sequence[str]) -> Method:
    """`__hash__`: that of the fields together."""
    return _fitted(_hashing(len(names)), owner, names, {})


def comparing(owner: type, names: Sequence[str], sign: str) -> Method:
    """`__eq__` and its like: of two records of one class the fields are compared, in order."""
    return _fitted(_comparing(len(names), sign), owner, names, {})


_LATER: Final = object()
"""Stands for a default that is made for each instance."""


@cache
def _making(count: int, made: frozenset[int], frozen: bool) -> CodeType:
    places = [f"_{place}" for place in range(count)]
    values = [f"make{at}() if {at} is later else {at}" if place in made else at for place, at in enumerate(places)]
    if frozen:
        lines = [f"put{at}(self, {value})" for at, value in zip(places, values, strict=True)]
    else:
        lines = [f"self.{at} = {value}" for at, value in zip(places, values, strict=True)]
    return _compiled("__init__", ["self", *places], lines or ["pass"])


@cache
def _hashing(count: int) -> CodeType:
    return _compiled("__hash__", ["self"], [f"return hash({_fields('self', count)})"])


@cache
def _comparing(count: int, sign: str) -> CodeType:
    both = f"{_fields('self', count)} {sign} {_fields('other', count)}"
    lines = [f"return {both} if other.__class__ is self.__class__ else NotImplemented"]
    return _compiled("comparing", ["self", "other"], lines)


def _fields(of: str, count: int) -> str:
    return "(" + "".join(f"{of}._{place}, " for place in range(count)) + ")"


def _compiled(name: str, arguments: Sequence[str], lines: Sequence[str]) -> CodeType:
    """The code of a function. Its text holds nothing but what stands in this file, and numbers."""
    text = f"def {name}({', '.join(arguments)}):\n" + "".join(f" {line}\n" for line in lines)
    module = compile(text, "<record>", "exec", dont_inherit=True)
    return next(part for part in module.co_consts if isinstance(part, CodeType))


def _fitted(pattern: CodeType, owner: type, names: Sequence[str], known: Mapping[str, object]) -> FunctionType:
    """A method of this class, with the names of its fields in the pattern's places."""
    fields = {f"_{place}": name for place, name in enumerate(names)}
    code = pattern.replace(
        co_varnames=tuple(fields.get(name, name) for name in pattern.co_varnames),
        co_names=tuple(fields.get(name, name) for name in pattern.co_names),
        co_consts=tuple(fields.get(part, part) if isinstance(part, str) else part for part in pattern.co_consts),
        co_qualname=f"{owner.__qualname__}.{pattern.co_name}",
    )
    return FunctionType(code, {"__name__": owner.__module__, "__builtins__": builtins, **known})
