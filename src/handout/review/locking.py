"""Hold a folder for one writer at a time."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from handout.files import CannotWrite, why

PATIENCE = 10.0
"""Seconds to wait for somebody else who writes to the same folder."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes to the folder, then hold it. Makes the folder if it is missing.

    Raises CannotWrite when somebody else holds it for long. Where folders cannot be locked (Windows), a file
    `.handout.lock` in it is.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, take = _lockable(folder)
    except OSError as fault:
        raise CannotWrite(f"{folder}: {why(fault)}") from fault
    try:
        _wait(folder, handle, take)
        yield
    finally:
        os.close(handle)


def _wait(folder: Path, handle: int, take: Callable[[int], None]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            take(handle)
            return
        except OSError as fault:
            if time.monotonic() > end:
                message = f"{folder}: another handout has been writing here for {PATIENCE:.0f} seconds; try again"
                raise CannotWrite(message) from fault
            time.sleep(0.02)


def _lockable(folder: Path) -> tuple[int, Callable[[int], None]]:
    """Something open that can be locked, and how; it is free again when it is closed."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        handle = os.open(folder / ".handout.lock", os.O_RDWR | os.O_CREAT)
        return handle, lambda handle: getattr(msvcrt, "locking")(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
    return os.open(folder, os.O_RDONLY), lambda handle: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
