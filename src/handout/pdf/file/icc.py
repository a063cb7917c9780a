"""The sRGB colour profile, built from its numbers (IEC 61966-2-1; ICC.1:2022): same bytes always, no file to ship."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cache

WHITE = (0.9642, 1.0, 0.8249)
"""D50, the white that every profile is told in."""
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
ADAPTATION = (1.047886, 0.022919, -0.050216, 0.029582, 0.990484, -0.017079, -0.009252, 0.015073, 0.751679)
"""From D65, sRGB's own white, to D50 (Bradford)."""
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def srgb() -> bytes:
    """The profile of sRGB: its colours and its curve."""
    curve = curve_of(3, *CURVE)
    return profile({
        b"desc": _text("sRGB"),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": xyz(WHITE),
        b"chad": b"sf32" + bytes(4) + _fixed(*ADAPTATION),
        **{tag: xyz(point) for tag, point in PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    })  # fmt: skip


def profile(tags: Mapping[bytes, bytes]) -> bytes:
    """A version 4 profile of these tags, each with its data; what two tags say alike is written once."""
    start = 128 + 4 + 12 * len(tags)
    body, table = b"", b""
    places: dict[bytes, int] = {}
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", places[data], len(data))
    return _header(start + len(body)) + struct.pack(">I", len(tags)) + table + body


def curve_of(kind: int, *numbers: float) -> bytes:
    """A parametric curve (ICC.1:2022, 10.18): of kind 0 an exponent, of kind 3 that of sRGB."""
    return b"para" + bytes(4) + struct.pack(">HH", kind, 0) + _fixed(*numbers)


def xyz(point: Sequence[float]) -> bytes:
    """A colour in XYZ (ICC.1:2022, 10.31)."""
    return b"XYZ " + bytes(4) + _fixed(*point)


def _header(size: int) -> bytes:
    """The 128 bytes of ICC.1:2022, 7.2, with a date that never changes."""
    first = struct.pack(">I4xI4s4s4s6H4s28x", size, 0x04400000, b"mntr", b"RGB ", b"XYZ ", 2026, 1, 1, 0, 0, 0, b"acsp")
    return (first + _fixed(*WHITE)).ljust(128, b"\0")


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _text(words: str) -> bytes:
    coded = words.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(coded), 28) + coded
