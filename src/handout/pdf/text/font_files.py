"""What a font file says of itself: family, weight, slope and width, and whether it may and can be embedded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from handout.files import CannotRead, Inputs
from handout.record import Record

ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
OTHER_ENDINGS = frozenset({".woff", ".woff2", ".eot", ".pfb", ".pfa", ".dfont"})
"""How the names of font files end that are no TrueType fonts, such as those for the web."""
LARGEST = 25_000_000
"""Bytes of a clinic's own font file: those of Chinese have up to twenty million."""
MOST_FILES = 200
"""How many font files `content/fonts/` may hold."""
REGULAR, BOLD = 400, 700
LEAST_BOLD = 600
"""A style of less weight does not look strong beside a regular one."""
NORMAL_WIDTH = 5
SLANTED = 0x0001 | 0x0200
"""Bits of fsSelection: italic, oblique (OpenType, OS/2)."""


STRONG = 0x0020
"""The bit of fsSelection for bold. Some files have it and still give the weight of a regular one."""


class BadFont(Exception):
    """A file that cannot serve, and why."""


class FontFile(Record, kw_only=False):
    """One file: its family as it is called, the weights it can be set in (lightest, heaviest), its slope and width.

    `data` is None for a file that is read where it lies.
    """

    path: Path
    data: bytes | None
    family: str
    weights: tuple[float, float]
    italic: bool
    width: int

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.path.read_bytes() if self.data is None else self.data).hexdigest()

    def distance(self, weight: float) -> float:
        """How far the nearest weight that it has is from this one."""
        lightest, heaviest = self.weights
        return max(lightest - weight, weight - heaviest, 0.0)


def named_files(folders: Iterable[Path]) -> Iterator[FontFile]:
    """The fonts in folders and in their folders, always in the same order; what is no font is passed over."""
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS):
            try:
                yield described(path)
            except OSError:
                continue


def own_files(folder: Path, inputs: Inputs) -> tuple[list[FontFile], list[tuple[Path, str]]]:
    """The fonts that a clinic keeps in its project, noted as inputs; and the files that cannot serve, each with why."""
    found: list[FontFile] = []
    refused: list[tuple[Path, str]] = []
    paths = [*_own_paths(folder, inputs)]
    stems = {path.stem for path in paths if path.suffix.lower() in ENDINGS}
    # Fonts are often given out with copies of each file for the web, which do no harm.
    paths = [path for path in paths if path.suffix.lower() in ENDINGS or path.stem not in stems]
    for count, path in enumerate(paths):
        try:
            if count >= MOST_FILES:
                raise BadFont(f"is one of more than {MOST_FILES} font files")
            data = inputs.read(path, LARGEST)
            _refuse_unusable(face := opened(path, data), data)
            found.append(described(path, data, face))
        except CannotRead as fault:
            reason = f"is larger than {LARGEST // 1_000_000} MB" if fault.size >= 0 else f"cannot be read: {fault}"
            refused.append((path, reason))
        except BadFont as fault:
            refused.append((path, str(fault)))
    return found, refused


def _own_paths(folder: Path, inputs: Inputs) -> Iterator[Path]:
    for name in inputs.names(folder):
        if name.endswith("/"):
            yield from _own_paths(folder / name, inputs)
        elif Path(name).suffix.lower() in ENDINGS | OTHER_ENDINGS:
            yield folder / name


def described(path: Path, data: bytes | None = None, face: Any = None) -> FontFile:
    """What the file itself says (OpenType: name 16 and 17, else 1 and 2; OS/2; fvar); its name where it says nothing.

    OSError when it cannot be read.
    """
    import uharfbuzz

    face = opened(path, data) if face is None else face
    ids = uharfbuzz.OTNameIdPredefined
    family = face.get_name(ids.TYPOGRAPHIC_FAMILY) or face.get_name(ids.FONT_FAMILY) or path.stem
    style = (face.get_name(ids.TYPOGRAPHIC_SUBFAMILY) or face.get_name(ids.FONT_SUBFAMILY) or "").casefold()
    facts = bytes(face.reference_table("OS/2").data) if "OS/2" in face.table_tags else b""
    weight: float = _number(facts, 4) or (BOLD if "bold" in style else REGULAR)
    if _number(facts, 62) & STRONG:
        weight = max(weight, BOLD)
    axes = {axis.tag: axis for axis in face.axis_infos}
    weights = (axes["wght"].min_value, axes["wght"].max_value) if "wght" in axes else (weight, weight)
    width = NORMAL_WIDTH if "wdth" in axes else _number(facts, 6) or NORMAL_WIDTH
    italic = bool(_number(facts, 62) & SLANTED) if facts else "italic" in style or "oblique" in style
    return FontFile(path, data, family, weights, italic, width)


def opened(path: Path, data: bytes | None = None) -> Any:
    """HarfBuzz' face of a file, or of its bytes; OSError when it cannot be read."""
    import uharfbuzz

    try:
        blob = uharfbuzz.Blob.from_file_path(str(path)) if data is None else uharfbuzz.Blob(data)
        return uharfbuzz.Face(blob)
    except uharfbuzz.HarfBuzzError as fault:
        raise OSError(str(fault)) from fault


def usable(path: Path, data: bytes | None = None) -> Any:
    """The opened face; BadFont unless it is a whole TrueType font that may be embedded."""
    try:
        face = opened(path, data)
    except OSError as fault:
        raise BadFont(f"cannot be read: {fault.strerror or fault}") from fault
    _refuse_unusable(face, data)
    return face


def _refuse_unusable(face: Any, data: bytes | None) -> None:
    tags = set(face.table_tags)
    if "CFF " in tags or "CFF2" in tags:
        raise BadFont("has PostScript outlines (CFF)")
    lacking = {"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"} - tags
    if lacking or not face.glyph_count or not face.unicodes or (data is not None and _is_cut_short(data)):
        raise BadFont("is not a whole TrueType font")
    rights = bytes(face.reference_table("OS/2").data[8:10]) if "OS/2" in tags else b""
    if _number(rights, 0) & 0x000F == 0x0002:
        raise BadFont("may not be embedded")


def _is_cut_short(data: bytes) -> bool:
    """Whether a table of the first font in a file lies beyond the file's end (OpenType, table directory)."""
    start = _wide_number(data, 12) if data[:4] == b"ttcf" else 0
    rows = range(start + 12, start + 12 + 16 * _number(data, start + 4), 16)
    return any(_wide_number(data, row + 8) + _wide_number(data, row + 12) > len(data) for row in rows)


def best(files: Iterable[FontFile], bold: bool, italic: bool) -> list[FontFile]:
    """The files that serve a style best; several when nothing that they say of themselves tells them apart.

    Bold is nothing lighter than 600. An upright never stands for an italic here, nor the other way round.
    """
    weight = BOLD if bold else REGULAR
    fitting = [file for file in files if file.italic == italic and (not bold or file.weights[1] >= LEAST_BOLD)]
    if not fitting:
        return []

    def order(file: FontFile) -> tuple[float, float]:
        return abs(file.width - NORMAL_WIDTH), file.distance(weight)

    least = min(map(order, fitting))
    found = [file for file in fitting if order(file) == least]
    return found[:1] if len(found) > 1 and len({file.sha256 for file in found}) == 1 else found


def _number(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2], "big")


def _wide_number(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 4], "big")
