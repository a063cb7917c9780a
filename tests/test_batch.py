"""Many handouts on several workers: the same files in the same order, whoever dies on the way."""

import os
import pty
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

import pytest

from handout.batch import run, run_on
from handout.build import jobs_for
from handout.jobs import Job, Outcome
from handout.library import Library
from handout.problems import Problems
from handout.record import asdict
from handout.workers import Pool, Start
from support.faulty import COMMAND, TODAY, handout_yaml, make_project
from support.frail import Frail

NAMES = [f"part-{number}" for number in range(12)]
STARTS: list[Start] = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    make_project(tmp_path, **{name.replace("-", "_"): handout_yaml(title=name) for name in NAMES})
    library = Library(tmp_path, date.fromisoformat(TODAY))
    entries = library.chosen((), Problems())
    return jobs_for(library, entries, (), tmp_path / "out", release=False)


def stems(outcomes: Iterator[Outcome]) -> list[str]:
    found = list(outcomes)
    assert [outcome.faults + outcome.problems for outcome in found] == [()] * len(found)
    return [outcome.source.stem for outcome in found]


def test_two_processes_give_the_outcomes_in_the_order_of_the_jobs(jobs: list[Job]) -> None:
    assert stems(run(jobs, 2)) == sorted(NAMES)


@pytest.mark.parametrize("start", STARTS)
def test_it_does_not_matter_how_workers_begin(jobs: list[Job], start: Start, tmp_path: Path) -> None:
    assert stems(run_on(lambda: Pool(3, start), jobs, 3)) == sorted(NAMES)
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.pdf")}
    assert stems(run(jobs)) == sorted(NAMES)
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.pdf")}


def test_any_executor_will_do(jobs: list[Job]) -> None:
    assert stems(run_on(lambda: ThreadPoolExecutor(2), jobs, 2)) == sorted(NAMES)


VICTIMS = [{"part-0"}, {"part-11"}, {"part-2", "part-3", "part-9"}]
DEATHS = [(start, victims) for start in STARTS for victims in VICTIMS if start == STARTS[0] or victims == VICTIMS[-1]]
"""Workers that begin anew are dear: where there is another way, they die in one case."""


@pytest.mark.parametrize(("start", "victims"), DEATHS, ids=[f"{start} {sorted(victims)}" for start, victims in DEATHS])
def test_a_dead_worker_costs_a_retry_and_no_handout(
    jobs: list[Job], victims: set[str], start: Start, tmp_path: Path
) -> None:
    graves = tmp_path / "graves"
    graves.mkdir()
    assert stems(run_on(lambda: Frail(frozenset(victims), graves, start), jobs, 2)) == sorted(NAMES)
    died = {path.name for path in graves.iterdir()}
    # Of several, one may be made alone because another has just broken the pool.
    assert died and died <= victims
    assert sorted(path.stem for path in (tmp_path / "out").glob("*.pdf")) == sorted(NAMES)


def test_a_pool_that_breaks_before_it_takes_a_job_has_a_successor(jobs: list[Job]) -> None:
    begun: list[Executor] = []

    class Broken(ThreadPoolExecutor):
        def submit(self, *arguments, **named):  # type: ignore[no-untyped-def]
            if len(begun) == 1:
                raise BrokenProcessPool("gone")
            return super().submit(*arguments, **named)

    def connect() -> Executor:
        begun.append(Broken(2))
        return begun[-1]

    assert stems(run_on(connect, jobs, 2)) == sorted(NAMES)
    assert len(begun) == 2


def test_a_job_that_an_executor_gives_up_is_made_alone(jobs: list[Job]) -> None:
    class GivesUp(ThreadPoolExecutor):
        def submit(self, fn, job):  # type: ignore[no-untyped-def]
            return super().submit({}.__getitem__, job) if job.entry.slug == "part-5" else super().submit(fn, job)

    assert stems(run_on(lambda: GivesUp(2), jobs, 2)) == sorted(NAMES)


def test_a_row_of_the_manifest_holds_all_there_is_to_know_of_a_file(jobs: list[Job]) -> None:
    [made] = next(run(jobs)).built
    assert made.as_row() == asdict(made)
    assert all(isinstance(value, str | int | tuple | None) for value in made.as_row().values())


def test_a_batch_holds_no_more_jobs_than_its_workers_can_soon_take(jobs: list[Job]) -> None:
    waiting: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, *arguments, **named):  # type: ignore[no-untyped-def]
            waiting.append(1)
            return super().submit(*arguments, **named)

    outcomes = run_on(lambda: Counting(1), jobs, 1)
    next(outcomes)
    assert len(waiting) == 8
    outcomes.close()


def test_progress_is_shown_on_a_terminal_and_nowhere_else(jobs: list[Job], tmp_path: Path) -> None:
    import subprocess

    ours, theirs = pty.openpty()
    command = [*COMMAND, "build", "--project", str(tmp_path), "--today", TODAY]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=120)
    os.close(theirs)
    shown = b""
    while sys.platform == "linux" and b"11 of 12" not in shown:
        shown += os.read(ours, 4096)
    os.close(ours)
    assert b"1 of 12" in shown
    assert b" of 12" not in done.stdout
