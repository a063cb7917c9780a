"""Two editions of one handout in two languages become one tagged PDF: side by side, and one after the other aloud.

Each language is one Part of the structure tree, with its own /Lang, and is read through whole though the pages hold
both (ISO 32000-1, 14.8.4.2; 14289-1, 7.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from handout import flow
from handout.edition import Edition, title_place, words_of
from handout.layout.compose import galley_for
from handout.layout.first_page import concessions, front_of
from handout.layout.galley import Galley
from handout.layout.inline import link_targets
from handout.layout.own_letters import fitted
from handout.layout.page_breaks import height_of
from handout.layout.pages import Page, fill_pages, fit_one_page, lower_to_foot
from handout.layout.paint import Painter
from handout.layout.pair import BEHIND, Half, PairComposer, named
from handout.layout.pair_furniture import PairFurniture, sides_of
from handout.layout.strips import TextColumn
from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Box, Element, Leaf
from handout.pdf.text.missing_letters import missing_problems
from handout.pdf.text.paragraph import begin_document
from handout.problems import HandoutError, Problem, Problems, Severity
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
    refuse_overflow,
    room_of,
)
from handout.targets.pdf import count_of, hold, painted, part_of

if TYPE_CHECKING:
    from handout.targets.places import Watch

KIND = "bilingual"
LEAST = 20.0
"""The narrowest column that is easy to read, in letters (em)."""
AFTER = ": one language follows the other"
OF_ROOM = frozenset({"E60", "E62", "E66"})
"""Errors of what has no room on a page that lies on its side, and may have it on an upright one."""
Editions = tuple[Edition, Edition]


class _Laid(Record, kw_only=False):
    """Both languages on their pages."""

    editions: Editions
    pair: PairComposer
    pages: list[Page]
    furniture: PairFurniture
    states: tuple[Leaf, Leaf]


def make_bilingual(
    editions: Editions, sheet: Sheet, problems: Problems, most_pages: int, watch: Watch | None = None
) -> File | None:
    """The PDF, or None when there are errors; they are then among the problems. `watch` is told where words stand.

    Where the columns would be too narrow to read, or have no room for a word, for help on page 1 or for what is to be
    torn off, one language follows the other.
    """
    begin_document()
    own = Problems()
    laid = _lay(editions, sheet, own) if sides_of(sheet).column >= LEAST * sheet["paragraph"].size else None
    too_narrow = [problem for problem in own if problem.severity is Severity.ERROR]
    if laid is None and all(problem.code in OF_ROOM for problem in too_narrow):
        file = _one_after_the_other(editions, sheet, problems, most_pages, watch)
        problems.extend(_why_after(problem, editions) for problem in too_narrow[:1] if file is not None)
        return file
    problems.extend(own)
    if laid is None or not has_fair_length(len(laid.pages), _start(editions), sheet, most_pages, problems):
        return None
    parts: list[Element | Leaf] = [half.part for half in laid.pair.halves]
    canvas = _canvas(parts, editions, sheet)
    _paint(laid, canvas, sheet)
    if watch is not None:
        watch.paper = (sides_of(sheet).turned.page.width, sides_of(sheet).turned.page.height)
        for half in laid.pair.halves:
            made = chain.from_iterable(half.galley.inliner.made)
            watch.note(laid.pages, made, laid.furniture, half.edition.file)
    _hold(laid, canvas, sheet, problems)
    return finished(canvas, editions, len(laid.pages), problems)


def _one_after_the_other(
    editions: Editions, sheet: Sheet, problems: Problems, most_pages: int, watch: Watch | None
) -> File | None:
    """Each language on pages of its own, upright."""
    made = [part_of(edition, sheet, problems, number) for number, edition in enumerate(editions)]
    laid = [part for part in made if part is not None]
    if len(laid) < 2 or not has_fair_length(count_of(laid), _start(editions), sheet, most_pages, problems):
        return None
    for side, part in enumerate(laid):
        _tell_apart(side, part.edition, part.galley)
        for strip in part.galley.strips:
            strip.anchors = tuple(named(side, part.edition, anchor) for anchor in strip.anchors)
    parts: list[Element | Leaf] = [Element("Part", part.tree.kids, part.edition.language) for part in laid]
    canvas = _canvas(parts, editions, sheet)
    canvas.outline(painted(laid, canvas, sheet))
    if watch is not None:
        watch.paper = (sheet.page.width, sheet.page.height)
        for part in laid:
            made_runs = chain.from_iterable(part.galley.inliner.made)
            watch.note(part.pages, made_runs, part.furniture, part.edition.file, before=watch.pages)
    hold(laid, canvas, sheet, problems)
    return finished(canvas, editions, count_of(laid), problems)


def _why_after(problem: Problem, editions: Editions) -> Problem:
    """What had no room side by side, as the reason why one language follows the other (W61)."""
    other = next(one for one in (*editions[::-1], *editions) if one.file != problem.span.file)
    message = problem.message if problem.code == "E62" else f"with '{other.language}' beside it, {problem.message}"
    return replace(problem, severity=Severity.WARNING, code="W61", message=f"{message}{AFTER}", hint=None)


def _canvas(parts: list[Element | Leaf], editions: Editions, sheet: Sheet) -> TaggedCanvas:
    first, other = editions
    return TaggedCanvas(
        Element("Document", parts, first.language), language=first.language, title=joint_title(editions),
        author=first.author, subject=first.subject, keywords=(*first.keywords, *other.keywords),
        fields=_fields(editions, sheet), day=first.published,
    )  # fmt: skip


def _start(editions: Editions) -> Span:
    return Span(editions[0].file, 1, 1)


def joint_title(editions: Editions) -> str:
    """Both titles."""
    return " / ".join(edition.title_text for edition in editions)


def _lay(editions: Editions, sheet: Sheet, problems: Problems) -> _Laid | None:
    """Pages with help in both languages on the first, whatever else must give way for it."""
    turned = sides_of(sheet).turned
    states = (Leaf(), Leaf())
    places = (title_place(editions[0]), title_place(editions[1]))
    try:
        furniture = PairFurniture(editions, sheet, places, states)
    except HandoutError as fault:
        own = next((one for one in editions if one.file == fault.problems[0].span.file), editions[0])
        problems.extend(at_title(fault, own, sheet))
        return None
    over = 0.0
    steps = zip(concessions(editions[0], turned), concessions(editions[1], turned), strict=True)
    for (one, last), (other, _) in steps:
        try:
            return _composed((one, other), last, furniture, states, problems)
        except HelpTooLong as too_long:
            over = too_long.over
    from handout.targets.help_too_long import tell_of_help

    tell_of_help(editions[0], turned, over, problems, editions[1].language)
    return None


def _composed(
    editions: Editions, sheet: Sheet, furniture: PairFurniture, states: tuple[Leaf, Leaf], problems: Problems
) -> _Laid | None:
    _, _, width, height = furniture.text_block()
    first_height = furniture.text_block(first=True)[3]
    one, other = (
        _half(edition, sheet, furniture.columns[side], states[side], height) for side, edition in enumerate(editions)
    )
    pair = PairComposer(halves=(one, other), whole=TextColumn(0.0, width), frame_height=height, strips=[])
    pair.mastheads()
    fronts = [front_of(edition.body) for edition in editions]
    pair.rows((editions[0].body[: fronts[0]], editions[1].body[: fronts[1]]))
    own = [half.galley for half in pair.halves]
    is_clean = not any(galley.problems.has_errors or galley.missing for galley in own)
    if any(fronts) and is_clean and not fit_one_page(pair.strips, first_height):
        raise HelpTooLong(height_of(pair.strips) - first_height)
    whole = len(pair.strips) if any(fronts) else 0
    pair.rows((editions[0].body[fronts[0] :], editions[1].body[fronts[1] :]))
    for galley in own:
        galley.problems.extend(missing_problems(galley.missing))
        problems.extend(galley.problems)
    if problems.has_errors:
        return None
    for side, half in enumerate(pair.halves):
        _tell_apart(side, half.edition, half.galley)
    pages = fill_pages(pair.strips, height, first_height, whole)
    lower_to_foot(pages[-1], "tear-off", height if len(pages) > 1 else first_height)
    refuse_overflow(pages, first_height, editions, problems)
    return None if problems.has_errors else _Laid(editions, pair, pages, furniture, states)


def _half(edition: Edition, sheet: Sheet, column: TextColumn, state: Leaf, height: float) -> Half:
    part = Element("Part", language=edition.language)
    part.element("P").kids.append(state)
    sheet = fitted(edition, sheet, flow.phrases(edition.body))
    galley = galley_for(sheet, edition.language, edition.direction, height, Problems(), dict(edition.divisions))
    return Half(edition=edition, galley=galley, part=part, column=column)


def _tell_apart(side: int, edition: Edition, galley: Galley) -> None:
    """Let the links of a language lead to places of that language."""
    for link in galley.inliner.links:
        if link.target.startswith("#"):
            link.target = f"#{named(side, edition, link.target[1:])}"
        if link.id is not None:
            link.id = named(side, edition, link.id)


def _paint(laid: _Laid, canvas: TaggedCanvas, sheet: Sheet) -> None:
    wanted = set[str]().union(*(link_targets(half.galley.inliner) for half in laid.pair.halves))
    painter = Painter(canvas, sides_of(sheet).turned.page, laid.furniture, wanted, laid.states[0])
    painter.paint(laid.pages)
    own = [entry for entry in painter.outline if entry[0] < BEHIND]
    other = [(level - BEHIND, title, place) for level, title, place in painter.outline if level >= BEHIND]
    canvas.outline([*own, *other])


def _hold(laid: _Laid, canvas: TaggedCanvas, sheet: Sheet, problems: Problems) -> None:
    words: list[tuple[Span, str]] = []
    for said, edition in zip(laid.furniture.state_words, laid.editions, strict=True):
        place = Span(edition.file, 1, 1)
        words += [(place, said), (place, edition.running.clinic), *words_of(edition)]
    kids: list[Element | Leaf] = [half.part for half in laid.pair.halves]
    later: Sequence[Box] = [room_of(laid.furniture, False)] * (len(laid.pages) - 1)
    rooms = [room_of(laid.furniture, True), *later]
    hold_to_account(canvas, kids, words, rooms, frozenset(laid.states), sheet, problems)


def _fields(editions: Editions, sheet: Sheet) -> dict[str, str]:
    """What the file says of itself: what one in one language says, and the same of the language beside it."""
    own, other = editions
    fields = {
        "slug": own.slug, "content_file": own.file, "language": own.language, "style": sheet.name,
        "version": own.version or "", "digest": own.digest, "state": own.state, "kind": KIND,
        "beside_file": other.file, "beside_language": other.language, "beside_digest": other.digest,
        "beside_state": other.state, "beside_version": other.version or "", "html_file": own.html_file,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}
