"""Make handouts on the workers of a Dask cluster; they must see the same folders and have the same handout."""

from collections.abc import Generator, Sequence
from typing import Any

from handout.build import run_on
from handout.extras import extra
from handout.outcomes import Job, Outcome
from handout.problems import HandoutError, Problem, Severity
from handout.record import replace
from handout.source import Span

PATIENCE = "10s"


def on_cluster(scheduler: str, jobs: Sequence[Job]) -> Generator[Outcome, None, None]:
    """The outcomes in order. A worker that dies costs its jobs another try elsewhere; that is the scheduler's work."""
    client = _connected(scheduler)
    from distributed.scheduler import KilledWorker

    try:
        count = max(sum(client.nthreads().values()), 1)
        # Handouts must be made anew when asked for, even with the same arguments: the files may have changed.
        yield from run_on(
            lambda: client.get_executor(pure=False), [_anywhere(job) for job in jobs], count, (KilledWorker,)
        )
    finally:
        client.close()


def _connected(scheduler: str) -> Any:
    place = Span(scheduler, 1, 1)
    try:
        from distributed import Client
    except ImportError as fault:
        told = Problem(place, Severity.ERROR, "E51", "the cluster client is not installed", extra("cluster"))
        raise HandoutError([told]) from fault
    try:
        connect: Any = Client
        return connect(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as fault:
        hint = "start one with: dask scheduler, and name it like tcp://127.0.0.1:8786"
        told = Problem(place, Severity.ERROR, "E11", "no scheduler answers at this address", hint)
        raise HandoutError([told]) from fault


def _anywhere(job: Job) -> Job:
    """The same job for a process in another folder."""
    entry = replace(job.entry, path=job.entry.path.absolute())
    return replace(job, root=job.root.absolute(), out=job.out.absolute(), entry=entry)
