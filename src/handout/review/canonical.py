"""The canonical form of everything a handout tells its reader, and its digest.

The form is a text, one value a line, indented by what holds it, so that it can be kept beside the sign-off, read by a
person, compared line by line and checked with `sha256sum`. `docs/review.md` says what is in it and what is left out.
Two contents that tell a reader different things never give the same text: every string is quoted, every member of a
list or a record begins a line of its own under what holds it, and what is absent has no line.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, assert_never

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.languages import in_language, language_of
from handout.content.members import is_signed, signed
from handout.content.values import ImagePath, Prose
from handout.problems import InternalError
from handout.record import Record
from handout.source import Span
from handout.text.markdown import MdParagraph
from handout.text.phrase import (
    Break,
    Citation,
    Emphasis,
    Foreign,
    Link,
    Phrase,
    Strong,
    Text,
    Typed,
    is_phrase,
    leaves,
)

ReadPicture = Callable[[ImagePath], bytes]
"""Gives the bytes of a picture that the content names."""
# A single space is left as it is.
_BLANKS = re.compile(r"[\t\n\r\f\v][ \t\n\r\f\v]*| [ \t\n\r\f\v]+")
# A fixed list, not a Unicode category: categories change with Python's tables, a digest must not.
_UNSEEN = "[\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]"
"""None of these is printable to Python."""
FORM = "handout-digest/1"
"""The version of the canonical form, the first line of every canonical text."""


class CanonicalLine(Record, kw_only=False):
    """A line of the canonical text, and where in the author's files its value stands, if it stands there."""

    text: str
    span: Span | None = None


def canonical(handout: Handout, clinic: Clinic, read_picture: ReadPicture) -> tuple[CanonicalLine, ...]:
    """The canonical text of one handout as its clinic publishes it."""
    members = {
        "language": language_of(handout, clinic) or "",
        "clinic": clinic_text(handout, clinic),
        "disclaimer": disclaimer_in_force(handout, clinic),
        "handout": handout,
    }
    walk = _Walk(read_picture, [CanonicalLine(FORM)])
    for name, value in members.items():
        walk.member(name, value, 0)
    return tuple(walk.written)


def canonical_value(name: str, value: object, read_picture: ReadPicture) -> tuple[CanonicalLine, ...]:
    """The canonical lines of one value by itself, such as a block."""
    walk = _Walk(read_picture, [])
    walk.member(name, value, 0)
    return tuple(walk.written)


def text_of(lines: Iterable[CanonicalLine]) -> str:
    """The text whose digest is signed: each line ends with one line feed."""
    return "".join(f"{line.text}\n" for line in lines)


class _Walk(Record, kw_only=False):
    """Writes values as lines. Knows no kind of block: a new kind is covered the day it is written."""

    read_picture: ReadPicture
    written: list[CanonicalLine]

    def member(self, name: str, value: object, depth: int) -> None:
        """A member of a record: no line at all when it is absent, an empty list or false."""
        if value is not None and value is not False and value != () and value != {}:
            self.lines(name, value, depth)

    def lines(self, label: str, value: object, depth: int) -> None:
        match value:
            case tuple():
                self._several(label, value, depth)
            case MdParagraph():
                self.lines(label, value.phrase, depth)
            case Prose():
                # A text of one paragraph is that paragraph.
                only = value.blocks[0] if len(value.blocks) == 1 else None
                self.lines(label, only if isinstance(only, MdParagraph) else value.blocks, depth)
            case ImagePath():
                data = self.read_picture(value)
                self._line(depth, f"{label} picture sha256:{hashlib.sha256(data).hexdigest()}", value.span)
            case Mapping():
                self._line(depth, label)
                for key, part in sorted((str(key), part) for key, part in value.items()):
                    self.member(quoted(key), part, depth + 1)
            case _ if (word := _word(value)) is not None:
                self._line(depth, f"{label} {word}", _place(value))
            case Record():
                kind = type(value)
                self._line(depth, f"{label} {_kind(kind)}", _place(value))
                for name in signed(kind):
                    self.member(name, getattr(value, name), depth + 1)
            case _:
                raise InternalError(f"the canonical form does not know {type(value).__name__}")

    def _several(self, label: str, value: tuple[Any, ...], depth: int) -> None:
        """A phrase on one line, or each member of a list on lines of its own."""
        if is_phrase(value):
            self._line(depth, f"{label} {_phrase(value)}", _place(value))
            return
        self._line(depth, label)
        for part in value:
            if is_signed(type(part)):
                self.lines("-", part, depth + 1)

    def _line(self, depth: int, text: str, span: Span | None = None) -> None:
        self.written.append(CanonicalLine("  " * depth + text, span))


def _word(value: object) -> str | None:
    """A single value as it stands on its line: strings in quotes, numbers bare; None for what has members."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return repr(value)
        case str():
            return quoted(_settled(value).strip(" "))
        case Record() if type(value).__str__ is not object.__str__:
            # A value type (a day, an address, a located string) is one that can say itself.
            return quoted(_settled(str(value)).strip(" "))
        case _:
            return None


def _place(value: object) -> Span | None:
    """Where a value stands; a phrase stands where its first words do."""
    if isinstance(value, tuple):
        if value and isinstance(value[0], Text):
            return value[0].span
        return next((_place(leaf) for leaf in leaves(value) if not isinstance(leaf, Break)), None)
    span = getattr(value, "span", None)
    return span if isinstance(span, Span) else None


@cache
def _kind(kind: type) -> str:
    """`GetHelp` as `get-help`, `MdList` as `list`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", kind.__name__).lower().removeprefix("md-")


def _phrase(phrase: Phrase) -> str:
    """A phrase on one line. Neighbouring stretches of text are one: where the author's lines broke does not count."""
    if len(phrase) == 1 and isinstance(phrase[0], Text):
        return quoted(_settled(phrase[0].text)) if phrase[0].text else ""
    parts: list[str] = []
    text = ""
    for part in (*phrase, None):
        if isinstance(part, Text):
            text += part.text
            continue
        if text:
            parts.append(quoted(_settled(text)))
            text = ""
        if part is not None:
            parts.append(_mark(part))
    return " ".join(parts)


def _mark(part: Strong[Typed] | Emphasis[Typed] | Link[Typed] | Foreign[Typed] | Break | Citation) -> str:
    """Everything in a line that is not plain text."""
    match part:
        case Strong():
            return f"strong[{_phrase(part.children)}]"
        case Emphasis():
            return f"emphasis[{_phrase(part.children)}]"
        case Link():
            title = "" if part.title is None else f" titled {quoted(_settled(part.title))}"
            return f"link[{_phrase(part.children)}] to {quoted(part.target)}{title}"
        case Citation():
            return "cite[" + " ".join(quoted(key) for key, _ in part.keys) + "]"
        case Break():
            return "break[]"
        case Foreign():
            return f"in {quoted(part.language)}[{_phrase(part.children)}]"
        case _:
            assert_never(part)


def _settled(text: str) -> str:
    """Text as it reads: composed (NFC), any run of spaces, tabs and line ends one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return _BLANKS.sub(" ", composed)


def disclaimer_in_force(handout: Handout, clinic: Clinic) -> object | None:
    """The handout's own disclaimer, else the clinic's for its language."""
    return handout.disclaimer or in_language(clinic.disclaimer, language_of(handout, clinic) or "")


def clinic_text(handout: Handout, clinic: Clinic) -> dict[str, object]:
    """What of `clinic.yaml` reaches the readers of this handout; logo, style sheets and rules do not count."""
    language = language_of(handout, clinic) or ""
    return {
        "name": clinic.name,
        "phone": clinic.phone,
        "emergency": clinic.emergency,
        "website": clinic.website,
        "address": clinic.address,
        "short_disclaimer": in_language(clinic.short_disclaimer, language),
        "editorial_policy": in_language(clinic.editorial_policy, language),
        "feedback": clinic.feedback,
        "language_help": clinic.language_help,
        "references_mode": clinic.references_mode,
    }


def quoted(text: str) -> str:
    r"""Text between double quotes, with `\"`, `\\`, and `\u0000` for what a screen would not show.

    What comes out is also a double-quoted YAML scalar (YAML 1.2.2, 7.3.1) on one line.
    """
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    if plain.isprintable():
        return f'"{plain}"'
    return '"' + re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", plain) + '"'


def digest_of(text: str) -> str:
    """`sha256:` and 64 hexadecimal digits, as `sha256sum` gives them for the text in a file."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()
