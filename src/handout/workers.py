"""Worker processes on this machine: the standard pool, begun so that its workers end when we do, and not before."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Literal, ParamSpec, TypeAlias, TypeVar

from handout import look_seldom_for_garbage

P = ParamSpec("P")
T = TypeVar("T")
Start: TypeAlias = Literal["fork", "spawn"]
MOST_ON_WINDOWS = 61
"""Processes that one process can wait for on Windows."""
PATIENCE = 20
"""Milliseconds to wait for threads that have ended."""
ENDS = ("SIGINT", "SIGTERM", "SIGHUP")


class Pool(ProcessPoolExecutor):
    """So many processes. Where that is sound they are forked: they begin with all that is imported already."""

    def __init__(self, workers: int, start: Start | None = None) -> None:
        # Each pool names how: Python's own choice differs from version to version.
        context = get_context(start or ("fork" if may_fork() else "spawn"))
        workers = min(workers, MOST_ON_WINDOWS) if sys.platform == "win32" else workers
        super().__init__(workers, mp_context=context, initializer=_begin)

    def submit(self, fn: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Have something done by the next worker that is free. Call and result must be such as can be pickled."""
        with _undisturbed():
            return super().submit(fn, *arguments, **named)


def may_fork() -> bool:
    """Whether this process may be doubled: on Linux, where no library forbids it, while it has no other thread."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    # A thread that has ended may take the system a moment to clear away.
    for _ in range(PATIENCE):
        if _threads() == 1:
            return True
        time.sleep(0.001)
    return False


def _threads() -> int:
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return 0


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back requests to end, here and in a process that begins, until that knows what to make of them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    earlier = signal.pthread_sigmask(signal.SIG_BLOCK, _ends())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, earlier)


def _ends() -> list[signal.Signals]:
    return [signal.Signals[name] for name in ENDS if hasattr(signal, name)]


def _begin() -> None:
    """What a worker does first."""
    _leave_ends_to_others()
    look_seldom_for_garbage()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _leave_ends_to_others() -> None:
    """Interruptions are for the process that started us; other requests to end are obeyed at once."""
    for number in _ends():
        if number == signal.SIGINT:
            signal.signal(number, signal.SIG_IGN)
        elif signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ends())


def _end_with_parent() -> None:
    """End as soon as the process is gone that started us: nobody is left who would want what we make."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
