"""A run of the command line in which one step of writing fails, or in which the process dies at that step."""

import errno
import os
import pickle
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from handout import files
from support.faulty import Result

Fault = Literal["full", "refused", "killed"]
FAULTS: tuple[Fault, ...] = ("full", "refused", "killed")
KILLED = 137
_STEPS = ("open", "os.rename", "os.mkdir", "os.chmod", "os.remove")
_TAKES_ROOM = ("open", "os.mkdir", "os.fsync")


class _Steps:
    """Counts the steps of writing below a folder; one of them fails."""

    def __init__(self, root: Path, fails_at: int | None, fault: Fault) -> None:
        self.root = str(root)
        self.fails_at = fails_at
        self.fault = fault
        self.count = 0

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in _STEPS or not self._is_ours(arguments[0]):
            return
        if event == "open":
            flags = arguments[2]
            if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
        self.step(event)

    def step(self, event: str) -> None:
        at, self.count = self.count, self.count + 1
        if self.fails_at is None or at < self.fails_at:
            return
        if self.fault == "killed":
            os._exit(KILLED)
        if self.fault == "full" and (event in _TAKES_ROOM or at == self.fails_at):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self.fault == "refused" and at == self.fails_at:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    def _is_ours(self, path: object) -> bool:
        name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        return name.startswith((self.root, ".handout-"))


def attempt(root: Path, do: Callable[[], Result], fails_at: int | None, fault: Fault = "full") -> tuple[Result, int]:
    """What a piece of work says whose step of this number (from 0) fails, in a process of its own; the steps it took.

    Of one that is killed nothing is known but its exit code.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            files.clear_leftovers.cache_clear()
            steps = _Steps(root, fails_at, fault)
            sync = os.fsync
            os.fsync = lambda handle: (steps.step("os.fsync"), sync(handle))[1]
            sys.addaudithook(steps.hook)
            done = pickle.dumps((do(), steps.count))
        except BaseException:
            done = pickle.dumps((Result(70, "", traceback.format_exc()), -1))
        os.write(writing, done)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if not told:
        return Result(os.waitstatus_to_exitcode(status), "", ""), -1
    found: tuple[Result, int] = pickle.loads(told)  # noqa: S301 — written by ourselves
    return found


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder, but for what the program remembers to be faster."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".handout" not in path.relative_to(root).parts
    }


def put_back(root: Path, like: Path) -> None:
    """Make a folder what another is."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(like, root, symlinks=True)
