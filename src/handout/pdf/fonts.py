"""Find the families a handout may be set in: those of installed font packages, and those of HANDOUT_FONT_PATH."""

import os
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from handout.extras import extra
from handout.pdf.faces import Face

FONT_PATH = "HANDOUT_FONT_PATH"
REGULAR = 400.0
BOLD = 700.0


class FontError(Exception):
    """A family that cannot serve: its code, what is wrong, what to do. Whoever asked knows the place."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        self.code = code
        self.message = message
        self.hint = hint
        super().__init__(message)


class Source(NamedTuple):
    """Where a family's files lie: four static styles, or one file (and perhaps an italic one) with a weight axis."""

    family: str
    package: str
    regular: str
    bold: str | None = None
    italic: str | None = None
    bold_italic: str | None = None
    extra: str | None = None


def _variable(extra: str, package: str, script: str, axes: str = "wdth,wght") -> Source:
    stem = f"NotoSans{script}"
    return Source(f"Noto Sans {script}", package, f"fonts/ofl/{stem.lower()}/{stem}[{axes}].ttf", extra=extra)


SOURCES = (
    Source(
        "Noto Sans", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf", italic="files/NotoSans-Italic[wdth,wght].ttf"
    ),
    Source(
        "Atkinson Hyperlegible",
        "fontpkg_atkinson_hyperlegible",
        "files/AtkinsonHyperlegible-Regular.ttf",
        "files/AtkinsonHyperlegible-Bold.ttf",
        "files/AtkinsonHyperlegible-Italic.ttf",
        "files/AtkinsonHyperlegible-BoldItalic.ttf",
    ),
    *(_variable("i18n", "justmytype_intl_rtl", script) for script in ("Arabic", "Hebrew")),
    *(
        _variable("i18n", "justmytype_intl_south_asia", script)
        for script in ("Devanagari", "Bengali", "Tamil", "Telugu")
    ),
    *(_variable("i18n", "justmytype_intl_sea", script) for script in ("Thai", "Lao", "Khmer", "Myanmar")),
    _variable("i18n", "justmytype_intl_africa", "Ethiopic"),
    *(_variable("cjk", "justmytype_intl_cjk", script, "wght") for script in ("SC", "TC", "JP", "KR")),
)

# Which pack would draw a character (first and last code point of its blocks), for the hint when no font does.
PACKS = (
    ("i18n", "Hebrew", 0x0590, 0x05FF),
    ("i18n", "Arabic", 0x0600, 0x06FF),
    ("i18n", "Arabic", 0x0750, 0x077F),
    ("i18n", "Arabic", 0x08A0, 0x08FF),
    ("i18n", "Devanagari", 0x0900, 0x097F),
    ("i18n", "Bengali", 0x0980, 0x09FF),
    ("i18n", "Tamil", 0x0B80, 0x0BFF),
    ("i18n", "Telugu", 0x0C00, 0x0C7F),
    ("i18n", "Thai", 0x0E00, 0x0E7F),
    ("i18n", "Lao", 0x0E80, 0x0EFF),
    ("i18n", "Burmese", 0x1000, 0x109F),
    ("i18n", "Ethiopic", 0x1200, 0x139F),
    ("i18n", "Khmer", 0x1780, 0x17FF),
    ("i18n", "Ethiopic", 0x2D80, 0x2DDF),
    ("i18n", "Arabic", 0xFB50, 0xFDFF),
    ("i18n", "Arabic", 0xFE70, 0xFEFE),
    ("cjk", "Korean", 0x1100, 0x11FF),
    ("cjk", "Chinese and Japanese", 0x2E80, 0x312F),
    ("cjk", "Korean", 0x3130, 0x318F),
    ("cjk", "Chinese and Japanese", 0x3190, 0x9FFF),
    ("cjk", "Korean", 0xA960, 0xA97F),
    ("cjk", "Korean", 0xAC00, 0xD7FF),
    ("cjk", "Chinese and Japanese", 0xF900, 0xFAFF),
    ("cjk", "Chinese and Japanese", 0xFF00, 0xFFEF),
    ("cjk", "Chinese and Japanese", 0x20000, 0x3FFFF),
)


# The family whose Han characters have the shapes that readers of a language expect.
HAN = {
    "ja": "Noto Sans JP",
    "ko": "Noto Sans KR",
    "yue": "Noto Sans TC",
    "zh": "Noto Sans SC",
    "zh-Hant": "Noto Sans TC",
    "zh-HK": "Noto Sans TC",
    "zh-MO": "Noto Sans TC",
    "zh-TW": "Noto Sans TC",
}


class FontBook:
    """The families of this machine that are shipped as packages or named by the clinic; never the system's own."""

    def __init__(self, font_path: str = "") -> None:
        self._sources = {source.family: source for source in SOURCES}
        self._folders = [Path(folder) for folder in font_path.split(os.pathsep) if folder]
        self._faces: dict[tuple[str, bool, bool], Face] = {}
        self._roots: dict[str, Path | None] = {}
        self._files: dict[str, dict[tuple[bool, bool], Path]] | None = None

    def families(self) -> list[str]:
        """The families that can be used here, by name."""
        return sorted({*self._named_files(), *(name for name in self._sources if self._root(self._sources[name]))})

    def has(self, family: str) -> bool:
        """Whether a family of this name is installed; its files have not been looked at."""
        source = self._sources.get(family)
        if source is not None and self._root(source) is not None:
            return True
        return bool(self._folders) and family in self._named_files()

    def has_pack(self, extra: str) -> bool:
        """Whether fonts of this extra of handout are installed."""
        return any(self._root(source) for source in self._sources.values() if source.extra == extra)

    def check(self, family: str) -> None:
        """Raise FontError if regular or bold of this family cannot be had."""
        self.face(family, False, False)
        self.face(family, True, False)

    def face(self, family: str, bold: bool = False, italic: bool = False) -> Face:
        """One style of a family. A family without italics gives its upright: a slant is never faked."""
        key = (family, bold, italic)
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = self._open(family, bold, italic)
        return face

    def fallbacks(self, chosen: tuple[str, ...], language: str) -> tuple[str, ...]:
        """The installed families to try after the chosen ones, in an order that is always the same.

        Chinese, Japanese and Korean share code points but not shapes: the language's own family comes first of them.
        """
        own = next((HAN[tag] for tag in _wider(language) if tag in HAN), None)
        names = [name for name in self._sources if name not in chosen and self.has(name)]
        return tuple(sorted(names, key=lambda name: name.startswith("Noto Sans ") and own is not None and name != own))

    def _open(self, family: str, bold: bool, italic: bool) -> Face:
        path = self._path(family, bold, italic)
        opened = _usable(family, path)
        axes = {axis.tag: axis for axis in opened.axis_infos}
        if bold and "wght" not in axes and path == self._path(family, False, italic):
            raise FontError("E52", f"the font family '{family}' has no bold", "choose a family that has a bold style")
        wanted = {"wght": BOLD if bold else REGULAR, "wdth": 100.0}
        pinned = {
            tag: min(max(wanted.get(tag, axis.default_value), axis.min_value), axis.max_value)
            for tag, axis in sorted(axes.items())
        }
        return Face(family, bold, italic, path, opened, pinned)

    def _path(self, family: str, bold: bool, italic: bool) -> Path:
        source = self._sources.get(family)
        root = self._root(source) if source else None
        if source is not None and root is not None:
            upright = (source.bold if bold else None) or source.regular
            slanted = (source.bold_italic if bold else None) or source.italic
            return root / ((slanted if italic else None) or upright)
        files = self._named_files().get(family) if self._folders else None
        if files is None:
            raise self._unknown(family, source)
        for style in ((bold, italic), (bold, False), (False, italic), (False, False)):
            if style in files:
                return files[style]
        raise FontError("E52", f"the font family '{family}' has no regular style", "add its Regular file")

    def _unknown(self, family: str, source: Source | None) -> FontError:
        if source is not None and source.extra is not None:
            hint = extra(source.extra)
            return FontError("E51", f"the font family '{family}' is not installed", hint)
        hint = f"the families here are: {', '.join(self.families())}"
        return FontError("E53", f"unknown font family '{family}'", hint)

    def _root(self, source: Source) -> Path | None:
        if source.package not in self._roots:
            from importlib.util import find_spec

            spec = find_spec(source.package)
            places = list(spec.submodule_search_locations or []) if spec else []
            self._roots[source.package] = Path(places[0]) if places else None
        return self._roots[source.package]

    def _named_files(self) -> dict[str, dict[tuple[bool, bool], Path]]:
        """The TrueType files of HANDOUT_FONT_PATH by family and style, from the names inside them."""
        if self._files is None:
            self._files = {}
            for path in sorted(_font_files(self._folders)):
                family, bold, italic = _names(path)
                self._files.setdefault(family, {}).setdefault((bold, italic), path)
        return self._files


@cache
def book() -> FontBook:
    """The font book of this process."""
    return FontBook(os.environ.get(FONT_PATH, ""))


def pack_for(char: str) -> tuple[str, str] | None:
    """The extra of handout that would draw this character, and the script's name."""
    code = ord(char)
    return next(((extra, script) for extra, script, first, last in PACKS if first <= code <= last), None)


def describe(char: str) -> str:
    """A character as an author can find it: itself, its code point, its name."""
    return f"'{char}' (U+{ord(char):04X} {unicodedata.name(char, 'no character of this number')})"


def _font_files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.suffix.lower() in {".ttf", ".otf", ".ttc", ".otc"})


def _names(path: Path) -> tuple[str, bool, bool]:
    """Family, bold and italic as the file itself says (OpenType, name: 16 and 17, else 1 and 2)."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    names = uharfbuzz.OTNameIdPredefined
    family = face.get_name(names.TYPOGRAPHIC_FAMILY) or face.get_name(names.FONT_FAMILY)
    style = (face.get_name(names.TYPOGRAPHIC_SUBFAMILY) or face.get_name(names.FONT_SUBFAMILY) or "").lower()
    return family or path.stem, "bold" in style, "italic" in style or "oblique" in style


def _usable(family: str, path: Path) -> Any:
    """The opened file; FontError unless it is a whole TrueType font that may be embedded."""
    import uharfbuzz

    hint = "use a TrueType font (.ttf) that may be embedded"
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    except (OSError, uharfbuzz.HarfBuzzError) as fault:
        raise FontError("E52", f"the font file '{path.name}' of '{family}' cannot be read: {fault}", hint) from fault
    tags = set(face.table_tags)
    if "CFF " in tags or "CFF2" in tags:
        raise FontError("E52", f"the font file '{path.name}' of '{family}' has PostScript outlines (CFF)", hint)
    lacking = {"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"} - tags
    if lacking or not face.glyph_count or not face.unicodes:
        raise FontError("E52", f"the font file '{path.name}' of '{family}' is no whole TrueType font", hint)
    rights = face.reference_table("OS/2").data[8:10] if "OS/2" in tags else b""
    if len(rights) == 2 and int.from_bytes(rights, "big") & 0x000F == 0x0002:
        raise FontError("E52", f"the font file '{path.name}' of '{family}' may not be embedded", hint)
    return face


def _wider(language: str) -> Iterator[str]:
    """A language tag, then the wider ones it is within: zh-Hant-TW, zh-Hant, zh."""
    parts = language.split("-")
    for count in range(len(parts), 0, -1):
        yield "-".join(parts[:count])
