"""Find the line that stands in the wrong column, of a file that YAML cannot read.

The parser notices it where a later line fits nothing. Whoever typed it looks for the one line that stands apart from
its neighbours: a key moved to the left, an entry without its hyphen, hyphens in two columns.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any, NamedTuple, TypeAlias

from handout.reading.line_slips import slip_in

Explanation: TypeAlias = tuple[str, Any, str, str | None]
"""Code, mark, message, hint. The mark is PyYAML's, which has no types."""

_KEY = r"[A-Za-z_-]+:(?=\s|$)"
_NEW_KEY = "write the key of the list on a line of its own above it, such as 'body:'"
_REACH = 3
"""How many lines above a fault its cause is looked for."""
_NEAR = 3
"""How many columns apart hyphens stand that were meant for one column."""


class Mark(NamedTuple):
    """A place in a file, both counted from 0."""

    line: int
    column: int


def indent(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


def start(lines: list[str], number: int) -> Mark:
    """Where the words of a line begin."""
    return Mark(number, indent(lines[number]))


def beside(lines: list[str], number: int) -> str:
    """The nearest line above that begins no further to the right than this one."""
    width = indent(lines[number])
    return next((line for line in reversed(lines[:number]) if line.strip() and indent(line) <= width), "")


def slip_above(lines: list[str], number: int) -> Explanation | None:
    """What joined this line to the text above: a mark of a list that is no hyphen, or a hyphen in the wrong place."""
    for at in range(max(number - _REACH, 1), number):
        slip = slip_in(lines[at], "")
        if slip is not None:
            return ("E01", start(lines, at), *slip)
        if not _is_entry(lines[at]):
            continue
        if (entry := _without_hyphen(lines, at)) is not None:
            return entry
        above = next((line for line in reversed(lines[:at]) if line.strip()), "").rstrip()
        if re.match(rf"\s*(?:- )?{_KEY} [^|>\s]", above) and _column(above) < indent(lines[at]):
            message = "a list begins here, and the line above it holds a text already"
            return ("E01", start(lines, at), message, _NEW_KEY)
        if _is_entry(above) and not above.endswith(":") and indent(above) < indent(lines[at]):
            return _hyphens_apart(lines, at, indent(above))
    return None


def out_of_line(lines: list[str], number: int) -> Explanation | None:
    """The line at fault where this one fits nothing above it, and where it is to begin."""
    tries = (_two_hyphens, _without_hyphen, _among_keys, too_far_left, _other_hyphens, _first_apart, _between)
    return next(filter(None, (look(lines, number) for look in tries)), None)


def too_far_left(lines: list[str], number: int) -> Explanation | None:
    """A line above this one that was moved to the left: it stands among lines that begin where this one does."""
    width = indent(lines[number])
    odd = next((at for at in range(number - 1, -1, -1) if lines[at].strip() and indent(lines[at]) < width), None)
    if odd is None or _is_entry(lines[odd]):
        return None
    inside = next(at for at in range(odd + 1, number + 1) if lines[at].strip())
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    if indent(lines[inside]) <= width if inside < number else indent(below) == indent(lines[odd]):
        return None
    fellow = next((line for line in reversed(lines[:odd]) if line.strip() and indent(line) <= width), "")
    head = next((line for line in reversed(lines[:odd]) if line.strip() and indent(line) < width), "")
    if indent(head) == indent(lines[odd]) and indent(lines[inside]) - width < width - indent(lines[odd]):
        return None  # It stands as the key above it does; what is inside of it does not.
    if (indent(fellow) if _is_entry(lines[number]) else _column(fellow)) != width:
        return None
    message = "this line begins further to the left than the lines above and below it"
    count = _column(fellow) - indent(lines[odd])
    return ("E01", start(lines, odd), message, f"put {'one space' if count == 1 else f'{count} spaces'} before it")


def is_left_of_its_text(lines: list[str], number: int) -> bool:
    """Whether a line belongs to a text below a '|' or '>' whose first line was typed further in, as in print."""
    width = indent(lines[number]) if number < len(lines) else 0
    above = [line for line in lines[:number] if line.strip()]
    inside = [*takewhile(lambda line: indent(line) > width, reversed(above))]
    header = above[-len(inside) - 1] if inside and len(inside) < len(above) else ""
    return indent(header) < width and re.search(r"(?:^|[\s:-])[|>][-+]?\s*$", header) is not None


def _is_entry(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _column(line: str) -> int:
    """Where the words of a line begin, behind its hyphens."""
    return len(line) - len(line.lstrip(" -")) if _is_entry(line) else indent(line)


def _without_hyphen(lines: list[str], number: int) -> Explanation | None:
    """The first entry of a list, typed without its hyphen, when the hyphen of the second is met in this line."""
    width = indent(lines[number])
    head = next((at for at in range(number - 1, -1, -1) if lines[at].strip() and indent(lines[at]) < width), None)
    if not _is_entry(lines[number]) or head is None or not lines[head].rstrip().endswith(":"):
        return None
    first = next(at for at in range(head + 1, number + 1) if lines[at].strip())
    is_alone = not any(indent(line) == width for line in lines[first + 1 : number] if line.strip())
    places = {_column(lines[number]), width} if is_alone else {_column(lines[number])}
    if _is_entry(lines[first]) or indent(lines[first]) not in places:
        return None
    if _is_entry(lines[head]) and width <= _column(lines[head]):
        return None  # An entry of the list around it, moved to the right.
    message = f"an entry of this list has no hyphen; that of the next stands in line {number + 1}"
    return ("E01", start(lines, first), message, f"write: - {lines[first].strip()}")


def _among_keys(lines: list[str], number: int) -> Explanation | None:
    """A hyphen where a key belongs."""
    words, above = lines[number].lstrip(), beside(lines, number)
    is_key = re.match(rf"\s*(?:- )?{_KEY}", above) is not None and _column(above) == indent(lines[number])
    if not _is_entry(words) or not is_key:
        return None
    if next(line for line in reversed(lines[:number]) if line.strip()) != above:
        return None if _is_entry(above) else _hyphen_left_of_its_list(lines, number)
    hint = f"take out the hyphen: {words[2:].strip()}" if re.match(_KEY, words[2:].lstrip()) else _NEW_KEY
    return ("E01", start(lines, number), "a hyphen begins this line, and the lines above it are keys", hint)


def _hyphen_left_of_its_list(lines: list[str], number: int) -> Explanation | None:
    """An entry moved to the left, among keys: of the columns of hyphens, the one that suits what stands below it."""
    below = next((indent(line) for line in lines[number + 1 :] if line.strip()), 0)
    width = indent(lines[number])
    columns = [indent(line) for line in reversed(lines[:number]) if _is_entry(line) and indent(line) > width]
    if below > width:
        columns += [indent(line) for line in lines[number + 1 :] if _is_entry(line) and indent(line) > width]
        columns = sorted((one for one in columns if one < below), reverse=True)
    return _hyphens_apart(lines, number, columns[0]) if columns else None


def _other_hyphens(lines: list[str], number: int) -> Explanation | None:
    """A hyphen one to three columns beside that of the entry above it; of the two, the one without fellows."""
    width = indent(lines[number])
    if not _is_entry(lines[number]):
        return None
    if (column := _column_of_alike(lines, number)) is not None:
        return _hyphens_apart(lines, number, column)
    for at in range(number - 1, -1, -1):
        other = indent(lines[at])
        if lines[at].strip() and (other < width - _NEAR or (other < width and not _is_entry(lines[at]))):
            return None
        if _is_entry(lines[at]) and other != width and abs(other - width) <= _NEAR:
            after = takewhile(lambda line: not line.strip() or indent(line) >= width, lines[number + 1 :])
            has_fellow = any(indent(line) == width for line in after if _is_entry(line))
            return _hyphens_apart(lines, at, width) if has_fellow else _hyphens_apart(lines, number, other)
    return None


def _column_of_alike(lines: list[str], number: int) -> int | None:
    """Where the hyphen stands of the entry above that begins with the same key and has its hyphen near that of this."""
    width, key = indent(lines[number]), re.match(rf"- +{_KEY}", lines[number].lstrip())
    if key is None:
        return None
    above = (line for line in reversed(lines[:number]) if line.lstrip().startswith(key[0]))
    return next((indent(line) for line in above if 0 < abs(indent(line) - width) <= _NEAR), None)


def _two_hyphens(lines: list[str], number: int) -> Explanation | None:
    """Two hyphens before the first key of an entry, whose other keys are in line with the second one."""
    above = next((at for at in range(number - 1, -1, -1) if lines[at].strip()), number)
    if re.match(r"\s*- - ", lines[above]) is None:
        return None
    hint = f"write: {lines[above].lstrip()[2:].strip()}"
    return ("E01", start(lines, above), "two hyphens begin this line, and one is enough", hint)


def _first_apart(lines: list[str], number: int) -> Explanation | None:
    """The first of some keys, a few columns beside the others."""
    width = indent(lines[number])
    first = next((at for at in range(number - 1, -1, -1) if lines[at].strip()), number)
    head = next((line for line in reversed(lines[:first]) if line.strip()), "")
    after = takewhile(lambda line: not line.strip() or indent(line) >= width, lines[number + 1 :])
    apart = indent(lines[first]) - width
    if not head.rstrip().endswith(":") or not 0 < abs(apart) <= _NEAR or _column(head) >= width:
        return None
    if _is_entry(lines[first]) or not any(line.strip() and indent(line) == width for line in after):
        return None
    message = "the keys that go together stand in one column, and this one in another"
    return ("E01", start(lines, first), message, f"begin the line in column {width + 1}, as the keys below it do")


def _between(lines: list[str], number: int) -> Explanation | None:
    """A line one to three columns beside those that it may go with."""
    columns: dict[int, int] = {}
    width = indent(lines[number])
    least = width + _NEAR + 1
    for at in range(number - 1, -1, -1):
        if lines[at].strip() and indent(lines[at]) < least:
            least = indent(lines[at])
            columns |= {_column(lines[at]): at, **columns}
    near = sorted((column for column in columns if abs(column - width) <= _NEAR), key=lambda one: abs(one - width))
    if not near:
        return None
    message = "the indentation of this line fits nothing above it"
    hint = f"begin it in column {near[0] + 1}, as the words of line {columns[near[0]] + 1} do"
    return ("E01", start(lines, number), message, hint)


def _hyphens_apart(lines: list[str], number: int, width: int) -> Explanation:
    message = "the hyphens of a list stand in one column, and this one in another"
    return ("E01", start(lines, number), message, f"begin the line in column {width + 1}, as the other entries do")
