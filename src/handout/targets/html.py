"""An edition becomes one self-contained HTML file: the same words in the same order, no script, nothing from outside.

Between `<main>` and `</main>` stand exactly the edition's words. What a PDF says on every page (who publishes, how far
it was reviewed, its version, the short disclaimer) stands once before and after them; DRAFT or OVERDUE stands first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from handout import flow
from handout.edition import Edition
from handout.problems import Problems
from handout.source import NOWHERE
from handout.style.properties import Sheet
from handout.targets import File
from handout.targets.html_parts import HtmlParts, data_of
from handout.targets.html_style import css
from handout.text.phrase import Foreign, PrintedPhrase, Strong, words

TEXT = "text--start"
"""Where the skip link leads. No section's id has two hyphens side by side."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
"""Told to the browser too: nothing is fetched, nothing runs."""


def make(edition: Edition, sheet: Sheet, problems: Problems, most_pages: int) -> File:
    """The one HTML file (`targets.Make`)."""
    return File(data=make_html(edition, sheet).encode("utf-8"))


def make_html(edition: Edition, sheet: Sheet) -> str:
    """The whole file as text (UTF-8 when written)."""
    running = edition.running
    body = [
        f'<a class="skip" href="#{TEXT}">{escape(running.skip_to_text)}</a>',
        "<header>",
        *warning(edition),
        *masthead(edition),
        "</header>",
        f'<main id="{TEXT}" tabindex="-1">',
        *HtmlParts(edition).nodes(edition.body),
        "</main>",
        "<footer>",
        *footer(edition),
        "</footer>",
    ]
    style = css(sheet, edition.language, languages_in(edition))
    return page(edition, edition.title_text, metadata(edition), style, body)


def page(
    edition: Edition, title: str, fields: Mapping[str, str], style: str, body: Iterable[str], kind: str = ""
) -> str:
    """A whole file: what it says of itself, its rules, and its body, which may be of a kind of its own."""
    warned = edition.running.mark or edition.running.flag
    mark = f' data-mark="{escape(warned)}"' if warned else ""
    classed = f' class="{kind}"' if kind else ""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(edition.language)}" dir="{edition.direction}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<title>{escape(title)}</title>",
        *(f'<meta name="{name}" content="{escape(value)}">' for name, value in fields.items() if value),
        f"<style>\n{style}</style>",
        "</head>",
        f"<body{classed}{mark}>",
        *body,
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def languages_in(edition: Edition) -> list[str]:
    """The other languages that some of its words are in."""
    return [text.language for text in flow.texts(edition.body) if text.language is not None]


def warning(edition: Edition) -> Iterator[str]:
    """What is seen first of a handout that nobody stands by today."""
    if edition.running.mark or edition.running.flag:
        yield f'<p class="warned">{_review_line(edition)}</p>'


def footer(edition: Edition) -> Iterator[str]:
    """What stands at the foot of every page on paper."""
    yield f"<p>{_review_line(edition)}</p>"
    for line in (edition.running.version, edition.running.disclaimer):
        if line:
            yield f"<p>{HtmlParts(edition).phrase(words(line, NOWHERE))}</p>"


def _review_line(edition: Edition) -> str:
    """How far it was reviewed, behind the mark or flag if there is one."""
    running = edition.running
    warned = running.mark or running.flag
    said = words(f" · {running.review_line}" if warned else running.review_line, NOWHERE)
    return HtmlParts(edition).phrase((Strong(words(warned, NOWHERE)), *said) if warned else said)


def masthead(edition: Edition) -> Iterator[str]:
    """Who publishes."""
    if edition.logo is not None:
        yield f'<img class="logo" src="{data_of(edition.logo)}" alt="">'
    if edition.running.clinic:
        language = edition.running.clinic_language
        name: PrintedPhrase = words(edition.running.clinic, NOWHERE)
        own = name if language is None else (Foreign(name, language),)
        yield f'<p class="masthead">{HtmlParts(edition).phrase(own)}</p>'


def metadata(edition: Edition) -> dict[str, str]:
    """What the file says of itself; what is empty is left out."""
    return {
        "description": edition.subject,
        "author": edition.author,
        "keywords": ", ".join(edition.keywords),
        "handout-slug": edition.slug,
        "handout-version": edition.version or "",
        "handout-digest": edition.digest,
        "handout-state": edition.state,
    }
