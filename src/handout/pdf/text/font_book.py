"""Find the families a handout may be set in: a clinic's own, those of HANDOUT_FONT_PATH, those of packages."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from handout.extras import extra
from handout.pdf.text.faces import Face
from handout.pdf.text.font_files import BOLD, REGULAR, BadFont, FontFile, best, named_files, usable
from handout.pdf.text.scripts import SCRIPTS, scripts_of
from handout.problems import meant_by
from handout.record import Record

FONT_PATH = "HANDOUT_FONT_PATH"
OWN_FOLDER = "fonts"
"""The folder in `content/` with a clinic's own font files."""
TRUETYPE = "use a TrueType font (.ttf) that may be embedded"


class FontError(Exception):
    """A family that cannot serve: its code, what is wrong, what to do. Whoever asked knows the place.

    `path` is a file of the family that somebody put where fonts are looked for.
    """

    def __init__(self, code: str, message: str, hint: str | None = None, path: Path | None = None) -> None:
        self.code = code
        self.message = message
        self.hint = hint
        self.path = path
        super().__init__(message)


class FamilyFiles(Record, kw_only=False):
    """Where a family's files lie: four static styles, or one file (and perhaps an italic one) with a weight axis."""

    family: str
    package: str
    regular: str
    bold: str | None = None
    italic: str | None = None
    bold_italic: str | None = None
    extra: str | None = None


def _noto(name: str) -> FamilyFiles:
    return FamilyFiles(f"Noto {name}", "manimgx_fonts", f"Noto{name.replace(' ', '')}[wght].ttf")


def _east_asian(script: str) -> FamilyFiles:
    stem = f"NotoSans{script}"
    file = f"fonts/ofl/{stem.lower()}/{stem}[wght].ttf"
    return FamilyFiles(f"Noto Sans {script}", "justmytype_intl_cjk", file, extra="cjk")


SIGNS = "Handout Signs"
"""Our own family of arrows, ticks, boxes and other signs."""
SYMBOLS, EMOJI = _noto("Sans Symbols"), _noto("Emoji")
WITHOUT_LETTERS = frozenset({SIGNS, SYMBOLS.family, EMOJI.family})
"""Families of packages that have signs, and no letters of `SCRIPTS`."""
SOURCES = (
    FamilyFiles(
        "Noto Sans", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf", italic="files/NotoSans-Italic[wdth,wght].ttf"
    ),
    FamilyFiles(
        "Atkinson Hyperlegible",
        "fontpkg_atkinson_hyperlegible",
        "files/AtkinsonHyperlegible-Regular.ttf",
        "files/AtkinsonHyperlegible-Bold.ttf",
        "files/AtkinsonHyperlegible-Italic.ttf",
        "files/AtkinsonHyperlegible-BoldItalic.ttf",
    ),
    FamilyFiles(SIGNS, "handout", "fonts/HandoutSigns-Regular.ttf", "fonts/HandoutSigns-Bold.ttf"),
    SYMBOLS,
    EMOJI,
    *(
        _noto(script.family.removeprefix("Noto "))
        for script in sorted(SCRIPTS, key=lambda script: script.family)
        if script.extra == ""
    ),
    *map(_east_asian, ("SC", "TC", "JP", "KR")),
)
"""The families of packages, in the order in which they stand in for letters that others lack."""

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

_Files = dict[str, list[FontFile]]


class FontBook:
    """The families of a project: those in its own folder, those of HANDOUT_FONT_PATH, those of packages, in this order.

    The system's own fonts are never looked at.
    """

    def __init__(self, font_path: str = "", own: tuple[FontFile, ...] = ()) -> None:
        self.sources = {plain_name(source.family): source for source in SOURCES}
        self.font_path = font_path
        self._own = _by_family(own)
        self._faces: dict[tuple[str, bool, bool, bool], Face] = {}
        self._roots: dict[str, Path | None] = {}
        self._named: _Files | None = None
        self.refused: dict[str, FontError] = {}
        """Families that were asked for letters that others lack, and why they cannot serve."""

    def families(self) -> list[str]:
        """The families that can be used here, by name."""
        shipped = (source.family for source in self.sources.values() if self._root(source))
        clinics = (files[0].family for place in self._places() for files in place.values())
        return sorted({*shipped, *clinics})

    def has(self, family: str) -> bool:
        """Whether a family of this name is here; its files have not been looked at."""
        source = self.sources.get(plain_name(family))
        return self._files(family) is not None or (source is not None and self._root(source) is not None)

    def has_pack(self, extra: str) -> bool:
        """Whether fonts of this extra of handout are installed."""
        return any(self._root(source) for source in self.sources.values() if source.extra == extra)

    def check(self, family: str) -> None:
        """Raise FontError if regular or bold of this family cannot be had."""
        self.face(family, False, False)
        self.face(family, True, False)

    def face(self, family: str, bold: bool = False, italic: bool = False, *, may_lack_bold: bool = False) -> Face:
        """One style of a family. A family without italics gives its upright: a slant is never faked.

        One that `may_lack_bold` gives its regular in place of it.
        """
        key = (family, bold, italic, may_lack_bold)
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = self._open(family, bold, italic, may_lack_bold)
        return face

    def has_italic(self, family: str) -> bool:
        """Whether a family has a slope of its own, in any weight."""
        files, source = self._files(family), self.sources.get(plain_name(family))
        if files is not None:
            return any(file.italic for file in files)
        return source is not None and source.italic is not None

    def stand_in(self, family: str, bold: bool, italic: bool) -> Face | None:
        """One style of a family that no sheet names, regular where it has no bold; None when it cannot serve."""
        for may_lack_bold in (False, True):
            try:
                face = self.face(family, bold, italic, may_lack_bold=may_lack_bold)
                self.refused.pop(family, None)
                return face
            except FontError as fault:
                self.refused[family] = fault
        return None

    def may_have(self, family: str, scripts: frozenset[str]) -> bool:
        """Whether a family may have letters of these scripts all at once, as far as is known before it is opened.

        A package's family for one script has no letters of others, and a family of signs has none.
        """
        own = scripts_of(family)
        is_open = not own and family not in WITHOUT_LETTERS
        return is_open or not scripts or not own.isdisjoint(scripts) or self._files(family) is not None

    def fallbacks(self, chosen: tuple[str, ...], language: str) -> tuple[str, ...]:
        """The families here to try after the chosen ones, in an order that is always the same.

        Signs are the same whatever lies in HANDOUT_FONT_PATH; only a font in the project itself stands before them.
        Chinese, Japanese and Korean share code points but not shapes: the language's own family comes first of them.
        """
        own = next((HAN[tag] for tag in _wider(language) if tag in HAN), None)
        places = [[files[0].family for files in sorted(place.values(), key=_rank)] for place in self._places()]
        own_folder, named = (places[0], places[1:]) if self._own else ([], places)
        clinics = [*own_folder, SIGNS, *(family for place in named for family in place)]
        installed = [source.family for source in self.sources.values() if self._root(source)]
        if own in installed:
            installed.remove(own)
            installed.insert(next(n for n, name in enumerate(installed) if name in HAN.values()), own)
        names: dict[str, str] = {}
        for name in (*clinics, *installed):
            names.setdefault(plain_name(name), name)
        taken = set(map(plain_name, chosen))
        return tuple(name for key, name in names.items() if key not in taken)

    def opened(self) -> dict[Path, str]:
        """The font files that were opened and are not of a package, each with the digest of its bytes."""
        return {face.path: face.sha256 for face in self._faces.values() if not face.is_shipped}

    def source_of(self, face: Face) -> str:
        """The package that a face comes from, or its file."""
        if not face.is_shipped:
            return str(face.path)
        source = self.sources[plain_name(face.family)]
        return source.package.replace("_", "-")

    def _open(self, family: str, bold: bool, italic: bool, may_lack_bold: bool) -> Face:
        file, shipped = self._file(family, bold, italic, may_lack_bold)
        try:
            data = file.path.read_bytes() if file.data is None and not shipped else file.data
            opened = usable(file.path, data)
        except OSError as fault:
            message = f"the font file '{file.path.name}' of '{family}' cannot be read: {(fault.strerror or '').lower()}"
            raise FontError("E52", message, TRUETYPE) from fault
        except BadFont as fault:
            raise FontError("E52", f"the font file '{file.path.name}' of '{family}' {fault}", TRUETYPE) from fault
        axes = {axis.tag: axis for axis in opened.axis_infos}
        wanted = {"wght": BOLD if bold else REGULAR, "wdth": 100.0}
        pinned = {
            tag: min(max(wanted.get(tag, axis.default_value), axis.min_value), axis.max_value)
            for tag, axis in sorted(axes.items())
        }
        face = Face(family, bold, italic, file.path, opened, pinned)
        face.is_shipped = shipped
        face.lacks_bold = bold and not best([file], True, file.italic)
        face.data = data
        return face

    def _file(self, family: str, bold: bool, italic: bool, may_lack_bold: bool) -> tuple[FontFile, bool]:
        """The file of a style, and whether it is a package's."""
        files = self._files(family)
        if files is not None:
            return _chosen(family, files, bold, italic, may_lack_bold), False
        source = self.sources.get(plain_name(family))
        root = self._root(source) if source is not None else None
        if source is None or root is None:
            raise self._unknown(family)
        upright = (source.bold if bold else None) or source.regular
        slanted = (source.bold_italic if bold else None) or source.italic
        name = (slanted if italic else None) or upright
        return FontFile(root / name, None, family, (REGULAR, BOLD), bool(italic and slanted), 5), True

    def _unknown(self, family: str) -> FontError:
        source = self.sources.get(plain_name(family))
        if source is not None and source.extra is not None:
            hint = extra(source.extra)
            return FontError("E51", f"the font family '{family}' is not installed", hint)
        meant = meant_by(family, self.families())
        if meant is not None:
            return FontError("E53", f"unknown font family '{family}'", f"did you mean '{meant}'?")
        path = f"is '{self.font_path}'" if self.font_path else "is not set"
        hint = f"put its files into content/fonts/ ({FONT_PATH} {path}); the families here are: "
        return FontError("E53", f"unknown font family '{family}'", hint + ", ".join(self.families()))

    def _root(self, source: FamilyFiles) -> Path | None:
        if source.package not in self._roots:
            from importlib.util import find_spec

            spec = find_spec(source.package)
            places = list(spec.submodule_search_locations or []) if spec else []
            self._roots[source.package] = Path(places[0]) if places else None
        return self._roots[source.package]

    def _files(self, family: str) -> list[FontFile] | None:
        """The files of a family that is a clinic's own, or in HANDOUT_FONT_PATH."""
        if not self._own and not self.font_path:
            return None
        name = plain_name(family)
        return next((place[name] for place in self._places() if name in place), None)

    def _places(self) -> Iterator[_Files]:
        if self._own:
            yield self._own
        if self.font_path:
            if self._named is None:
                folders = [Path(folder) for folder in self.font_path.split(os.pathsep) if folder]
                self._named = _by_family(tuple(named_files(folders)))
            yield self._named


@lru_cache(maxsize=4)
def _book(font_path: str, own: tuple[FontFile, ...], state: str) -> FontBook:
    return FontBook(font_path, own)


_current: FontBook | None = None
WHEN_OTHER: list[Callable[[], object]] = []
"""What is to be forgotten when a project with other fonts is opened: whatever was cached of faces that were found."""


def book() -> FontBook:
    """The font book of the project that is open in this process."""
    return _current or use(())


def use(own: tuple[FontFile, ...], state: str = "") -> FontBook:
    """Open the book of a project that has these fonts of its own; of another `state` of HANDOUT_FONT_PATH, anew."""
    global _current
    found = _book(os.environ.get(FONT_PATH, ""), own, state)
    if found is not _current:
        for forget in WHEN_OTHER if _current is not None else ():
            forget()
        _current = found
    return found


@lru_cache(maxsize=4096)
def plain_name(family: str) -> str:
    """A family's name as it is compared: "Noto Sans Symbols 2" is "NotoSansSymbols2"."""
    return "".join(family.casefold().split())


def describe(char: str) -> str:
    """A character as an author can find it: itself, its code point, its name."""
    return f"'{char}' (U+{ord(char):04X} {unicodedata.name(char, 'no character of this number')})"


def _chosen(family: str, files: list[FontFile], bold: bool, italic: bool, may_lack_bold: bool) -> FontFile:
    """The file for a style; FontError when there is none, or when several are as good."""
    wanted = [(bold, italic), (bold, False)]
    if may_lack_bold:
        wanted += [(False, italic), (False, False), (False, not italic)]
    for style in wanted:
        found = best(files, *style)
        if len(found) > 1 and not may_lack_bold:
            both = " and ".join(f"'{file.path.name}'" for file in found[:2])
            hint = "take one of them out"
            raise FontError(
                "E52", f"{both} are both the {_style_name(*style)} of the font family '{family}'", hint, found[0].path
            )
        if found:
            return found[0]
    if bold:
        hint = "choose a family that has a bold style"
        raise FontError("E52", f"the font family '{family}' has no bold", hint, files[0].path)
    raise FontError("E52", f"the font family '{family}' has no regular style", "add its Regular file", files[0].path)


def _style_name(bold: bool, italic: bool) -> str:
    return " ".join(name for name, is_wanted in (("bold", bold), ("italic", italic)) if is_wanted) or "regular"


def _by_family(files: tuple[FontFile, ...]) -> _Files:
    named = sorted(files, key=lambda file: (plain_name(file.family), str(file.path)))
    return {name: list(group) for name, group in groupby(named, key=lambda file: plain_name(file.family))}


_USUAL = frozenset(plain_name(script.family) for script in SCRIPTS)


def _rank(files: list[FontFile]) -> tuple[bool, bool, str]:
    """Which of several families comes first: those that are usual for a script, then those without serifs."""
    name = plain_name(files[0].family)
    return name not in _USUAL, "sans" not in name or "mono" in name, name


def _wider(language: str) -> Iterator[str]:
    """A language tag, then the wider ones it is within: zh-Hant-TW, zh-Hant, zh."""
    parts = language.split("-")
    for count in range(len(parts), 0, -1):
        yield "-".join(parts[:count])
