"""The file: numbered objects in object streams, a cross-reference stream, an identifier made from the content.

ISO 32000-1, 7.5.7 and 7.5.8. Nothing in it depends on the clock, so the same objects are the same bytes. What pages
show by name, pictures and forms, is in it once (8.8 to 8.10).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import accumulate, chain, count
from operator import add

from deflate import zlib_compress

from handout.problems import InternalError
from handout.record import to_json

OBJECTS_PER_STREAM = 1000
LEVEL = 1
"""Of libdeflate, its quickest, for what is of one document: a level that takes twice as long makes a file 4 % less."""
LEVEL_WHEN_KEPT = 8
"""For what is deflated once and serves many documents; higher ones take six times as long for one hundredth."""
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PdfFile:
    """Objects by number; a number may be reserved before its body is known.

    A body is a str of characters U+0000 to U+00FF, one for each byte.
    """

    def __init__(self) -> None:
        self._bodies: list[str | None] = []
        self._streams: dict[int, tuple[bytes, bytes]] = {}

    def reserve(self) -> int:
        """A number for an object whose body comes later."""
        self._bodies.append(None)
        return len(self._bodies)

    def reserve_many(self, count: int) -> range:
        """So many numbers, one after the other."""
        first = len(self._bodies) + 1
        self._bodies += [None] * count
        return range(first, first + count)

    def add(self, body: str | bytes) -> int:
        """A new object; its number."""
        self._bodies.append(body if isinstance(body, str) else body.decode("latin-1"))
        return len(self._bodies)

    def put(self, number: int, body: str) -> None:
        """The body of a reserved object."""
        self._bodies[number - 1] = body

    def put_many(self, numbers: range, bodies: Sequence[str]) -> None:
        """The bodies of objects that were reserved together."""
        self._bodies[numbers.start - 1 : numbers.stop - 1] = bodies

    def add_stream(self, entries: bytes, data: bytes) -> int:
        """A stream of data that `entries` describe, without brackets and /Length."""
        number = self.reserve()
        self._streams[number] = (entries, data)
        return number

    def add_deflated(self, entries: bytes, data: bytes) -> int:
        """The same, deflated."""
        return self.add_stream(entries + b"/Filter/FlateDecode", deflated(data))

    def add_recurring(self, entries: bytes, data: bytes) -> int:
        """The same, for data that other documents are likely to hold as well."""
        return self.add_stream(entries + b"/Filter/FlateDecode", _deflated_again(data))

    def finish(self, root: int, info: int) -> bytes:
        """The whole file."""
        streams, stored = self._streams, self._bodies
        plain = [number for number, body in enumerate(stored, 1) if body is not None]
        bodies = [body for body in stored if body is not None]
        if len(plain) + len(streams) < len(stored):
            missing = next(number for number, body in enumerate(stored, 1) if body is None and number not in streams)
            raise InternalError(f"object {missing} has no body")
        rows = [0] * (len(stored) + 1)
        for at in range(0, len(plain), OBJECTS_PER_STREAM):
            numbers = plain[at : at + OBJECTS_PER_STREAM]
            holder = self._pack(numbers, bodies[at : at + OBJECTS_PER_STREAM])
            rows.append(0)
            for row, number in enumerate(numbers, 2 << 48 | holder << 16):
                rows[number] = row
        out = [HEADER]
        length = len(HEADER)
        for number, (entries, data) in streams.items():
            # A line end before endstream that is no part of the data (ISO 19005-2, 6.1.7.1).
            piece = b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, entries, len(data), data)
            rows[number] = 1 << 48 | length << 16
            out.append(piece)
            length += len(piece)
        rows.append(1 << 48 | length << 16)
        body = b"".join(out)
        return body + _cross_references(rows, body, root, info)

    def _pack(self, numbers: list[int], bodies: list[str]) -> int:
        """An object stream; its number. A line end stands between each two bodies."""
        places = map(add, accumulate(map(len, bodies), initial=0), count())
        pairs = list(chain.from_iterable(zip(numbers, places, strict=False)))
        # Two numbers for each object, parted by single spaces: as JSON, but for its brackets and commas.
        head = to_json(pairs)[1:-1].replace(b",", b" ") + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(head))
        return self.add_deflated(entries, head + "\n".join(bodies).encode("latin-1"))


def deflated(data: bytes, level: int = LEVEL) -> bytes:
    """The data of a stream under /FlateDecode (ISO 32000-1, 7.4.4): the same bytes whatever zlib a machine has."""
    return bytes(zlib_compress(data, level))


_deflated_again = lru_cache(maxsize=64)(deflated)


def _cross_references(rows: list[int], before: bytes, root: int, info: int) -> bytes:
    """The cross-reference stream, the last object; each row is its type, four bytes and two bytes."""
    own = len(rows) - 1
    data = deflated(_predicted(rows))
    digest = hashlib.sha256(before, usedforsecurity=False)
    digest.update(b"%d %d" % (root, info))
    identifier = digest.hexdigest()[:32].encode("ascii")
    return (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (own, own + 1, root, info, identifier, identifier, len(data), data, len(before))
    )


def _predicted(rows: list[int]) -> bytes:
    """Rows of seven bytes under PNG's Up predictor (RFC 2083, 6.4), each after its filter byte: 2.

    All bytes are subtracted at once, as one long number: the high bit of each byte keeps it from borrowing.
    """
    count = len(rows)
    high = int.from_bytes(b"\x80" * (8 * count), "big")
    now = int.from_bytes(struct.pack(f">{count}Q", *rows), "big")
    above = now >> 64
    changes = ((now | high) - (above & ~high)) ^ ((now ^ above ^ high) & high)
    return (changes | int.from_bytes((b"\2" + bytes(7)) * count, "big")).to_bytes(8 * count, "big")


def text_string(text: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, everything else as UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({_literal(text)})"
    return f"<feff{text.encode('utf-16-be').hex()}>"


def ascii_string(text: str) -> str:
    """A URI as a string in ASCII: other characters as percent escapes of their UTF-8 (RFC 3986, 2.5)."""
    if not text.isascii():
        text = "".join(char if char.isascii() else "".join(f"%{b:02X}" for b in char.encode("utf-8")) for char in text)
    return f"({_literal(text)})"


def _literal(text: str) -> str:
    if "\\" in text or "(" in text or ")" in text:
        return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return text


class ExternalObjects:
    """Those of one document, by what they show."""

    __slots__ = ("_file", "_fonts", "_named")

    def __init__(self, file: PdfFile, fonts: int) -> None:
        self._file = file
        self._fonts = fonts
        self._named: dict[Hashable, tuple[str, int]] = {}

    def picture(self, key: Hashable, stream: Callable[[], tuple[bytes, bytes]]) -> str:
        """The name of a picture; `stream` makes its entries and its data, when it is new."""
        return self._named_by(key, lambda: self._file.add_stream(*stream()))

    def form(self, key: Hashable, painted: Callable[[], tuple[bytes, str]], has_text: bool = True) -> str:
        """The name of a form; `painted` gives its content and what it is cut off at (left, bottom, right, top)."""
        return self._named_by(key, lambda: self._add_form(*painted(), has_text))

    def _add_form(self, content: bytes, box: str, has_text: bool) -> int:
        fonts = f"/Resources<</Font {self._fonts} 0 R>>" if has_text else ""
        entries = f"/Type/XObject/Subtype/Form/BBox[{box}]{fonts}".encode("ascii")
        return self._file.add_recurring(entries, content)

    def shown(self) -> tuple[Hashable, ...]:
        """What each of them shows, in the order of their names."""
        return tuple(self._named)

    def resources(self) -> str:
        """The entry of the pages' resources that names them all."""
        named = "".join([f"{name} {number} 0 R" for name, number in self._named.values()])
        return f"/XObject<<{named}>>" if named else ""

    def _named_by(self, key: Hashable, make: Callable[[], int]) -> str:
        found = self._named.get(key)
        if found is None:
            number = make()
            found = self._named[key] = (f"/I{len(self._named) + 1}", number)
        return found[0]
