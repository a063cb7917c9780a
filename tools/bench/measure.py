"""Run programs and say what they took: CPU seconds, wall seconds, the most memory; medians with their spread."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A small process between: a program's most memory begins with that of the process it was forked from.
WATCH = """
import os, sys, time
begun = time.perf_counter()
nothing = os.open(os.devnull, os.O_WRONLY)
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_DUP2, nothing, 1), (os.POSIX_SPAWN_DUP2, nothing, 2)])
_, status, used = os.wait4(child, 0)
print(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024,
      os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run of a program took; memory in MB."""

    cpu: float
    wall: float
    peak: float
    code: int


def run(command: Sequence[str], folder: Path) -> Taken:
    """Run a program to its end. CPU is its own and that of processes it waited for."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    watch = [sys.executable, "-S", "-E", "-c", WATCH, *command]
    told = subprocess.run(
        watch, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    cpu, wall, peak, status = map(float, told.stdout.split()[-4:])
    return Taken(cpu, wall, peak, int(status))


class Peer:
    """A process that stays and sets documents when asked (see stopwatch.py)."""

    def __init__(self, name: str, command: Sequence[str], log: Path) -> None:
        self.name = name
        self.sizes: list[int] = []
        self.peak = 0.0
        self._log = log.open("wb")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True
        )  # fmt: skip

    def set(self, numbers: Sequence[int]) -> list[float] | None:
        """CPU seconds of each document; None when the peer cannot."""
        try:
            self._process.stdin.write(" ".join(map(str, numbers)) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            return None
        if not line:
            return None
        told = json.loads(line)
        self.peak = told["peak"]
        self.sizes += [size for _, _, size in told["rows"]]
        return [cpu for cpu, _, _ in told["rows"]]

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._log.close()


def middle(values: Sequence[float]) -> tuple[float, float, float]:
    """The median, and the quartiles around it."""
    if len(values) < 3:
        return statistics.median(values), min(values), max(values)
    low, _, high = statistics.quantiles(values, n=4)
    return statistics.median(values), low, high


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """The median and quartiles of what was measured in the same rounds, one through the other."""
    return middle([one / other for one, other in zip(ours, theirs, strict=True)])
