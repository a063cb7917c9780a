"""The parts of a handout that a sheet styles: what each is, what it obeys, how small it may be, what it lies upon."""

from typing import NamedTuple

SMALLEST = 12.0
"""The smallest size of text, in points."""

SMALL_PRINT = 10.0
"""The smallest size of the footer, of notes under tables, of references and of "About this handout"."""


class Kind(NamedTuple):
    """What parts of one kind are called, and the properties that they obey. Nothing else may be typed on them."""

    name: str
    obeys: frozenset[str]


_LETTERS = frozenset({"font", "size", "leading", "weight", "slant", "color"})
_SPACES = frozenset({"space_before", "space_after"})
_BORDER = frozenset({"border_color", "border_width", "border_sides"})
_LABELS = frozenset({"label_width", "label_color"})

WORDS = Kind("words", _LETTERS | _SPACES | {"underline", "align", "indent", "keep_with_next", "keep_together"})
CELL = Kind("words in a table", _LETTERS | {"underline", "align", "indent"})
LIST = Kind("a list", _SPACES | _LABELS | {"font", "weight", "slant", "indent", "keep_together"})
CHECKLIST = Kind("a list with boxes to tick", _SPACES | _LABELS | {"indent", "keep_together"})
TERMS = Kind("a list of terms", _SPACES | {"indent", "keep_together"})
BOX = Kind("a box", _SPACES | _BORDER | {"padding", "background", "radius", "keep_together"})
TABLE = Kind("a table", _SPACES | _BORDER | {"padding", "background", "header_background", "stripe", "keep_together"})
PEOPLE = Kind("people in rows", _SPACES | {"color", "align"})
FIGURE = Kind("a picture", _SPACES | {"align", "keep_together"})
BLANK = Kind("room to write in", _SPACES | {"border_color", "border_width", "line"})
RUNNING = Kind("a line that every page carries", _LETTERS | {"border_color", "border_width"})
FLAG = Kind("a word in the footer", frozenset({"font", "slant", "color"}))
LINK = Kind("a link", frozenset({"color", "underline"}))
CITATION = Kind("a citation", frozenset({"color"}))
MARK = Kind("the mark across a page", frozenset({"font", "weight", "slant", "color"}))
KINDS = (WORDS, CELL, LIST, CHECKLIST, TERMS, BOX, TABLE, FIGURE, PEOPLE, BLANK, RUNNING, FLAG, LINK, CITATION, MARK)


class Part(NamedTuple):
    """One part. `on` names what it lies upon: a style whose background is behind it, or the page itself."""

    doc: str
    on: tuple[str, ...] = ("page",)
    smallest: float = SMALLEST
    kind: Kind = WORDS


PAGE = "page"
ZONES = ("zone-go", "zone-careful", "zone-stop")
CALLOUTS = ("callout-note", "callout-tip", "callout-warning", "callout-emergency")
# Prose may stand on the page, in a callout, in the disclaimer and in a table's cell.
_ANYWHERE = (PAGE, *CALLOUTS, *ZONES, "disclaimer", "table")
_EVERY_PANEL = (
    PAGE,
    "summary",
    "get-help-emergency",
    "get-help-call",
    *CALLOUTS,
    *ZONES,
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
    "list": Part(
        "A bullet or numbered list as a whole; its label color is that of bullets and numbers.", _ANYWHERE, kind=LIST
    ),
    "list-item": Part("The words of a list's entry.", _ANYWHERE),
    "steps": Part("Numbered actions as a whole.", kind=LIST),
    "steps-item": Part("The words of an action."),
    "checklist": Part("Boxes to tick, as a whole.", kind=CHECKLIST),
    "checklist-title": Part("The heading of a checklist."),
    "checklist-item": Part("The words beside a box to tick."),
    "summary": Part("The box of key points.", ("summary",), kind=BOX),
    "summary-heading": Part("The heading of the key points.", ("summary",)),
    "summary-item": Part("One key point.", ("summary",)),
    "get-help-emergency": Part(
        "The box that says when to call the emergency number.", ("get-help-emergency",), kind=BOX
    ),
    "get-help-emergency-heading": Part("Its heading.", ("get-help-emergency",)),
    "get-help-emergency-item": Part("One sign in it.", ("get-help-emergency",)),
    "get-help-call": Part("The box that says when to call the clinic.", ("get-help-call",), kind=BOX),
    "get-help-call-heading": Part("Its heading.", ("get-help-call",)),
    "get-help-call-item": Part("One sign in it.", ("get-help-call",)),
    "language-line": Part("The line on page 1 that names the languages of free help."),
    "callout-note": Part("A box with a note.", ("callout-note",), kind=BOX),
    "callout-tip": Part("A box with a tip.", ("callout-tip",), kind=BOX),
    "callout-warning": Part("A box with a warning.", ("callout-warning",), kind=BOX),
    "callout-emergency": Part("A box for an emergency.", ("callout-emergency",), kind=BOX),
    "callout-title": Part("The title of a callout.", CALLOUTS),
    "callout-text": Part("The words of a callout.", CALLOUTS),
    "table": Part("A table as a whole.", ("table",), kind=TABLE),
    "table-heading": Part("The heading of a column or a row.", ("table", "table heading"), kind=CELL),
    "table-cell": Part("The words in a cell.", ("table", "table stripe"), kind=CELL),
    "table-caption": Part("The caption above a table."),
    "table-note": Part("A note under a table.", smallest=SMALL_PRINT),
    "figure": Part("A picture with its caption and credit, as a whole.", kind=FIGURE),
    "figure-caption": Part("The caption under a picture."),
    "figure-credit": Part("Who made a picture."),
    "question": Part("A question."),
    "answer": Part("The answer to a question."),
    "terms": Part("Words to know, as a list.", kind=TERMS),
    "term": Part("A word to know."),
    "meaning": Part("What a word means."),
    "medicines": Part("The medicine schedule as a whole.", ("medicines",), kind=TABLE),
    "medicines-heading": Part("A heading of the medicine schedule.", ("medicines", "medicines heading"), kind=CELL),
    "medicines-cell": Part(
        "The words in a cell of the medicine schedule.", ("medicines", "medicines stripe"), kind=CELL
    ),
    "zone-go": Part("The zone of an action plan in which all is well.", ("zone-go",), kind=BOX),
    "zone-careful": Part("The zone in which to be careful.", ("zone-careful",), kind=BOX),
    "zone-stop": Part("The zone in which to get help.", ("zone-stop",), kind=BOX),
    "zone-title": Part("The title of a zone.", ZONES),
    "zone-text": Part("What stands above its signs and above what to do.", ZONES),
    "chance": Part("People in rows, so many of them filled in.", kind=PEOPLE),
    "chance-text": Part("What happens to how many of them."),
    "tear-off": Part("What is kept at the end, below a line to cut along.", ("tear-off",), kind=BOX),
    "tear-off-title": Part("Its title.", ("tear-off",)),
    "blank": Part("Room to write in by hand.", kind=BLANK),
    "blank-label": Part("What to write there."),
    "disclaimer": Part("The box with the full disclaimer.", ("disclaimer",), kind=BOX),
    "disclaimer-heading": Part("Its heading.", ("disclaimer",)),
    "disclaimer-text": Part("Its words.", ("disclaimer",)),
    "references": Part("The list of references.", smallest=SMALL_PRINT, kind=LIST),
    "reference": Part("One reference.", smallest=SMALL_PRINT),
    "about": Part('"About this handout", as a list.', smallest=SMALL_PRINT, kind=BOX),
    "about-text": Part('The words of "About this handout".', smallest=SMALL_PRINT),
    "language-help": Part("The box with free language help.", ("language-help",), kind=BOX),
    "language-help-text": Part("One line in it.", ("language-help",)),
    "running-header": Part("Title and clinic at the head of a page.", kind=RUNNING),
    "footer": Part("The foot of every page.", smallest=SMALL_PRINT, kind=RUNNING),
    "footer-flag": Part("A word that stands out in the footer.", smallest=SMALL_PRINT, kind=FLAG),
    "link": Part("The words of a link: its color and underline.", _EVERY_PANEL, kind=LINK),
    "citation": Part("The number of a reference within the text: its color.", _EVERY_PANEL, kind=CITATION),
    "mark": Part(
        "The big word across every page of a handout that nobody signed: its color, font and weight.", (), kind=MARK
    ),
    "page-note": Part("A short note that stands alone."),
}
