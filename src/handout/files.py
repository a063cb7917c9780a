"""Put a finished file in its place: beside it first, then in one step, so that no reader ever sees half a file."""

import errno
import os
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

MARK = ".handout-"
PART = ".part"


class CannotWrite(Exception):
    """A file that cannot be put where it should be; says why in plain words."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that at every moment the path holds the old file or the whole new one.

    Only a regular file, or nothing, is replaced: a link, a device, a pipe or a folder of that name is refused.
    """
    refuse_odd_target(path)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(path.parent)
        temporary = path.parent / f"{MARK}{os.getpid()}-{os.urandom(8).hex()}{PART}"
        with open(temporary, "xb", opener=_for_us_alone) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        if temporary.read_bytes() != data:
            raise CannotWrite(f"{path}: what was written does not read back the same")
        temporary.replace(path)
        temporary = None
        _settle(path.parent)
    except OSError as fault:
        raise CannotWrite(f"{path}: {why(fault)}") from fault
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _for_us_alone(path: str, flags: int) -> int:
    """Open a file that nobody else may read before it is whole."""
    return os.open(path, flags, 0o600)


@lru_cache(maxsize=64)
def _clear_leftovers(folder: Path) -> None:
    """Take away what processes that were killed had begun to write; those that live go on undisturbed."""
    for left in folder.glob(f"{MARK}*{PART}"):
        owner = left.name.removeprefix(MARK).partition("-")[0]
        if owner.isascii() and owner.isdigit() and not _lives(int(owner[:9])):
            with suppress(OSError):
                left.unlink()


def _lives(process: int) -> bool:
    if os.name == "nt":
        return False  # a file that is open there cannot be taken away
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def refuse_odd_target(path: Path) -> None:
    """Raise `CannotWrite` when something other than a regular file stands at `path`."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as fault:
        raise CannotWrite(f"{path}: {why(fault)}") from fault
    if not stat.S_ISREG(mode):
        raise CannotWrite(f"{path}: is {_kind(mode)}, not a regular file, and is left alone")


def why(fault: OSError) -> str:
    """An operating system's refusal in plain words."""
    known = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EFBIG: "the file would be larger than this machine allows",
        errno.EROFS: "the folder is on a read-only disk",
        errno.EACCES: "no permission to write there",
        errno.EPERM: "no permission to write there",
        errno.ENOTDIR: "a part of its path is not a folder",
        errno.EISDIR: "is a folder",
        errno.EEXIST: "a part of its path is not a folder",
        errno.EIO: "the disk reports an error",
        errno.ENAMETOOLONG: "the file name is too long",
    }
    return known.get(fault.errno or 0, (fault.strerror or type(fault).__name__).lower())


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFLNK: "a symbolic link",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "something else")


def _settle(folder: Path) -> None:
    """Ask that the new name outlive a power cut, where folders can be synced."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
