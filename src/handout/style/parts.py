"""All parts of a handout that a sheet styles: those of every handout here, those of blocks where the blocks are."""

from __future__ import annotations

from collections.abc import Iterator

from handout.content.blocks import PARTS as OF_BLOCKS
from handout.part import (
    BOX,
    CITATION,
    FLAG,
    LINK,
    LIST,
    MARK,
    PROSE,
    RUNNING,
    SMALL_PRINT,
    TABLE,
    Part,
)  # fmt: skip
from handout.record import replace

_FRONT = {
    "masthead": Part("The clinic's name above the title.", comes_first=True),
    "title": Part("The handout's title."),
    "subtitle": Part("The line under the title."),
    "purpose": Part("What the handout is for; printed first."),
    "heading-1": Part("The heading of a section."),
    "heading-2": Part("The heading of a section inside a section."),
    "heading-3": Part("The heading of a section at the third level."),
    "paragraph": Part("A paragraph."),
    "list": Part("A bullet or numbered list as a whole; its label color is that of bullets and numbers.", kind=LIST),
    "list-item": Part("The words of a list's entry."),
    "summary": Part("The box of key points.", kind=BOX),
    "summary-heading": Part("The heading of the key points.", ("summary",), comes_first=True),
    "summary-item": Part("One key point.", ("summary",)),
    "get-help-emergency": Part("The box that says when to call the emergency number.", kind=BOX),
    "get-help-emergency-heading": Part("Its heading.", ("get-help-emergency",), comes_first=True),
    "get-help-emergency-item": Part("One sign in it.", ("get-help-emergency",)),
    "get-help-call": Part("The box that says when to call the clinic.", kind=BOX),
    "get-help-call-heading": Part("Its heading.", ("get-help-call",), comes_first=True),
    "get-help-call-item": Part("One sign in it.", ("get-help-call",)),
    "language-line": Part("The line on page 1 that names the languages of free help.", like="paragraph"),
}
_END = {
    "disclaimer": Part("The box with the full disclaimer.", kind=BOX, holds=PROSE),
    "disclaimer-heading": Part("Its heading.", ("disclaimer",), comes_first=True),
    "disclaimer-text": Part("Its words.", ("disclaimer",)),
    "references": Part("The list of references.", smallest=SMALL_PRINT, kind=LIST),
    "reference": Part("One reference.", smallest=SMALL_PRINT),
    "about": Part('"About this handout", as a list.', smallest=SMALL_PRINT, kind=BOX),
    "about-text": Part('The words of "About this handout".', ("about",), smallest=SMALL_PRINT),
    "language-help": Part("The box with free language help.", kind=BOX),
    "language-help-text": Part("One line in it.", ("language-help",)),
    "running-header": Part("Title and clinic at the head of a page.", kind=RUNNING),
    "footer": Part("The foot of every page.", smallest=SMALL_PRINT, kind=RUNNING),
    "footer-flag": Part("A word that stands out in the footer.", smallest=SMALL_PRINT, kind=FLAG),
    "link": Part("The words of a link: its color and underline.", kind=LINK),
    "citation": Part("The number of a reference within the text: its color.", kind=CITATION),
    "mark": Part(
        "The big word across every page of a handout that nobody signed; its border width draws its outline alone.",
        (),
        kind=MARK,
    ),
    "page-note": Part("A short note that stands alone."),
}
_DECLARED = {**_FRONT, **OF_BLOCKS, **_END}


_HOLDERS = {name: part for name, part in _DECLARED.items() if part.holds or part.kind in (BOX, TABLE)}


def _holders(name: str, part: Part) -> Iterator[str]:
    """The boxes and tables that say they hold this part; a link and a citation may lie in all there are."""
    for other, box in _HOLDERS.items():
        if name in box.holds or (part.kind in (LINK, CITATION) and box.kind in (BOX, TABLE)):
            yield other


PARTS: dict[str, Part] = {name: replace(part, on=(*part.on, *_holders(name, part))) for name, part in _DECLARED.items()}
"""Each part by its name, with all that it may lie upon."""
