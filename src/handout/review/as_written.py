"""Whether a PDF still is, byte for byte, what handout wrote.

handout makes the file's identifier (ISO 32000-1, 14.4) from everything before the cross-reference stream and from the
numbers of its two root objects; the rows of that stream say only where each object begins, which the bytes show again.
So a flipped byte is found, a file cut short, and a file that another program saved again. A forger is not, who can make
the identifier again too: that takes the SHA-256 in the manifest.
"""

from __future__ import annotations

import hashlib
import re
import zlib

_TAIL = re.compile(rb"startxref\n(\d{1,12})\n%%EOF\n\Z")
_CROSS_REFERENCES = re.compile(
    rb"(?P<own>\d{1,7}) 0 obj\n<</Type/XRef/Size (?P<size>\d{1,7})/W\[1 4 2\]"
    rb"/Root (?P<root>\d{1,7}) 0 R/Info (?P<info>\d{1,7}) 0 R/ID\[<(?P<first>[0-9a-f]{32})><(?P<second>[0-9a-f]{32})>\]"
    rb"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length (?P<length>\d{1,9})>>\nstream\n"
)
_ROW = 7
_MOST = 7_000_000


def is_as_written(data: bytes) -> bool:
    """Whether the identifier in the file is the one its bytes give, and its objects are where it says."""
    tail = _TAIL.search(data[-64:])
    start = int(tail[1]) if tail else len(data)
    head = _CROSS_REFERENCES.match(data, start) if start < len(data) else None
    if head is None:
        return False
    end = head.end() + int(head["length"])
    if data[end:] != b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start:
        return False
    rows = _rows(data[head.end() : end])
    if rows is None or int(head["size"]) != len(rows) or int(head["own"]) != len(rows) - 1:
        return False
    if not all(_is_there(data, number, row) for number, row in enumerate(rows) if row[0] == 1):
        return False
    digest = hashlib.sha256(data[:start], usedforsecurity=False)
    digest.update(head["root"] + b" " + head["info"])
    return head["first"] == head["second"] == digest.hexdigest()[:32].encode("ascii")


def _is_there(data: bytes, number: int, row: bytes) -> bool:
    """Whether an object of its own begins where its row says."""
    return data.startswith(b"%d 0 obj\n" % number, int.from_bytes(row[1:5], "big"))


def _rows(deflated: bytes) -> list[bytes] | None:
    """The rows of the cross-reference stream, PNG's Up predictor undone (RFC 2083, 6.4)."""
    inflater = zlib.decompressobj()
    try:
        predicted = inflater.decompress(deflated, _MOST)
    except zlib.error:
        return None
    if not inflater.eof or inflater.unused_data or len(predicted) % (_ROW + 1):
        return None
    rows, above = [], bytes(_ROW)
    for at in range(0, len(predicted), _ROW + 1):
        if predicted[at] != 2:
            return None
        above = bytes((up + change) & 255 for up, change in zip(above, predicted[at + 1 : at + 8], strict=True))
        rows.append(above)
    return rows
