"""Turn the bytes of a text into characters: by its mark, by what it declares, else UTF-8, else as Windows wrote it."""

from __future__ import annotations

import codecs

from handout.incoming.tree import CannotImport, Telling

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes, telling: Telling, declared: str | None = None) -> str:
    """The text; raises CannotImport where the bytes are none. What was guessed is reported."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data.removeprefix(mark) if name == "utf-8" else data, name)
    if b"\x00" in data[:4096]:
        raise CannotImport("it is not a text file")
    for name in filter(None, (declared, "utf-8")):
        try:
            if codecs.lookup(name).name in ("rot13", "hex", "base64", "zlib", "bz2", "uu", "quopri"):
                continue
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    telling.look("the whole text", "it is not UTF-8: it was read as Windows writes it; see that all letters are right")
    return data.decode("cp1252", "replace")


def _as(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as fault:
        raise CannotImport("its characters are damaged") from fault
