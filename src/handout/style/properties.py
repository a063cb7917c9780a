"""Every style property: its type, its default, one sentence."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Rgb: TypeAlias = tuple[float, float, float]
"""Red, green, blue, each 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style, resolved: lengths in points, colours as numbers. `leading` is a multiple of `size`."""

    name: str
    font: str = "body"
    size: float = 12.0
    leading: float = 1.4
    weight: Literal["regular", "bold"] = "regular"
    slant: Literal["upright", "italic"] = "upright"
    color: Rgb = (0.0, 0.0, 0.0)
    background: Rgb | None = None
    align: Literal["start", "center", "end"] = "start"
    space_before: float = 0.0
    space_after: float = 0.0
    indent: float = 0.0
    label_width: float = 18.0
    label_color: Rgb | None = None
    padding: float = 0.0
    border_color: Rgb | None = None
    border_width: float = 0.0
    border_sides: Literal["all", "start", "top", "bottom", "rows", "none"] = "none"
    radius: float = 0.0
    header_background: Rgb | None = None
    stripe: Rgb | None = None
    keep_with_next: bool = False
    keep_together: bool = False
    hyphens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Paper and margins, in points."""

    width: float = 612.0
    height: float = 792.0
    top: float = 65.0
    bottom: float = 72.0
    left: float = 72.0
    right: float = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole style sheet, resolved. `fonts` names the family behind each font role, with its fallbacks in order."""

    name: str
    page: Page
    fonts: dict[str, tuple[str, ...]]
    colors: dict[str, Rgb]
    styles: dict[str, Style]
    digest: str

    def __getitem__(self, style: str) -> Style:
        return self.styles[style]
