"""The optional parts of the program (extras of its package), and the command that installs one."""

from __future__ import annotations

DISTRIBUTION = "patient-handout"
"""Its name on the package index; there, `handout` is somebody else's."""


def extra(name: str) -> str:
    """What to type to install a part: `i18n`, say."""
    return f"pip install '{DISTRIBUTION}[{name}]'"
