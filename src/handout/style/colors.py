"""Read colours, and measure how well one can be read on another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from handout.problems import Problems
from handout.reading.models import refuse
from handout.reading.nodes import Scalar, YamlNode
from handout.record import Record

Rgb: TypeAlias = tuple[float, float, float]
"""Red, green, blue, each 0 to 1."""

WHITE: Rgb = (1.0, 1.0, 1.0)
BLACK: Rgb = (0.0, 0.0, 0.0)

_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


class ColorName(Record, kw_only=False):
    """A name that the sheet's `colors` gives to a colour."""

    name: str


def from_hex(text: str) -> Rgb | None:
    """`#1a5276` or `#abc` (which is `#aabbcc`) as a colour; None for anything else."""
    if _HEX.fullmatch(text) is None:
        return None
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    red, green, blue = (round(int(digits[at : at + 2], 16) / 255, 5) for at in (0, 2, 4))
    return (red, green, blue)


def to_hex(color: Rgb) -> str:
    """A colour in six digits: `#1a5276`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)


@lru_cache(maxsize=256)
def luminance(color: Rgb) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1024)
def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def legible(color: Rgb, backgrounds: Sequence[Rgb], ratio: float) -> Rgb | None:
    """The colour closest to this one, darkened or lightened, that reaches the ratio on all of these; None if none."""
    worst = min(backgrounds, key=lambda background: contrast(color, background))
    goal = BLACK if contrast(BLACK, worst) >= contrast(WHITE, worst) else WHITE
    for step in range(21):
        share = step / 20
        red, green, blue = (
            round(round(255 * (part + (end - part) * share)) / 255, 5) for part, end in zip(color, goal, strict=True)
        )
        if all(contrast((red, green, blue), background) >= ratio for background in backgrounds):
            return (red, green, blue)
    return None


class Hex:
    """A colour in digits."""

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> Rgb | None:
        if not isinstance(node, Scalar):
            refuse(node, "a colour", problems)
            return None
        color = from_hex(node.text.text)
        if color is None:
            problems.error("E07", node.span, f"'{node.text}' is not a colour", 'type its digits in quotes: "#1a5276"')
        return color

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "colour", "type": "string", "pattern": f"^{_HEX.pattern}$"}


class Color:
    """A colour in digits, or the name of one of the sheet's `colors`."""

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> Rgb | ColorName | None:
        if not isinstance(node, Scalar):
            refuse(node, "a colour", problems)
            return None
        text = node.text.text
        color = from_hex(text)
        if color is not None:
            return color
        if _NAME.fullmatch(text):
            return ColorName(text)
        problems.error(
            "E07",
            node.span,
            f"'{text}' is not a colour",
            'type its digits in quotes ("#1a5276") or a name from this sheet\'s colors',
        )
        return None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "colour", "type": "string", "pattern": f"^(?:{_HEX.pattern}|{_NAME.pattern})$"}
