"""A page to print for whoever reads both languages: each text beside its source, a box to tick, room to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple, assert_never

from handout.problems import argument
from handout.text.direction import Direction
from handout.text.phrase import Break, Citation, Emphasis, Foreign, Link, Phrase, Strong, Text, Typed, is_phrase
from handout.translation.both_texts import TextBeside
from handout.translation.text_units import TranslationUnit


class LanguageColumn(NamedTuple):
    """One language: its tag, what it calls itself, which way it runs, its file and its title.

    `held` gives words as they are shown: with marks around what must stand left to right among right-to-left letters.
    """

    tag: str
    name: str
    direction: Direction
    file: str
    title: str
    held: Callable[[str], str]


ASKED = (
    "Read each text beside its source. Tick it when it says the same, no more and no less, in words that a patient "
    "understands. Else write beside it what it should say. Look twice at doses, numbers, times, and at not, never "
    "and only."
)


def page(source: LanguageColumn, own: LanguageColumn, state: str, digest: str, lines: Sequence[TextBeside]) -> str:
    """The whole page as HTML, with nothing from outside."""
    look = sum(bool(line.findings) for line in lines)
    sign = f"handout sign {argument(own.file)} --name … --credentials …"
    head = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{escape(own.title)}: {escape(source.tag)} and {escape(own.tag)}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{_said(source, source.title)} / {_said(own, own.title)}</h1>",
        f"<p>{escape(own.file)} beside {escape(source.file)}. State: {escape(state)}. Texts: {len(lines)}; "
        f"to look at: {look}. Digest of the translation: {escape(digest)}</p>",
        f"<p>{ASKED}</p>",
        "<table>",
        "<thead><tr>"
        f'<th scope="col">Line</th><th scope="col">{_said(source, source.name)}</th>'
        f'<th scope="col">{_said(own, own.name)}</th>'
        '<th scope="col">Right</th><th scope="col">It should say</th></tr></thead>',
        "<tbody>",
    ]
    tail = [
        "</tbody>",
        "</table>",
        '<p class="signed">Read by <span></span> Date <span></span></p>',
        f"<p>When all of it is right: <code>{escape(sign)}</code></p>",
        "</body>",
        "</html>",
    ]
    return "\n".join([*head, *(_row(source, own, line) for line in lines), *tail]) + "\n"


def _row(source: LanguageColumn, own: LanguageColumn, line: TextBeside) -> str:
    findings = "".join(f'<p class="finding">{escape(words)}</p>' for words in line.findings)
    place = line.own or line.source
    number = "" if place is None else f"{place.span.line}"
    return (
        f'<tr><th scope="row">{number}<br><small>{escape(line.name)}</small></th>'
        f"<td>{_cell(source, line.source)}</td><td>{_cell(own, line.own)}{findings}</td>"
        '<td class="tick"><span role="img" aria-label="to tick"></span></td><td class="write"></td></tr>'
    )


def _cell(side: LanguageColumn, unit: TranslationUnit | None) -> str:
    if unit is None:
        return "—"
    value = unit.value
    said = "".join(_phrase(value, side.held)) if is_phrase(value) else escape(side.held(unit.text))
    return f'<div lang="{escape(side.tag)}" dir="{side.direction}">{said}</div>'


def _said(side: LanguageColumn, words: str) -> str:
    return f'<span lang="{escape(side.tag)}" dir="{side.direction}">{escape(side.held(words))}</span>'


def _phrase(phrase: Phrase, held: Callable[[str], str]) -> Iterator[str]:
    for part in phrase:
        yield _part(part, held)


def _part(part: Typed, held: Callable[[str], str]) -> str:
    """A part of a text as a reader sees it; where links lead, and what is cited, in words."""
    match part:
        case Text():
            return escape(held(part.text))
        case Strong():
            return f"<strong>{''.join(_phrase(part.children, held))}</strong>"
        case Emphasis():
            return f"<em>{''.join(_phrase(part.children, held))}</em>"
        case Link():
            leads = f'<small dir="ltr">({escape(part.target)})</small>'
            return f"<u>{''.join(_phrase(part.children, held))}</u> {leads}"
        case Foreign():
            return "".join(_phrase(part.children, held))
        case Citation():
            return f'<small dir="ltr">[{escape(", ".join(key for key, _ in part.keys))}]</small>'
        case Break():
            return "<br>"
        case _:
            assert_never(part)


_STYLE = """body { font: 12pt/1.5 "Atkinson Hyperlegible", Verdana, "Noto Sans", sans-serif; margin: 1.5rem; }
h1 { font-size: 1.3rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #777; padding: .3rem .5rem; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
th[scope="row"] { font-weight: normal; }
thead th:nth-child(1) { width: 6.5rem; }
thead th:nth-child(4) { width: 3rem; }
thead th:nth-child(5) { width: 22%; }
small { color: #444; }
.finding { margin: .3rem 0 0; padding: .1rem .4rem; border-inline-start: 4px solid #b3261e; font-size: .9rem; }
.tick span { display: block; width: 1rem; height: 1rem; border: 2px solid; margin: .2rem auto; }
.signed span { display: inline-block; width: 16rem; border-bottom: 1px solid; }
@media print {
  @page { size: landscape; }
  body { margin: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""
