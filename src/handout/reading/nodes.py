"""The three kinds of node that a YAML file is made of, each with its place. No scalar has a type: all are text."""

from __future__ import annotations

from typing import TypeAlias

from handout.record import Record
from handout.source import Located, Span


class Scalar(Record, kw_only=False):
    """Text as typed. `plain`: it stood without quotes. `comment`: what a `#` took away from a value left empty.

    `is_refused`: all of it was taken for an anchor, a tag or the sign of a block, or it is one word in which something
    was refused; that was said. `in_double_quotes`: there a backslash is typed twice.
    """

    text: Located
    plain: bool
    span: Span
    comment: str | None = None
    is_refused: bool = False
    in_double_quotes: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing would print: no value, `~`, `null`, or only spaces and characters without ink."""
        text = self.text.text
        if self.plain and text in ("", "~", "null"):
            return True
        return not text.strip(_WITHOUT_INK)


class Sequence(Record, kw_only=False):
    """A list; `in_flow`: typed in brackets, and then `typed` is that, where it stands on one line."""

    items: tuple[YamlNode, ...]
    span: Span
    in_flow: bool = False
    typed: str = ""


class Mapping(Record, kw_only=False):
    """Keys with their values, in the order they were typed; no key occurs twice.

    `in_flow`: typed in braces. `typed`: one key with a text, or what stands in braces, as it stands on one line. It may
    be meant as a text.
    """

    entries: tuple[tuple[Scalar, YamlNode], ...]
    span: Span
    in_flow: bool = False
    typed: str = ""

    def get(self, key: str) -> YamlNode | None:
        """The value of this key, if it was typed."""
        return next((value for name, value in self.entries if name.text.text == key), None)


YamlNode: TypeAlias = Scalar | Sequence | Mapping

# White space, the soft hyphen, zero-width space and joiners, direction marks, the word joiner, variation selectors.
_WITHOUT_INK = (
    " \t\n\r\u00a0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u200e\u200f\u202f\u205f\u2060\u3000\ufe0e\ufe0f"
)


def kind_of(node: YamlNode) -> str:
    """What an author would call this node."""
    match node:
        case Sequence():
            return "a list"
        case Mapping():
            return "keys with values"
        case Scalar():
            return "nothing" if node.is_empty else "text"


def holds_refused(node: YamlNode) -> bool:
    """Whether something in it was refused when the file was read."""
    match node:
        case Scalar():
            return node.is_refused
        case Sequence():
            return any(map(holds_refused, node.items))
        case Mapping():
            return any(holds_refused(value) for _, value in node.entries)
