"""QR codes as drawings, and as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from handout.pdf.pictures.drawing import Drawing, PathStep, Shape
from handout.pdf.pictures.qr_mask import best_mask
from handout.pdf.pictures.svg_writer import svg
from handout.style.values import WHITE

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 9.1)."""


@lru_cache(maxsize=256)
def modules(text: str) -> tuple[str, ...]:
    """The code's rows, "1" for dark and "0" for light, without the quiet zone; error correction level M."""
    encoder = _encoder()
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)
    # What has a small letter is written byte by byte; the encoder would find out by way of a table of Japanese letters.
    is_bytes = any("a" <= letter <= "z" for letter in text)
    code.addData(encoder.QR8bitByte(text) if is_bytes else text)
    code.version = code.calculate_version()
    code.makeImpl(False, best_mask(code, encoder.QRUtil.maskPattern))
    count = code.getModuleCount()
    return tuple("".join("1" if code.isDark(row, column) else "0" for column in range(count)) for row in range(count))


@cache
def _encoder() -> Any:
    """ReportLab's encoder alone: its package would bring every bar code there is, and platypus with them."""
    from handout.pdf.pictures import reportlab_setup

    path = Path(reportlab_setup.HOME, "graphics", "barcode", "qrencoder.py")
    spec = spec_from_file_location("handout.pdf.reportlab_qrencoder", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no module at {path}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(text: str) -> list[tuple[int, int, int, int]]:
    """Dark blocks: column, row, width and height; a stretch goes down as long as the next row has the same."""
    found: dict[tuple[int, int], list[int]] = {}
    made = []
    for row, column, length in bars(text):
        block = found.get((column, length))
        if block is not None and block[1] + block[3] == row:
            block[3] += 1
        else:
            block = found[column, length] = [column, row, length, 1]
            made.append(block)
    return [(column, row, length, height) for column, row, length, height in made]


def bars(text: str) -> Iterator[tuple[int, int, int]]:
    """Dark stretches of each row: row, first column, length; counted from the quiet zone's corner."""
    for row, cells in enumerate(modules(text)):
        start: int | None = None
        for column, cell in enumerate(cells + "0"):
            if cell == "1" and start is None:
                start = column
            elif cell == "0" and start is not None:
                yield row + QUIET, start + QUIET, column - start
                start = None


@lru_cache(maxsize=256)
def drawing(text: str) -> Drawing:
    """The code with its quiet zone, black on white; a module is one unit."""
    size = float(len(modules(text)) + 2 * QUIET)
    ground = PathStep("r", ((0.0, 0.0), (size, size)))
    dark = tuple(PathStep("r", ((column, row), (across, down))) for column, row, across, down in blocks(text))
    return Drawing((0.0, 0.0, size, size), (Shape((ground,), fill=WHITE), Shape(dark)))


def qr_svg(text: str, alt: str) -> str:
    """The code as an SVG element with its alternative text."""
    return svg(drawing(text), f' role="img" aria-label="{escape(alt)}"')
