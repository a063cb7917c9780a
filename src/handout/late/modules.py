"""Modules that are loaded when something first asks for what is in them."""

import importlib
import sys
from _thread import RLock
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

_LOADING = RLock()
"""Held while a module is loaded: another thread that asks waits until it is whole."""
BEGUN = "__loading__"


def late_modules(*names: str) -> None:
    """Let these modules be imported as nearly nothing until one of their names is asked for.

    For modules that another library imports whole and seldom uses. The standard `LazyLoader` opens a module as soon as
    a second import statement names it.
    """
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is None or spec.loader is None:
            continue
        module: ModuleType = module_from_spec(spec)
        module.__class__ = _Late
        sys.modules[name] = module
        package, _, member = name.rpartition(".")
        if package:
            setattr(sys.modules[package], member, module)


class _Late(ModuleType):
    """A module before it is loaded. It becomes the true one, so that whoever holds it holds that."""

    def __getattr__(self, name: str) -> Any:
        with _LOADING:
            if type(self) is _Late and BEGUN not in vars(self):
                self._load()
        # While it is loaded, it may be asked by its own parts for what it has so far.
        return ModuleType.__getattribute__(self, name)

    def _load(self) -> None:
        spec = vars(self)["__spec__"]
        vars(self)[BEGUN] = True
        try:
            spec.loader.exec_module(self)
        finally:
            del vars(self)[BEGUN]
        object.__setattr__(self, "__class__", ModuleType)


@contextmanager
def sealed_modules(*names: str) -> Iterator[None]:
    """While this lasts, each name taken from these modules stands for a function that imports the true one when called.

    For modules of which a library takes nothing but functions while it is imported. After that, importing them gives
    the true modules.
    """
    standing = [name for name in names if name not in sys.modules]
    for name in standing:
        sys.modules[name] = _Sealed(name)
    try:
        yield
    finally:
        for name in standing:
            if isinstance(sys.modules.get(name), _Sealed):
                del sys.modules[name]
            package = sys.modules.get(name.rpartition(".")[0])
            if package is not None and isinstance(vars(package).get(name.rpartition(".")[2]), _Sealed):
                delattr(package, name.rpartition(".")[2])


@contextmanager
def unheard_log() -> Iterator[None]:
    """While this lasts, loggers are made that keep nothing, unless the module for logs is loaded already.

    For a library that writes of every step it takes, in a program that shows no log.
    """
    if "logging" in sys.modules:
        yield
        return
    sys.modules["logging"] = _Unheard("logging")
    try:
        yield
    finally:
        del sys.modules["logging"]


class _Unheard(ModuleType):
    def getLogger(self, name: str | None = None) -> "_Unheard":
        return self

    def debug(self, *_: object) -> None:
        """Told, and not kept."""

    info = warning = error = exception = debug


class _Sealed(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def late(*arguments: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **named)

        return late
