"""Executors and jobs that die, to see what a batch makes of it."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from handout.outcomes import Job, Outcome
from handout.workers import Start, Workers


def die_or_build(build: Callable[[Job], Outcome], job: Job, victim: str, grave: Path) -> Outcome:
    """Die on the victim, but only the first time; note every handout that is begun."""
    if job.entry.slug == victim and not grave.exists():
        grave.write_text("", "utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    with (grave.parent / "begun").open("a") as begun:
        begun.write(f"{job.entry.slug}\n")
    return build(job)


class Frail(ProcessPoolExecutor):
    """Two processes, one of which dies on the victim."""

    def __init__(self, victim: str, grave: Path) -> None:
        super().__init__(2, mp_context=get_context("spawn"))
        self._victim, self._grave = victim, grave

    def submit(self, fn: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return super().submit(die_or_build, fn, *arguments, self._victim, self._grave)


class FrailWorkers(Workers):
    """The same of our own."""

    def __init__(self, victim: str, grave: Path, start: Start) -> None:
        super().__init__(2, start)
        self._victim, self._grave = victim, grave

    def submit(self, fn: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return super().submit(die_or_build, fn, *arguments, self._victim, self._grave)
