"""Change one value of a YAML file and leave every other byte as it is: comments, blank lines, quoting, line ends.

A file is never dumped anew: an author would not know it again. What was written is read back, and when any other
value came out changed, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

from handout.reading.pyyaml import yaml
from handout.record import Record

Path: TypeAlias = tuple[str | int, ...]
"""The keys and list indexes that lead to a value."""


class CannotPatch(Exception):
    """A value that cannot be changed by itself; says why in plain words.

    `place` is what those words are about, where it is one place: `why` goes on from its name. `line`: where it is seen.
    """

    def __init__(self, why: str, place: Path | None = None, line: int | None = None) -> None:
        where = "" if line is None else f"line {line}: "
        super().__init__(f"{where}{why}" if place is None else f"{where}{path_text(place)} {why}")
        self.why, self.place, self.line = why, place, line


class Typed(Record):
    """A value as it is typed: where its characters begin and end, how it is quoted (`|`, `"`, …), and what it says."""

    path: Path
    start: int
    end: int
    style: str
    text: str
    line: int


def scalars(text: str) -> dict[Path, Typed]:
    """Every value of a file, by its path, in the order in which they stand; raises CannotPatch."""
    found: dict[Path, Typed] = {}
    for typed in _scalars(text):
        if typed.path in found:
            raise CannotPatch("a key is typed twice", line=typed.line)
        found[typed.path] = typed
    return found


def patched(data: bytes, path: Path, value: str, *, unquoted: bool = False) -> bytes:
    """The file with another text as this value; raises CannotPatch.

    `unquoted`: a number, or `true` and `false`, are typed without quotes.
    """
    return all_patched(data, {path: value}, unquoted=frozenset({path} if unquoted else ()))


def all_patched(data: bytes, values: Mapping[Path, str], *, unquoted: Collection[Path] = frozenset()) -> bytes:
    """The file with other texts as these values; raises CannotPatch, naming the first that cannot be changed."""
    text, mark = _text_of(data)
    before = scalars(text)
    for path in values:
        if path not in before:
            raise CannotPatch("is not there", path)
    new = {path: value for path, value in values.items() if before[path].text != value}
    if not new:
        return data
    return mark + _all_at_once(text, before, new, unquoted).encode("utf-8")


def _all_at_once(text: str, before: dict[Path, Typed], new: Mapping[Path, str], unquoted: Collection[Path]) -> str:
    """All values typed the nearest way; one by one, each the first way that does, where that changes another."""
    newline = "\r\n" if "\r\n" in text else "\n"

    def ways_of(typed: Typed) -> Iterator[str]:
        value = new[typed.path]
        if typed.path in unquoted and _UNQUOTED.fullmatch(value):
            yield value
        yield from _ways(typed, value, text, newline)

    in_order = sorted((before[path] for path in new), key=lambda typed: typed.start, reverse=True)
    after = text
    for typed in in_order:
        after = _with(after, typed, next(ways_of(typed)), text)
    if _holds(before, after, new):
        return after
    after, done = text, dict[Path, str]()
    for typed in in_order:
        done[typed.path] = new[typed.path]
        ways = (_with(after, typed, way, text) for way in ways_of(typed))
        found = next((way for way in ways if _holds(before, way, done)), None)
        if found is None:
            raise CannotPatch("cannot be changed without changing something else; edit the file", typed.path)
        after = found
    return after


def _with(after: str, typed: Typed, written: str, text: str) -> str:
    """The text with one value written otherwise; what stands behind it may have changed, what is before it has not."""
    return f"{after[: typed.start]}{written}{after[value_end(text, typed) :]}"


def path_text(path: Path) -> str:
    """A path as a person would say it: `sections 2, heading`."""
    words = ""
    for part in path:
        words += f" {part + 1}" if isinstance(part, int) else f", {part}"
    return words.removeprefix(", ").strip() or "the whole file"


def _text_of(data: bytes) -> tuple[str, bytes]:
    """The characters of a file, line ends as they are, and its byte order mark if it has one."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    try:
        return data.removeprefix(mark).decode("utf-8"), mark
    except UnicodeDecodeError as fault:
        raise CannotPatch("this file is not UTF-8") from fault


def _scalars(text: str) -> Iterator[Typed]:
    """Values in order; keys are no values. An index is counted up, a key replaced, at each value of its list or map."""
    path: list[str | int] = []
    awaited: list[bool] = []
    for event in events(text):
        start, end = event.start_mark, event.end_mark
        match event:
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                path.pop()
                awaited.pop()
                _next(path, awaited)
            case yaml.ScalarEvent() if awaited and path[-1] == _KEY:
                path[-1] = event.value
            case yaml.ScalarEvent():
                yield Typed(
                    path=tuple(path), start=start.index, end=end.index, style=event.style or "",
                    text=event.value, line=start.line + 1,
                )  # fmt: skip
                _next(path, awaited)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent() if path and path[-1] == _KEY:
                raise CannotPatch("a key must be text", line=start.line + 1)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                path.append(_KEY if is_mapping else 0)
                awaited.append(is_mapping)
            case yaml.AliasEvent():
                raise CannotPatch("an alias (*) is not allowed", line=start.line + 1)


_KEY = "\0"
"""Stands in a path where a key comes next; no file holds this character."""


def _next(path: list[str | int], is_mapping: list[bool]) -> None:
    """Go on to the next value of the innermost list or mapping."""
    if not path:
        return
    last = path[-1]
    path[-1] = _KEY if is_mapping[-1] or isinstance(last, str) else last + 1


def events(text: str) -> Iterator[Any]:
    """The parser's events. Untyped: libyaml's parser has no types."""
    parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only its events are used
    try:
        loader = parser(text)
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            yield event
    except yaml.YAMLError as fault:
        raise CannotPatch("the file cannot be read as YAML; correct that first") from fault


def value_end(text: str, typed: Typed) -> int:
    """Where the characters of a value end; a block's line ends, which are the file's, are given back."""
    if not typed.style or typed.style not in "|>":
        return typed.end
    return typed.start + len(text[typed.start : typed.end].rstrip(" \t\r\n"))


def _ways(typed: Typed, value: str, text: str, newline: str) -> Iterator[str]:
    """How the value may be typed, the way nearest to how it was first."""
    if typed.style and typed.style in "|>" and _fits_block(value):
        yield _block(typed, value, text, newline)
    if typed.style == "" and _PLAIN.fullmatch(value) and value.lower() not in {"null", "true", "false", "yes", "no"}:
        yield value
    yield _double_quoted(value)


_UNQUOTED = re.compile(r"true|false|-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_PLAIN = re.compile(r"(?=[^\W\d_])[^:#\[\]{},&*!|>'\"%@`\\\n\t]*[^\s:#\[\]{},&*!|>'\"%@`\\]")
"""A text that means nothing but itself without quotes."""


def _fits_block(value: str) -> bool:
    lines = value.split("\n")
    return bool(value.strip()) and value.strip() == value and not any(_UNSEEN.search(line) for line in lines)


def _block(typed: Typed, value: str, text: str, newline: str) -> str:
    """The value below a `|`, set in as its lines were; chomped so that it ends as it did."""
    body = text[typed.start : typed.end].splitlines()[1:]
    indents = [len(line) - len(line.lstrip(" ")) for line in body if line.strip()]
    indent = " " * (min(indents) if indents else 2)
    lines = [f"{indent}{line}" if line else "" for line in value.split("\n")]
    chomp = "-" if text[typed.start : typed.start + 3].strip("|>0123456789").startswith("-") else ""
    return newline.join([f"|{chomp}", *lines])


_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def _double_quoted(value: str) -> str:
    """The value between double quotes on one line (YAML 1.2.2, 7.3.1)."""
    plain = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", plain) + '"'


def _holds(before: dict[Path, Typed], after: str, new: Mapping[Path, str]) -> bool:
    """Whether these values came out as meant and every other as it was."""
    try:
        found = scalars(after)
    except (CannotPatch, UnicodeEncodeError):
        return False
    if found.keys() != before.keys() or any(_said(found[path]) != value.rstrip("\n") for path, value in new.items()):
        return False
    return all(found[other].text == typed.text for other, typed in before.items() if other not in new)


def _said(typed: Typed) -> str:
    """What a value says: of a block, `handout` leaves out the line ends at its end."""
    return typed.text.rstrip("\n")
