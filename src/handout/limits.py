"""How large a handout may become, and how long making it may take: a clinic's own limits, and the usual ones."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from handout.content.clinic import Clinic
from handout.files import Inputs, way_below
from handout.problems import HandoutError, Problem, Severity
from handout.record import Record
from handout.source import Span


class SizeLimits(Record, kw_only=False):
    """Limits on one file that is made."""

    pages: int = 2_000
    bytes: int = 10_000_000


def size_limits(clinic: Clinic | None) -> SizeLimits:
    """What `clinic.yaml` says under `limits`, and the usual where it says nothing."""
    limits = None if clinic is None else clinic.limits
    usual = SizeLimits()
    if limits is None:
        return usual
    return SizeLimits(
        pages=limits.pages or usual.pages,
        bytes=(limits.megabytes or 0) * 1_000_000 or usual.bytes,
    )


_USUAL = 60
"""Seconds for one file that is made."""


class TakesTooLong(Exception):
    """Making something took more time than it may."""


def seconds_allowed(clinic: Clinic | None) -> int:
    """What `clinic.yaml` says under `limits`, and the usual where it says nothing."""
    limits = None if clinic is None else clinic.limits
    return _USUAL if limits is None else limits.seconds or _USUAL


@contextmanager
def in_time(clinic: Clinic | None, file: str, root: Path) -> Iterator[None]:
    """Raise HandoutError (E10) at this content file when the work inside lasts longer than the clinic lets it."""
    try:
        with within(seconds_allowed(clinic)):
            yield
    except TakesTooLong as fault:
        raise HandoutError([too_long(file, root)]) from fault


def too_long(file: str, root: Path | None) -> Problem:
    """That a handout takes too long, with the file that was in hand; without it when another process made it (None)."""
    path = Path(Inputs.in_hand)
    name = path.name and root and (way_below(root, path) or path.name)
    at_hand = f" (in hand: {name})" if name and name != file else ""
    hint = "divide the handout, correct the file in hand, or set limits: {seconds: …} in clinic.yaml"
    return Problem(Span(file, 1, 1), Severity.ERROR, "E10", f"making this handout takes too long{at_hand}", hint)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise `TakesTooLong` when the work inside lasts longer.

    Only in a process's main thread, and only where there are alarms; anywhere else there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    earlier = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


def _ring(_: int, __: FrameType | None) -> NoReturn:
    raise TakesTooLong
