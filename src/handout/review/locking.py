"""Hold the folder of sign-offs for one writer at a time."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from handout.files import CannotWrite, why


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes to the folder, then hold it. Makes the folder if it is missing.

    Where the system has no `flock` (Windows), two people who sign at the same second are not kept apart, but each
    file is still written whole.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CannotWrite(f"{folder}: {why(fault)}") from fault
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
