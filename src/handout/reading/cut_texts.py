"""Know a text inside brackets that a bracket of its own cuts: `[Wash your hands [@key]., Dry them.]`."""

from __future__ import annotations

import re
from typing import Any

from handout.reading.indentation import Explanation, Mark
from handout.reading.line_slips import quoted, value_on

_CLOSING = {"[": "]", "{": "}"}
_OPENED = frozenset(_CLOSING)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
_ROUND = re.compile(r"\([^()\[\]{}\n]*\)")
"""Words in round brackets: a comma among them is none that parts entries, for whoever typed it."""
_REACH = 40
"""How many lines above an error brackets may have been opened."""


def bracket_in_text(error: Any, text: str) -> Explanation | None:
    """A bracket inside a text that has no quotes and stands inside other brackets: YAML ends the text before it.

    Whoever types a citation or a link there means the whole as one text. None when it is not that.
    """
    lines = text.split("\n")
    number = min(error.problem_mark.line, len(lines) - 1)
    first = next((at for at in range(number, max(number - _REACH, -1), -1) if value_on(lines[at])[:1] in _OPENED), None)
    if first is None:
        return None
    below = "\n".join(lines[first:])
    end = sum(len(line) + 1 for line in lines[first:number]) + error.problem_mark.column
    found = _cut(below, lines[first].rindex(value_on(lines[first])), end)
    if found is None:
        return None
    outer, entry, words, at = found
    behind = _end_of_text(below, at)
    if behind is None:
        return None
    key = below[entry:words].strip() if outer == "{" else ""
    typed = quoted(" ".join(below[words if key else entry : behind].split()))
    place = Mark(first + below.count("\n", 0, at), at - (below.rfind("\n", 0, at) + 1))
    message = f"inside {outer} {_CLOSING[outer]} a text without quotes cannot hold the sign '{below[at]}'"
    return ("E01", place, message, f"quote the text: {key} {typed}" if key else f"quote the text: {typed}")


def _cut(text: str, at: int, end: int) -> tuple[str, int, int, int] | None:
    """The bracket around the first text that another cuts, where its entry and its words begin, and the other."""
    opened: list[str] = []
    entry, words = at, None
    while at < min(end + 1, len(text)):
        char = text[at]
        if words is None and char in "\"'":
            found = _QUOTED.match(text, at)
            if found is None:
                return None
            words = at
            at = found.end() - 1
        elif words is not None and (round_one := _ROUND.match(text, at)) is not None:
            at = round_one.end() - 1
        elif char in _OPENED:
            if words is not None and opened:
                is_cut = text[words] not in "\"'[]{}" and text[at - 1] != ":"
                return (opened[-1], entry, words, at) if is_cut else None
            opened.append(char)
            entry = at + 1
        elif char in "]}":
            if not opened or _CLOSING[opened.pop()] != char or not opened:
                return None
            words = at
        elif char == ",":
            entry, words = at + 1, None
        elif char == ":" and text[at + 1 : at + 2].isspace():
            words = None
        elif char == "#" and text[at - 1].isspace():
            return None
        elif words is None and not char.isspace():
            words = at
        at += 1
    return None


def _end_of_text(text: str, at: int) -> int | None:
    """Where a text ends that has a bracket at this place: before a comma, or before what closes those around it."""
    closing: list[str] = []
    while at < len(text):
        char = text[at]
        if (round_one := _ROUND.match(text, at)) is not None:
            at = round_one.end() - 1
        elif char in _OPENED:
            closing.append(_CLOSING[char])
        elif char in "]}" and closing:
            if closing.pop() != char:
                return None
        elif char in ",]}" and not closing:
            return at
        at += 1
    return None
