"""A real scheduler and two real workers on this machine, one of which is killed at work."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from handout.extras import extra
from support.faulty import TODAY, build, handout_yaml, make_project, run

if find_spec("distributed") is None:
    pytest.skip(f"distributed is not installed: {extra('cluster')}", allow_module_level=True)

COUNT = 40


def started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with (folder / f"{arguments[0]}-{len(list(folder.iterdir()))}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]], stdout=log,
            stderr=subprocess.STDOUT, cwd=folder, start_new_session=True,
        )  # fmt: skip


def worker(folder: Path, address: str) -> subprocess.Popen[bytes]:
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    return started(folder, "worker", address, *options, "--local-directory", str(folder))


def address_in(folder: Path) -> str:
    """Where the scheduler says that it listens."""
    for _ in range(300):
        found = re.search(rb"tcp://127\.0\.0\.1:\d+", b"".join(path.read_bytes() for path in folder.glob("*.log")))
        if found:
            return found[0].decode("ascii")
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    folder = tmp_path_factory.mktemp("cluster")
    scheduler = started(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    workers = []
    try:
        address = address_in(folder)
        workers = [worker(folder, address) for _ in range(2)]
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            if process.poll() is None:
                process.kill()
            process.wait()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    body = "".join(f"      - Paragraph {number} says to rest and to drink water.\n" for number in range(30))
    return make_project(tmp_path, **{f"part_{n}": handout_yaml(body, title=f"Part {n}") for n in range(COUNT)})


def digests(folder: Path) -> dict[str, str]:
    rows = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    return {row["path"]: row["sha256"] for row in rows}


def test_a_cluster_that_loses_a_worker_makes_the_same_files(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], project: Path, tmp_path: Path
) -> None:
    address, workers = cluster
    command = [sys.executable, "-m", "handout", "build", "--project", str(project), "--today", TODAY]
    batch = subprocess.Popen(
        [*command, "--scheduler", address, "--out", str(tmp_path / "far")], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, bufsize=0,
    )  # fmt: skip
    assert batch.stdout is not None
    batch.stdout.readline()
    os.kill(workers[0].pid, signal.SIGKILL)
    told, faults = batch.communicate(timeout=120)
    assert batch.returncode == 0, faults.decode()
    assert len(told.splitlines()) == COUNT - 1
    assert build(project, "--out", str(tmp_path / "near")).code == 0
    assert digests(tmp_path / "far") == digests(tmp_path / "near")


def test_a_scheduler_that_does_not_answer_is_told_in_a_line(project: Path) -> None:
    result = run(project, "build", "--scheduler", "nonsense://")
    assert result.code == 1
    assert "Traceback" not in result.err


def test_a_scheduler_that_is_silent_is_given_up(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handout.cluster.PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        result = run(project, "build", "--scheduler", address)
    assert result.code == 1
    assert "no scheduler answers at this address" in result.err
