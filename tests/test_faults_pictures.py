"""Pictures that are none, are too much, or know too much (rows 101 to 112), as an author meets them."""

import struct
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from support.faulty import build, handout_yaml, is_refused, make_project, spawn


def png(width: int = 20, height: int = 20, mode: str = "RGB") -> bytes:
    data = BytesIO()
    Image.new(mode, (width, height), 1).save(data, "PNG", compress_level=1)
    return data.getvalue()


def jpeg(**options: object) -> bytes:
    data = BytesIO()
    Image.effect_noise((200, 200), 50).convert("RGB").save(data, "JPEG", **options)
    return data.getvalue()


def animated(kind: str) -> bytes:
    data = BytesIO()
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "green")]
    frames[0].save(data, kind, save_all=True, append_images=frames[1:])
    return data.getvalue()


def huge() -> bytes:
    """A header of 60 000 by 60 000 pixels and next to nothing behind it."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PROGRAM = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(ran) (w) file\n"
BAD: dict[str, bytes | Callable[[], bytes]] = {
    "row 101: a PostScript program": PROGRAM,
    "row 102: nothing": b"",
    "row 102: text": b"no picture\n",
    "row 102: a web page": b"<!doctype html><html></html>",
    "row 102: half a PNG": lambda: png(200, 200)[:60],
    "row 102: a PNG with a bad checksum": lambda: png()[:20] + b"\x01" + png()[21:],
    "row 102: a PDF": b"%PDF-1.7\n",
    "row 102: SVG named PNG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "row 102: a TIFF": b"II*\0" + bytes(100),
    "row 104: more pixels than may be": lambda: png(13_000, 13_000, "1"),
    "row 105: an absurd header": huge,
    "row 106: half a JPEG": lambda: jpeg()[:4000],
    "row 110: an animated GIF": lambda: animated("GIF"),
    "row 110: an animated PNG": lambda: animated("PNG"),
    "row 104: more than ten megabytes": lambda: png() + bytes(10_000_001),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_what_is_no_fit_picture_is_refused_at_its_line(tmp_path: Path, data: bytes | Callable[[], bytes]) -> None:
    make_project(tmp_path, wound=handout_yaml("      - figure: {image: images/a.png, alt: A wound}\n"))
    (tmp_path / "content" / "images").mkdir()
    (tmp_path / "content" / "images" / "a.png").write_bytes(data if isinstance(data, bytes) else data())
    start = time.process_time()
    result = build(tmp_path)
    assert time.process_time() - start < 5
    assert is_refused(result)
    assert "content/wound.yaml:9:" in result.err


def test_a_picture_that_is_not_there_is_told_beside_other_mistakes(tmp_path: Path) -> None:
    figure = "      - figure: {image: images/a.png, alt: A wound}\n"
    make_project(tmp_path, wound=handout_yaml(f"{figure}      - callout: {{text: Rest., tonne: tip}}\n"))
    told = build(tmp_path).err
    assert ([told.count(f"error[{code}]") for code in ("E70", "E02")], told.count("error[")) == ([1, 1], 2)


def test_a_logo_that_is_not_there_is_told_beside_other_mistakes_of_the_clinic(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml("      - Rest.\n"))
    with (tmp_path / "content" / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write("logo: images/a.png\nwebsite: example.org\n")
    told = build(tmp_path).err
    assert ([told.count(f"error[{code}]") for code in ("E70", "E22")], told.count("error[")) == ([1, 1], 2)


def test_row_101_no_program_is_started_for_a_picture(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml("      - figure: {image: images/a.png, alt: A wound}\n"))
    (tmp_path / "content" / "images").mkdir()
    (tmp_path / "content" / "images" / "a.png").write_bytes(PROGRAM)
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("gs", "gswin32c", "convert", "inkscape"):
        (programs / name).write_text(f"#!/bin/sh\necho ran > {tmp_path / 'ran'}\n")
        (programs / name).chmod(0o755)
    assert spawn(tmp_path, environment={"PATH": str(programs)}).code == 1
    assert not (tmp_path / "ran").exists()


def test_rows_108_109_what_a_camera_wrote_stays_behind(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x9286] = "SecretComment"
    data = jpeg(exif=exif, comment=b"SecretWords")
    assert b"SecretCamera" in data
    make_project(tmp_path, wound=handout_yaml("      - figure: {image: images/a.jpg, alt: A wound}\n"))
    (tmp_path / "content" / "images").mkdir()
    (tmp_path / "content" / "images" / "a.jpg").write_bytes(data)
    assert build(tmp_path).code == 0
    pdf = tmp_path / "out" / "wound.pdf"
    assert b"Secret" not in pdf.read_bytes()
    assert [len(page.images) for page in PdfReader(pdf).pages] == [1]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_rows_107_112_every_kind_of_png_is_drawn(tmp_path: Path, mode: str) -> None:
    make_project(tmp_path, wound=handout_yaml("      - figure: {image: images/a.png, alt: A wound}\n"))
    (tmp_path / "content" / "images").mkdir()
    (tmp_path / "content" / "images" / "a.png").write_bytes(png(mode=mode))
    result = build(tmp_path)
    assert result.code == 0 or is_refused(result)
    if result.code == 0:
        assert [len(page.images) for page in PdfReader(tmp_path / "out" / "wound.pdf").pages] == [1]
