"""What a look at a picture's bytes ends with: a picture that can be drawn, or a reason why not."""

from __future__ import annotations

from typing import Literal

from handout.record import Record

PALEST = 250
"""A colour that is so bright, of 255, is not seen on white paper."""


class BadPicture(Exception):
    """A picture that cannot be used, and what to do about it."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        self.reason = reason
        self.hint = hint
        super().__init__(reason)


class CheckedPicture(Record, kw_only=False):
    """A picture that can be drawn: its bytes hold pixels only, no metadata. An SVG is as large as its view box."""

    data: bytes
    kind: Literal["png", "jpeg", "svg"]
    pixels: tuple[float, float]
