"""Two editions of one handout in two languages become one HTML file: level on a screen that has room, whole each.

Each language is one article with its own language and direction, and is read through whole. What stands for each other
has the same row of a grid; on a narrow screen, and for whoever listens, one language follows the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from handout import flow
from handout.edition import Edition
from handout.layout.pair import SIDES, paired
from handout.pdf.text.leading import least_leading
from handout.record import replace
from handout.style.properties import Sheet
from handout.targets import File
from handout.targets.bilingual import Editions, joint_title
from handout.targets.html import TEXT, footer, languages_in, masthead, metadata, page, warning
from handout.targets.html_parts import HtmlParts
from handout.targets.html_style import css
from handout.targets.isolates import with_marks

Nodes = Sequence[flow.Node]


def make_beside_html(editions: Editions, sheet: Sheet) -> File:
    """The one HTML file of both."""
    return File(data=bilingual_html(editions, sheet).encode("utf-8"))


def bilingual_html(editions: Editions, sheet: Sheet) -> str:
    """The whole file as text (UTF-8 when written)."""
    own, other = editions
    sides = _Sides(editions)
    body = [
        *(_link("skip", side, edition, edition.running.skip_to_text) for side, edition in enumerate(editions)),
        "<nav>",
        *(_link("", side, edition, edition.title_text) for side, edition in enumerate(editions)),
        "</nav>",
        "<main>",
        *(line for side in SIDES for line in sides.article(side)),
        "</main>",
    ]
    style = css(sheet, own.language, [*languages_in(own), other.language, *languages_in(other)])
    style += "".join(_tall(sheet, other.language)) + _STYLE
    return page(own, joint_title(editions), _fields(editions), style, body, "pair")


def _prefix(side: int, edition: Edition) -> str:
    """What tells the ids of the second language from those of the first, which may be the same."""
    return f"{edition.language}--" if side else ""


def _link(kind: str, side: int, edition: Edition, words: str) -> str:
    """A link to the text in a language, in its own words."""
    classed = f' class="{kind}"' if kind else ""
    held = escape(with_marks(words, edition.direction))
    said = f'<span lang="{escape(edition.language)}" dir="{edition.direction}">{held}</span>'
    return f'<a{classed} href="#{escape(_prefix(side, edition) + TEXT)}">{said}</a>'


class _Sides:
    """Writes both languages row by row; a row is a place in the grid, a section of both is open over several."""

    def __init__(self, editions: Editions) -> None:
        self._editions = (editions[0], replace(editions[1], logo=None))
        self._pages = (HtmlParts(editions[0]), HtmlParts(editions[1], _prefix(1, editions[1])))
        self._lines: tuple[list[str], list[str]] = ([], [])
        self._row = 0
        self._places = ["", ""]
        self._beside([[*warning(edition)] for edition in editions])
        self._beside([[*masthead(edition)] for edition in self._editions])
        # The links to the text lead to its first row: an article that is dealt out over the grid has no place itself.
        self._places = [f' id="{escape(_prefix(side, editions[side]) + TEXT)}" tabindex="-1"' for side in SIDES]
        self._rows((editions[0].body, editions[1].body))
        self._beside([["<footer>", *footer(edition), "</footer>"] for edition in editions])

    def article(self, side: int) -> Iterator[str]:
        edition = self._editions[side]
        yield f'<article lang="{escape(edition.language)}" dir="{edition.direction}">'
        yield from self._lines[side]
        yield "</article>"

    def _rows(self, bodies: tuple[Nodes, Nodes]) -> None:
        for one, other in paired(tuple(bodies[0]), tuple(bodies[1])):
            if isinstance(one, flow.Section) and isinstance(other, flow.Section):
                self._section(one, other)
            else:
                both = zip(self._pages, (one, other), strict=True)
                self._beside([[] if node is None else [*side.node(node)] for side, node in both])

    def _section(self, one: flow.Section, other: flow.Section) -> None:
        for lines in self._lines:
            lines.append("<section>")
        headings = [() if section.heading is None else (section.heading,) for section in (one, other)]
        self._rows((headings[0], headings[1]))
        self._rows((one.children, other.children))
        for lines in self._lines:
            lines.append("</section>")

    def _beside(self, sides: Sequence[Sequence[str]]) -> None:
        """A row; nothing stands where a side has no words for it."""
        if not any(sides):
            return
        self._row += 1
        for side, written in enumerate(sides):
            if written:
                place, self._places[side] = self._places[side], ""
                area = f"grid-area:{self._row}/{side + 1}"
                self._lines[side].extend([f'<div{place} style="{area}">', *written, "</div>"])


def _fields(editions: Editions) -> dict[str, str]:
    """What the file says of itself: what one in one language says, and the same of the language beside it."""
    own, other = map(metadata, editions)
    beside = {name.replace("handout-", "handout-beside-"): value for name, value in other.items() if "-" in name}
    joined = {name: own[name] for name in own if name not in beside}
    joined["keywords"] = ", ".join(filter(None, (own["keywords"], other["keywords"])))
    return joined | beside | {"handout-beside-language": editions[1].language}


def _tall(sheet: Sheet, language: str) -> Iterator[str]:
    """Lines as far apart as the letters of the second language are tall, in every style that sets its own leading."""
    least = least_leading(language)
    for name, style in sorted(sheet.styles.items()):
        if style.leading < least:
            yield f".{name}:lang({language}) {{ line-height: {least:.3g}; }}\n"


_STYLE = """.pair { max-width: 90rem; }
.pair > main { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2.4rem; align-items: start; }
.pair article, .pair section { display: contents; }
.pair article > div, .pair section > div { min-width: 0; }
.pair nav { display: none; }
@media screen and (max-width: 56rem) {
  .pair > main, .pair article, .pair section { display: block; }
  .pair nav { display: block; }
  .pair nav a { display: block; padding: .6rem 0; }
  .pair article + article { border-top: 3px solid; margin-top: 3rem; padding-top: 1rem; }
}
@media print { @page { size: landscape; } }
"""
