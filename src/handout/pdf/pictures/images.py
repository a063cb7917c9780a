"""Check pictures from their bytes before anything decodes them, and make them streams of a PDF.

What comes out is written anew from the pixels: turned upright, on white, in sRGB or grey, without a word of metadata.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from handout.pdf.pictures.checked import PALEST, BadPicture, CheckedPicture
from handout.problems import InternalError

LARGEST_BYTES = 10_000_000
LARGEST_SVG_BYTES = 1_000_000
LARGEST_PIXELS = 25_000_000
LONGEST_SIDE = 2400
"""Pixels of the longer side that are kept: 300 to the inch on eight inches."""
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
JPEG_QUALITY = 90
HEAD_BYTES = 4096
"""How far into a file its `<svg` tag is looked for."""
OTHERS = {
    b"GIF8": "a GIF", b"RIFF": "a WebP", b"II*\0": "a TIFF", b"MM\0*": "a TIFF", b"BM": "a BMP", b"%PDF": "a PDF",
    b"%!PS": "a PostScript file", b"\xc5\xd0\xd3\xc6": "a PostScript file", b"\x1f\x8b": "a compressed file",
    b"<!DOCTYPE html": "a web page", b"<html": "a web page",
}  # fmt: skip
_DECODING_FAILS = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, struct.error, zlib.error,
)  # fmt: skip


def check_picture(data: bytes, name: str) -> CheckedPicture:
    """The picture these bytes hold, made safe and plain.

    Raises BadPicture; its reason reads well after "the picture 'x.png' cannot be used: ".
    """
    if not data:
        raise BadPicture("the file is empty", f"put a picture into '{name}'")
    if len(data) > LARGEST_BYTES:
        raise BadPicture(f"it has {len(data) / 1e6:.1f} MB, and the most is {LARGEST_BYTES // 1_000_000} MB", _SMALLER)
    if data.startswith((PNG, JPEG)):
        return _checked_pixels(data)
    if _is_svg(data):
        return _checked_svg(data)
    known = next((kind for magic, kind in OTHERS.items() if data.lstrip()[: len(magic)] == magic), "something else")
    better = PurePosixPath(name).with_suffix(".png").name
    raise BadPicture(f"it is {known}, not PNG, JPEG or SVG", f"save the picture as PNG, '{better}'")


@lru_cache(maxsize=32)
def stream_of(data: bytes, kind: str) -> tuple[bytes, bytes]:
    """The image XObject of a checked picture: the entries of its dictionary without /Length, and its stream."""
    if kind == "jpeg":
        from PIL import Image

        with Image.open(BytesIO(data), formats=("JPEG",)) as image:
            (across, down), grey = image.size, image.mode == "L"
        return _entries(across, down, grey) + b"/Filter/DCTDecode", data
    chunks = list(_chunks(data)) if kind == "png" else []
    if not chunks or chunks[0][1][8:] not in (_GREY, _COLOUR):
        raise InternalError(f"a picture of kind '{kind}' reached the page unchecked")
    across, down = struct.unpack(">II", chunks[0][1][:8])
    grey = chunks[0][1][8:] == _GREY
    predictor = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/Columns %d>>" % (1 if grey else 3, across)
    return _entries(across, down, grey) + predictor, b"".join(body for kind, body in chunks if kind == b"IDAT")


_SMALLER = f"save it smaller: {LONGEST_SIDE} pixels on the longer side are as many as print"
_ANEW = "open it in a picture program and save it again as PNG"
_PART = 1 << 20
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where each pass of an interlaced PNG begins, and its steps (RFC 2083, 2.6)."""
_GREY, _COLOUR = b"\x08\0\0\0\0", b"\x08\2\0\0\0"
"""The end of a PNG's header: 8 bits, grey or RGB, not interlaced (RFC 2083, 4.1.1)."""


def _entries(across: int, down: int, grey: bool) -> bytes:
    space = b"Gray" if grey else b"RGB"
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/Device%s/BitsPerComponent 8" % (
        across, down, space,
    )  # fmt: skip


def _is_svg(data: bytes) -> bool:
    head = data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and b"<svg" in head


@lru_cache(maxsize=32)
def _checked_svg(data: bytes) -> CheckedPicture:
    from handout.pdf.pictures.svg_reader import read_svg
    from handout.pdf.pictures.svg_writer import plain_svg

    if len(data) > LARGEST_SVG_BYTES:
        raise BadPicture(f"it is an SVG of {len(data) / 1e6:.1f} MB, and the most is 1 MB", "save the picture as PNG")
    drawing = read_svg(data)
    plain = plain_svg(drawing)
    if len(plain) > LARGEST_SVG_BYTES:
        said = f"it is an SVG of {len(plain) / 1e6:.1f} MB when each line is written out, and the most is 1 MB"
        raise BadPicture(said, "save the picture as PNG")
    return CheckedPicture(plain, "svg", drawing.view_box[2:])


@lru_cache(maxsize=32)
def _checked_pixels(data: bytes) -> CheckedPicture:
    try:
        said = _profile_said(data) if data.startswith(PNG) else None
        image = _upright(data)
        if data.startswith(PNG):
            _count_pixels(data)
        flat = _within(_flat(image, data, said), LONGEST_SIDE)
    except _DECODING_FAILS as fault:
        raise BadPicture("it is damaged or cut short", _ANEW) from fault
    if min(low for low, _ in flat.convert("RGB").getextrema()) >= PALEST:
        raise BadPicture(f"it is white all over{_where_opaque(image)}", "save it with dark lines, or on a dark ground")
    file = BytesIO()
    if data.startswith(PNG):
        flat.save(file, "PNG")
        return CheckedPicture(file.getvalue(), "png", flat.size)
    flat.save(file, "JPEG", quality=JPEG_QUALITY)
    return CheckedPicture(file.getvalue(), "jpeg", flat.size)


def _where_opaque(image: Any) -> str:
    """What is said of a white picture that may be seen on another ground than paper."""
    return ", where it is not transparent" if "A" in image.mode or "transparency" in image.info else ""


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG up to its end, each with the right checksum (RFC 2083, 3.2). Raises ValueError."""
    at, kind = len(PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body, check = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if check != zlib.crc32(kind + body).to_bytes(4, "big"):
            raise ValueError("a chunk is damaged")
        yield kind, body
        at += 12 + length


def _profile_said(data: bytes) -> bytes | None:
    """The colour profile that a PNG says in other ways than by holding one. Refuses a PNG that moves."""
    said = dict(_chunks(data))
    if b"acTL" in said:
        raise BadPicture("it is animated, and paper does not move", "save one moment of it as a still PNG")
    if not {b"gAMA", b"cHRM", b"cICP"} & said.keys():
        return None
    from handout.pdf.pictures.png_colors import profile_of

    return profile_of(said)


def _count_pixels(data: bytes) -> None:
    """Refuse a PNG that ends well but holds fewer rows than it says; Pillow leaves those black."""
    across, down, depth, colour, interlaced = struct.unpack(">IIBBxxB", data[16:29])
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    passes = [(across, down)]
    if interlaced:
        passes = [(-(-(across - x) // dx), -(-(down - y) // dy)) for x, y, dx, dy in _ADAM7]
    missing = sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in passes if columns > 0 and rows > 0)
    unpacker = zlib.decompressobj()
    rest = b"".join(body for kind, body in _chunks(data) if kind == b"IDAT")
    while missing > 0:
        part = unpacker.decompress(rest, min(missing, _PART))
        if not part:
            raise ValueError("rows are missing")
        rest = unpacker.unconsumed_tail
        missing -= len(part)


def _upright(data: bytes) -> Any:
    """The decoded picture, turned as its EXIF orientation says. (Pillow's types are loose here.)"""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        except Image.DecompressionBombError:
            raise BadPicture("it has too many pixels", _SMALLER) from None
        across, down = image.size
        if across * down > LARGEST_PIXELS:
            raise BadPicture(
                f"it has {across} × {down} pixels, and the most is {LARGEST_PIXELS // 1_000_000} million", _SMALLER
            )
        if not across * down:
            raise BadPicture("it has no pixels", _ANEW)
        image.load()
        return ImageOps.exif_transpose(image)


def _flat(image: Any, data: bytes, profile: bytes | None) -> Any:
    """The same pixels as 8-bit grey or RGB of sRGB, what was transparent on white; `profile`: one it does not hold."""
    from PIL import Image

    if profile is not None:
        image.info["icc_profile"] = profile
    key = image.info.get("transparency")
    if key is not None and image.mode == "L" and data.startswith(PNG) and data[24] < 8:
        # Pillow spreads the greys of 2 or 4 bits over 8, but not the one that is transparent.
        key = image.info["transparency"] = key * 255 // ((1 << data[24]) - 1)
    if image.mode.startswith("I"):
        table = [(value * 255 + 32767) // 65535 for value in range(65536)]
        if key is not None:
            table[key] = 255
        return _plain(_grey_in_srgb(image.convert("I").point(table, "L"), profile))
    if key is not None and image.mode == "RGB" and data.startswith(PNG) and data[24] == 16:
        raise BadPicture("it has 16 bits a colour and one transparent colour", "save it as PNG with 8 bits a colour")
    if key is not None or image.mode in ("LA", "La", "PA", "RGBA", "RGBa"):
        grey = image.mode in ("1", "L", "LA", "La")
        above = _in_srgb(image.convert("RGBA"), image.info)
        under = Image.new("RGBA", above.size, "white")
        under.alpha_composite(above)
        return _plain(under.convert("L" if grey else "RGB"))
    if image.mode in ("1", "L"):
        return _plain(_grey_in_srgb(image.convert("L"), profile))
    return _plain(_in_srgb(image, image.info).convert("RGB"))


def _grey_in_srgb(image: Any, profile: bytes | None) -> Any:
    if profile is None:
        return image
    return _in_srgb(image.convert("RGB"), {"icc_profile": profile}).convert("L")


def _in_srgb(image: Any, info: dict[str, Any]) -> Any:
    """Colours of another colour profile as sRGB: skin keeps its colour. A profile that cannot be read is left out."""
    profile = info.get("icc_profile")
    if not profile:
        return image
    from PIL import ImageCms

    if image.mode == "P":
        image = image.convert("RGB")
    target = image.mode if image.mode == "RGBA" else "RGB"
    try:
        return ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=target
        )
    except (ImageCms.PyCMSError, OSError):
        return image


def _within(image: Any, longest: int) -> Any:
    across, down = image.size
    if max(across, down) <= longest:
        return image
    from PIL import Image

    scale = longest / max(across, down)
    return image.resize((max(1, round(across * scale)), max(1, round(down * scale))), Image.Resampling.LANCZOS)


def _plain(image: Any) -> Any:
    """A picture that carries nothing but its pixels."""
    image.info = {}
    return image
