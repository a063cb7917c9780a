"""What a property of a style sheet may be: a length or a plain number, a colour, a font.

How well a colour can be read on another is measured by WCAG 2.2, 1.4.3.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from handout.problems import Problems
from handout.reading.models import key, read_text
from handout.reading.nodes import Scalar, YamlNode
from handout.record import Record
from handout.source import Located, Span

POINTS_PER_UNIT = {"pt": 1.0, "in": 72.0, "cm": 72.0 / 2.54, "mm": 72.0 / 25.4}

_LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?)(pt|in|cm|mm)")
_EMS = r"([0-9]{1,3}(?:\.[0-9]{1,2})?)em"
LEAST_EMS, MOST_EMS = 15, 100
"""The bounds of a measure in letters."""
LEAST_MEASURE, MOST_MEASURE = 144.0, 1440.0
"""The bounds of a measure as a length, in points."""
_NUMBER = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,4})?")
Rgb: TypeAlias = tuple[float, float, float]
"""Red, green, blue, each 0 to 1."""
WHITE: Rgb = (1.0, 1.0, 1.0)
BLACK: Rgb = (0.0, 0.0, 0.0)
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""What a sheet may call a colour or a font."""
FALLBACK = ("Noto Sans",)


class Length(Record, kw_only=False):
    """A length (`12pt`, `2cm`, `0.75in`, `5mm`) between two bounds in points; read as points."""

    least: float
    most: float

    def read(self, node: YamlNode, problems: Problems) -> float | None:
        typed = read_text(node, "a length", problems)
        if typed is None:
            return None
        text = typed.text
        match = _LENGTH.fullmatch(text)
        if match is None:
            letters = "".join(POINTS_PER_UNIT)
            number = text.rstrip(letters + letters.upper())
            near = f"{number.rstrip()}{text[len(number) :].lower()}".replace(",", ".")
            near += "pt" if _NUMBER.fullmatch(near) else ""
            hint = f"type {near}" if _LENGTH.fullmatch(near) else "type a number and its unit: 12pt, 2cm, 5mm, 0.75in"
            problems.error("E07", node.span, f"'{text}' is not a length", hint)
            return None
        points = round(float(match[1]) * POINTS_PER_UNIT[match[2]], 4)
        if self.least <= points <= self.most:
            return points
        problems.error("E07", node.span, f"{text} is out of bounds; here a length is {self._bounds()}")
        return None

    def schema(self) -> dict[str, Any]:
        return {"title": f"length, {self._bounds()}", "type": "string", "pattern": f"^{_LENGTH.pattern}$"}

    def _bounds(self) -> str:
        return f"{self.least:g}pt to {self.most:g}pt"


class Bounded(Record, kw_only=False):
    """A plain number between two bounds."""

    least: float
    most: float

    def read(self, node: YamlNode, problems: Problems) -> float | None:
        typed = read_text(node, "a number", problems)
        if typed is None:
            return None
        text = typed.text
        if _NUMBER.fullmatch(text) is None:
            problems.error(
                "E07", node.span, f"'{text}' is not a number", f"type it without a unit, such as {self.least:g}"
            )
            return None
        if self.least <= float(text) <= self.most:
            return float(text)
        problems.error("E07", node.span, f"{text} is out of bounds; here a number is {self._bounds()}")
        return None

    def schema(self) -> dict[str, Any]:
        return {
            "title": f"number, {self._bounds()}",
            "type": "number",
            "minimum": self.least,
            "maximum": self.most,
        }

    def _bounds(self) -> str:
        return f"{self.least:g} to {self.most:g}"


class Count(Record, kw_only=False):
    """A whole number from 1 up to a bound."""

    most: int

    def read(self, node: YamlNode, problems: Problems) -> int | None:
        typed = read_text(node, "a number", problems)
        if typed is None:
            return None
        text = typed.text
        if text in {str(number) for number in range(1, self.most + 1)}:
            return int(text)
        problems.error("E07", node.span, f"'{text}' is not a number from 1 to {self.most}", f"type 1 to {self.most}")
        return None

    def schema(self) -> dict[str, Any]:
        return {"title": f"number, 1 to {self.most}", "type": "integer", "minimum": 1, "maximum": self.most}


class Measure(Record, kw_only=False):
    """How long a line may be: in points, or as a multiple of the size of its letters (em)."""

    value: float
    is_relative: bool

    def points(self, size: float) -> float:
        return self.value * size if self.is_relative else self.value

    def __str__(self) -> str:
        return f"{self.value:g}{'em' if self.is_relative else 'pt'}"


class MeasureReader(Record, kw_only=False):
    """A measure: `34em`, or a length such as `5in`."""

    def read(self, node: YamlNode, problems: Problems) -> Measure | None:
        text = node.text.text if isinstance(node, Scalar) else ""
        match = re.fullmatch(_EMS, text)
        if _NUMBER.fullmatch(text):
            problems.error(
                "E07", node.span, f"'{text}' is not a measure", f"type {text}em, so many letters, or a length"
            )
            return None
        if match is None:
            points = Length(LEAST_MEASURE, MOST_MEASURE).read(node, problems)
            return None if points is None else Measure(points, False)
        if LEAST_EMS <= float(match[1]) <= MOST_EMS:
            return Measure(float(match[1]), True)
        message = f"{text} is out of bounds; here a measure is {LEAST_EMS}em to {MOST_EMS}em"
        problems.error("E07", node.span, message)
        return None

    def schema(self) -> dict[str, Any]:
        pattern = f"^({_EMS}|{_LENGTH.pattern})$"
        return {"title": "measure: a number of letters (34em), or a length", "type": "string", "pattern": pattern}


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


LARGE = 18.0
"""From this size on, in points, letters are large."""
CONTRAST, CONTRAST_WHEN_LARGE = 4.5, 3.0
"""The least of a text with what is behind it (WCAG 2.2, 1.4.3)."""


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
        typed = read_text(node, "a colour", problems)
        if typed is None:
            return None
        color = from_hex(typed.text)
        if color is None:
            problems.error("E07", node.span, f"'{typed}' is not a colour", 'type its digits in quotes: "#1a5276"')
        return color

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "colour", "type": "string", "pattern": f"^{_HEX.pattern}$"}


class Color:
    """A colour in digits, or the name of one of the sheet's `colors`."""

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> Rgb | ColorName | None:
        typed = read_text(node, "a colour", problems)
        if typed is None:
            return None
        text = typed.text
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


class Font(Record):
    """The family behind a font role."""

    family: Located = key("The family, such as Atkinson Hyperlegible.", required=True)
    fallback: tuple[Located, ...] = key(
        "Families for letters that the first one lacks, in order; Noto Sans when not given."
    )
    span: Span

    @property
    def families(self) -> dict[str, Span]:
        """All families in order, each once, with the place that names it."""
        others = {name.text: name.span for name in self.fallback} or dict.fromkeys(FALLBACK, self.family.span)
        return {self.family.text: self.family.span} | {
            name: span for name, span in others.items() if name != self.family.text
        }


class FontRole:
    """One of the names under the sheet's `fonts`."""

    EXAMPLE = "body"

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> str | None:
        typed = read_text(node, "the name of a font", problems)
        if typed is None:
            return None
        if _NAME.fullmatch(typed.text):
            return typed.text
        problems.error(
            "E07",
            node.span,
            f"'{typed}' is not the name of a font of this sheet",
            "name the family under 'fonts', then use that name here",
        )
        return None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "name of a font", "type": "string", "pattern": f"^{_NAME.pattern}$"}
