"""Write a file of the sign-off folder so that it is never found half written."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from handout.problems import HandoutError, Problem, Severity
from handout.source import Span


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for one writer; others wait. Makes the folder if it is missing.

    Where the system has no `flock` (Windows), two people who sign at the same second are not kept apart, but each
    file is still written whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
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


def replace_whole(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file: written beside it, forced to the disk, then renamed over it.

    Whatever goes wrong, the file keeps its earlier bytes. A link or a device is refused, never written through.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise not_writable(path, "it is not a regular file")
    beside = None
    try:
        handle, name = tempfile.mkstemp(prefix=".handout-", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as fault:
        raise not_writable(path, fault.strerror or type(fault).__name__) from fault
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def not_writable(path: Path, reason: str) -> HandoutError:
    """The error that names a file which could not be written."""
    message = f"cannot write this file: {reason}"
    return HandoutError([Problem(Span(str(path), 1, 1), Severity.ERROR, "E90", message)])
