"""The optional parts of the program (extras of its package), and the command that installs one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DISTRIBUTION = "patient-handout"
"""Its name on the package index; there, `handout` is somebody else's."""


def extra(name: str) -> str:
    """What to type to install a part: `i18n`, say."""
    return f"pip install '{DISTRIBUTION}[{name}]'"


def extra_here(name: str) -> str:
    """The same for a terminal: by its path, where the `pip` that the terminal finds is another environment's."""
    if sys.prefix in (sys.base_prefix, os.environ.get("VIRTUAL_ENV")):
        return extra(name)
    pip = Path(sys.prefix) / ("Scripts/pip.exe" if os.name == "nt" else "bin/pip")
    if not pip.is_file():  # Another installer made this environment.
        return extra(name)
    from handout.problems import argument  # The help names extras too, and needs no records.

    here = Path.cwd()
    shown = pip.relative_to(here) if pip.is_relative_to(here) else pip
    return f"{argument(str(shown))} {extra(name).removeprefix('pip ')}"
