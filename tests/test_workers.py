"""Worker processes: how they begin, what they leave alone, and when they end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from handout.workers import Pool, Start, may_fork

STARTS: list[Start] = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]


@pytest.fixture(params=STARTS)
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    with Pool(2, request.param) as executor:
        yield executor


def test_there_are_no_more_processes_than_were_asked_for(pool: Pool) -> None:
    tasks = [pool.submit(os.getpid) for _ in range(20)]
    assert len({task.result() for task in tasks} - {os.getpid()}) <= 2


def test_interruptions_are_left_to_who_started_them(pool: Pool) -> None:
    assert pool.submit(signal.raise_signal, signal.SIGINT).result() is None
    with pytest.raises(BrokenProcessPool):
        pool.submit(signal.raise_signal, signal.SIGTERM).result()


def test_a_request_to_end_that_comes_while_a_worker_begins_is_not_lost(pool: Pool) -> None:
    came: list[int] = []
    earlier = signal.signal(signal.SIGTERM, lambda number, _: came.append(number))
    try:
        pool.submit(os.kill, os.getpid(), signal.SIGTERM).result()
        for _ in range(100):
            if not came:
                time.sleep(0.05)
    finally:
        signal.signal(signal.SIGTERM, earlier)
    assert came == [signal.SIGTERM]


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
def test_a_process_without_threads_is_and_is_without_them_when_a_pool_has_ended() -> None:
    program = (
        "from handout.workers import Pool, may_fork\n"
        "assert may_fork()\n"
        "with Pool(2) as pool:\n"
        "    assert [pool.submit(pow, 2, n).result() for n in range(4)] == [1, 2, 4, 8]\n"
        "assert may_fork()\n"
        "print('once')\n"
    )
    run = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("once\n", "")


@pytest.mark.parametrize("start", STARTS)
def test_workers_do_not_outlive_who_started_them(start: Start, tmp_path: Path) -> None:
    program = (
        "import os, signal, time\n"
        "from handout.workers import Pool\n"
        "if __name__ == '__main__':\n"
        f"    pool = Pool(3, '{start}')\n"
        "    tasks = [pool.submit(os.getpid) for _ in range(3)]\n"
        "    print([task.result() for task in tasks])\n"
        "    [pool.submit(time.sleep, 100) for _ in range(9)]\n"
        "    print('begun', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # What is printed ends when nobody is left who could print more.
    run = subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False, timeout=60
    )  # fmt: skip
    assert run.stdout.endswith("begun\n")
    assert run.returncode == -signal.SIGKILL
