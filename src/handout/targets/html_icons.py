"""Our own drawings as SVG in the page itself: hidden from who cannot see them, but for pictures that say something."""

from __future__ import annotations

from html import escape

from handout.flow import IN_A_ROW, IconArray
from handout.icons import GRID, ICONS

ROOM = 28
"""The room for one person, in units of the grid."""


def icon_svg(icon: str, heard: str | None = None) -> str:
    """An icon beside a word, as high as its letters; where it stands for a word, that is what is heard."""
    name, is_open = icon.removesuffix("-outline"), icon.endswith("-outline")
    kind = "icon open" if is_open else "icon"
    box = f"0 0 {GRID:g} {GRID:g}"
    said = ' aria-hidden="true"' if heard is None else f' role="img" aria-label="{escape(heard)}"'
    return f'<svg class="{kind}" viewBox="{box}"{said}><path d="{ICONS[name]}"/></svg>'


def people_svg(array: IconArray, alt: str) -> str:
    """People in rows of ten, with what the picture says."""
    rows = -(-array.of // IN_A_ROW)
    people = "".join(_person(number, is_open=number >= array.filled) for number in range(array.of))
    box = f"0 0 {IN_A_ROW * ROOM} {rows * ROOM}"
    return f'<svg viewBox="{box}" role="img" aria-label="{escape(alt)}">{people}</svg>'


def _person(number: int, *, is_open: bool) -> str:
    row, at = divmod(number, IN_A_ROW)
    kind = ' class="open"' if is_open else ""
    return f'<path{kind} transform="translate({at * ROOM + 2} {row * ROOM + 2})" d="{ICONS["person"]}"/>'
