"""Worker processes: what is asked of them, what they leave alone, and what becomes of it when they die."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handout.workers import Start, WorkerDied, WorkerFault, Workers, may_fork

STARTS: list[Start] = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]


@pytest.fixture(params=STARTS)
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    with Workers(2, request.param) as executor:
        yield executor


def test_results_come_to_whoever_asks_for_them(workers: Workers) -> None:
    tasks = [workers.submit(pow, number, 2) for number in range(20)]
    assert [task.result() for task in reversed(tasks)] == [number**2 for number in reversed(range(20))]


def test_there_are_no_more_processes_than_were_asked_for(workers: Workers) -> None:
    tasks = [workers.submit(os.getpid) for _ in range(20)]
    assert len({task.result() for task in tasks} - {os.getpid()}) <= 2


def test_what_a_job_raises_is_told_with_its_place(workers: Workers) -> None:
    task = workers.submit(int, "seven")
    with pytest.raises(WorkerFault, match=r"(?s)workers\.py.*ValueError: invalid literal.*seven"):
        task.result()
    assert workers.submit(int, "7").result() == 7


def test_what_cannot_be_sent_keeps_nobody_waiting(workers: Workers) -> None:
    with pytest.raises(Exception, match="pickle"):
        workers.submit(lambda: 1)
    with pytest.raises(WorkerFault, match="pickle"):
        workers.submit(open, os.devnull).result()
    assert workers.submit(pow, 2, 3).result() == 8


def test_large_calls_and_results_pass_each_other(workers: Workers) -> None:
    tasks = [workers.submit(bytes.upper, b"w" * 400_000) for _ in range(12)]
    assert {task.result() for task in tasks} == {b"W" * 400_000}


def test_a_result_is_waited_for_no_longer_than_was_said(workers: Workers) -> None:
    task = workers.submit(time.sleep, 1.0)
    with pytest.raises(TimeoutError):
        task.result(0.01)
    with pytest.raises(TimeoutError):
        task.exception(0.01)
    assert task.exception() is None


def test_of_those_that_die_each_costs_its_own_job(workers: Workers) -> None:
    tasks = [workers.submit(abs if number % 3 else os._exit, 1) for number in range(9)]
    for number, task in enumerate(tasks):
        if number % 3:
            assert task.result() == 1
        else:
            with pytest.raises(WorkerDied):
                task.result()


def test_one_that_dies_idle_is_followed_by_another(workers: Workers) -> None:
    os.kill(workers.submit(os.getpid).result(), signal.SIGKILL)
    with pytest.raises(WorkerDied):
        for _ in range(100):
            workers.submit(os.getpid).result()
    assert workers.submit(os.getpid).result()


def test_interruptions_are_left_to_who_started_them(workers: Workers) -> None:
    assert workers.submit(signal.raise_signal, signal.SIGINT).result() is None
    with pytest.raises(WorkerDied):
        workers.submit(signal.raise_signal, signal.SIGTERM).result()


def test_what_is_no_longer_wanted_is_not_done(workers: Workers, tmp_path: Path) -> None:
    made = [tmp_path / str(number) for number in range(9)]
    tasks = [workers.submit(slowly_made, path) for path in made]
    assert tasks[7].cancel()
    assert not tasks[0].cancel()
    for task in tasks[:7] + tasks[8:]:
        task.result()
    assert [path.name for path in made if not path.exists()] == ["7"]


@pytest.mark.parametrize("start", STARTS)
def test_at_the_end_what_is_begun_is_done_and_the_rest_dropped(start: Start, tmp_path: Path) -> None:
    workers = Workers(1, start)
    made = [tmp_path / str(number) for number in range(6)]
    tasks = [workers.submit(slowly_made, path) for path in made]
    tasks[0].result()
    workers.shutdown()
    assert [path.read_text("utf-8") for path in made if path.exists()] == ["whole"] * 2
    assert all(task.done() for task in tasks)
    assert tasks[-1].cancelled()


def test_a_result_larger_than_a_pipe_does_not_keep_the_end_back(workers: Workers) -> None:
    assert len(workers.submit(bytes, 10_000_000).result()) == 10_000_000
    workers.submit(bytes, 10_000_000)


def test_a_process_with_threads_is_not_doubled() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not may_fork()
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_a_process_without_threads_is_and_stays_without() -> None:
    program = (
        "from handout.workers import Workers, may_fork\n"
        "assert may_fork()\n"
        "with Workers(2) as workers:\n"
        "    assert [workers.submit(pow, 2, n).result() for n in range(4)] == [1, 2, 4, 8]\n"
        "    assert may_fork()\n"
        "    print('once')\n"
    )
    run = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("once\n", "")


@pytest.mark.parametrize("start", STARTS)
def test_workers_do_not_outlive_who_started_them(start: Start) -> None:
    program = (
        "import os, signal\n"
        "from handout.workers import Workers\n"
        "if __name__ == '__main__':\n"
        f"    workers = Workers(3, '{start}')\n"
        "    for task in [workers.submit(os.getpid) for _ in range(3)]:\n"
        "        print(task.result())\n"
        "    print('begun', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # What is printed ends when nobody is left who could print more.
    run = subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False, timeout=60
    )  # fmt: skip
    assert run.stdout.endswith("begun\n")
    assert run.returncode == -signal.SIGKILL
    assert run.stderr == ""


def slowly_made(path: Path) -> None:
    """A file in two steps."""
    path.write_text("half", "utf-8")
    time.sleep(0.2)
    path.write_text("whole", "utf-8")
