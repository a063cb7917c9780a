"""Worker processes on this machine, each with a pipe of its own: an executor without threads.

The threads of the standard one take their time from the workers, and it cannot say over which job a worker died.
Where it is sound, workers are forked: they begin with all that is imported and fitted already.
"""

import gc
import os
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeAlias, TypeVar

if TYPE_CHECKING:
    # Not all systems have both.
    from multiprocessing.context import ForkContext, SpawnContext

P = ParamSpec("P")
T = TypeVar("T")
Start = Literal["fork", "spawn"]
Pipe: TypeAlias = "Connection[Any, Any]"
ENDS = ("SIGINT", "SIGTERM", "SIGHUP")
SMALL = 16_384
"""Bytes of a call that fits into a pipe whoever listens at its other end: it may be sent ahead."""


class WorkerDied(Exception):
    """A worker died over this job, perhaps because memory ran out."""


class WorkerFault(Exception):
    """What a job raised, with its traceback, in words: not every exception can be sent."""


class Workers(Executor):
    """So many processes, each begun when there is work for it; one that dies is followed by another.

    A worker gets its next job while it is at one, so that it never waits for us; but when few are left, they are kept
    for whoever is free first. It gets them when somebody asks a future for its result or exception, for as long as they
    wait: only one thread may, and `concurrent.futures.wait` would wait in vain.
    """

    def __init__(self, count: int, start: Start | None = None) -> None:
        self._count = count
        self._start: Start = start or ("fork" if may_fork() else "spawn")
        self._waiting: deque[_Task[Any]] = deque()
        self._busy: dict[Pipe, tuple[BaseProcess, deque[_Task[Any]]]] = {}
        self._idle: list[tuple[Pipe, BaseProcess]] = []

    def submit(self, fn: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> "Future[T]":
        """Have something done by the next worker that is free. Call and result must be such as can be pickled."""
        task: _Task[T] = _Task(self._hear, bytes(ForkingPickler.dumps((fn, arguments, named))))
        self._waiting.append(task)
        self._give()
        return task

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers end what they are at, and no more; nobody hears of it."""
        left = [*self._idle, *((pipe, process) for pipe, (process, _) in self._busy.items())]
        unheard = [*self._waiting, *(task for _, in_hand in self._busy.values() for task in in_hand)]
        self._idle, self._busy = [], {}
        self._waiting.clear()
        for pipe, _ in left:
            pipe.close()
        for _, process in left if wait else ():
            process.join()
        for task in unheard:
            if not task.cancel():
                task.set_exception(WorkerDied())

    def _give(self) -> None:
        """Give what waits to whoever is free, and of what is left over one to each of the others."""
        while (self._idle or len(self._busy) < self._count) and (task := self._next()) is not None:
            pipe, process = self._idle.pop() if self._idle else self._begun()
            self._busy[pipe] = process, deque()
            self._hand(pipe, task)
        for pipe, (_, in_hand) in self._busy.items():
            if len(in_hand) == 1 and len(self._waiting) > self._count and len(self._waiting[0].call) <= SMALL:
                task = self._next()
                if task is not None:
                    self._hand(pipe, task)

    def _next(self) -> "_Task[Any] | None":
        """The first of those that wait and are still wanted."""
        while self._waiting:
            task = self._waiting.popleft()
            # What was in the hands of one that died has been begun already.
            if task.running() or task.set_running_or_notify_cancel():
                return task
        return None

    def _hand(self, pipe: Pipe, task: "_Task[Any]") -> None:
        self._busy[pipe][1].append(task)
        # Of a worker that has died meanwhile we hear when we listen to it.
        with suppress(OSError):
            pipe.send_bytes(task.call)

    def _hear(self, timeout: float | None) -> None:
        """Wait until a worker has something to say; before anybody looks at what it said, it gets more to do."""
        ready = wait([*self._busy], timeout)
        for pipe in [busy for busy in self._busy if busy in ready]:
            try:
                said = pipe.recv_bytes()
            except (EOFError, OSError):
                self._bury(pipe)
                continue
            made, fault = _understood(said)
            process, in_hand = self._busy[pipe]
            task = in_hand.popleft()
            if not in_hand:
                del self._busy[pipe]
                self._idle.append((pipe, process))
            self._give()
            if fault is None:
                task.set_result(made)
            else:
                task.set_exception(WorkerFault(fault))

    def _bury(self, pipe: Pipe) -> None:
        """One that died was at the first of its jobs; the other is for the others."""
        process, in_hand = self._busy.pop(pipe)
        pipe.close()
        process.join()
        task = in_hand.popleft()
        self._waiting.extendleft(in_hand)
        self._give()
        task.set_exception(WorkerDied())

    def _begun(self) -> tuple[Pipe, BaseProcess]:
        context: ForkContext | SpawnContext = get_context("fork") if self._start == "fork" else get_context("spawn")
        ours, theirs = context.Pipe()
        # A forked process has all that we have open; while it holds our end of a pipe, its worker hears of no end.
        apart = [ours, *self._busy, *(pipe for pipe, _ in self._idle)] if self._start == "fork" else []
        process = context.Process(target=_work, args=(theirs, apart), daemon=True)
        with _undisturbed():
            process.start()
        theirs.close()
        return ours, process


class _Task(Future[T]):
    """What is to be done; whoever asks for the result listens to the workers until it is there."""

    def __init__(self, hear: Callable[[float | None], None], call: bytes) -> None:
        super().__init__()
        self._hear = hear
        self.call = call

    def result(self, timeout: float | None = None) -> T:
        self._listen(timeout)
        return super().result(0)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self._listen(timeout)
        return super().exception(0)

    def _listen(self, timeout: float | None) -> None:
        """Hear the workers until this is done, or for so many seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self.done() and (end is None or time.monotonic() < end):
            self._hear(None if end is None else max(end - time.monotonic(), 0))


def may_fork() -> bool:
    """Whether this process may be doubled: on Linux, where no library forbids it, while it has no other thread."""
    try:
        return sys.platform == "linux" and sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


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


def _work(pipe: Pipe, apart: Sequence[Pipe]) -> None:
    """Do what comes until nothing more can come."""
    for other in apart:
        other.close()
    _leave_ends_to_others()
    gc.set_threshold(200_000, 20, 50)
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_done(pipe.recv_bytes()))
    # What was made is in its place: nothing needs to be taken apart.
    os._exit(0)


def _leave_ends_to_others() -> None:
    """Interruptions are for the process that started us; other requests to end are obeyed at once."""
    for number in _ends():
        if number == signal.SIGINT:
            signal.signal(number, signal.SIG_IGN)
        elif signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ends())


def _done(call: bytes) -> bytes:
    """What a call gives, or what it raised in words, pickled."""
    try:
        fn, arguments, named = ForkingPickler.loads(call)
        return bytes(ForkingPickler.dumps((fn(*arguments, **named), None)))
    except Exception:
        return bytes(ForkingPickler.dumps((None, traceback.format_exc())))


def _understood(said: bytes) -> tuple[Any, str | None]:
    try:
        made, fault = ForkingPickler.loads(said)
    except Exception:
        return None, traceback.format_exc()
    return made, fault
