"""Put a whole package in its place: every file beside it first, then one rename after the other, the sums last."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from handout.export.manifest import SUMS
from handout.export.names import DELIVERIES
from handout.files import CannotWrite, refuse_odd_target, why


def place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or none: a disk that fills up while they are written leaves the folder as it was.

    A folder that is not there yet appears in one step, complete.
    """
    is_new = not folder.is_dir()
    for path in (folder, *(folder / name for name in files)) if is_new else (folder / name for name in files):
        refuse_odd_target(path)
    staging: Path | None = None
    try:
        home = folder.absolute().parent if is_new else folder
        home.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".handout-", suffix=".part", dir=home))
        for name, data in files.items():
            _write(staging / name, data)
        if is_new:
            staging.chmod(0o777 & ~_umask())
            staging.rename(folder.absolute())
            staging = None
            return
        for parent in {(folder / name).parent for name in files} - {folder}:
            if parent.is_symlink():
                raise CannotWrite(f"{parent}: is a symbolic link, not a folder, and is left alone")
            parent.mkdir(exist_ok=True)
        for name in sorted(files, key=lambda name: (name == SUMS, name)):
            (staging / name).replace(folder / name)
    except OSError as fault:
        raise CannotWrite(f"{folder}: {why(fault)}") from fault
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)


def place_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, in a folder that only its owner can open."""
    refuse_odd_target(path)
    temporary: str | None = None
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.parent.chmod(0o700)
        handle, temporary = tempfile.mkstemp(prefix=".handout-", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        temporary = None
    except OSError as fault:
        raise CannotWrite(f"{path}: {why(fault)}") from fault
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def others(folder: Path, files: Mapping[str, bytes] | frozenset[str]) -> Iterator[str]:
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


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
