"""Read Markdown (CommonMark with tables, strikethrough, footnotes and a title in front matter) by way of its HTML."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from handout.incoming.encoding import decoded
from handout.incoming.markdown_others import tell_signs, tell_unshown, with_lines_apart
from handout.incoming.page import parsed
from handout.incoming.signs import clean
from handout.incoming.tree import CannotImport, Incoming, SourceRun, Telling
from handout.incoming.web import of_page
from handout.text.markdown_html import as_html

_FRONT = re.compile(r"---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
_NOTE = re.compile(r"^\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)", re.MULTILINE)
_TITLE = re.compile(r"^(title|subtitle):[ \t]*+(.*[^ \t\n])", re.MULTILINE)
_TASK = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([ xX])\](?=[ \t]+\S)", re.MULTILINE)
_TIMES = re.compile(r"(?<=\d)\*(?=\d)")
"""A star between digits multiplies, though CommonMark has `2*5*3` for a 2, a 5 with emphasis, and a 3."""
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")


def read_markdown(data: bytes, folder: Path | None) -> Incoming:
    """A Markdown file."""
    telling = Telling()
    text = decoded(data, telling).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    body = text
    if front is not None:
        body = "\n" * front[0].count("\n") + text[front.end() :]
    notes = {found[1]: " ".join(found[2].split()) for found in _NOTE.finditer(body)}
    body = _NOTE.sub(lambda found: "\n" * found[0].count("\n"), body)
    keys = {name: f"note-{number}" for number, name in enumerate(_cited(body, notes), 1)}
    body = _TASK.sub(lambda found: f"{found[1]}{'☐' if found[2] == ' ' else '☒'}", body)
    tell_signs(body, telling)
    body = with_lines_apart(body, telling)
    star = _unused(body)
    body = _TIMES.sub(star, body)
    body = _REFERENCE.sub(lambda found: _cite(found, keys), body)
    html = as_html(body)
    if html is None:
        raise CannotImport("its lists and quotations stand inside one another too deep")
    html = html.replace(star, "*").replace(quote(star), "*")
    unshown = tell_unshown(body.replace(star, "*"), html, telling)
    incoming = of_page(parsed(html), folder, telling)
    incoming.words += unshown
    _take_front(front, incoming)
    _take_notes(notes, keys, incoming)
    return incoming


def _unused(text: str) -> str:
    """A private character that the text does not hold, to stand for a star meanwhile; in links it is quoted."""
    return next((sign for sign in map(chr, range(0xE000, 0xF900)) if sign not in text), "*")


def _cited(body: str, notes: dict[str, str]) -> list[str]:
    return [name for name in dict.fromkeys(_REFERENCE.findall(body)) if name in notes]


def _cite(found: re.Match[str], keys: dict[str, str]) -> str:
    key = keys.get(found[1])
    return found[0] if key is None else f'<a data-note="{key}"></a>'


def _take_front(front: re.Match[str] | None, incoming: Incoming) -> None:
    if front is None:
        return
    said = dict(_TITLE.findall(front[1]))
    for name, typed in said.items():
        words = clean(typed.strip("\"'"))[0]
        pieces = (SourceRun(text=words),)
        if name == "title":
            incoming.title = pieces
        else:
            incoming.subtitle = pieces
    taken = [said[name] for name in ("title", "subtitle") if name in said]
    rest = [line for line in front[1].splitlines() if _TITLE.match(line) is None]
    incoming.telling.left_out("front matter", "what stands before the text, between ---", " ".join(rest))
    incoming.words[:0] = [*(word.strip("\"'") for word in taken), *rest]


def _take_notes(notes: dict[str, str], keys: dict[str, str], incoming: Incoming) -> None:
    for name, words in notes.items():
        if name in keys:
            incoming.notes[keys[name]] = clean(words)[0]
        else:
            incoming.telling.left_out("a note", "a note that nothing in the text leads to", words)
    incoming.notes = {key: incoming.notes[key] for key in keys.values()}
    incoming.words += [*incoming.notes.values(), *(words for name, words in notes.items() if name not in keys)]
