"""Read the numbers of a style sheet: lengths with their unit, and plain numbers."""

from __future__ import annotations

import re
from typing import Any

from handout.problems import Problems
from handout.reading.models import refuse
from handout.reading.nodes import Scalar, YamlNode
from handout.record import Record

POINTS_PER_UNIT = {"pt": 1.0, "in": 72.0, "cm": 72.0 / 2.54, "mm": 72.0 / 25.4}

_LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?)(pt|in|cm|mm)")
_EMS = r"([0-9]{1,3}(?:\.[0-9]{1,2})?)em"
LEAST_EMS, MOST_EMS = 15, 100
"""The bounds of a measure in letters."""
LEAST_MEASURE, MOST_MEASURE = 144.0, 1440.0
"""The bounds of a measure as a length, in points."""
_NUMBER = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,4})?")


class Length(Record, kw_only=False):
    """A length (`12pt`, `2cm`, `0.75in`, `5mm`) between two bounds in points; read as points."""

    least: float
    most: float

    def read(self, node: YamlNode, problems: Problems) -> float | None:
        if not isinstance(node, Scalar):
            refuse(node, "a length", problems)
            return None
        text = node.text.text
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
        if not isinstance(node, Scalar):
            refuse(node, "a number", problems)
            return None
        text = node.text.text
        if _NUMBER.fullmatch(text) is None:
            problems.error("E07", node.span, f"'{text}' is not a number", f"type {self.least:g}, say, without a unit")
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
        if not isinstance(node, Scalar):
            refuse(node, "a number", problems)
            return None
        text = node.text.text
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
