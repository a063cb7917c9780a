"""An edition and a style sheet become the bytes of a tagged, archival PDF."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from handout import flow
from handout.edition import Edition, title_place, words_of
from handout.layout.compose import galley_for
from handout.layout.first_page import concessions, front_of
from handout.layout.furniture import Furniture
from handout.layout.galley import Galley
from handout.layout.inline import link_targets
from handout.layout.masthead import put_masthead
from handout.layout.own_letters import fitted
from handout.layout.page_breaks import height_of
from handout.layout.pages import Page, fill_pages, fit_one_page, lower_to_foot
from handout.layout.paint import Painter
from handout.layout.stacked_tables import turned
from handout.layout.strips import TextColumn
from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.text.lines import MissingGlyph
from handout.pdf.text.missing_letters import Missing, missing_problems
from handout.pdf.text.paragraph import begin_document
from handout.problems import HandoutError, Problems
from handout.record import Record, replace
from handout.source import Span
from handout.style.properties import Sheet
from handout.targets import File
from handout.targets.holding import (
    HelpTooLong,
    at_title,
    finished,
    has_fair_length,
    hold_to_account,
    is_reported,
    refuse_overflow,
    room_of,
)

if TYPE_CHECKING:
    from handout.targets.places import Watch

MOST_PAGES = 2_000


class FinishedPdf(Record, kw_only=False):
    """A finished PDF."""

    data: bytes
    pages: int
    fonts: tuple[str, ...] = ()
    """The font files it is set in that no package shipped: each name, and the SHA-256 of its bytes."""
    before: int = 0
    """How many of them stand before the edition's own."""


class Laid(Record, kw_only=False):
    """One edition on its pages."""

    edition: Edition
    tree: Element
    state: Leaf
    """The review line of page 1: read first, painted in the footer."""
    galley: Galley
    pages: list[Page]
    furniture: Furniture
    words: Sequence[tuple[Span, str]] | None = None
    """What the edition says, where that was asked already: at the start, when all of it is at hand."""


def make(edition: Edition, sheet: Sheet, problems: Problems, most_pages: int) -> File | None:
    """The PDF in this style (`targets.Make`)."""
    made = make_pdf(edition, sheet, problems, most_pages)
    return None if made is None else File(data=made.data, pages=made.pages, fonts=made.fonts)


def make_pdf(
    edition: Edition, sheet: Sheet, problems: Problems, most_pages: int = MOST_PAGES, watch: Watch | None = None,
    before: Edition | None = None,
) -> FinishedPdf | None:  # fmt: skip
    """The PDF, or None when there are errors; they are then among the problems. `watch` is told where words stand.

    `before` is set on pages of its own before those of the edition, which come out as they do without it.
    """
    begin_document()
    parts = (edition,) if before is None else (before, edition)
    laid = [part for one in parts if (part := part_of(one, sheet, problems, parts.index(one))) is not None]
    start = Span(edition.file, 1, 1)
    if len(laid) < len(parts) or not has_fair_length(count_of(laid), start, sheet, most_pages, problems):
        return None
    canvas = TaggedCanvas(
        _whole_tree(laid),
        language=edition.language,
        title=edition.title_text,
        author=edition.author,
        subject=edition.subject,
        keywords=edition.keywords,
        fields=_fields(edition, sheet),
        day=edition.published,
    )
    canvas.outline(painted(laid, canvas, sheet))
    if watch is not None:
        own = laid[-1]
        watch.looks = canvas.looks()
        watch.paper = (sheet.page.width, sheet.page.height)
        watch.note(own.pages, chain.from_iterable(own.galley.inliner.made), own.furniture, edition.file)
    hold(laid, canvas, sheet, problems)
    file = finished(canvas, (edition,), count_of(laid), problems)
    if file is None:
        return None
    return FinishedPdf(data=file.data, pages=count_of(laid), fonts=file.fonts, before=count_of(laid[:-1]))


def part_of(edition: Edition, sheet: Sheet, problems: Problems, number: int) -> Laid | None:
    """One edition on its pages."""
    place = title_place(edition)
    name = f" {number + 1}" if number else ""
    phrases = flow.phrases(edition.body)
    words = words_of(edition, phrases)
    sheet = fitted(edition, sheet, phrases)
    try:
        furniture = Furniture(edition.running, sheet, edition.language, edition.direction, place, name)
    except HandoutError as fault:
        missing = fault.missing if isinstance(fault, MissingGlyph) else ()
        known = [Missing(one.letter, place, 0) for one in missing]
        _composed(edition, sheet, _without_words(edition, sheet), problems, missing=known)
        if not missing and not is_reported(fault, problems):
            problems.extend(at_title(fault, edition, sheet))
        return None
    laid = _lay(edition, sheet, furniture, problems)
    if laid is not None and laid.edition.body is edition.body:
        return replace(laid, words=words)
    return laid


def _whole_tree(laid: Sequence[Laid]) -> Element:
    """The tree of a document of one part, or of several that are read one after the other."""
    if len(laid) == 1:
        return laid[0].tree
    parts: list[Element | Leaf] = [Element("Part", part.tree.kids) for part in laid]
    return Element("Document", parts, laid[-1].edition.language)


def count_of(laid: Sequence[Laid]) -> int:
    """How many pages they have."""
    return sum(len(part.pages) for part in laid)


def painted(laid: Sequence[Laid], canvas: TaggedCanvas, sheet: Sheet) -> list[tuple[int, str, str]]:
    """Paint all pages; the bookmarks."""
    outline: list[tuple[int, str, str]] = []
    before = 0
    for part in laid:
        painter = Painter(canvas, sheet.page, part.furniture, link_targets(part.galley.inliner), part.state, outline)
        painter.paint(part.pages, before, count_of(laid))
        before += len(part.pages)
        outline = painter.outline
    return outline


def _without_words(edition: Edition, sheet: Sheet) -> Furniture:
    """Furniture that says nothing, to find what else is wrong when its words cannot be set."""
    said = edition.running
    silent = replace(
        said,
        title="",
        clinic="",
        review_line="",
        later_line="",
        version="",
        disclaimer="",
        mark=None,
        flag=None,
        other_states=(),
    )
    return Furniture(silent, sheet, edition.language, edition.direction, title_place(edition))


def _lay(edition: Edition, sheet: Sheet, furniture: Furniture, problems: Problems) -> Laid | None:
    """Pages with everything in its place; help on the first, whatever else must give way for it."""
    over = 0.0
    for given, last in concessions(edition, sheet):
        try:
            return _composed(given, last, furniture, problems, front_of(given.body))
        except HelpTooLong as fault:
            over = fault.over
    from handout.targets.help_too_long import tell_of_help

    tell_of_help(edition, sheet, over, problems)
    return None


def _composed(
    edition: Edition, sheet: Sheet, furniture: Furniture, problems: Problems, front: int = 0,
    *, missing: Sequence[Missing] = (),
) -> Laid | None:  # fmt: skip
    """Pages; given the count of parts that shall end on the first page, `HelpTooLong` when they do not."""
    _, _, width, height = furniture.text_block()
    first_height = furniture.text_block(first=True)[3]
    tree = Element("Document", language=edition.language)
    state = tree.element("P").leaf()
    own = Problems()
    galley = galley_for(sheet, edition.language, edition.direction, height, own, dict(edition.divisions))
    put_masthead(galley, edition, tree, TextColumn(0.0, width))
    galley.nodes(edition.body[:front], tree, TextColumn(0.0, width))
    if front and not own.has_errors and not galley.missing and not fit_one_page(galley.strips, first_height):
        raise HelpTooLong(height_of(galley.strips) - first_height)
    whole = len(galley.strips) if front else 0
    galley.nodes(edition.body[front:], tree, TextColumn(0.0, width))
    if galley.narrow:
        wider = replace(edition, body=turned(edition.body, galley.narrow))
        return _composed(wider, sheet, furniture, problems, front)
    own.extend(missing_problems([*missing, *galley.missing]))
    problems.extend(own)
    if problems.has_errors:
        return None
    pages = fill_pages(galley.strips, height, first_height, whole)
    lower_to_foot(pages[-1], "tear-off", height if len(pages) > 1 else first_height)
    refuse_overflow(pages, first_height, (edition,), problems)
    if problems.has_errors:
        return None
    return Laid(edition, tree, state, galley, pages, furniture)


def _fields(edition: Edition, sheet: Sheet) -> dict[str, str]:
    """What the file says of itself, so that it can be recognised wherever it is found."""
    fields = {
        "slug": edition.slug,
        "content_file": edition.file,
        "language": edition.language,
        "style": sheet.name,
        "version": edition.version or "",
        "digest": edition.digest,
        "state": edition.state,
        "kind": edition.kind,
        "sections": " ".join(edition.sections),
        "html_file": edition.html_file,
    }
    return {name: value for name, value in fields.items() if value}


def hold(laid: Sequence[Laid], canvas: TaggedCanvas, sheet: Sheet, problems: Problems) -> None:
    """Hold what was painted to what the editions say."""
    words: list[tuple[Span, str]] = []
    rooms = []
    for part in laid:
        place = Span(part.edition.file, 1, 1)
        words += [
            (place, part.furniture.state_words),
            (place, part.edition.running.clinic),
            *(part.words or words_of(part.edition)),
        ]
        rooms += [room_of(part.furniture, True), *[room_of(part.furniture, False)] * (len(part.pages) - 1)]
    kids = [kid for part in laid for kid in part.tree.kids]
    hold_to_account(canvas, kids, words, rooms, frozenset(part.state for part in laid), sheet, problems)
