"""Tell what a backslash in double quotes has made of a text where nobody sees it: a blank, a sign, one word of two."""

from __future__ import annotations

import re

from handout.problems import Problem, Problems
from handout.reading.characters import FORBIDDEN, OVERFULL, is_surely_allowed, named, overfull, remedy
from handout.record import replace
from handout.source import Located, Span

_LOST_BACKSLASH = r"(?<!\\)(?:\\\\)*(\\_|(?<=\b[A-Za-z]:)\\n)"
"""`\\_`, and the `\\n` of `C:\\new`."""
_UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3000-\ua4cf\uf900-\ufaff\uff00-\uffef"
"""Letters and signs of languages that put no blanks between words."""
_GLUED_LINES = (
    r"(?<![^\s\"])(?![^\s\"]*(?://|www\.))([^\s\\\"]{1,40})"
    rf"(?<![-/_=&?\u2010-\u2015{_UNSPACED}])(?:\\\\)*\\\n *([^\s\\\"]{{1,40}})"
)
"""Two words that a `\\` at the end of a line joins: a blank between them is written as `\\ ` at the next.

Addresses are joined on purpose, and so is what ends in a hyphen or a stroke.
"""
_OF_A_LETTER = "\0\a\b\t\v\f\r\x1b\x85\u2028\u2029"
"""Characters that YAML makes of a backslash and one letter, as in `C:\\temp`."""
_ESCAPED = "in double quotes a backslash makes this of a letter; take it out, or use single quotes"


def tell_of_escapes(text: Located, source: str, place: Span, problems: Problems) -> None:
    """Tell what the escapes of a text in double quotes became (E09). `source` is what was typed from `place` on."""
    _tell_of_characters(text, problems)
    found = re.search(_LOST_BACKSLASH, source) if "\\_" in source or ":\\n" in source else None
    if found is not None:
        message = f"'{found[1]}' in double quotes prints as a space, not as it is typed"
        problems.error("E09", _within(source, place, found.start(1)), message, "use single quotes around the text")
    if "\\\n" not in source:
        return
    for glued in re.finditer(_GLUED_LINES, source):
        message = f"'{glued[1]}' and '{glued[2]}' print as one word, as a \\ ends the line between them"
        hint = "take the \\ out, or write one word on one line; to keep the lines apart, write the text below a '|'"
        problems.error("E09", _within(source, place, glued.start(2)), message, hint)


def for_double_quotes(problem: Problem) -> Problem:
    """A problem as it is told of a text in double quotes, where a backslash that a hint says is typed twice."""
    hint = problem.hint
    if hint is None or "\\" not in hint or "double quotes" in hint or "|" in hint:
        return problem
    return replace(problem, hint=hint.replace("\\", "\\\\"))


def _tell_of_characters(text: Located, problems: Problems) -> None:
    """Tell of characters that no handout may hold; those of the file itself were looked at."""
    crowded = overfull(text.text)
    if crowded is not None:
        problems.error("E09", text.at(crowded), OVERFULL, "take out the marks that are not needed")
    if is_surely_allowed(text.text):
        return
    for match in re.finditer(FORBIDDEN, text.text):
        char = match.group()
        hint = _ESCAPED if char in _OF_A_LETTER else remedy(char)
        problems.error("E09", text.at(match.start()), f"{named(char)} is not allowed", hint)


def _within(source: str, place: Span, offset: int) -> Span:
    """The place of a character of what was typed from `place` on."""
    ended = source.rfind("\n", 0, offset)
    lines = source.count("\n", 0, offset)
    return Span(place.file, place.line + lines, offset - ended) if lines else place.shifted(offset)
