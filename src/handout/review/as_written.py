"""Whether a PDF still is, byte for byte, what handout wrote.

handout makes the file's identifier (ISO 32000-1, 14.4) from everything before the cross-reference stream and from the
rows of that stream. Making it again finds a flipped byte, a file cut short, and a file that another program saved
again. It does not find a forger, who can make the identifier again too: that takes the SHA-256 in the manifest.
"""

import hashlib
import re
import zlib

_TAIL = re.compile(rb"startxref\n(\d{1,12})\n%%EOF\n\Z")
_CROSS_REFERENCES = re.compile(
    rb"\d+ 0 obj\n<</Type/XRef/Size \d+/W\[1 4 2\]/Root \d+ 0 R(?:/Info \d+ 0 R)?"
    rb"/ID\[<([0-9a-f]{32})><([0-9a-f]{32})>\]/Filter/FlateDecode"
    rb"/DecodeParms<</Predictor 12/Columns 7>>/Length (\d{1,9})>>\nstream\n"
)
_ROW = 7
_MOST = 7_000_000


def is_as_written(data: bytes) -> bool:
    """Whether the identifier in the file is the one its bytes give."""
    tail = _TAIL.search(data[-64:])
    start = int(tail[1]) if tail else len(data)
    head = _CROSS_REFERENCES.match(data, start) if start < len(data) else None
    if head is None or head[1] != head[2]:
        return False
    end = head.end() + int(head[3])
    if data[end:] != b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start:
        return False
    rows = _rows(data[head.end() : end])
    if rows is None:
        return False
    return hashlib.md5(data[:start] + rows, usedforsecurity=False).hexdigest().encode("ascii") == head[1]


def _rows(deflated: bytes) -> bytes | None:
    """The rows of the cross-reference stream, PNG's Up predictor undone (RFC 2083, 6.4)."""
    inflater = zlib.decompressobj()
    try:
        predicted = inflater.decompress(deflated, _MOST)
    except zlib.error:
        return None
    if not inflater.eof or inflater.unused_data or len(predicted) % (_ROW + 1):
        return None
    rows, above = bytearray(), bytes(_ROW)
    for at in range(0, len(predicted), _ROW + 1):
        if predicted[at] != 2:
            return None
        above = bytes((up + change) & 255 for up, change in zip(above, predicted[at + 1 : at + 8], strict=True))
        rows += above
    return bytes(rows)
