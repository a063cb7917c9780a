"""Dates of references as people and programs type them: ISO 8601, and what CSL knows besides (CSL 1.0.2, appendix IV).

A range has two dates, a season stands for a month, a date may be a guess (`circa`), and one that is no date at all
stands in words (`literal`, `raw`), which print as typed.
"""

import re
from datetime import date
from typing import Any, ClassVar, TypeAlias

from handout.problems import Problems
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.record import Value
from handout.source import Span

DateParts: TypeAlias = tuple[int, ...]
"""A year, its month, its day: as many of them as are known."""

_ISO = r"(?a)(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
_GUESS = r"(?a)(?P<date>\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?)\\?[?~%]"
"""Pandoc puts a backslash before a tilde."""
KEYS = frozenset({"date-parts", "season", "circa", "literal", "raw", "year", "month", "day", "edtf"})
_SEASONS_AS_MONTHS = range(13, 25)
"""13 to 16 to Pandoc, 21 to 24 to ISO 8601-2; CSL takes any of them."""
_SEASONS_OF_ISO = range(21, 25)


class Date(Value, kw_only=False):
    """A year, a month or season of a year, a day, or a range of two of them, as references are dated.

    Typed as ISO 8601 (`2021`, `2021-07`, `2021-07-25`, `2021-07/2021-08`) or as Zotero and Pandoc export it:
    `{date-parts: [[2021, 7]]}`, `{year: 2021, month: 7}`, either of them in a list of one or two. Without a year it is
    in words (`literal`). `season` is a number from 1 (spring) to 4, or a word as typed.
    """

    year: int | None
    month: int | None
    day: int | None
    span: Span
    end: DateParts | None = None
    season: str | None = None
    is_guess: bool = False
    literal: str | None = None

    HINT: ClassVar[str] = "write 2021, 2021-07 or 2021-07-25, a range as 2021-07/2021-08, words as {literal: …}"

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Date | None":
        typed = node.text.text.strip() if isinstance(node, Scalar) else None
        guess = re.fullmatch(_GUESS, typed) if typed else None
        if guess is not None:
            typed = guess["date"]
        ranged = _parts_of(node) if typed is None else _iso(typed)
        if ranged is None:
            in_words = _words(node)
            if in_words is not None:
                return cls(None, None, None, node.span, literal=in_words)
            better = iso_days(typed or "")
            hint = f"write {either(better)}" if better else cls.HINT
            problems.error(
                "E07", node.span, "this is not a date" if typed is None else f"'{typed}' is not a date", hint
            )
            return None
        months = _SEASONS_AS_MONTHS if typed is None else _SEASONS_OF_ISO
        for parts in ranged:
            if not _is_in_calendar(parts, months):
                shown = "-".join(map(str, parts))
                problems.error("E07", node.span, f"there is no date {shown} in the calendar", cls.HINT)
                return None
        return cls._settled(ranged, node, is_guess=guess is not None or _is_circa(node))

    @classmethod
    def _settled(cls, ranged: tuple[DateParts, ...], node: YamlNode, *, is_guess: bool) -> "Date":
        """The date, its months that stand for seasons told apart."""
        year, month, day = (*ranged[0], None, None)[:3]
        season = _season(node)
        if month is not None and month in _SEASONS_AS_MONTHS:
            season, month, day = str((month - 13) % 4 + 1), None, None
        end = ranged[1] if len(ranged) == 2 and ranged[1] != ranged[0] else None
        if end is not None and len(end) > 1 and end[1] in _SEASONS_AS_MONTHS:
            end = None if season == str((end[1] - 13) % 4 + 1) and end[0] == year else end[:1]
        return cls(year, month, day, node.span, end=end, season=season, is_guess=is_guess)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        iso = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?"}
        return {"title": "date", "anyOf": [iso, {"type": "object"}, {"type": "array", "maxItems": 3}]}

    def __str__(self) -> str:
        if self.year is None:
            return self.literal or ""
        typed = "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part is not None)
        typed += "" if self.season is None else f" season {self.season}"
        typed += "" if self.end is None else "/" + "-".join(f"{part:02}" for part in self.end)
        return f"circa {typed}" if self.is_guess else typed


def iso_days(typed: str) -> list[str]:
    """How a date is typed here that stands in English words, year last, or with a time; two where it may be either."""
    found = [parts for parts in _otherwise_typed(typed) if _is_in_calendar(parts, range(0))]
    return ["-".join(f"{part:02}" for part in parts) for parts in dict.fromkeys(found)]


def either(days: list[str]) -> str:
    """One or two days, as a hint offers them: only their author knows which is meant."""
    return f"{days[0]} or {days[1]}, whichever is meant" if len(days) > 1 else days[0]


def _otherwise_typed(typed: str) -> list[DateParts]:
    """Year, month and day of a date with a time, other signs, its year last, or an English month.

    Of 3.2.2026 and 3/2/2026 nobody can say which is the day.
    """
    if (found := re.match(r"(?a)(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[T ]\d|$)", typed)) is not None:
        return [(int(found[1]), int(found[3]), int(found[4]))]
    if (found := re.fullmatch(r"(?a)(\d{1,2})([-./])(\d{1,2})\2(\d{4})", typed)) is not None:
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        return [(year, second, first), (year, first, second)]
    words = re.findall(r"[A-Za-z]+|\d+", typed)
    years = [int(word) for word in words if len(word) == 4 and word.isdigit()]
    named = [found for found in (_month(word.lower()) for word in words) if found is not None]
    days = [int(word) for word in words if word.isdigit() and len(word) < 3]
    if len(years) != 1 or len(named) != 1 or len(words) != 2 + len(days) or len(days) > 1:
        return []
    return [(years[0], named[0], *days)]


def _month(word: str) -> int | None:
    """The number of a month by its English name or the three letters or more that it begins with."""
    months = "january february march april may june july august september october november december"
    numbers = (number for number, name in enumerate(months.split(), 1) if len(word) > 2 and name.startswith(word))
    return next(numbers, None)


def _parts_of(node: YamlNode | None) -> tuple[DateParts, ...] | None:
    """One or two dates; None when this is none."""
    match node:
        case Scalar():
            return _iso(node.text.text.strip())
        case Sequence(items=(only,)) if not isinstance(only, Scalar):
            return _parts_of(only)
        case Sequence(items=(first, second)) if not isinstance(first, Scalar):
            begun, ended = _parts_of(first), _parts_of(second)
            return begun if not ended or begun is None else (begun[0], ended[0])
        case Sequence():
            numbers = _numbers(node.items)
            return None if numbers is None else (numbers,)
        case Mapping():
            return _named(node)
        case _:
            return None


def _named(node: Mapping) -> tuple[DateParts, ...] | None:
    """The dates of a mapping of CSL's, or of one with year, month and day."""
    if not {name.text.text for name, _ in node.entries} <= KEYS:
        return None
    if node.get("date-parts") is not None:
        return _parts_of(node.get("date-parts"))
    named = [node.get(name) for name in ("year", "month", "day")]
    typed = tuple(part for part in named if part is not None)
    if typed:
        numbers = _numbers(typed) if named[: len(typed)] == list(typed) else None
        return None if numbers is None else (numbers,)
    words = _words(node)
    return None if words is None else _iso(words)


def _iso(text: str) -> tuple[DateParts, ...] | None:
    found = [re.fullmatch(_ISO, part) for part in text.split("/")]
    if not 1 <= len(found) <= 2 or None in found:
        return None
    return tuple(tuple(int(part) for part in each.groups() if part is not None) for each in found if each is not None)


def _numbers(nodes: tuple[YamlNode, ...]) -> DateParts | None:
    """One to three whole numbers; a month or a day of zero is one that nobody knows."""
    typed = [node.text.text for node in nodes if isinstance(node, Scalar)]
    if not 1 <= len(nodes) <= 3 or len(typed) != len(nodes):
        return None
    while len(typed) > 1 and typed[-1].strip("0") == "":
        typed.pop()
    return tuple(map(int, typed)) if all(re.fullmatch("[0-9]{1,4}", text) for text in typed) else None


def _is_in_calendar(parts: DateParts, seasons: range) -> bool:
    year, month, day = (*parts, 1, 1)[:3]
    if month in seasons and len(parts) == 2:
        month = 1
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _words(node: YamlNode | None) -> str | None:
    """What `literal`, `raw` or `edtf` say."""
    node = node and _alone(node)
    if not isinstance(node, Mapping):
        return None
    typed = [node.get(name) for name in ("literal", "raw", "edtf")]
    return next(
        (" ".join(part.text.text.split()) for part in typed if isinstance(part, Scalar) and not part.is_empty), None
    )


def _alone(node: YamlNode) -> YamlNode:
    """The one date of a list of one."""
    return node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else node


def _season(node: YamlNode) -> str | None:
    node = _alone(node)
    season = node.get("season") if isinstance(node, Mapping) else None
    return season.text.text.strip() if isinstance(season, Scalar) and not season.is_empty else None


def _is_circa(node: YamlNode) -> bool:
    node = _alone(node)
    circa = node.get("circa") if isinstance(node, Mapping) else None
    return isinstance(circa, Scalar) and circa.text.text not in {"", "false", "0", "no"}
