"""What changed between two canonical texts, part by part: for the reviewer who signed the first of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from handout.record import Mutable, Record, field


class ChangedPart(Record):
    """One part that is no longer as it was: its name, its lines that differ, the number of its first new line.

    In `lines`, a pair is a line before and after; None stands where there was or is none. `number` counts the lines of
    the new text from 0 and is None for a part that was removed.
    """

    kind: Literal["changed", "added", "removed"]
    part: str
    lines: tuple[tuple[str | None, str | None], ...]
    number: int | None


def changes(before: str, after: str) -> list[ChangedPart]:
    """The parts that differ, in the order of the texts."""
    old, new = _parts(before), _parts(after)
    matcher = SequenceMatcher(None, [part.key for part in old], [part.key for part in new], autojunk=False)
    return [
        change
        for operation, a, b, c, d in matcher.get_opcodes() if operation != "equal"
        for change in _replaced(old[a:b], new[c:d])
    ]  # fmt: skip


def word_changes(before: str, after: str) -> str:
    """One line of both: `Take [-5-]{+50+} mg`."""
    old, new = re.findall(r"\w+|\s+|[^\w\s]", before), re.findall(r"\w+|\s+|[^\w\s]", after)
    start = _alike_from_the_start(old, new)
    end = _alike_from_the_start(old[start:][::-1], new[start:][::-1])
    first, last = "".join(old[:start]), "".join(old[len(old) - end :])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if len(old) * len(new) > LONG:
        return first + _marked("".join(old), "".join(new)) + last
    parts = []
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        parts.append(gone if operation == "equal" else _marked(gone, come))
    return first + "".join(parts) + last


def _alike_from_the_start(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words at the beginning are the same."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (was, now) in enumerate(pairs) if was != now), min(len(old), len(new)))


def _marked(gone: str, come: str) -> str:
    return (gone and f"[-{gone}-]") + (come and f"{{+{come}+}}")


class _Line(Mutable, kw_only=False):
    """A line of a canonical text with the lines below it."""

    number: int
    label: str
    value: str
    text: str
    below: list[_Line] = field(default_factory=list)

    def flat(self) -> Iterator[str]:
        yield self.text
        for line in self.below:
            yield from (f"  {text}" for text in line.flat())

    def member(self, name: str) -> str | None:
        return next((line.value for line in self.below if line.label == name), None)


class _Part(Record):
    """Lines that belong together: one paragraph or block, one key point, one reference."""

    group: str
    name: str
    number: int
    is_single: bool
    lines: tuple[str, ...]

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.group, self.lines


# Labels of what holds parts rather than being one.
_HOLDERS = frozenset(
    {"handout", "clinic", "get_help", "source", "summary", "emergency", "call", "sections", "body", "references",
     "language_help"}
)  # fmt: skip
_LINE = re.compile(r'(?P<label>-|[a-z_0-9]+|"(?:[^"\\]|\\.)*") ?(?P<value>.*)', re.IGNORECASE)


def _parts(text: str) -> list[_Part]:
    return [part for line in _tree(text) for part in _cut(line, (), _named(line))]


def _tree(text: str) -> list[_Line]:
    """The lines after the first, each below the one that holds it."""
    root = _Line(0, "", "", "")
    open_lines = [root]
    for number, line in enumerate(text.rstrip("\n").split("\n")[1:], 1):
        depth = (len(line) - len(line.lstrip(" "))) // 2
        found = _LINE.fullmatch(line.strip(" "))
        label, value = (found["label"], found["value"]) if found else ("", line)
        entry = _Line(number, label.strip('"'), value, line.strip(" "))
        del open_lines[depth + 1 :]
        open_lines[-1].below.append(entry)
        open_lines.append(entry)
    return root.below


def _cut(line: _Line, groups: tuple[str, ...], name: str) -> Iterator[_Part]:
    """The parts of a line: of those it holds, or itself. Titles first, as they print."""
    is_section = line.label == "-" and groups[-1:] == ("sections",)
    if not line.below or not (is_section or line.label in _HOLDERS):
        lines = (line.value, *(text for below in line.below for text in below.flat()))
        is_single = line.label != "-"
        yield _Part(group="/".join(groups), name=name, number=line.number, is_single=is_single, lines=lines)
        return
    held = sorted(line.below, key=lambda below: below.label != "heading")
    for count, below in enumerate(held, 1):
        label = () if below.label == "-" else (below.label,)
        yield from _cut(below, (*groups, *label), _under(name, line, below, count))


def _under(name: str, line: _Line, below: _Line, count: int) -> str:
    """What a reviewer would call the part `below` of `line`."""
    if line.label == "sections":
        return f"section {below.member('heading') or count}"
    if line.label == "references":
        return f"reference {below.member('id') or count}"
    if below.label in ("body", "sections"):
        return name
    if line.label == "body":
        return f"{name}, block {count} ({_kind(below)})"
    if below.label == "-":
        return f"{name}, item {count}"
    return _named(below) if line.label == "handout" else f"{name}, {_named(below)}"


def _kind(line: _Line) -> str:
    """A block's kind as the canonical form names it; paragraphs and lists are text."""
    return line.value.replace("-", " ") if re.fullmatch(r"[a-z-]+", line.value) else "text"


def _named(line: _Line) -> str:
    return line.label.replace("_", " ")


FAR = 30
"""How many parts ahead one may be looked for: what was moved further was taken out and put in."""
SHORT = 200
"""Characters of a text whose letters are compared too, not its words alone."""
LONG = 1_000_000
"""So many pairs of words of two lines are compared; of longer ones only beginning and end."""


def _replaced(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[ChangedPart]:
    """The changes that lead from some parts to others: like paired with like, the rest removed or added."""
    start = 0
    words = [_words(part) for part in old]
    for part in new:
        own = _words(part)
        ahead = range(start, min(start + FAR, len(old)))
        like = next((at for at in ahead if old[at].group == part.group and _alike(old[at], part, words[at], own)), None)
        if like is None:
            lines = tuple((None, line) for line in part.lines)
            yield ChangedPart(kind="added", part=part.name, lines=lines, number=part.number)
            continue
        yield from map(_removed, old[start:like])
        yield ChangedPart(kind="changed", part=part.name, lines=tuple(_pairs(old[like], part)), number=part.number)
        start = like + 1
    yield from map(_removed, old[start:])


def _words(part: _Part) -> Counter[str]:
    return Counter(word for line in part.lines for word in re.findall(r"\w+", line))


def _removed(part: _Part) -> ChangedPart:
    return ChangedPart(kind="removed", part=part.name, lines=tuple((line, None) for line in part.lines), number=None)


def _alike(was: _Part, part: _Part, words: Counter[str], own: Counter[str]) -> bool:
    """Whether two parts are one, changed: the only one of its kind, or most of its words or letters are the same."""
    if part.is_single:
        return True
    if 2 * (words & own).total() > 0.5 * (words.total() + own.total()):
        return True
    before, after = "\n".join(was.lines), "\n".join(part.lines)
    if max(len(before), len(after)) > SHORT:
        return False
    both = SequenceMatcher(None, before, after, autojunk=False)
    return both.real_quick_ratio() > 0.5 and both.quick_ratio() > 0.5 and both.ratio() > 0.5


def _pairs(was: _Part, part: _Part) -> Iterator[tuple[str | None, str | None]]:
    for operation, a, b, c, d in SequenceMatcher(None, was.lines, part.lines, autojunk=False).get_opcodes():
        if operation == "equal":
            continue
        before: list[str | None] = [*was.lines[a:b]]
        after: list[str | None] = [*part.lines[c:d]]
        size = max(len(before), len(after))
        yield from zip(before + [None] * (size - len(before)), after + [None] * (size - len(after)), strict=True)
