"""`python -m handout`."""

from __future__ import annotations

import os
import sys


def leave_out_working_folder() -> None:
    """Take the folder we are started in off the import path: a file there named like a library must not run.

    It stays when this package itself lies there.
    """
    # Without pathlib, which costs help as much as all the rest of it.
    home = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    if not sys.flags.safe_path and sys.path and os.path.realpath(sys.path[0]) != os.path.realpath(home):
        del sys.path[0]


if __name__ == "__main__":
    leave_out_working_folder()
    from handout.cli import program

    program()
