"""Executors and jobs that die, to see what a batch makes of it."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from handout.jobs import Job, Outcome
from handout.workers import Pool, Start


def die_or_build(build: Callable[[Job], Outcome], job: Job, victims: frozenset[str], graves: Path) -> Outcome:
    """Die on each of the victims, but only the first time."""
    grave = graves / job.entry.slug
    if job.entry.slug in victims and not grave.exists():
        grave.write_text("", "utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    return build(job)


class Frail(Pool):
    """Two processes, one of which dies on each of the victims."""

    def __init__(self, victims: frozenset[str], graves: Path, start: Start) -> None:
        super().__init__(2, start)
        self._victims, self._graves = victims, graves

    def submit(self, fn: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return super().submit(die_or_build, fn, *arguments, self._victims, self._graves)
