"""Read a finished file back from its bytes, the way a reader finds its objects, before it may replace another.

From its end to its cross-references (ISO 32000-1, 7.5.5 and 7.5.8), from those to every object: each must begin
where they say. Nothing here is shared with what wrote the file.
"""

from __future__ import annotations

import re
import struct
import zlib

from handout.problems import InternalError

_START = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")
_CROSS_REFERENCES = re.compile(
    rb"(\d+) 0 obj\n<</Type/XRef/Size (\d+)/W\[1 4 2\]/Root (\d+) 0 R.*?"
    rb"/DecodeParms<</Predictor 12/Columns 7>>/Length (\d+)>>\nstream\n",
    re.DOTALL,
)
_HOLDER = re.compile(rb"\d+ 0 obj\n<</Type/ObjStm/N (\d+)/First (\d+)/Filter/FlateDecode/Length (\d+)>>\nstream\n")
_ROW = struct.Struct(">xBI2x")
WIDTH = 8
"""Bytes of a row: its filter, then its seven columns."""


def check_sound(data: bytes, pages: int) -> None:
    """Raise `InternalError` unless these bytes are a whole PDF of so many pages."""
    if not data.startswith(b"%PDF-1.7\n"):
        raise InternalError("the PDF has no header")
    rows = _rows(data)
    for number, at in [(number, at) for number, (kind, at) in enumerate(rows) if kind == 1]:
        if not data.startswith(b"%d 0 obj\n" % number, at):
            raise InternalError(f"object {number} of the PDF is not where the file says")
    found = sum(_pages_in(data, rows[holder][1]) for holder in {at for kind, at in rows if kind == 2})
    if found != pages or not pages:
        raise InternalError(f"the PDF has {found} pages, not {pages}")


def _rows(data: bytes) -> list[tuple[int, int]]:
    """What the cross-reference stream says of each object: its type, and its place or its holder.

    Each byte is the difference to the one above it (PNG's Up predictor, RFC 2083, 6.4).
    """
    start = _START.search(data, len(data) - 40)
    head = _CROSS_REFERENCES.match(data, int(start[1])) if start else None
    if head is None:
        raise InternalError("the PDF's end leads to no cross-references")
    packed = _inflated(data[head.end() : head.end() + int(head[4])])
    if len(packed) != int(head[2]) * WIDTH:
        raise InternalError("the PDF's cross-references are not whole")
    return list(_ROW.iter_unpack(_summed(packed)))


def _summed(packed: bytes) -> bytes:
    """Rows of eight bytes, each byte the sum of those above it: all at once, as one long number.

    Each step adds to every row the one twice as far above it; the high bits are kept from carrying.
    """
    count = len(packed)
    low = int.from_bytes(b"\x7f" * count, "big")
    rows, above = int.from_bytes(packed, "big"), 8 * WIDTH
    while above < 8 * count:
        moved = rows >> above
        rows = ((rows & low) + (moved & low)) ^ ((rows ^ moved) & ~low)
        above *= 2
    return rows.to_bytes(count, "big")


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as fault:
        raise InternalError("a stream of the PDF is not whole") from fault


def _pages_in(data: bytes, at: int) -> int:
    """How many pages an object stream holds, once every object in it was found where its index says."""
    head = _HOLDER.match(data, at)
    if head is None:
        raise InternalError("an object stream of the PDF is not where the file says")
    held = _inflated(data[head.end() : head.end() + int(head[3])])
    # Two numbers for each object, parted by single spaces.
    if held.count(b" ", 0, int(head[2])) != 2 * int(head[1]) - 1:
        raise InternalError("an object stream of the PDF has no whole index")
    return held.count(b"<</Type/Page") - held.count(b"<</Type/Pages")
