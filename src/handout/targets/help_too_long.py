"""Tell that the get-help boxes do not end on page 1: at them, or at the line of a clinic's own sheet that is why."""

from __future__ import annotations

from collections.abc import Collection
from math import ceil, inf

from handout import flow
from handout.edition import Edition, title_place
from handout.layout.compose import galley_for
from handout.layout.first_page import BOXES, concessions, front_of
from handout.layout.furniture import Furniture
from handout.layout.masthead import put_masthead
from handout.layout.page_breaks import height_of
from handout.layout.strips import TextColumn
from handout.part import PAGE
from handout.pdf.file.structure import Element
from handout.problems import HandoutError, Problems
from handout.record import replace
from handout.source import Span
from handout.style.properties import Sheet
from handout.style.sheet import OURS, load_sheet, sheet_names


def tell_of_help(edition: Edition, sheet: Sheet, over: float, problems: Problems, beside: str | None = None) -> None:
    """That the get-help boxes do not fit page 1 in this sheet, by so many points; `beside` is another language.

    Where they fit without what the clinic's own sheet says, it is told of the line that takes most.
    """
    *_, (_, last) = concessions(edition, sheet)
    item = last["get-help-call-item"]
    lines = ceil(over / (item.size * item.leading))
    said = "1 line" if lines == 1 else f"{lines} lines"
    also = "" if beside is None else f" with '{beside}' beside it"
    message = f"in the style '{sheet.name}'{also} the get-help boxes are {said} too long for page 1"
    most = _most_taken(edition, sheet) if beside is None else None
    if most is not None:
        taken, place = most
        is_paper = place in (sheet.decided_by(PAGE, "width"), sheet.decided_by(PAGE, "height"))
        better = "take larger paper" if is_paper else "make it smaller"
        message += f"; this line takes {taken:.0f} pt of it"
        problems.error("E62", place, message, f"{better}, or shorten get_help")
        return
    boxes = next(node.span for node in edition.body if isinstance(node, flow.Panel) and node.style in BOXES)
    problems.error("E62", boxes, message, "shorten get_help, the title or the purpose")


def _most_taken(edition: Edition, sheet: Sheet) -> tuple[float, Span] | None:
    """The line of the clinic's own sheet that takes most of page 1, and how much; None where no line is why."""
    own = {place for place in sheet.trace.values() if not place.file.startswith(OURS)}
    base = _base_of(sheet) if own else None
    if base is None or _over(edition, _without(sheet, base, own)) > 0.0:
        return None
    over = _over(edition, sheet)
    taken = [(over - _over(edition, _without(sheet, base, {place})), place) for place in sorted(own)]
    return max(taken, key=lambda one: one[0])


def _base_of(sheet: Sheet) -> Sheet | None:
    """The sheet of the program that a clinic's own sheet is made from."""
    made_from = _files(sheet)
    built_in = (load_sheet(name, (), Problems()) for name in sheet_names(()))
    known = [one for one in built_in if one is not None and made_from <= _files(one)]
    return min(known, key=lambda one: len(_files(one)), default=None)


def _files(sheet: Sheet) -> set[str]:
    return {place.file for place in sheet.trace.values() if place.file.startswith(OURS)}


def _without(sheet: Sheet, base: Sheet, places: Collection[Span]) -> Sheet:
    """The sheet as it would be if these lines of it were not there."""
    page, styles = sheet.page, dict(sheet.styles)
    for (style, name), place in sheet.trace.items():
        if place not in places:
            continue
        if style == PAGE:
            page = replace(page, **{name: getattr(base.page, name)})
        elif style in base.styles:
            styles[style] = replace(styles[style], **{name: getattr(base[style], name)})
    return replace(sheet, page=page, styles=styles)


def _over(edition: Edition, sheet: Sheet) -> float:
    """How much higher the front is than its room on page 1, in points, when all has given way for it."""
    *_, (given, last) = concessions(edition, sheet)
    try:
        furniture = Furniture(edition.running, last, edition.language, edition.direction, title_place(edition))
    except HandoutError:
        return inf  # header and footer have no room for a word
    _, _, width, height = furniture.text_block(first=True)
    tree, column = Element("Document"), TextColumn(0.0, width)
    galley = galley_for(last, edition.language, edition.direction, height, Problems(), dict(edition.divisions))
    put_masthead(galley, given, tree, column)
    galley.nodes(given.body[: front_of(given.body)], tree, column)
    return height_of(galley.strips) - height
