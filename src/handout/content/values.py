"""The kinds of value an author types, each with how it is read, refused and described.

A value type has `read(node, problems) -> value | None` and `schema() -> dict`, both class methods. Two values are equal
when they say the same, wherever they stand.
"""

import re
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, TypeAlias

from handout.problems import Problems
from handout.reading.line_slips import is_left_over, quoted
from handout.reading.models import read_as, read_text
from handout.reading.nodes import Scalar, YamlNode
from handout.record import Value
from handout.source import Span
from handout.text import links
from handout.text.markdown import MdBlock, parse_blocks, parse_inline
from handout.text.phrase import Phrase

ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_CENTURIES = frozenset({"19", "20"})
"""Days of other centuries are of another calendar, as 1405/08/01 is in Iran, or a slip."""


class Day(Value, kw_only=False):
    """A day of the calendar, as ISO 8601 writes it."""

    date: date
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Day | None":
        text = read_text(node, "a day, as text", problems)
        if text is None:
            return None
        found = ISO_DAY.fullmatch(text.text)
        if found is None and is_left_over(text, node.span, problems):
            return None
        if found is None:
            from handout.content.csl_dates import either, iso_days

            meant = [day for day in iso_days(text.text) if ISO_DAY.fullmatch(day) and day[:2] in _CENTURIES]
            hint = f"write {either(meant)}" if meant else "write the year, month and day: 2026-11-22"
            problems.error("E07", node.span, f"'{text}' is not a date", hint)
            return None
        day = _calendar_day(*map(int, found.groups()))
        if day is None:
            problems.error("E07", node.span, f"there is no day {text} in the calendar", "write year-month-day")
            return None
        return cls(day, node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "day", "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}

    def __str__(self) -> str:
        return self.date.isoformat()


class WholeNumber(int):
    """A whole number, and where it was typed."""

    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "WholeNumber | None":
        number = read_as(int, node, problems, "count")
        if number is None:
            return None
        count = cls(number)
        count.span = node.span
        return count

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "whole number", "type": "integer"}


_REGISTERED = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it "
    "iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo "
    "mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh "
    "si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
    "yi yo za zh zu"
)
"""The languages of two letters that are registered (BCP 47, ISO 639-1), some under an older tag too."""


class Language(Value, kw_only=False):
    """A language tag (BCP 47) in its canonical case: `en-US`, `zh-Hant`."""

    EXAMPLE: ClassVar[str] = "en"
    tag: str
    span: Span

    PATTERN: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|\d{3}))?"
        r"(?P<variants>(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*)(-x(-[a-z0-9]{1,8})+)?",
        re.ASCII | re.IGNORECASE,
    )

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Language | None":
        text = read_text(node, "a language tag, as text", problems)
        if text is None:
            return None
        tag = cls.canonical(text.text)
        if tag is None and is_left_over(text, node.span, problems):
            return None
        if tag is None:
            named_twice = re.fullmatch(r"(?i)[a-z]{2,3}-(?P<tag>[a-z]{3}(?:-.*)?)", text.text)
            dashed = cls.canonical(named_twice["tag"] if named_twice else text.text.replace("_", "-"))
            hint = f"write {dashed}" if dashed else "write a tag such as en, en-US, es or zh-Hans"
            problems.error("E07", node.span, f"'{text}' is not a language tag", hint, text.text)
            return None
        registered = cls._registered(tag)
        if registered is None:
            hint = "write one that is registered, such as vi or zh-Hans"
            problems.error("E07", node.span, f"no language has the tag '{tag}'", hint)
            return None
        if registered != tag:
            message = f"'{tag}' is not a language tag: where a language has two letters, they are its tag"
            problems.error("E07", node.span, message, f"write {registered}")
            return None
        return cls(tag, node.span)

    @staticmethod
    def _registered(tag: str) -> str | None:
        """The tag as it is registered: in two letters where there are two (BCP 47, 2.2.1); None where it is not."""
        language, dash, rest = tag.partition("-")
        if len(language) == 2:
            return tag if language in _REGISTERED.split() else None
        from handout.text.language_codes import TWO_LETTERS  # three letters are seldom typed

        return TWO_LETTERS.get(language, language) + dash + rest

    @classmethod
    def canonical(cls, typed: str) -> str | None:
        """The tag in the case that RFC 5646, 2.1.1 recommends; None when it is no tag."""
        found = cls.PATTERN.fullmatch(typed)
        if found is None:
            return None
        variants = found["variants"].lower().split("-")[1:]
        if len(variants) != len(set(variants)):
            return None
        parts = [found["language"].lower()]
        parts += [found["script"].title()] if found["script"] else []
        parts += [found["region"].upper()] if found["region"] else []
        private = typed[found.end("variants") :].lower()
        return "-".join(parts + variants) + private

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "language tag", "type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"}

    def __str__(self) -> str:
        return self.tag


class Slug(Value, kw_only=False):
    """A short name in lower case letters, digits and hyphens."""

    text: str
    span: Span

    PATTERN: ClassVar[re.Pattern[str]] = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Slug | None":
        text = read_text(node, "a short name, as text", problems)
        if text is None:
            return None
        if cls.PATTERN.fullmatch(text.text) is None:
            better = cls.of(text.text)
            hint = f"write {better}" if better else "write lower case letters, digits and hyphens"
            problems.error("E07", node.span, f"'{text}' is not lower case letters, digits and single hyphens", hint)
            return None
        return cls(text.text, node.span)

    @staticmethod
    def of(words: str) -> str:
        """The short name that is nearest to some words, accents taken off; "" when nothing is left of them."""
        from unicodedata import normalize

        bare = normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
        return "-".join(re.findall("[a-z0-9]+", bare))

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "short name", "type": "string", "pattern": f"^{cls.PATTERN.pattern}$"}

    def __str__(self) -> str:
        return self.text


class Url(Value, kw_only=False):
    """The address of a web page: https or http."""

    text: str
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Url | None":
        text = read_text(node, "a web address, as text", problems)
        if text is None:
            return None
        fault = links.web_fault(text.text)
        if fault is not None:
            if not is_left_over(text, node.span, problems):
                problems.error("E22", node.span, *fault)
            return None
        return cls(text.text, node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "web address", "type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"}

    def __str__(self) -> str:
        return self.text


class TimeZone(Value, kw_only=False):
    """A time zone by its name in the IANA database: `America/New_York`."""

    name: str
    span: Span

    PATTERN: ClassVar[str] = r"[A-Z][A-Za-z_]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}"

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "TimeZone | None":
        text = read_text(node, "a time zone, as text", problems)
        if text is None:
            return None
        from zoneinfo import ZoneInfo

        try:
            if re.fullmatch(cls.PATTERN, text.text) is None:
                raise ValueError(text.text)
            ZoneInfo(text.text)
        except (ValueError, LookupError, OSError):
            problems.error("E07", node.span, f"'{text}' is not a time zone", "write its name: America/New_York")
            return None
        return cls(text.text, node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "time zone", "type": "string", "pattern": f"^{cls.PATTERN}$"}

    def __str__(self) -> str:
        return self.name


class Duration(Value, kw_only=False):
    """A length of time in whole days or months: `90 days`, `24 months`, `2 years`."""

    months: int
    days: int
    span: Span

    PATTERN: ClassVar[re.Pattern[str]] = re.compile(r"([1-9]\d{0,4}) +(day|week|month|year)s?", re.ASCII)

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Duration | None":
        text = read_text(node, "a length of time, as text", problems)
        if text is None:
            return None
        found = cls.PATTERN.fullmatch(text.text)
        if found is None:
            hint = "write a number and a unit: 90 days, 24 months, 2 years"
            problems.error("E07", node.span, f"'{text}' is not a length of time", hint)
            return None
        count = int(found[1])
        months = {"month": count, "year": 12 * count}.get(found[2], 0)
        days = {"day": count, "week": 7 * count}.get(found[2], 0)
        if months > 1_200 or days > 36_525:
            problems.error("E07", node.span, f"'{text}' is more than a hundred years", "write a shorter time")
            return None
        return cls(months, days, node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "length of time", "type": "string", "pattern": f"^{cls.PATTERN.pattern}$"}

    def after(self, day: date) -> date:
        """The day so much later; the last of the month when its month is shorter (31 January + 1 month)."""
        years, month = divmod(day.month - 1 + self.months, 12)
        first = date(day.year + years, month + 1, 1)
        found = first + timedelta(days=day.day - 1)
        if found.month != first.month:
            found -= timedelta(days=found.day)
        return found + timedelta(days=self.days)


PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".svg")


class ImagePath(Value, kw_only=False):
    """A picture file, named from the `content` folder and inside it. Whether it is there, whoever loads it tells."""

    is_picture: ClassVar[bool] = True

    path: str
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "ImagePath | None":
        text = read_text(node, "the name of a picture file, as text", problems)
        if text is None:
            return None
        fault = cls._fault(text.text)
        if fault is not None:
            hint = "name a file in the content folder: images/wound.png"
            problems.error("E07", node.span, f"'{text}' {fault}", hint)
            return None
        return cls(text.text, node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "picture file", "type": "string", "pattern": r"^[^/\\:~][^\\:]*$"}

    @staticmethod
    def _fault(path: str) -> str | None:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", path) or path.startswith("//"):
            return "is an address, not a file of this project"
        if strange := next((char for char in path if char in '\\:*?"<>|~' or ord(char) < 32), None):
            return "holds a character that cannot be seen" if ord(strange) < 32 else f"holds the character {strange}"
        if path.startswith("/"):
            return "does not start in the content folder"
        if any(part in ("", ".", "..") or part != part.strip(" ") for part in path.split("/")):
            return "leads out of the content folder or names a folder without a name"
        return None

    def __str__(self) -> str:
        return self.path


class Prose(Value, kw_only=False):
    """Text of several paragraphs and lists, in CommonMark."""

    holds_words: ClassVar[bool] = True

    blocks: tuple[MdBlock, ...]
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Prose | None":
        text, before = read_text(node, "text", problems), len(problems.found)
        if text is None:
            return None
        blocks = parse_blocks(text, problems)
        _give_backslashes(node, before, problems)
        return cls(blocks, node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "text (CommonMark)", "type": ["string", "number", "boolean"], "minLength": 1}


def _give_backslashes(node: YamlNode, before: int, problems: Problems) -> None:
    """Have the hints for a text in double quotes say its backslashes as they are typed there."""
    if len(problems.found) > before and isinstance(node, Scalar) and node.in_double_quotes:
        from handout.reading.escapes import for_double_quotes

        problems.found[before:] = map(for_double_quotes, problems.found[before:])


class InlineReader:
    """Reads one paragraph of words with inline CommonMark. `takes_empty`: an empty text is a value too."""

    holds_words = True

    def __init__(self, *, takes_empty: bool = False) -> None:
        self.takes_empty = takes_empty

    def read(self, node: YamlNode, problems: Problems) -> Phrase | None:
        text = read_text(node, "text", problems)
        if text is None:
            return None
        if isinstance(node, Scalar) and node.is_empty:
            return self._nothing(node, problems)
        before = len(problems.found)
        phrase = parse_inline(text, problems)
        _give_backslashes(node, before, problems)
        return phrase

    def schema(self) -> dict[str, Any]:
        least = {} if self.takes_empty else {"minLength": 1}
        kinds = ["string", "number", "boolean", *(["null"] if self.takes_empty else [])]
        return {"title": "words (inline CommonMark)", "type": kinds, **least}

    @staticmethod
    def _nothing(node: Scalar, problems: Problems) -> Phrase:
        if node.comment is not None:
            message = "nothing is left here: YAML drops everything from the '#' on"
            problems.error("E06", node.span, message, f"quote it: {quoted(node.comment)}")
        return ()


Words: TypeAlias = Annotated[Phrase, InlineReader()]
"""Words with inline CommonMark, at least one."""

MaybeWords: TypeAlias = Annotated[Phrase, InlineReader(takes_empty=True)]
"""Words with inline CommonMark, or none: a cell of a table."""


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
