"""How large a handout may become: a clinic's own limits, and the usual ones."""

from __future__ import annotations

from handout.content.clinic import Clinic
from handout.record import Record


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
        pages=max(limits.pages or usual.pages, 1),
        bytes=max(limits.megabytes or 0, 0) * 1_000_000 or usual.bytes,
    )
