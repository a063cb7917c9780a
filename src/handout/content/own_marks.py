"""Tell of entries that bring a mark of their own to a list that prints one: `1. 1. Wash`, two boxes for one thing."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, TypeAlias

from handout.problems import Problems
from handout.record import Record
from handout.source import Located, Span
from handout.text.markdown import MdList, MdParagraph
from handout.text.phrase import Break, Citation, Emphasis, Foreign, Link, Phrase, Strong, Text, leaves
from handout.text.run_together import mark_of

ListMark: TypeAlias = Literal["bullet", "number", "box", "check", "cross"]
"""What a list prints before its entries. A record names its lists in `MARKED`, each with what it prints."""

_ONLY_BULLETS = frozenset("•‣⁃▪∙⦁")
"""Signs that mean nothing else."""
_TASKS = ("[ ]", "[x]", "[X]", "[]")
_BOXES = frozenset({*"☐□☑☒", *_TASKS})
_OWN = {"box": _BOXES, "check": frozenset("✓✔☑"), "cross": frozenset("✗✘☒")}
_NUMBERS = ("number", "bracket", "circled", "letter")
_NO_LISTS = frozenset({Located, Span, MdParagraph, Text, Strong, Emphasis, Link, Foreign, Break, Citation})


class _Entry(Record, kw_only=False):
    """The beginning of an entry: the kind of mark typed there, the mark, the words behind it, the place.

    `is_apart`: a blank stands behind the mark.
    """

    kind: str
    mark: str
    rest: str
    span: Span
    is_apart: bool = True


def check_marks(value: object, problems: Problems) -> None:
    """Tell the first entry of each list in a record that brings its own mark (E67)."""
    if isinstance(value, tuple):
        for part in value:
            if type(part) not in _NO_LISTS:
                check_marks(part, problems)
        return
    if isinstance(value, MdList):
        _tell("bullet" if value.numbers is None else "number", [*_typed_entries(value)], problems)
        check_marks(value.items, problems)
        return
    kind: type = type(value)
    for name, printed in _members(kind):
        part = getattr(value, name)
        if printed is not None:
            _tell(printed, [_entry(_words_of(entry)) for entry in part], problems)
        elif part and type(part) not in _NO_LISTS:
            check_marks(part, problems)


@cache
def _members(kind: type) -> tuple[tuple[str, ListMark | None], ...]:
    """The fields of a record that may hold lists, each with what its list prints; none of what is no record."""
    if kind in _NO_LISTS or not issubclass(kind, Record):
        return ()
    marked: dict[str, ListMark] = getattr(kind, "MARKED", {})
    return tuple([(name, marked.get(name)) for name in kind.__struct_fields__ if name != "span"])


def _typed_entries(listing: MdList) -> Iterator[_Entry]:
    """The entries of a list in CommonMark. One that is nothing but a list of one entry was typed with two marks."""
    for blocks in listing.items:
        match blocks[:1]:
            case (MdParagraph() as paragraph,):
                yield _entry(paragraph.phrase)
            case (MdList(items=(((MdParagraph() as first), *_),), numbers=numbers) as inside,):
                mark = "-" if numbers is None else numbers[0]
                words = _beginning(first.phrase)
                yield _Entry("dash" if numbers is None else "number", mark, words.text if words else "", inside.span)
            case _:
                yield _Entry("", "", "", listing.span)


def _words_of(entry: Any) -> Phrase:
    """The words of an entry: itself, or the `text` of one that has a picture too."""
    words: Phrase = getattr(entry, "text", entry)
    return words


def _entry(phrase: Phrase) -> _Entry:
    first = _beginning(phrase)
    if first is None:
        return _Entry("", "", "", Span("", 1, 1))
    words = first.text
    task = next((box for box in _TASKS if words.startswith(f"{box} ")), None) if words[:1] == "[" else None
    kind, mark = mark_of(words) if task is None else ("bullet", task)
    rest = words.partition(mark)[2] if mark else words
    return _Entry(kind, mark, rest.strip(), first.span, not rest[:1].isalnum())


def _beginning(phrase: Phrase) -> Text | None:
    return next((leaf for leaf in leaves(phrase) if isinstance(leaf, Text)), None)


def _tell(printed: ListMark, entries: Sequence[_Entry], problems: Problems) -> None:
    found = next((entry for at, entry in enumerate(entries) if _is_doubled(printed, entries, at)), None)
    if found is None:
        return
    name = {"number": "number", "box": "box"}.get(printed, "sign")
    message = f"'{found.mark}' would print after the {name} that this list prints by itself"
    hint = f"take '{found.mark}' out, here and in the other entries"
    if found.mark in _BOXES and printed != "box":
        hint = "for boxes to tick use the block '- checklist:', with an entry for each and no sign before it"
    problems.error("E67", found.span, message, hint)


def _is_doubled(printed: ListMark, entries: Sequence[_Entry], at: int) -> bool:
    """Whether the mark of an entry is one of a list.

    A sign may also be a word of the text, as in a legend: it is let be unless every entry begins with it. So are a
    dash that is a minus, and numbers in a list of bullets or boxes.
    """
    entry = entries[at]
    if entry.mark in _ONLY_BULLETS or entry.mark in _OWN.get(printed, ()):
        return True
    if entry.kind in _NUMBERS:
        return printed == "number" and _counts(entries, at)
    if entry.kind == "dash" and entry.rest[:1].isnumeric():
        return False
    is_alone = entry.kind == "dash" and entry.mark not in {"*", "+"} and entry.is_apart
    least = 1 if is_alone else 2
    return bool(entry.kind) and len(entries) >= least and all(other.mark == entry.mark for other in entries)


def _counts(entries: Sequence[_Entry], at: int) -> bool:
    """Whether the numbers typed are those of the entries: of two at least, or of the only one (not A. Smith)."""
    if len(entries) == 1 and entries[0].kind == "letter" and entries[0].mark[0].isupper():
        return False
    places = [number for number, entry in enumerate(entries) if _worth(entry) == number + 1]
    return at in places and len(places) >= min(2, len(entries))


def _worth(entry: _Entry) -> int | None:
    typed = entry.mark.strip("().")
    if typed.isdecimal():
        return int(typed)
    if entry.kind == "circled":
        from unicodedata import numeric

        return int(numeric(typed[0], 0))  # Of the sign on a key, 1️⃣, the digit comes first.
    return ord(typed.lower()) - ord("a") + 1 if len(typed) == 1 and typed.isascii() and typed.isalpha() else None
