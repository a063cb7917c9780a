"""Read plain text: paragraphs between empty lines, lists by their marks, headings underlined or in capitals."""

from __future__ import annotations

import re

from handout.incoming.encoding import decoded
from handout.incoming.gathering import GatheredLine, Gathering
from handout.incoming.remarks import SIDE_BY_SIDE
from handout.incoming.signs import BOXES, BULLETS, SAYING, clean, of_symbol_font
from handout.incoming.tree import Incoming, SourceRun, Telling, trimmed

_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{3,}|_{3,}")
_BULLET = re.compile(rf"(?:[-*–][ \t]++|\+[ \t]++(?!\d)|[{BULLETS}][ \t]*+|o(?:\t|[ ]{{2}})[ \t]*+)(?=\S)")
"""A plus before a number is a plus."""
_BOX = re.compile(rf"(?:[{BOXES}]|\[[ ]?\])[ \t]*+(?=\S)")
_TICKED = re.compile(r"\[[xX]\][ \t]*+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3}[.)])[ \t]++(?=\S)", re.ASCII)
_LETTER = re.compile(r"(\((?:[A-Za-z]|[ivx]{1,4}|\d{1,2})\)|(?:[A-Za-z]|[ivx]{1,4})\))[ \t]++(?=\S)", re.ASCII)
"""The mark of an entry that keeps it as words: `a)`, `(2)`."""
_PRIVATE = re.compile(r"^(\s*)([\uf000-\uf0ff])\s*(?=\S)")
_ARROWS = frozenset("→←↑↓")
_SIGNS = {"box": "☐ ", "ticked": "☒ "}
_COLUMNS = re.compile(rf"[^\s._){SAYING}](?:[ ]*\t\s*+|[ ]{{3,}}+)[^._]")
"""Words apart; lines and dots are blanks to write on."""
_DIVIDED = re.compile(r"(?<![^\W\d_])[^\W\d_]++-$")
_GOES_ON = re.compile(
    r"(?:\w|and|or|to|und|oder|bis|bzw|sowie|en|of|tot|och|eller|og|et|ou|lub|albo|nebo|és|vagy|ja|tai|ili|или)\b"
)
"""What follows a hyphen that stands for words said once, as in "short- and long-term"."""
_WRAPPED_FROM = 50
"""A line shorter than this was ended by its author."""


class _Block:
    """Lines of one paragraph or entry."""

    def __init__(self, place: str, label: str = "", ordinal: str = "", indent: int = 0) -> None:
        self.place, self.label, self.ordinal, self.indent = place, label, ordinal, indent
        self.lines: list[str] = []


def read_text(data: bytes) -> Incoming:
    """A plain text."""
    telling = Telling()
    text = decoded(data, telling).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    _tell_columns(text, telling)
    text = text.expandtabs(4)
    lines = [_clean(line, number, telling) for number, line in enumerate(text.split("\n"), 1)]
    incoming = Incoming(parts=[], telling=telling, words=[_without_mark(line) for line in lines])
    gathering = Gathering(telling)
    for line in _lines(lines, max(map(len, lines)), telling):
        gathering.line(line)
    incoming.parts = gathering.parts()
    return incoming


def _tell_columns(text: str, telling: Telling) -> None:
    """Point out where two lines or more have their words apart, as tables have them that are typed."""
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if _COLUMNS.search(_without_mark(line)) is None:
            first = 0
        elif first == 0:
            first = number
        elif number == first + 1:
            telling.look(f"line {first}", SIDE_BY_SIDE)


def _clean(line: str, number: int, telling: Telling) -> str:
    text, lost = clean(_PRIVATE.sub(_bullet, line))
    for name in lost:
        telling.changed(f"line {number}", f"a character that no handout may hold is left out: {name}")
    return text.rstrip()


def _bullet(found: re.Match[str]) -> str:
    """The bullet or box that Word writes with a symbol font, which plain text keeps as a private character."""
    sign = of_symbol_font("Wingdings", ord(found[2])) or ""
    return f"{found[1]}{sign if sign == '☐' or sign in _ARROWS else '•'} "


def _without_mark(line: str) -> str:
    """A line as the witness counts it: without the mark of an entry, and nothing of a line that only underlines."""
    line = line.strip()
    if _underlines(line):
        return ""
    found = next(filter(None, (mark.match(line) for mark in (_BOX, _TICKED, _BULLET, _NUMBER))), None)
    return line if found is None else line[found.end() :]


def _underlines(line: str) -> bool:
    """Whether a line only sets off what stands above it; one of low lines is a blank to write on."""
    return _UNDERLINE.fullmatch(line.strip()) is not None and not line.strip().startswith("_")


def _lines(lines: list[str], width: int, telling: Telling) -> list[GatheredLine]:
    found: list[GatheredLine] = []
    block: _Block | None = None
    number = 0

    def end() -> None:
        nonlocal block
        if block is not None:
            found.append(_line(block, width, telling))
        block = None

    while number < len(lines):
        line, place = lines[number], f"line {number + 1}"
        number += 1
        below = lines[number] if number < len(lines) else ""
        if not line.strip() or _underlines(line):
            end()
        elif (block is None and _underlines(below)) or (block is None and _is_shouted(line) and not below.strip()):
            level = 1 if "=" in below else 2
            found.append(GatheredLine(pieces=(SourceRun(text=line.strip()),), place=place, role="heading", level=level))
        elif marked := _marked(line, place):
            end()
            block = marked
        elif block is None or _is_new(line, block, width):
            end()
            block = _Block(place)
            block.lines.append(line.strip())
        else:
            block.lines.append(line.strip())
    end()
    return found


def _marked(line: str, place: str) -> _Block | None:
    for mark, label in (
        (_BOX, "box"),
        (_TICKED, "ticked"),
        (_BULLET, "bullet"),
        (_NUMBER, "number"),
        (_LETTER, "words"),
    ):
        words = line.lstrip()
        if found := mark.match(words):
            ordinal = found[1] if label in ("number", "words") else ""
            block = _Block(place, label, ordinal, len(line) - len(words))
            block.lines.append(_SIGNS.get(label, "") + words[found.end() :])
            return block
    return None


def _is_new(line: str, block: _Block, width: int) -> bool:
    """Whether a line below an entry goes on with it no more: it is not set in, and its author ended the one before."""
    is_set_in = len(line) - len(line.lstrip()) > block.indent
    return bool(block.label) and not is_set_in and not _is_wrapped(block.lines[-1], line, width)


def _is_wrapped(before: str, line: str, width: int) -> bool:
    """Whether a line goes on with the one before because it did not fit there."""
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > min(max(width - 12, _WRAPPED_FROM), 100)


def _line(block: _Block, width: int, telling: Telling) -> GatheredLine:
    """A paragraph: where lines were wrapped they are joined, where their author ended them they stay apart."""
    pieces: list[SourceRun] = []
    for number, line in enumerate(block.lines):
        if number:
            is_one = bool(block.label) or _is_wrapped(block.lines[number - 1], line, width)
            pieces.append(SourceRun(text=" ") if is_one else SourceRun(is_break=True))
            before = _DIVIDED.search(block.lines[number - 1])
            if is_one and before is not None and line[:1].islower() and _GOES_ON.match(line) is None:
                reason = "a word that was divided at the end of its line has a space in it: see what it is"
                telling.look(block.place, reason, f"{before[0]} {line.split()[0]}")
        pieces.append(SourceRun(text=line))
    label = "bullet" if block.label in _SIGNS else block.label
    return GatheredLine(
        pieces=trimmed(pieces), place=block.place, label=label, ordinal=block.ordinal, depth=min(block.indent // 2, 4)
    )


def _is_shouted(line: str) -> bool:
    words = line.strip()
    return (
        len(words) > 3 and words.isupper() and len(words) < 70
        and not words.endswith((".", ",", ";")) and sum(map(str.isalpha, words)) > 3
    )  # fmt: skip
