"""The looks of one sheet's styles: each is made once, and is the same object wherever it is used."""

from __future__ import annotations

from handout.pdf.text.runs import Ink
from handout.record import replace
from handout.style.properties import Rgb, Sheet, Style

RAISED = 0.75
"""The size of a raised number, as a share of that of the words beside it."""
LARGE, READABLE = 14.0, 16.0
"""From this size of words on a number is two points smaller than they are, if that is no more than the other."""


CAPITAL, OVER = 0.7, 0.125
"""How tall capitals are, and how far a raised number stands over them, as shares of the size."""


def raised_size(size: float) -> float:
    """How large a raised number is beside words of this size: those who need large print must read it too."""
    least = size * RAISED
    return least if size < LARGE else max(least, min(size - 2.0, READABLE))


def ink_of(style: Style, sheet: Sheet) -> Ink:
    """The look a style gives to its plain words."""
    return Ink(
        families=sheet.fonts[style.font],
        size=style.size,
        color=style.color,
        bold=style.weight == "bold",
        italic=style.slant == "italic",
        underline=style.underline,
    )


class TextStyles:
    """Inks by style, and what emphasis, links and citations make of each: found again by the ink's identity.

    `styles` are the sheet's; `varied` are those with some properties changed.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.plain = {name: ink_of(style, sheet) for name, style in sheet.styles.items()}
        self._link_color, self._link_underline = sheet["link"].color, sheet["link"].underline
        self._cite_color = sheet["citation"].color
        self._bold: dict[int, Ink] = {}
        self._italic: dict[int, Ink] = {}
        self._linked: dict[int, Ink] = {}
        self._raised: dict[int, Ink] = {}
        self._other: dict[tuple[int, tuple[str, ...]], Ink] = {}
        self._labels: dict[tuple[str, str], tuple[Style, Ink]] = {}
        self._varied: dict[tuple[str, str, object], Style] = {}
        self._inks: dict[int, Ink] = {}
        self._styles: list[Style] = []
        # Every ink and style that was asked about: as long as it lives here, no other has its identity.
        self._alive: list[Ink] = []

    def of(self, style: Style) -> Ink:
        """The look of a style of the sheet or of one varied from it, the same object each time."""
        found = self._inks.get(id(style))
        if found is None:
            self._styles.append(style)
            found = self._inks[id(style)] = ink_of(style, self.sheet)
        return found

    def bold(self, ink: Ink) -> Ink:
        return self._bold.get(id(ink)) or self._made(self._bold, ink, replace(ink, bold=True))

    def italic(self, ink: Ink) -> Ink:
        return self._italic.get(id(ink)) or self._made(self._italic, ink, replace(ink, italic=True))

    def linked(self, ink: Ink) -> Ink:
        found = self._linked.get(id(ink))
        underline = self._link_underline or ink.underline
        return found or self._made(self._linked, ink, replace(ink, color=self._link_color, underline=underline))

    def in_families(self, ink: Ink, families: tuple[str, ...]) -> Ink:
        """The same look in other families."""
        if families == ink.families:
            return ink
        found = self._other.get((id(ink), families))
        if found is None:
            found = self._other[id(ink), families] = replace(ink, families=families)
            self._alive += (ink, found)
        return found

    def raised(self, ink: Ink) -> Ink:
        """The look of citation numbers and of the commas between them."""
        found = self._raised.get(id(ink))
        if found is None:
            size = raised_size(ink.size)
            rise = (ink.size - size) * CAPITAL + ink.size * OVER
            found = self._made(self._raised, ink, replace(ink, size=size, rise=rise, color=self._cite_color))
        return found

    def label(self, listing: str, body: str) -> tuple[Style, Ink]:
        """The style of a list's labels beside text of another style, and their ink in the label's own colour."""
        found = self._labels.get((listing, body))
        if found is None:
            style, beside = self.sheet[listing], self.sheet[body]
            style = replace(style, size=beside.size, leading=beside.leading, font=beside.font)
            color: Rgb = style.label_color or style.color
            found = self._labels[listing, body] = (
                style,
                replace(self.plain[listing], size=style.size, color=color, underline=False),
            )
        return found

    def varied(self, name: str, key: str, value: object) -> Style:
        """A style with one property changed."""
        found = self._varied.get((name, key, value))
        if found is None:
            found = self._varied[name, key, value] = replace(self.sheet[name], **{key: value})
        return found

    def _made(self, cache: dict[int, Ink], ink: Ink, made: Ink) -> Ink:
        self._alive += (ink, made)
        cache[id(ink)] = made
        return made


_KEPT: dict[int, TextStyles] = {}
ROOM = 64


def looks_of(sheet: Sheet) -> TextStyles:
    """The looks of a sheet, cached for every later document in it."""
    looks = _KEPT.get(id(sheet))
    if looks is None:
        if len(_KEPT) >= ROOM:
            _KEPT.clear()
        looks = _KEPT[id(sheet)] = TextStyles(sheet)
    return looks
