"""Write pieces as the CommonMark of handouts, so that what is read back is what came in.

Every phrase is read back at once. Where marks of emphasis or a link would not read back, they are left out: reported.
"""

from __future__ import annotations

import re

from handout.incoming.tree import SourceRun, SourceRuns, Telling, plain
from handout.problems import Problems
from handout.record import replace
from handout.source import Located, Span
from handout.text import links, markdown
from handout.text.commonmark import AUTOLINK
from handout.text.escaping import escaped, line_escaped
from handout.text.phrase import Phrase
from handout.text.phrase import plain as words_of

_LINK = re.compile(r"(?:https?|mailto|tel):[^\s<>]+", re.IGNORECASE)
BREAK = "\\\n"


def marked(pieces: SourceRuns, place: str, telling: Telling, *, is_block: bool = False) -> str:
    """The pieces as they are typed; in a body (`is_block`) signs that would begin a block are escaped too."""
    pieces = _links_kept(pieces, place, telling)
    wanted = _read_as(pieces)
    typed = _typed(pieces, is_block)
    if _reads(typed, wanted, is_block):
        return typed
    telling.changed(place, "marks of emphasis would not read back as they should, and are left out", plain(pieces))
    unmarked = tuple(replace(piece, strong=False, emphasis=False) for piece in pieces)
    typed = _typed(unmarked, is_block)
    if _reads(typed, wanted, is_block):
        return typed
    return _typed(tuple(replace(piece, target=None) for piece in unmarked), is_block)


def _links_kept(pieces: SourceRuns, place: str, telling: Telling) -> SourceRuns:
    remaining: list[SourceRun] = []
    for piece in pieces:
        target = piece.target
        if target is not None and (_LINK.fullmatch(target) is None or links.fault(target) is not None):
            telling.changed(place, f"a link that leads to no web page is not kept: {target[:200]}", piece.text)
            target = None
        if target is not None and not piece.text.strip():
            target = None
        remaining.append(replace(piece, target=target))
    return tuple(remaining)


def _read_as(pieces: SourceRuns) -> str:
    return re.sub(r"\s+", "", plain(pieces))


def _reads(typed: str, wanted: str, is_block: bool) -> bool:
    problems = Problems()
    located = Located(typed, ((0, Span("", 1, 1)),))
    phrases: tuple[Phrase, ...]
    if is_block:
        phrases = tuple(markdown.phrases(markdown.parse_blocks(located, problems)))
    else:
        phrases = (markdown.parse_inline(located, problems),)
    found = "".join(words_of(phrase) for phrase in phrases)
    return len(phrases) < 2 and re.sub(r"\s+", "", found) == wanted and not problems.has_errors


def _typed(pieces: SourceRuns, is_block: bool) -> str:
    typed: list[str] = []
    for number, piece in enumerate(pieces):
        if piece.is_break:
            typed.append(BREAK)
        elif piece.note is not None:
            typed.append(f"[@{piece.note}]")
        elif piece.text:
            typed.append(_looking(piece, pieces[number - 1] if number else None, pieces[number + 1 : number + 2]))
    lines = "".join(typed).split(BREAK)
    if is_block or len(lines) > 1:
        lines = [line_escaped(line) for line in lines]
    return BREAK.join(line.strip(" ") for line in lines)


def _looking(piece: SourceRun, before: SourceRun | None, after: SourceRuns) -> str:
    """The words with their marks: blanks at the ends stay outside."""
    words = piece.text.strip()
    if not words:
        return piece.text
    start = piece.text.index(words)
    ends = piece.text[:start], piece.text[start + len(words) :]
    mark = ("**" if piece.strong else "") + ("*" if piece.emphasis else "")
    shown = _linked(words, piece.target) if piece.target else escaped(words)
    return f"{ends[0]}{mark}{shown}{mark[::-1]}{ends[1]}"


def _linked(words: str, target: str) -> str:
    if words == target and re.fullmatch(AUTOLINK, f"<{target}>"):
        return f"<{target}>"
    label = escaped(words).replace("]", "\\]")
    return f"[{label}](<{target}>)" if re.search(r"[()\\]", target) else f"[{label}]({target})"
