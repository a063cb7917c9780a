"""Find, for each stretch of a YAML scalar's text, where it stands in the file.

A parser gives a scalar's value and its two ends; folding, indentation and escapes lie between. The value is the
parser's; only the places are worked out here, by walking the source and the value side by side.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

from handout.source import Located, Span

Anchors: TypeAlias = list[tuple[int, Span]]

_ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
_ESCAPES = _ESCAPE

_FOLD = r"(?P<fold>[ ]*\n[ \n]*)"
_PARTS = {
    "": rf"{_FOLD}|(?P<run>[^ \n]+|[ ]+)",
    "'": rf"{_FOLD}|(?P<escape>'')|(?P<run>[^' \n]+|[ ]+)",
    '"': (
        rf"{_FOLD}|(?P<joined>\\\n[ \n]*)"
        rf"|(?P<escape>{_ESCAPE})"
        r"|(?P<run>[^\\ \n]+|[ ]+)"
    ),
}


def located(value: str, style: str, source: str, place: Span) -> Located:
    """The value with the place of each of its stretches.

    `source` is the scalar as typed, from its first character (a quotation mark, a `|`) to its last, and `place` is
    where that begins. `style` is as PyYAML has it: empty for plain, else the first character.
    """
    if style == "" and value == source:
        return Located(value, ((0, place),)) if value.isascii() else _composed(value, [(0, place)])
    if style in ("|", ">"):
        value = value.lstrip("\n").rstrip(" \n")
        anchors = _block(value, source, place)
    elif style == "":
        anchors = _flow(value, source, place, style)
    elif style == '"' and "\n" not in source:
        anchors = _quoted_line(value, source[1:-1], place.shifted(1))
    else:
        anchors = _flow(value, source[1:-1], place.shifted(1), style)
    return _composed(value, anchors or [(0, place)])


def _quoted_line(value: str, body: str, place: Span) -> Anchors:
    """What `_flow` gives for double quotes on one line, where only an escape takes source and value out of step.

    So a program writes YAML: whatever stands between two escapes is looked at as a whole, not word by word.
    """
    anchors: Anchors = [(0, place)]
    if value == body:
        return anchors
    offset = done = 0
    for escape in re.finditer(_ESCAPES, body):
        words = body[done : escape.start()]
        if not value.startswith(words, offset):
            return []
        offset += len(words) + 1
        done = escape.end()
        if done < len(body):
            anchors.append((offset, place.shifted(done)))
    return anchors if value.startswith(body[done:], offset) and offset + len(body) - done == len(value) else []


def _flow(value: str, body: str, place: Span, style: str) -> Anchors:
    """Anchors of a plain or quoted scalar: a new one wherever source and value stop walking in step."""
    anchors: Anchors = [(0, place)]
    line, column, offset = place.line, place.column, 0
    for part in re.finditer(_PARTS[style], body):
        typed = part.group()
        start, last = anchors[-1]
        if (last.line, last.column + offset - start) != (line, column):
            at = (offset, Span(place.file, line, column))
            if start == offset:
                anchors[-1] = at
            else:
                anchors.append(at)
        breaks = typed.count("\n")
        match part.lastgroup:
            case "fold":
                offset += max(breaks - 1, 1)
            case "joined":
                offset += breaks - 1
            case "escape":
                offset += 1
            case _:
                if not value.startswith(typed, offset):
                    return []
                offset += len(typed)
        if breaks:
            line, column = line + breaks, len(typed) - typed.rindex("\n")
        else:
            column += len(typed)
    return anchors if offset == len(value) else []


def _block(value: str, source: str, place: Span) -> Anchors:
    """Anchors of a `|` or `>` block: one for each line that says something."""
    anchors: Anchors = []
    offset = 0
    for number, line in enumerate(source.split("\n")[1:], place.line + 1):
        words = line.strip(" ")
        if not words:
            continue
        found = value.find(words, offset)
        if found < 0 or value[offset:found].strip(" \n"):
            return []
        column = len(line) - len(line.lstrip(" "))
        start = found
        # Deeper indentation belongs to the text: walk back over the spaces that both sides share.
        while start > offset and column > 0 and value[start - 1] == " ":
            start, column = start - 1, column - 1
        anchors.append((start, Span(place.file, number, column + 1)))
        offset = found + len(words)
    if anchors and anchors[0][0] > 0:
        anchors.insert(0, (0, place))
    return anchors


def _composed(value: str, anchors: Anchors) -> Located:
    """The text in Normalization Form C, its anchors moved by what was composed before them.

    Nothing composes with a space before it or with ASCII behind it, so the text is composed piece by piece between
    anchors that stand there; an anchor that stands elsewhere, at an escape among letters with marks, is dropped.
    """
    if value.isascii() or unicodedata.is_normalized("NFC", value):
        return Located(value, tuple(anchors))
    safe = [(at, span) for at, span in anchors if at == 0 or value[at : at + 1].isascii() or value[at - 1] in " \n"]
    composed: list[str] = []
    moved: Anchors = []
    length = 0
    ends = [at for at, _ in safe[1:]] + [len(value)]
    for (start, span), end in zip(safe, ends, strict=True):
        moved.append((length, span))
        composed.append(unicodedata.normalize("NFC", value[start:end]))
        length += len(composed[-1])
    return Located("".join(composed), tuple(moved))
