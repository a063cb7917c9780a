"""ReportLab's canvas, imported so that nothing around the program decides what it does.

ReportLab runs modules named `reportlab_mods` and `reportlab_settings` wherever Python finds them, and files of those
names in the home folder; it takes options from `RL_…` variables of the environment. None of that may decide what a
handout is. This is the one place that imports it.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

STRANGERS = ("reportlab_mods", "reportlab_settings", "reportlab.local_rl_mods", "reportlab.local_rl_settings")
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


class NoFont:
    """In place of the font that a canvas begins with: it is written nowhere."""

    _dynamicFont = True


UNUSED: Mapping[str, Sequence[str] | Mapping[str, Any]] = {
    "_rl_accel": (),
    "glob": ("glob",),
    "pickle": (),
    "PIL": ("Image",),
    "PIL.Image": (),
    "reportlab.lib.logger": ("warnOnce",),
    "reportlab.lib.rl_safe_eval": ("rl_safe_exec", "rl_safe_eval", "safer_globals", "rl_extended_literal_eval"),
    "reportlab.lib.rltempfile": ("get_rl_tempfile", "get_rl_tempdir"),
    "reportlab.pdfbase.pdfmetrics": {"getFont": lambda _: NoFont, "stringWidth": None, "unicode2T1": None},
    "reportlab.pdfbase.ttfonts": ("ShapeData", "ShapedStr", "_sdGuardL", "shapeFragWord", "shapeStr"),
}
"""What the canvas imports for text, pictures of dots, colours given as programs, files and speed; the names that it
takes, or what stands for them. Text and pictures are ours, and half of its import is spent on them."""
FONT_FOLDERS = ("T1SearchPath", "TTFSearchPath", "CMapSearchPath")
"""Where it would look for fonts, which are ours too."""


@contextmanager
def _clean_environment() -> Iterator[None]:
    """No `RL_…` variable while ReportLab reads them."""
    removed = {name: os.environ.pop(name) for name in list(os.environ) if name.upper().startswith("RL_")}
    try:
        yield
    finally:
        os.environ.update(removed)


@contextmanager
def _without_what_paths_need_not() -> Iterator[None]:
    """Empty modules in place of these while ReportLab imports them; bare names are classes that nothing is of.

    Whoever else wants ReportLab in this process imports it anew, and whole.
    """
    empty = {name: ModuleType(name) for name in UNUSED if name not in sys.modules}
    for name, module in empty.items():
        members = UNUSED[name]
        known = members if isinstance(members, Mapping) else {member: type(member, (), {}) for member in members}
        vars(module).update(known)
    sys.modules.update(empty)
    try:
        yield
    finally:
        partial = [name for name in sys.modules if name.partition(".")[0] == "reportlab"] if empty else []
        for name in {*empty, *partial}:
            del sys.modules[name]


def _canvas_class() -> tuple[Any, str]:
    for name in STRANGERS:
        sys.modules.setdefault(name, ModuleType(name))
    with _clean_environment(), _without_what_paths_need_not():
        vars(importlib.import_module("reportlab.rl_settings")).update(dict.fromkeys(FONT_FOLDERS, ()))
        settings = importlib.import_module("reportlab.rl_config")
        vars(settings).update(OPTIONS)
        canvas = importlib.import_module("reportlab.pdfgen.canvas").Canvas
        return canvas, sys.modules["reportlab"].__path__[0]


Canvas, HOME = _canvas_class()
"""The folder that ReportLab is installed in."""
