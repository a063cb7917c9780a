"""Pages as pictures: PDFium paints, and a PNG is written with the compressor that the PDFs are written with."""

import hashlib
import struct
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from handout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

LEVEL = 1
"""Of compression: the picture goes no further than this machine."""


class Picture(NamedTuple):
    """One page: its number from 1, the digest of what it shows, and its PNG; none when the digest was known."""

    page: int
    digest: str
    png: bytes | None


class Order(Record):
    """Which pages are wanted: the ones that are seen first; `known` are the digests that were sent already."""

    scale: float
    seen: tuple[int, ...]
    known: frozenset[str]


def pictures(data: bytes, order: Order, is_stale: "Callable[[], bool]") -> Iterator[Picture]:
    """Every page of a PDF, those that are seen first; it ends early when something newer waits."""
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(data)  # its objects have no types
    try:
        count = len(document)
        first = [page for page in order.seen if 1 <= page <= count] or [1]
        for number in [*first, *(page for page in range(1, count + 1) if page not in first)]:
            if number not in first and is_stale():
                return
            bitmap = document[number - 1].render(scale=order.scale, rev_byteorder=True)
            pixels = bytes(bitmap.buffer)
            digest = hashlib.blake2b(pixels, digest_size=16).hexdigest()
            known = digest in order.known
            png = None if known else png_of(pixels, bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
            yield Picture(number, digest, png)
    finally:
        document.close()


def png_of(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """A PNG (W3C PNG, third edition) of rows of red, green and blue; a fourth channel is left out."""
    import deflate

    if channels == 4:
        whole = bytearray(pixels)
        del whole[3::4]
        pixels, stride, channels = bytes(whole), stride * 3 // 4, 3
    row = width * channels
    rows = b"".join(b"\0" + pixels[at : at + row] for at in range(0, height * stride, stride))
    color = 2 if channels == 3 else 0
    head = struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    parts: Sequence[tuple[bytes, bytes]] = (
        (b"IHDR", head), (b"IDAT", bytes(deflate.zlib_compress(rows, LEVEL))), (b"IEND", b""),
    )  # fmt: skip
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
