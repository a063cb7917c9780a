"""The workers of a Dask cluster as an executor; they must see the same folders and have the same handout."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

from handout.extras import extra
from handout.jobs import Job
from handout.limits import TakesTooLong, within
from handout.problems import HandoutError, Problem, Severity
from handout.record import replace
from handout.source import Span

T = TypeVar("T")
PATIENCE = 10
"""Seconds within which a scheduler must answer; one that is silent, or says what it should not, never does."""


class DaskCluster(Executor):
    """A connection to a scheduler, with so many `workers`.

    A worker that dies costs its jobs another try elsewhere: that is Dask's work.
    """

    def __init__(self, scheduler: str) -> None:
        self._client = _connected(scheduler)
        # Handouts must be made anew when asked for, even with the same arguments: the files may have changed.
        self._executor = self._client.get_executor(pure=False)
        self.workers = max(sum(self._client.nthreads().values()), 1)

    def submit(self, fn: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        """Have something done by one of the workers; jobs are told where their folders are."""
        given = [_anywhere(value) if isinstance(value, Job) else value for value in arguments]
        task: Future[T] = self._executor.submit(fn, *given, **named)
        return task

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster once what is under way is done, or at once."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def _connected(scheduler: str) -> Any:
    place = Span(scheduler, 1, 1)
    try:
        from distributed import Client
    except ImportError as fault:
        problem = Problem(place, Severity.ERROR, "E51", "the cluster client is not installed", extra("cluster"))
        raise HandoutError([problem]) from fault
    try:
        connect: Any = Client
        with within(PATIENCE):
            return connect(scheduler, timeout=f"{PATIENCE}s", set_as_default=False)
    except (OSError, ValueError, TakesTooLong) as fault:
        hint = "start one with: dask scheduler, and name it like tcp://127.0.0.1:8786"
        problem = Problem(place, Severity.ERROR, "E11", "no scheduler answers at this address", hint)
        raise HandoutError([problem]) from fault


def _anywhere(job: Job) -> Job:
    """The same job for a process in another folder."""
    entry = replace(job.entry, path=job.entry.path.absolute())
    return replace(job, root=job.root.absolute(), out=job.out.absolute(), entry=entry)
