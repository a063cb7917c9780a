"""`python -m handout`."""

import sys
from pathlib import Path


def leave_out_working_folder() -> None:
    """Take the folder we are started in off the import path: a file there named like a library must not run.

    It stays when this package itself lies there.
    """
    home = Path(__file__).parent.parent
    if not sys.flags.safe_path and sys.path and Path(sys.path[0]).resolve() != home.resolve():
        del sys.path[0]


if __name__ == "__main__":
    leave_out_working_folder()
    from handout.cli import main

    main()
