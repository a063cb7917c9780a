"""Number the entries of Word's lists as Word shows them (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from handout.incoming.signs import of_symbol_font
from handout.incoming.word_package import W
from handout.incoming.word_styles import Styles, value
from handout.record import Mutable, Record, field

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLAIN = re.compile(r"\d{1,9}[.)]", re.ASCII)


_KNOWN = frozenset(
    {"decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "ordinal", "none"}
)
"""Of the ways in which Word writes numbers (17.18.59), those that are written here as there; in others, 1, 2, 3."""


class Label(Record):
    """What stands before a paragraph: a bullet, a number as CommonMark writes it, or words (`a)`, `1.1`).

    `is_of_others`: Word shows other letters or signs.
    """

    is_bullet: bool
    text: str
    level: int
    is_of_others: bool = False

    @property
    def sort(self) -> str:
        """Whether it is a `bullet`, a `number` as CommonMark writes it, or `words`."""
        if self.is_bullet:
            return "bullet"
        return "number" if _PLAIN.fullmatch(self.text) else "words"


class _Level(Record):
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restarts: int | None = None
    is_legal: bool = False
    font: str = ""


class _Number(Record):
    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Lists(Mutable):
    """The lists of one Word file, counted as its paragraphs go by."""

    numbers: dict[str, _Number]
    styles: Styles
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, level: int) -> Label | None:
        """The label of the next paragraph with this number and level; None when it shows none."""
        found = self.numbers.get(number)
        if found is None:
            return None
        about = found.levels.get(level, _Level(kind="none"))
        self._count(number, found, level)
        if about.kind == "bullet":
            sign = of_symbol_font(about.font, ord(about.text[0])) if about.text else None
            return Label(is_bullet=True, text=sign or about.text, level=level)
        if about.kind == "none" and "%" not in about.text:
            return Label(is_bullet=False, text=about.text, level=level) if about.text.strip() else None
        text = re.sub(r"%([1-9])", lambda part: self._shown(found, int(part[1]) - 1, about), about.text)
        is_of_others = not about.is_legal and about.kind not in _KNOWN and "%" in about.text
        text = " ".join(text.split())
        return Label(is_bullet=False, text=text, level=level, is_of_others=is_of_others) if text else None

    def _count(self, number: str, found: _Number, level: int) -> None:
        counts = self.counts.setdefault(found.abstract, {})
        start = found.levels.get(level, _Level()).start
        if level in found.starts and (number, level) not in self.begun:
            counts[level] = found.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else start
        self.begun.add((number, level))
        for deeper in [known for known in counts if known > level]:
            restarts = found.levels.get(deeper, _Level()).restarts
            if restarts is None or (restarts > 0 and level < restarts):
                del counts[deeper]

    def _shown(self, found: _Number, level: int, about: _Level) -> str:
        known = found.levels.get(level, _Level())
        count = self.counts[found.abstract].get(level, known.start)
        return in_figures(count, "decimal" if about.is_legal else known.kind)


def read_lists(root: Element | None, styles: Styles) -> Lists:
    """The lists that `numbering.xml` declares."""
    if root is None:
        return Lists(numbers={}, styles=styles)
    abstract = {found.get(f"{W}abstractNumId", ""): found for found in root.iter(f"{W}abstractNum")}
    numbers: dict[str, _Number] = {}
    for found in root.iter(f"{W}num"):
        name = value(found.find(f"{W}abstractNumId"))
        levels = _levels(abstract.get(name))
        link = abstract[name].find(f"{W}numStyleLink") if name in abstract else None
        if link is not None and not levels:
            linked = next((a for a in abstract.values() if value(a.find(f"{W}styleLink")) == value(link)), None)
            levels = _levels(linked)
        starts: dict[int, int] = {}
        for override in found.iter(f"{W}lvlOverride"):
            level = _whole(override.get(f"{W}ilvl"), 0)
            if (start := override.find(f"{W}startOverride")) is not None:
                starts[level] = _whole(value(start), 1)
            for own in override.iter(f"{W}lvl"):
                levels = {**levels, level: _level(own)}
        numbers[found.get(f"{W}numId", "")] = _Number(abstract=name, starts=starts, levels=levels)
    return Lists(numbers=numbers, styles=styles)


def _levels(abstract: Element | None) -> dict[int, _Level]:
    found = abstract.iter(f"{W}lvl") if abstract is not None else ()
    return {_whole(level.get(f"{W}ilvl"), 0): _level(level) for level in found}


def _level(element: Element) -> _Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    restart = element.find(f"{W}lvlRestart")
    return _Level(
        start=_whole(value(element.find(f"{W}start")), 1),
        kind=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText")),
        restarts=None if restart is None else _whole(value(restart), 0),
        is_legal=element.find(f"{W}isLgl") is not None,
        font="" if fonts is None else fonts.get(f"{W}ascii", ""),
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def in_figures(count: int, kind: str) -> str:
    """A number as a list shows it, by Word's names for the ways (`lowerLetter`, `upperRoman`)."""
    match kind:
        case "lowerLetter" | "upperLetter":
            letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter if kind == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(count)
            return roman if kind == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{count:02d}"
        case "ordinal":
            ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
            return f"{count}{ending}"
        case "none":
            return ""
        case _:
            return str(count)


def _roman(count: int) -> str:
    found = ""
    count = min(count, 3_999)
    for worth, letters in _ROMAN:
        found += letters * (count // worth)
        count %= worth
    return found
