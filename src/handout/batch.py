"""Make many handouts: one loop on any executor, outcomes in the order of the jobs, whoever dies on the way."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from handout.build import build_one, refused
from handout.jobs import Job, Outcome

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from handout.cache import BuildCache

AHEAD = 8
"""How many jobs of each worker are under way or waiting: enough to keep it busy, few enough to keep memory flat."""


def run(
    jobs: Sequence[Job], workers: int = 1, cache: BuildCache | None = None, scheduler: str | None = None
) -> Generator[Outcome, None, None]:
    """The outcomes, in the order of the jobs, each as soon as it and those before it are there.

    Handouts of which `cache` knows that nothing has changed are not made again.
    """
    found = [None if cache is None else cache.outcome(job.entry.path, _named(job)) for job in jobs]
    made = _made_anew([job for job, known in zip(jobs, found, strict=True) if known is None], workers, scheduler)
    try:
        for job, known in zip(jobs, found, strict=True):
            outcome = known or next(made)
            if cache is not None:
                cache.note(outcome, _named(job))
            yield outcome
    finally:
        made.close()


def _named(job: Job) -> tuple[str, ...]:
    """The styles of a job, the one that gives its name to no file first."""
    return (job.default_style, *job.styles)


def _made_anew(jobs: Sequence[Job], workers: int, scheduler: str | None) -> Generator[Outcome, None, None]:
    workers = min(workers, len(jobs))
    if scheduler is not None and jobs:
        from handout.cluster import DaskCluster

        cluster = DaskCluster(scheduler)
        yield from run_on(lambda: cluster, jobs, cluster.workers)
    elif workers <= 1:
        yield from map(build_one, jobs)
    else:
        from handout.workers import Pool

        yield from run_on(lambda: Pool(workers), jobs, workers)


def run_on(connect: Callable[[], Executor], jobs: Sequence[Job], workers: int) -> Generator[Outcome, None, None]:
    """The same on any executor that `connect` gives, which has so many workers.

    A job whose worker died is tried once more, in a process of its own. An executor that breaks of it, as the standard
    pool does, has a successor that takes up all jobs without an outcome. Whoever stops asking stops the work: jobs
    that have not begun are dropped, those that have are finished.
    """
    from concurrent.futures import BrokenExecutor

    executor = connect()
    ahead = AHEAD * workers
    tasks: dict[int, Future[Outcome]] = {}
    try:
        for number, job in enumerate(jobs):
            try:
                for coming in range(number, min(number + ahead, len(jobs))):
                    if coming not in tasks:
                        tasks[coming] = executor.submit(build_one, jobs[coming])
                outcome = tasks.pop(number).result()
            except BrokenExecutor:
                executor.shutdown(wait=True)
                executor = connect()
                tasks = {coming: task for coming, task in tasks.items() if _is_made(task)}
                outcome = tasks.pop(number).result() if number in tasks else _build_alone(job)
            except Exception:
                # Of what is wrong with a handout an outcome tells: the executor gave up this job, and goes on.
                if job.debug:
                    raise
                outcome = _build_alone(job)
            yield outcome
    finally:
        for task in tasks.values():
            task.cancel()
        executor.shutdown(wait=True)


def _is_made(task: Future[Outcome]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


def _build_alone(job: Job) -> Outcome:
    """A job in a process of its own that begins anew, so that one that dies takes nothing else with it."""
    from concurrent.futures import BrokenExecutor

    from handout.workers import Pool

    with Pool(1, "spawn") as executor:
        try:
            return executor.submit(build_one, job).result()
        except BrokenExecutor:
            message = "the process that made this handout died, perhaps because memory ran out"
            return refused(job, message, "make the handout and its pictures smaller")
