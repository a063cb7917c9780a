"""Pages as pictures: PDFium paints, and a PNG is written with the compressor that the PDFs are written with."""

import hashlib
import os
import struct
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from handout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

LEVEL = 2
"""Of compression. Of pages, which are mostly paper, level 1 takes a fifth longer and writes more; none takes less."""


class PagePicture(Record, kw_only=False):
    """One page: its number from 1, the digest of what it shows, and its PNG."""

    page: int
    digest: str
    png: bytes


class PictureRequest(Record):
    """Which pages are wanted, so many dots wide: those that are seen first; `known` were sent already, by digest."""

    width: int
    seen: tuple[int, ...]
    known: frozenset[str]


def digests(looks: Sequence[int], width: int) -> tuple[str, ...]:
    """The digest of each page's picture, known before it is painted: from what the page shows, in this process."""
    return tuple(hashlib.blake2b(f"{_PROCESS} {look} {width}".encode(), digest_size=16).hexdigest() for look in looks)


_PROCESS = os.urandom(16).hex()
"""Looks are numbers of one process."""


def pictures(
    data: bytes, named: Sequence[str], order: PictureRequest, is_stale: "Callable[[], bool]"
) -> Iterator[PagePicture]:
    """The pages of a PDF whose digests are new, those that are seen first; it ends early when something newer waits."""
    import pypdfium2

    new = [number for number, digest in enumerate(named, 1) if digest not in order.known]
    if not new:
        return
    document: Any = pypdfium2.PdfDocument(data)  # its objects have no types
    try:
        for number in sorted(new, key=lambda number: number not in order.seen):
            if number not in order.seen and is_stale():
                return
            page = document[number - 1]
            # PDFium rounds up, and a sum of fractions may be a hair over.
            bitmap = page.render(scale=(order.width - 0.01) / page.get_width(), rev_byteorder=True)
            png = png_of(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
            yield PagePicture(number, named[number - 1], png)
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
