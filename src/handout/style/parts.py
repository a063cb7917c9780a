"""The parts of a handout that a sheet styles: what each is, how small it may be, and what it may lie upon."""

from typing import NamedTuple

SMALLEST = 12.0
"""The smallest size of text, in points."""

SMALL_PRINT = 10.0
"""The smallest size of the footer and of notes under tables."""


class Part(NamedTuple):
    """One part. `on` names what it lies upon: a style whose background is behind it, or the page itself."""

    doc: str
    on: tuple[str, ...] = ("page",)
    smallest: float = SMALLEST


PAGE = "page"
CALLOUTS = ("callout-note", "callout-tip", "callout-warning", "callout-emergency")
# Prose may stand on the page, in a callout, in the disclaimer and in a table's cell.
_ANYWHERE = (PAGE, *CALLOUTS, "disclaimer", "table")
_EVERY_PANEL = (
    PAGE,
    "summary",
    "get-help-emergency",
    "get-help-call",
    *CALLOUTS,
    "disclaimer",
    "language-help",
    "table",
    "medicines",
)

PARTS: dict[str, Part] = {
    "masthead": Part("The clinic's name above the title."),
    "title": Part("The handout's title."),
    "subtitle": Part("The line under the title."),
    "purpose": Part("What the handout is for; printed first."),
    "heading-1": Part("The heading of a section."),
    "heading-2": Part("The heading of a section inside a section."),
    "heading-3": Part("The heading of a section at the third level."),
    "paragraph": Part("A paragraph.", _ANYWHERE),
    "list": Part("A bullet or numbered list as a whole; its label color is that of bullets and numbers.", _ANYWHERE),
    "list-item": Part("The words of a list's entry.", _ANYWHERE),
    "steps": Part("Numbered actions as a whole."),
    "steps-item": Part("The words of an action."),
    "checklist": Part("Boxes to tick, as a whole."),
    "checklist-title": Part("The heading of a checklist."),
    "checklist-item": Part("The words beside a box to tick."),
    "summary": Part("The box of key points.", ("summary",)),
    "summary-heading": Part("The heading of the key points.", ("summary",)),
    "summary-item": Part("One key point.", ("summary",)),
    "get-help-emergency": Part("The box that says when to call the emergency number.", ("get-help-emergency",)),
    "get-help-emergency-heading": Part("Its heading.", ("get-help-emergency",)),
    "get-help-emergency-item": Part("One sign in it.", ("get-help-emergency",)),
    "get-help-call": Part("The box that says when to call the clinic.", ("get-help-call",)),
    "get-help-call-heading": Part("Its heading.", ("get-help-call",)),
    "get-help-call-item": Part("One sign in it.", ("get-help-call",)),
    "callout-note": Part("A box with a note.", ("callout-note",)),
    "callout-tip": Part("A box with a tip.", ("callout-tip",)),
    "callout-warning": Part("A box with a warning.", ("callout-warning",)),
    "callout-emergency": Part("A box for an emergency.", ("callout-emergency",)),
    "callout-title": Part("The title of a callout.", CALLOUTS),
    "callout-text": Part("The words of a callout.", CALLOUTS),
    "table": Part("A table as a whole.", ("table",)),
    "table-heading": Part("The heading of a column or a row.", ("table", "table heading")),
    "table-cell": Part("The words in a cell.", ("table", "table stripe")),
    "table-caption": Part("The caption above a table."),
    "table-note": Part("A note under a table.", smallest=SMALL_PRINT),
    "figure": Part("A picture with its caption and credit, as a whole."),
    "figure-caption": Part("The caption under a picture."),
    "figure-credit": Part("Who made a picture."),
    "question": Part("A question."),
    "answer": Part("The answer to a question."),
    "terms": Part("Words to know, as a list."),
    "term": Part("A word to know."),
    "meaning": Part("What a word means."),
    "medicines": Part("The medicine schedule as a whole.", ("medicines",)),
    "medicines-heading": Part("A heading of the medicine schedule.", ("medicines", "medicines heading")),
    "medicines-cell": Part("The words in a cell of the medicine schedule.", ("medicines", "medicines stripe")),
    "blank": Part("Room to write in by hand."),
    "blank-label": Part("What to write there."),
    "disclaimer": Part("The box with the full disclaimer.", ("disclaimer",)),
    "disclaimer-heading": Part("Its heading.", ("disclaimer",)),
    "disclaimer-text": Part("Its words.", ("disclaimer",)),
    "references": Part("The list of references."),
    "reference": Part("One reference."),
    "about": Part('"About this handout", as a list.'),
    "about-text": Part('The words of "About this handout".'),
    "language-help": Part("The box with free language help.", ("language-help",)),
    "language-help-text": Part("One line in it.", ("language-help",)),
    "running-header": Part("Title and clinic at the head of a page."),
    "footer": Part("The foot of every page.", smallest=SMALL_PRINT),
    "footer-flag": Part("A word that stands out in the footer.", smallest=SMALL_PRINT),
    "link": Part("The words of a link: its color and underline.", _EVERY_PANEL),
    "citation": Part("The number of a reference within the text: its color.", _EVERY_PANEL),
    "mark": Part("The big word across every page of a handout that nobody signed: its color, font and weight.", ()),
    "page-note": Part("A short note that stands alone."),
}
