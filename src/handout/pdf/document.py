"""The file: numbered objects in object streams, a cross-reference stream, an identifier made from the content.

ISO 32000-1, 7.5.7 and 7.5.8. Nothing in it depends on the clock, so the same objects are the same bytes.
"""

import hashlib
import zlib

OBJECTS_PER_STREAM = 400
LEVEL = 6
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Document:
    """Objects by number; a number may be reserved before its body is known."""

    def __init__(self) -> None:
        self._bodies: list[bytes | None] = []
        self._streams: dict[int, bytes] = {}

    def reserve(self) -> int:
        """A number for an object whose body comes later."""
        self._bodies.append(None)
        return len(self._bodies)

    def add(self, body: bytes) -> int:
        """A new object; its number."""
        self._bodies.append(body)
        return len(self._bodies)

    def put(self, number: int, body: bytes) -> None:
        """The body of a reserved object."""
        self._bodies[number - 1] = body

    def add_stream(self, entries: bytes, data: bytes) -> int:
        """A stream of data that `entries` describe, without brackets and /Length."""
        number = self.reserve()
        self._streams[number] = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)
        return number

    def add_deflated(self, entries: bytes, data: bytes) -> int:
        """The same, deflated."""
        return self.add_stream(entries + b"/Filter/FlateDecode", zlib.compress(data, LEVEL))

    def finish(self, root: int, info: int | None = None) -> bytes:
        """The whole file."""
        plain = [number for number, body in enumerate(self._bodies, 1) if number not in self._streams]
        missing = [number for number in plain if self._bodies[number - 1] is None]
        if missing:
            raise ValueError(f"objects without a body: {missing}")
        packed: dict[int, tuple[int, int]] = {}
        for at in range(0, len(plain), OBJECTS_PER_STREAM):
            numbers = plain[at : at + OBJECTS_PER_STREAM]
            holder = self._pack(numbers)
            packed.update({number: (holder, index) for index, number in enumerate(numbers)})
        out = [HEADER]
        length = len(HEADER)
        places: dict[int, int] = {}
        for number in sorted(self._streams):
            piece = b"%d 0 obj\n%s\nendobj\n" % (number, self._streams[number])
            places[number] = length
            out.append(piece)
            length += len(piece)
        out.append(self._cross_references(packed, places, length, root, info, b"".join(out)))
        return b"".join(out)

    def _pack(self, numbers: list[int]) -> int:
        index, bodies, at = [], [], 0
        for number in numbers:
            body = self._bodies[number - 1] or b""
            index.append(b"%d %d" % (number, at))
            bodies.append(body)
            at += len(body) + 1
        head = b" ".join(index) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(head))
        return self.add_deflated(entries, head + b"\n".join(bodies))

    def _cross_references(
        self, packed: dict[int, tuple[int, int]], places: dict[int, int], start: int, root: int, info: int | None,
        before: bytes,
    ) -> bytes:  # fmt: skip
        own = len(self._bodies) + 1
        rows = bytearray(b"\0\0\0\0\0\0\0")
        for number in range(1, own):
            if number in packed:
                holder, index = packed[number]
                rows += b"\2" + holder.to_bytes(4, "big") + index.to_bytes(2, "big")
            else:
                rows += b"\1" + places[number].to_bytes(4, "big") + b"\0\0"
        rows += b"\1" + start.to_bytes(4, "big") + b"\0\0"
        data = zlib.compress(_predicted(bytes(rows), 7), LEVEL)
        identifier = hashlib.md5(before + rows, usedforsecurity=False).hexdigest().encode("ascii")
        about = b"" if info is None else b"/Info %d 0 R" % info
        return (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R%s/ID[<%s><%s>]/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (own, own + 1, root, about, identifier, identifier, len(data), data, start)
        )


def _predicted(rows: bytes, width: int) -> bytes:
    """PNG's Up predictor on rows of equal width (RFC 2083, 6.4)."""
    changes = bytes((now - above) & 255 for now, above in zip(rows, bytes(width) + rows, strict=False))
    return b"".join(b"\2" + changes[at : at + width] for at in range(0, len(changes), width))


def text_string(text: str) -> bytes:
    """A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, everything else as UTF-16."""
    if text.isascii() and text.isprintable():
        return b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("ascii") + b")"
    return b"<feff" + text.encode("utf-16-be").hex().encode("ascii") + b">"


def name(text: str) -> bytes:
    """A name object."""
    return b"/" + "".join(
        char if char.isascii() and (char.isalnum() or char in "-_.") else f"#{byte:02x}"
        for char in text for byte in ([ord(char)] if char.isascii() else char.encode("utf-8"))
    ).encode("ascii")
