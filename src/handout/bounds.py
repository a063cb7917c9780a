"""How large a handout may become, and how long making it may take."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from handout.content.clinic import Clinic
from handout.record import Record


class TakesTooLong(Exception):
    """Making something took more time than it may."""


class Bounds(Record, kw_only=False):
    """Limits on one file that is made; a clinic may set its own."""

    pages: int = 2_000
    bytes: int = 10_000_000
    seconds: int = 60


def bounds_of(clinic: Clinic | None) -> Bounds:
    """What `clinic.yaml` says under `limits`, and the usual where it says nothing."""
    limits = None if clinic is None else clinic.limits
    usual = Bounds()
    if limits is None:
        return usual
    return Bounds(
        pages=max(limits.pages or usual.pages, 1),
        bytes=max(limits.megabytes or 0, 0) * 1_000_000 or usual.bytes,
        seconds=max(limits.seconds or usual.seconds, 1),
    )


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
