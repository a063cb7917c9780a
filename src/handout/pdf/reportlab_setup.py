"""ReportLab's canvas, imported so that nothing around the program decides what it does, and without its dear parts.

ReportLab runs modules named `reportlab_mods` and `reportlab_settings` wherever Python finds them, and files of those
names in the home folder; it takes options from `RL_…` variables of the environment. None of that may decide what a
handout is. This is the one place that imports it.
"""

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import Any

STRANGERS = ("reportlab_mods", "reportlab_settings", "reportlab.local_rl_mods", "reportlab.local_rl_settings")
SEALED = ("reportlab.lib.rltempfile", "reportlab.lib.rl_safe_eval")
OPTIONS: dict[str, Any] = {
    "defaultEncoding": "WinAnsiEncoding",
    "invariant": 1,
    "pageCompression": 0,
    "shapeChecking": 1,
    "toColorCanUse": None,
    "trustedHosts": [],
    "trustedSchemes": [],
    "useA85": 0,
    "verbose": 0,
}


@contextmanager
def _clean_environment() -> Iterator[None]:
    """No `RL_…` variable while ReportLab reads them."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.upper().startswith("RL_")}
    try:
        yield
    finally:
        os.environ.update(kept)


@contextmanager
def _sealed_modules() -> Iterator[None]:
    """Temporary files and evaluated expressions stay out until something asks for them (7 ms of every start).

    ReportLab only takes function names from these modules. While it is imported, each name stands for a function that
    imports the true module when called; after that, importing them gives the true modules.
    """
    standing = [name for name in SEALED if name not in sys.modules]
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


class _Sealed(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def late(*arguments: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **named)

        return late


def _late_pillow() -> None:
    """Pillow's modules are loaded when a picture is first opened (11 ms of every start)."""
    if "PIL.Image" in sys.modules:
        return
    spec = find_spec("PIL.Image")
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules["PIL.Image"] = module
    spec.loader.exec_module(module)
    # An import statement would set this and so open the module.
    setattr(sys.modules["PIL"], "Image", module)  # noqa: B010


def _canvas_class() -> Any:
    for name in STRANGERS:
        sys.modules.setdefault(name, ModuleType(name))
    _late_pillow()
    with _clean_environment(), _sealed_modules():
        settings = importlib.import_module("reportlab.rl_config")
        vars(settings).update(OPTIONS)
        return importlib.import_module("reportlab.pdfgen.canvas").Canvas


Canvas = _canvas_class()
HOME: str = sys.modules["reportlab"].__path__[0]
"""The folder that ReportLab is installed in."""
