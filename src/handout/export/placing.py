"""Put a whole package in its place: every file beside it first, then one rename after the other, the sums last."""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from handout.content.project import Entry
from handout.export.manifest import LARGEST, SUMS
from handout.export.names import DELIVERIES, made_of
from handout.files import (
    CannotRead,
    CannotWrite,
    clear_leftovers,
    digest_of_file,
    is_left_over,
    led_to,
    part_name,
    read,
    refuse_odd_target,
    umask,
    why,
    write_whole,
)


def place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or none: a disk that fills up while they are written leaves the folder as it was.

    A folder that is not there yet appears in one step, complete.
    """
    is_new = not folder.is_dir()
    for path in (folder, *(folder / name for name in files)) if is_new else (folder / name for name in files):
        refuse_odd_target(path)
    staging: Path | None = None
    count = 0
    try:
        home = folder.absolute().parent if is_new else folder
        home.mkdir(parents=True, exist_ok=True)
        clear_leftovers(home)
        staging = home / part_name()
        staging.mkdir(mode=0o700)
        for name, data in files.items():
            _write(staging / name, data)
        if is_new:
            staging.chmod(0o777 & ~umask())
            staging.rename(folder.absolute())
            staging = None
            return
        for parent in {(folder / name).parent for name in files} - {folder}:
            if parent.is_symlink():
                raise CannotWrite(f"{parent}: is a symbolic link, not a folder, and is left alone")
            parent.mkdir(exist_ok=True)
        for name in sorted(files, key=lambda name: (name == SUMS, name)):
            (staging / name).replace(folder / name)
            count += 1
    except OSError as fault:
        what = f"{count} of {len(files)} files were exported; export again" if count else "nothing was exported"
        raise CannotWrite(f"{folder}: {what}: {why(fault)}") from fault
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)


def place_private(folder: Path, name: str, data: bytes) -> None:
    """Write a file that only its owner can read, in a folder of `folder` that only its owner can open.

    Neither that folder nor the file may be a link: what is a patient's must not end up elsewhere. On Windows, where
    nothing can be opened beside an open folder, both have the rights of `folder`.
    """
    if os.open not in os.supports_dir_fd:
        _place_by_path(folder, name, data)
        return
    below, _, own = name.partition("/")
    try:
        with contextlib.ExitStack() as open_ones:
            place = _private_folder(folder, below, open_ones)
            _refuse_odd(folder / name, own, place)
            for left in filter(is_left_over, os.listdir(place)):  # noqa: PTH208 — it is held open
                os.unlink(left, dir_fd=place)
            temporary = part_name()
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=place)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, own, src_dir_fd=place, dst_dir_fd=place)
            except BaseException:
                os.unlink(temporary, dir_fd=place)
                raise
    except OSError as fault:
        raise CannotWrite(f"{folder / name}: {why(fault)}") from fault


def _place_by_path(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    try:
        if led_to(path.parent) != led_to(folder) / path.parent.name:
            raise CannotWrite(f"{path.parent}: is a link, not a folder, and is left alone")
    except OSError as fault:
        raise CannotWrite(f"{path}: {why(fault)}") from fault
    write_whole(path, data, is_private=True)


def _private_folder(folder: Path, below: str, open_ones: contextlib.ExitStack) -> int:
    """A folder in another, opened, once it is there and only its owner can open it."""
    home = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    open_ones.callback(os.close, home)
    with contextlib.suppress(FileExistsError):
        os.mkdir(below, 0o700, dir_fd=home)
    try:
        place = os.open(below, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=home)
    except (NotADirectoryError, OSError) as fault:
        if fault.errno in (errno.ELOOP, errno.ENOTDIR):
            message = f"{folder / below}: is a symbolic link or no folder, and is left alone"
            raise CannotWrite(message) from fault
        raise
    open_ones.callback(os.close, place)
    os.fchmod(place, 0o700)
    return place


def _refuse_odd(path: Path, name: str, place: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(os.stat(name, dir_fd=place, follow_symlinks=False).st_mode):
            raise CannotWrite(f"{path}: is not a regular file, and is left alone")


def listed_before(folder: Path) -> dict[str, str]:
    """What the sums of the package that stands in a folder list: SHA-256 by name; nothing where there are none."""
    try:
        lines = read(folder / SUMS, LARGEST).decode("utf-8").splitlines()
    except (CannotRead, ValueError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def prune(folder: Path, before: Mapping[str, str], leave: Collection[str]) -> Iterator[str]:
    """Take away what an earlier package listed, if it still is what it was and none of `leave`; gives the names."""
    for name in [*others(folder, leave)]:
        path = folder / name
        if name in before and not path.is_symlink() and digest_of_file(path) == before[name]:
            try:
                path.unlink()
            except OSError as fault:
                raise CannotWrite(f"{path}: {why(fault)}") from fault
            yield name


def of_failed(before: Mapping[str, str], failed: Collection[Entry], entries: Collection[Entry]) -> dict[str, Entry]:
    """What an earlier package listed of handouts that could not be made again, each file with its handout.

    `before` has the digest of each file: a copy under another name is the file that it is a copy of.
    """
    tags = {(entry.slug, entry.language) for entry in entries}
    found: dict[str, Entry] = {}
    for name in before:
        slug, languages = made_of(name) or ("", ())
        for entry in failed:
            # What a handout in the main language is called does not say which that is: none of its translations'.
            own = [
                tag
                for tag in languages
                if tag == entry.language or (entry.language is None and (slug, tag) not in tags)
            ]
            if entry.slug == slug and own:
                found.setdefault(name, entry)
    copied = {before[name]: entry for name, entry in found.items()}
    return {name: copied[digest] for name, digest in before.items() if digest in copied} | found


def others(folder: Path, files: Collection[str]) -> Iterator[str]:
    """What else lies in the folder, records of patients aside, by its path from there."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in files and not name.startswith(f"{DELIVERIES}/") and (path.is_symlink() or not path.is_dir()):
            yield name


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
