"""The one door for files: read one and note what was read; put a finished one in its place in one step.

A file is written beside its place first, then moved there, so that no reader ever sees half a file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from io import BufferedReader

MARK = ".handout-"
PART = ".part"
REMEMBERED = ".handout"
"""The folder of a project, beside `content/`, in which the program keeps what no handout is made from."""
PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between the tries to replace a file that another program has open."""
IN_USE = frozenset({5, 32, 33})
"""What Windows answers then: access denied, sharing violation, lock violation."""


ABSENT = "absent"
"""What is noted of a file that is not there: that it comes is a change like any other."""


class CannotWrite(Exception):
    """A file that cannot be put where it should be; says why in plain words."""


class CannotRead(Exception):
    """A file that cannot be read; says why in plain words. `size` is that of one that is too large, else -1."""

    def __init__(self, why: str, *, is_absent: bool = False, is_odd: bool = False, size: int = -1) -> None:
        self.is_absent = is_absent
        self.is_odd = is_odd
        self.size = size
        super().__init__(why)


class Inputs:
    """What one piece of work was made from: every file it read, looked for in vain, or listed, with what it found.

    A path is read once; whoever asks again gets the same bytes. So digest, painting and the record of a build are of
    the same bytes, whatever becomes of the file meanwhile.
    """

    in_hand: ClassVar[str] = ""
    """The file that was read last in this process: what is being looked at when something takes too long."""

    def __init__(self, given: Mapping[str, bytes] | None = None) -> None:
        """`given` are bytes by absolute path that count instead of what the files hold: a text not yet saved."""
        self.noted: dict[tuple[str, str], str] = {}
        """By kind (`bytes`, `names`, `leads to`) and absolute path: the state that was found."""
        self._read: dict[str, bytes | CannotRead] = dict(given or {})

    def read(self, path: Path, most: int) -> bytes:
        """The bytes of a regular file of `most` bytes at the most; raises CannotRead."""
        name = os.path.abspath(path)  # noqa: PTH100 — a path object would take longer than the question
        Inputs.in_hand = name
        found = self._read.get(name)
        if found is None:
            try:
                found = _contents(path, most)
                self.note("bytes", name, hashlib.sha256(found).hexdigest())
            except CannotRead as fault:
                self.note("bytes", name, ABSENT if fault.is_absent else str(fault))
                found = fault
            self._read[name] = found
        if isinstance(found, CannotRead):
            raise found
        return found

    def is_there(self, path: Path) -> bool:
        """Whether something is at this path; that nothing is, is noted. What is there is noted when it is read."""
        is_there = path.exists()
        if not is_there:
            self.note("bytes", os.path.abspath(path), ABSENT)  # noqa: PTH100
        return is_there

    def names(self, folder: Path) -> list[str]:
        """What lies in a folder, sorted; folders end in `/`. Nothing for a folder that is not there."""
        found = listed(folder)
        self.note("names", os.path.abspath(folder), digest_of_lines(found))  # noqa: PTH100
        return found

    def resolved(self, path: Path) -> Path:
        """Where a path leads once every link in it is followed."""
        found = led_to(path)
        self.note("leads to", os.path.abspath(path), str(found))  # noqa: PTH100
        return found

    def note(self, kind: str, path: str, state: str) -> None:
        """Note a state; of two that differ neither will be believed."""
        earlier = self.noted.setdefault((kind, path), state)
        if earlier != state:
            self.noted[kind, path] = f"{earlier} and {state}"


def read(path: Path, most: int, inputs: Inputs | None = None) -> bytes:
    """The bytes of a regular file of `most` bytes at the most, noted in `inputs`; raises CannotRead."""
    return (Inputs() if inputs is None else inputs).read(path, most)


def way_below(folder: Path, path: Path) -> str:
    """The way from a folder to what lies below it, with slashes and without `..`; nothing where it lies elsewhere.

    No link is followed. Strings, as pathlib takes several times as long and every build names many files.
    """
    start = os.path.join(os.path.abspath(folder), "")  # noqa: PTH100, PTH118 — `Path.absolute` leaves `..` in
    end = os.path.abspath(path)  # noqa: PTH100
    return end[len(start) :].replace(os.sep, "/") if end.startswith(start) else ""


def led_to(path: str | Path) -> Path:
    """Where a path leads once every link in it is followed; of links that lead in a circle, as far as they go.

    `Path.resolve` raises RuntimeError at a circle. Whoever opens such a path is told of it with all other faults.
    """
    return Path(os.path.realpath(path))


def state_now(kind: str, path: str) -> str:
    """The state of an input as it is now, in the words in which `Inputs` notes it."""
    match kind:
        case "bytes":
            return digest_of_file(path)
        case "names":
            return digest_of_lines(listed(Path(path)))
        case _:
            return str(led_to(path))


def digest_of_file(path: str | Path) -> str:
    """The SHA-256 of a file's bytes; `absent`, or something that is no digest when it cannot be read."""
    try:
        with _opened(path) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return "no regular file"
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ABSENT
    except (OSError, ValueError):
        return "unreadable"


def listed(folder: Path) -> list[str]:
    """The names in a folder that are not hidden, sorted; those of folders, but not of links to folders, end in `/`."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name
                for entry in entries if not entry.name.startswith(".")
            )  # fmt: skip
    except OSError:
        return []


def digest_of_lines(lines: Iterable[str]) -> str:
    """A digest of names, which may hold bytes that are no characters."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _opened(path: str | Path) -> BufferedReader:
    """A file opened without waiting, so that no pipe and no device holds us up."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    return os.fdopen(handle, "rb")


def _contents(path: Path, most: int) -> bytes:
    try:
        with _opened(path) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise CannotRead("it is not a regular file", is_odd=True)
            if about.st_size > most:
                raise CannotRead("it is too large", size=about.st_size)
            # Room is made for as many bytes as are asked for: ask for those there are, then for what came since.
            data = file.read(about.st_size + 1)
            if len(data) > about.st_size:
                data += file.read(most + 1 - len(data))
    except FileNotFoundError as fault:
        raise CannotRead("no such file or directory", is_absent=True) from fault
    except (OSError, ValueError) as fault:
        raise CannotRead((getattr(fault, "strerror", None) or str(fault)).lower()) from fault
    if len(data) > most:
        raise CannotRead("it is too large", size=len(data))
    return data


def write_whole(path: Path, data: bytes, *, is_private: bool = False) -> None:
    """Write `data` to `path` so that at every moment the path holds the old file or the whole new one.

    Only a regular file, or nothing, is replaced: a link, a device, a pipe or a folder of that name is refused. Nobody
    but its owner can ever read what `is_private`.
    """
    refuse_odd_target(path)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(path.parent)
        temporary = path.parent / part_name()
        with open(temporary, "xb", opener=_for_us_alone) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600 if is_private else 0o666 & ~umask())
        if temporary.read_bytes() != data:
            raise CannotWrite(f"{path}: what was written does not read back the same")
        _move(temporary, path)
        temporary = None
        _settle(path.parent)
    except OSError as fault:
        raise CannotWrite(f"{path}: {why(fault)}") from fault
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _move(temporary: Path, path: Path) -> None:
    """Put a whole file in its place. On Windows a program that looks at the earlier one for a moment is waited for."""
    for pause in PAUSES:
        try:
            temporary.replace(path)
            return
        except PermissionError as fault:
            if not _is_in_use(fault):
                raise
            time.sleep(pause)
    temporary.replace(path)


def _is_in_use(fault: OSError) -> bool:
    """Whether Windows refuses because another program has the file open."""
    return getattr(fault, "winerror", None) in IN_USE


def _for_us_alone(path: str, flags: int) -> int:
    """Open a file that nobody else may read before it is whole."""
    return os.open(path, flags, 0o600)


def part_name() -> str:
    """A name for what is not whole yet. It says which process writes it."""
    return f"{MARK}{os.getpid()}-{os.urandom(8).hex()}{PART}"


@lru_cache(maxsize=64)
def clear_leftovers(folder: Path) -> None:
    """Take away what processes that were killed had begun to write; those that live go on undisturbed."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 — it may hold thousands
    except OSError:
        return
    for name in filter(is_left_over, names):
        with suppress(OSError):
            _remove(folder / name)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path)
    else:
        path.unlink()


def is_left_over(name: str) -> bool:
    """Whether this is the name of what a process had begun to write that lives no more."""
    owner = name.removeprefix(MARK).partition("-")[0]
    is_part = name.startswith(MARK) and name.endswith(PART)
    return is_part and owner.isascii() and owner.isdigit() and not _lives(int(owner[:9]))


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
    if _is_in_use(fault):
        return "it is open in another program, or this account may not use it"
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


def umask() -> int:
    """Which permissions new files are not given here."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
