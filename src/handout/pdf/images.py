"""Check pictures from their bytes before anything decodes them, and make them streams of a PDF."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal
import zlib

LARGEST_BYTES = 10_000_000
LARGEST_PIXELS = 25_000_000
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
JPEG_QUALITY = 90


class BadPicture(Exception):
    """A picture that cannot be used, and what to do about it."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        self.reason = reason
        self.hint = hint
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class CheckedPicture:
    """A picture that can be drawn: its bytes hold pixels only, no metadata."""

    data: bytes
    kind: Literal["png", "jpeg", "svg"]
    pixels: tuple[int, int]
