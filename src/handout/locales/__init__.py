"""The words the program itself prints on a page, one file a language.

Only the file of the language in use is read. A word that is missing, unknown or without its placeholders is an error
of the file (E33), so that nobody reads a handout with English words left in it.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from handout.locales.keys import BEGINNINGS, LISTS, MADE, WORDS
from handout.problems import InternalError, Problems, near
from handout.reading import nodes
from handout.record import Record
from handout.source import Span

Direction: TypeAlias = Literal["ltr", "rtl"]

FOLDER = Path(__file__).parent
LIKELY = "likely"
RIGHT_TO_LEFT_SCRIPTS = frozenset({
    "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "syre", "syrj", "syrn",
    "thaa", "yezi",
})  # fmt: skip
"""ISO 15924 codes of the scripts in living use that run from right to left."""

ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
"""First strong isolate and its end (UAX #9, 2.4): a number in a right-to-left sentence keeps its own order."""

_INNERMOST = re.compile(f"{ISOLATE}[^{ISOLATE}{END_OF_ISOLATE}]*{END_OF_ISOLATE}")
_OWN_STOPS = re.compile(
    f"{ISOLATE}(?:[^{ISOLATE}{END_OF_ISOLATE}]|{ISOLATE}[^{ISOLATE}{END_OF_ISOLATE}]*{END_OF_ISOLATE})*{END_OF_ISOLATE}|.",
    re.DOTALL,
)
_PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")


class Locale(Record):
    """The interface words of one language. `tag` is the name of its file."""

    tag: str
    name: str
    direction: Direction
    made: str
    """Whose wording it is: `machine` or `project`."""
    words: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, Mapping[str, str]]
    is_abroad: bool = False
    """Whether its words stand in a paragraph of another language: then they are isolated, and no value of itself is."""

    def say(self, key: str, /, **values: str | int) -> str:
        """These words, with their placeholders filled. A value in a right-to-left sentence is isolated."""
        try:
            said = _PLACEHOLDER.sub(lambda match: self._value(values[match[1]]), self.words[key])
        except KeyError as error:
            raise InternalError(f"nothing to say for {error} in '{key}'") from error
        return _isolate(said) if self.is_abroad else said

    def isolated(self, text: str) -> str:
        """Text of another hand (a name, a title) in a sentence of this language: whole, in an order of its own."""
        return text if self.is_abroad or not text else self._value(text)

    def template(self, key: str) -> str:
        """These words with their placeholders left open."""
        if key not in self.words:
            raise InternalError(f"there are no words called '{key}'")
        return self.words[key]

    def date(self, day: datetime.date) -> str:
        """A day as this language writes it in a sentence."""
        month = self.lists["months"][day.month - 1]
        return self._filled("date", day=self._day(day.day), month=month, year=str(day.year))

    def month(self, day: datetime.date) -> str:
        """The month and year alone."""
        return self._filled("month_year", month=self.lists["months_alone"][day.month - 1], year=str(day.year))

    def short_date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """As much of a date as is known, as references have it: the month is shortened."""
        if month is None:
            return str(year)
        if day is None:
            said = self._filled("reference_month", year=str(year), month=self.lists["months_short_alone"][month - 1])
        else:
            short = self.lists["months_short"][month - 1]
            said = self._filled("reference_day", year=str(year), month=short, day=self._day(day))
        return _isolate(said) if self.is_abroad else said

    def join(self, parts: Sequence[str]) -> str:
        """ "A", "A and B", "A, B and C"; parts that hold commas themselves are kept apart by semicolons."""
        if len(parts) < 2:
            return "".join(parts)
        has_commas = len(parts) > 2 and any("," in part for part in parts)
        separator = self.words["clause_separator" if has_commas else "list_separator"]
        return separator.join(parts[:-1]) + self._said_before("list_last", parts[-1]) + parts[-1]

    def with_own_stops(self, text: str) -> str:
        """Our text with the commas and semicolons of a right-to-left language; what is isolated in it stays."""
        if self.direction == "ltr" or self.is_abroad:
            return text
        stops = {",": self.words["list_separator"].strip(), ";": self.words["clause_separator"].strip()}
        parts = _OWN_STOPS.finditer(text)
        return "".join([stops.get(part[0], part[0]) for part in parts])

    def quote(self, text: str) -> str:
        """Text between this language's quotation marks."""
        opening, closing = self.lists["quotes"][:2]
        return f"{opening}{text}{closing}"

    def direction_of(self, tag: str) -> Direction:
        """The direction of this tag: what its script says if it names one, else the language's own."""
        scripts = [part for part in tag.casefold().split("-")[1:] if len(part) == 4 and part.isalpha()]
        if not scripts:
            return self.direction
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"

    def _day(self, day: int) -> str:
        return self.words["first_day"] if day == 1 else str(day)

    def _said_before(self, key: str, text: str) -> str:
        """These words, or those that take their place before such a beginning: the longest that fits decides."""
        others = self.beginnings.get(f"{key}_before", {})
        sounded = text.casefold().lstrip(f"{ISOLATE}«“‘\"'(¡¿")
        fitting = [start for start in others if sounded.startswith(start)]
        return others[max(fitting, key=len)] if fitting else self.words[key]

    def _filled(self, key: str, **values: str) -> str:
        return _PLACEHOLDER.sub(lambda match: values[match[1]], self.words[key])

    def _value(self, value: str | int) -> str:
        return _isolate(str(value)) if self.direction == "rtl" else str(value)


def _isolate(text: str) -> str:
    """Text in an order of its own: that of its first letter.

    What is made of isolates alone would have none (UAX 9, P2): it takes the direction of what it stands in.
    """
    outside = text
    while (rest := _INNERMOST.sub("", outside)) != outside:
        outside = rest
    is_made_of_isolates = outside != text and not any(map(str.isalnum, outside))
    return text if is_made_of_isolates else f"{ISOLATE}{text}{END_OF_ISOLATE}"


def available() -> tuple[str, ...]:
    """The tags there is a file for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != LIKELY))


def locale_for(tag: str, span: Span, problems: Problems) -> Locale | None:
    """The words for a language (BCP 47); None when there are none, which is told at `span`."""
    name = file_for(tag)
    if name is None:
        problems.error("E33", span, f"handout has no words of its own in the language '{tag}'",
                       f"another language needs a file locales/{tag}.yaml")  # fmt: skip
        return None
    locale, found = _read(name)
    problems.extend(found)
    return locale


def file_for(tag: str) -> str | None:
    """The name of the file that serves this tag: its own, or that of a wider tag (RFC 4647, 3.4).

    A tag is never widened past its script: Traditional Chinese is not served by Simplified.
    """
    names = {name.casefold(): name for name in available()}
    parts = tag.casefold().split("-")
    likely: Mapping[str, str] | None = None
    while parts:
        wanted = "-".join(parts)
        if wanted in names:
            return names[wanted]
        if likely is None:
            likely = _likely()
        if wanted in likely:
            return names.get(likely[wanted].casefold())
        if len(parts[-1]) == 4 and parts[-1].isalpha():
            return None
        parts.pop()
    return None


def read_locale(path: Path, name: str, problems: Problems) -> Locale | None:
    """The locale in one file; None when anything in it is wrong, all of it told."""
    from handout.reading.yaml_file import load

    before = len(problems.found)
    root = load(path, name, problems)
    if root is None:
        return None
    if not isinstance(root, nodes.Mapping):
        problems.error("E33", root.span, "a file of interface words must be keys with their words")
        return None
    typed = {key.text.text: value for key, value in root.entries}
    for key, _ in root.entries:
        if key.text.text not in (known := ("made", *WORDS, *LISTS, *BEGINNINGS)):
            problems.error("E33", key.span, f"unknown key '{key.text.text}' in these interface words",
                           near(key.text.text, known))  # fmt: skip
    words = {key: _word(key, typed.get(key), root.span, problems) for key in WORDS}
    lists = {key: _list(key, typed.get(key), root.span, problems) for key in LISTS}
    beginnings = {key: _pairs(key, typed[key], problems) for key in BEGINNINGS if key in typed}
    if words["direction"] not in ("ltr", "rtl"):
        problems.error("E33", root.span, f"'direction' is '{words['direction']}'; it must be ltr or rtl")
    made = node.text.text if isinstance(node := typed.get("made"), nodes.Scalar) else ""
    if made not in MADE:
        problems.error("E33", root.span, f"'made' must say whose wording this is: {' or '.join(MADE)}")
    if len(problems.found) > before:
        return None
    direction: Direction = "rtl" if words["direction"] == "rtl" else "ltr"
    return Locale(
        tag=path.stem, name=words["name"], direction=direction, made=made, words=words, lists=lists,
        beginnings=beginnings,
    )  # fmt: skip


@cache
def _read(name: str) -> "tuple[Locale | None, Problems]":
    problems = Problems()
    return read_locale(FOLDER / f"{name}.yaml", f"locales/{name}.yaml", problems), problems


@cache
def _likely() -> Mapping[str, str]:
    from handout.reading.yaml_file import load

    problems = Problems()
    root = load(FOLDER / f"{LIKELY}.yaml", f"locales/{LIKELY}.yaml", problems)
    if problems.has_errors or not isinstance(root, nodes.Mapping):
        raise InternalError(f"locales/{LIKELY}.yaml cannot be read: {[str(problem) for problem in problems]}")
    return {key.text.text.casefold(): value.text.text for key, value in root.entries if isinstance(value, nodes.Scalar)}


def _word(key: str, node: nodes.Node | None, start: Span, problems: Problems) -> str:
    """The words under a key, with exactly the placeholders that are filled when they are printed."""
    if node is None:
        problems.error("E33", start, f"the words for '{key}' are missing")
        return ""
    if not isinstance(node, nodes.Scalar) or not node.text.text:
        problems.error("E33", node.span, f"'{key}' must be words")
        return ""
    text = node.text.text
    found = _PLACEHOLDER.findall(text)
    for name in WORDS[key]:
        if name not in found:
            problems.error("E33", node.span, f"the words for '{key}' have lost their placeholder {{{name}}}")
    for name in found:
        if name not in WORDS[key]:
            problems.error("E33", node.span, f"nothing fills the placeholder {{{name}}} in '{key}'")
    return text


def _list(key: str, node: nodes.Node | None, start: Span, problems: Problems) -> tuple[str, ...]:
    """The entries of a list of words of fixed length."""
    if node is None:
        problems.error("E33", start, f"the words for '{key}' are missing")
        return ()
    entries = node.items if isinstance(node, nodes.Sequence) else ()
    words = tuple(entry.text.text for entry in entries if isinstance(entry, nodes.Scalar) and not entry.is_empty)
    if len(words) != LISTS[key]:
        problems.error("E33", node.span, f"'{key}' must be a list of {LISTS[key]} words; it has {len(words)}")
    return words


def _pairs(key: str, node: nodes.Node, problems: Problems) -> Mapping[str, str]:
    """Beginnings of words, and what is said before each."""
    entries = node.entries if isinstance(node, nodes.Mapping) else ()
    pairs = {start.text.text: said.text.text for start, said in entries if isinstance(said, nodes.Scalar)}
    if not pairs or len(pairs) != len(entries) or not all(pairs.values()):
        problems.error("E33", node.span, f"'{key}' must be beginnings of words, each with what is said before it")
    return pairs
