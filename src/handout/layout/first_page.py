"""Keep the get-help boxes on page 1: what gives way, one thing after the other, until they stand there whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handout import flow
from handout.edition import Edition
from handout.record import replace
from handout.style.properties import Sheet, Style
from handout.style.room import least_padding

BOXES = ("get-help-emergency", "get-help-call")
LINE = "language-line"
CLOSE = 2.0
"""The most room around title and purpose, in points, when they give way."""
TIGHT = 5.0
"""The most padding of a box and room between two, in points, when they give way."""
SNUG = 1.0
"""The most room between what one of the boxes says, in points, when they give way."""
NEAR = 1.2
"""The most leading in them then."""

_KEPT: dict[int, tuple[Sheet, tuple[Sheet, ...]]] = {}
_ROOM = 32


def front_of(body: tuple[flow.Node, ...]) -> int:
    """How many parts there are up to the last that must stand on page 1; 0 when none must."""
    return max((number for number, node in enumerate(body, 1) if _is_box(node) or _is_text(node, (LINE,))), default=0)


def _is_box(node: flow.Node) -> bool:
    return isinstance(node, flow.Panel) and node.style in BOXES


def _is_text(node: flow.Node, styles: tuple[str, ...]) -> bool:
    return isinstance(node, flow.Text) and node.style in styles


def concessions(edition: Edition, sheet: Sheet) -> Iterator[tuple[Edition, Sheet]]:
    """The edition in its sheet as it is, then with more and more given way for the boxes.

    First key points and audience go after the boxes, then the subtitle too; then the purpose is set as running text and
    stands closer, then the boxes themselves do, at last the line that names languages.
    """
    yield edition, sheet
    sooner = replace(edition, body=_boxes_first(edition.body, ("title", "subtitle", "purpose")))
    yield sooner, sheet
    soonest = replace(edition, body=_boxes_first(edition.body, ("title", "purpose")))
    yield soonest, sheet
    for tighter in _tighter(sheet):
        yield soonest, tighter


def _boxes_first(body: tuple[flow.Node, ...], before: tuple[str, ...]) -> tuple[flow.Node, ...]:
    """The same parts, those that must stand on page 1 straight after the titles that are named."""
    front = body[: front_of(body)]
    first = [node for node in front if _is_text(node, before)]
    must = [node for node in front if _is_box(node) or _is_text(node, (LINE,))]
    chosen = {id(node) for node in (*first, *must)}
    return (*first, *must, *(node for node in front if id(node) not in chosen), *body[len(front) :])


def _tighter(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheet with less and less room on page 1, made once, so that its looks are found again."""
    cached = _KEPT.get(id(sheet))
    if cached is None:
        if len(_KEPT) >= _ROOM:
            _KEPT.clear()
        made: list[Sheet] = []
        for step in (_closer_titles, _closer_boxes, _closer_line):
            made.append(_changed(made[-1] if made else sheet, step))
        cached = _KEPT[id(sheet)] = (sheet, tuple(made))
    return cached[1]


def _changed(sheet: Sheet, step: Callable[[Sheet], dict[str, Style]]) -> Sheet:
    return replace(sheet, styles=sheet.styles | step(sheet))


def _closer_titles(sheet: Sheet) -> dict[str, Style]:
    title, purpose, text = sheet["title"], sheet["purpose"], sheet["paragraph"]
    return {
        "title": replace(
            title,
            size=min(title.size, sheet["heading-1"].size),
            space_before=0.0,
            space_after=min(title.space_after, CLOSE),
        ),
        "purpose": replace(
            purpose, size=min(purpose.size, text.size), space_before=0.0, space_after=min(purpose.space_after, CLOSE)
        ),
    }


def _closer_boxes(sheet: Sheet) -> dict[str, Style]:
    closer = {}
    for name in BOXES:
        box, heading, item = (sheet[part] for part in (name, f"{name}-heading", f"{name}-item"))
        closer[name] = replace(
            box,
            padding=min(box.padding, max(TIGHT, least_padding(box))),
            space_before=min(box.space_before, TIGHT),
            space_after=min(box.space_after, TIGHT),
        )
        closer[f"{name}-heading"] = replace(heading, **_snug(heading))
        closer[f"{name}-item"] = replace(item, **_snug(item))
    return closer


def _snug(style: Style) -> dict[str, float]:
    return {"space_after": min(style.space_after, SNUG), "leading": min(style.leading, NEAR)}


def _closer_line(sheet: Sheet) -> dict[str, Style]:
    line = sheet[LINE]
    return {LINE: replace(line, leading=min(line.leading, 1.15), space_before=0.0, space_after=0.0)}
