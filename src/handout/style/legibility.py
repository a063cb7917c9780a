"""The gates that every sheet must pass: no text too small, no colour too faint (WCAG 2.2, 1.4.3), nothing on words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from handout.part import BLANK, CELL, PAGE, WORDS
from handout.problems import Problems
from handout.record import Record
from handout.source import Span
from handout.style.cascade import Decision
from handout.style.parts import PARTS
from handout.style.properties import Style, obeyed
from handout.style.room import check_room
from handout.style.values import (
    CONTRAST,
    CONTRAST_WHEN_LARGE,
    LARGE,
    WHITE,
    Rgb,
    contrast,
    from_hex,
    legible,
    luminance,
    to_hex,
)

PALEST = 1.5
"""The highest contrast with the page that the mark under the text may have: what has 4.5 beside it has 3 on it."""
PALEST_LINE = 2.3
"""The same of a mark of which only the outline is drawn: it covers little of a letter."""
FAINTEST = 1.2
"""The lowest contrast that the mark may have with the page and with every paler fill: less is not seen in print."""
THINNEST_OUTLINE = 1.0
"""How thick the outline of the mark is at least, in points: letters as tall as a hand are not seen by less."""
FAINTEST_RULE = 1.5
"""The lowest contrast with the page of a line to write on; a form whose lines are not seen is filled in nowhere."""
PALEST_FILL = FAINTEST * 1.05 / PALEST - 0.05
"""The luminance of a fill on which the darkest mark there may be can just be seen."""
LINK_APART = 3.0
"""The least contrast of a link without an underline with the words around it (WCAG 2.2, technique G183)."""
TITLES = ("title", "subtitle", "masthead", "question", "term", "table-caption", "blank-label", "checklist-title")
"""Words that are set apart as titles are; the other words are running text."""


class _Pair(Record, kw_only=False):
    """Text in one colour on a background of another, and the two lines that decided."""

    style: Style
    ink: Rgb
    ink_by: Decision | None
    background: Rgb
    background_by: Decision | None
    where: str

    @property
    def ratio(self) -> float:
        return contrast(self.ink, self.background)

    @property
    def decided_by(self) -> Decision | None:
        """The line to change: that of the sheet further from the base, the text's own when both are as far."""
        decisions = [decision for decision in (self.ink_by, self.background_by) if decision is not None]
        return max(decisions, key=lambda decision: decision.layer, default=None)


def check(
    styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]], sheet: Span, problems: Problems
) -> None:
    """Tell of every line that makes text too small or too faint, once, with all the styles it spoils."""
    _check_sizes(styles, decisions, sheet, problems)
    _check_contrast(styles, decisions, sheet, problems)
    _check_mark(styles, decisions, sheet, problems)
    _check_links(styles, decisions, sheet, problems)
    _check_rules_to_write_on(styles, decisions, sheet, problems)
    check_room(styles, decisions, sheet, problems)


def _check_mark(
    styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]], sheet: Span, problems: Problems
) -> None:
    """The word across a draft lies under the text: pale, so that what can be read beside it can on it, yet to be seen.

    A fill on which no mark so pale could be seen lies over the mark (`lies_over`).
    """
    color, by = styles["mark"].color, decisions["mark"].get("color")
    fills = [fill for fill in _fills(styles, decisions) if luminance(fill[1]) >= PALEST_FILL]
    better = f'color: "{_mark_seen_on([fill for _, fill, _ in fills])}"'
    outline, outline_by = styles["mark"].border_width, decisions["mark"].get("border_width")
    if 0 < outline < THINNEST_OUTLINE:
        span = outline_by.span if outline_by is not None else sheet
        message = f"an outline of {outline:g}pt is too thin for the mark across a draft, which could not be seen"
        problems.error("E48", span, message, f"border_width: {THINNEST_OUTLINE:g}pt, or leave it out for full letters")
        return
    if contrast(color, WHITE) > (PALEST_LINE if styles["mark"].border_width else PALEST):
        # What is pale enough as an outline may be too dark where another sheet takes the outline away.
        decided = max((d for d in (by, outline_by) if d is not None), key=lambda d: d.layer, default=None)
        span = decided.span if decided is not None else sheet
        message = f"{to_hex(color)} is too dark for the mark that lies under the text of a draft"
        problems.error("E48", span, message, better)
        return
    for name, ground, ground_by in ((PAGE, WHITE, None), *fills):
        if contrast(color, ground) < FAINTEST or luminance(color) > luminance(ground):
            decided = max((d for d in (by, ground_by) if d is not None), key=lambda d: d.layer, default=None)
            where = "the page" if name == PAGE else f"'{name}' ({to_hex(ground)})"
            problems.error(
                "E48",
                decided.span if decided is not None else sheet,
                f"the mark across a draft ({to_hex(color)}) cannot be seen on {where}: its contrast there is "
                f"{_told(contrast(color, ground))}; it must be at least {FAINTEST:g}",
                better
                if ground_by is None or decided is by
                else f"make it paler, or say styles: {{mark: {{{better}}}}}",
            )
            return


def lies_over(fill: Rgb, mark: Rgb) -> bool:
    """Whether a fill is so dark that it lies over the mark, which could not be seen on it or would hide its text."""
    return luminance(fill) < luminance(mark) or contrast(fill, mark) < FAINTEST


def _mark_seen_on(fills: Sequence[Rgb]) -> str:
    """The palest grey that can be seen on the page and on all of these."""
    greys = (from_hex(f"#{part:02x}{part:02x}{part:02x}") for part in range(0xE0, 0, -1))
    seen = (grey for grey in greys if grey and all(contrast(grey, ground) >= FAINTEST for ground in (WHITE, *fills)))
    return to_hex(next(seen))


def _fills(
    styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]]
) -> Iterator[tuple[str, Rgb, Decision | None]]:
    """Every colour that lies behind a part, and the line that decided it."""
    for name, part in PARTS.items():
        for prop in ("background", "header_background", "stripe"):
            color = getattr(styles[name], prop)
            if prop in obeyed(part.kind) and color is not None:
                yield name, color, decisions[name].get(prop)


def _check_links(
    styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]], sheet: Span, problems: Problems
) -> None:
    """Links that are told by their colour alone must stand apart from the words around them."""
    link = styles["link"]
    if link.underline:
        return
    alike = [
        styles[name] for name, part in PARTS.items()
        if part.kind in (WORDS, CELL) and "heading" not in name and name not in TITLES
        and contrast(styles[name].color, link.color) < LINK_APART
    ]  # fmt: skip
    if alike:
        found = [decisions["link"][prop] for prop in ("underline", "color") if prop in decisions["link"]]
        by = max(found, key=lambda decision: decision.layer, default=None)
        problems.error(
            "E48",
            by.span if by is not None else sheet,
            f"a link without an underline cannot be told from {_names(alike)}: its colour ({to_hex(link.color)}) must "
            f"have a contrast of {LINK_APART:g} with theirs",
            "underline: true",
        )


def _check_rules_to_write_on(
    styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]], sheet: Span, problems: Problems
) -> None:
    """The lines of blanks can be seen. A colour that is refused for the words in it is not told of again."""
    refused = {problem.span for problem in problems.found}
    for name in (name for name, part in PARTS.items() if part.kind is BLANK):
        style, own = styles[name], decisions[name]
        color, prop = (style.border_color, "border_color") if style.border_color else (style.color, "color")
        is_faint = contrast(color, WHITE) < FAINTEST_RULE
        by = own.get(prop if is_faint else "border_width")
        span = by.span if by is not None else sheet
        if span in refused or not (is_faint or not style.border_width):
            continue
        better = 'border_color: "#767676"' if is_faint else "border_width: 0.75pt"
        problems.error(
            "E48",
            span,
            f"the lines to write on of '{name}' cannot be seen: "
            + (f"{to_hex(color)} has a contrast of {_told(contrast(color, WHITE))} with the page; it must be at "
               f"least {FAINTEST_RULE:g}" if is_faint else "they have no thickness"),
            f"{name}: {{{better}}}",
        )  # fmt: skip


def _of_parts(styles: Mapping[str, Style]) -> Iterator[tuple[str, Style]]:
    """The styles that parts are set in. Another only lends what it says to those that are like it."""
    return ((name, style) for name, style in styles.items() if name in PARTS)


def _check_sizes(
    styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]], sheet: Span, problems: Problems
) -> None:
    small: dict[Span, list[Style]] = {}
    for name, style in _of_parts(styles):
        if "size" in obeyed(PARTS[name].kind) and style.size < PARTS[name].smallest:
            decision = decisions[name].get("size")
            small.setdefault(decision.span if decision is not None else sheet, []).append(style)
    for span, spoiled in small.items():
        least = max(PARTS[style.name].smallest for style in spoiled)
        problems.error(
            "E47",
            span,
            f"{spoiled[0].size:g}pt is too small for {_names(spoiled)}; the smallest size is {least:g}pt",
            f"size: {least:g}pt",
        )


def _check_contrast(
    styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]], sheet: Span, problems: Problems
) -> None:
    faint: dict[Span, list[_Pair]] = {}
    grounds = _Grounds(styles, decisions)
    for name, style in _of_parts(styles):
        needed = _needed(style)
        for pair in _pairs(name, style, decisions, grounds):
            if pair.ratio < needed:
                span = pair.decided_by.span if pair.decided_by is not None else sheet
                faint.setdefault(span, []).append(pair)
    for span, pairs in faint.items():
        worst = min(pairs, key=lambda pair: (pair.ratio, pair.style.name))
        needed = _needed(worst.style)
        problems.error(
            "E48",
            span,
            f"{to_hex(worst.ink)} on {worst.where} ({to_hex(worst.background)}) has a contrast of {_told(worst.ratio)} "
            f"in {_names([pair.style for pair in pairs])}; it must be at least {needed:g}",
            _better(worst, _pairs(worst.style.name, worst.style, decisions, grounds), needed),
        )


_Ground: TypeAlias = tuple[Rgb, Decision | None, str]
"""A colour behind text, the line that decided it, and what it is called."""


class _Grounds(dict[str, list[_Ground]]):
    """The colours behind text in each place: `page`, a style's name, or that with `heading` or `stripe`."""

    def __init__(self, styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]]) -> None:
        self.styles = styles
        self.decisions = decisions

    def __missing__(self, place: str) -> list[_Ground]:
        found = self[place] = self._behind(place)
        return found

    def _behind(self, place: str) -> list[_Ground]:
        name, _, part = place.partition(" ")
        if name == PAGE:
            return [(WHITE, None, "the page")]
        if name not in self.styles:
            return []
        prop = {"": "background", "heading": "header_background", "stripe": "stripe"}[part]
        color = getattr(self.styles[name], prop)
        if color is not None:
            return [(color, self.decisions[name].get(prop), f"the {prop.replace('_', ' ')} of '{name}'")]
        return [] if part else [ground for behind in PARTS[name].on for ground in self[behind]]


def _pairs(
    name: str, style: Style, decisions: Mapping[str, Mapping[str, Decision]], grounds: _Grounds
) -> Iterator[_Pair]:
    """Each colour of the style's text on each background that it may lie upon.

    What a part has by way of `like` and cannot obey is not seen: a title has no background of its own.
    """
    own, obeys = decisions[name], obeyed(PARTS[name].kind)
    # The signs of a list without a colour for its labels are drawn in the one that it has from elsewhere.
    inks = [(style.color, own.get("color"))] if obeys & {"color", "label_color"} else []
    if style.label_color is not None and "label_color" in obeys:
        inks.append((style.label_color, own.get("label_color")))
    if style.background is not None and "background" in obeys:
        behind = [(style.background, own.get("background"), f"the background of '{name}'")]
    else:
        behind = [ground for place in PARTS[name].on for ground in grounds[place]]
    for ink, ink_by in inks:
        for background, background_by, where in behind:
            yield _Pair(style, ink, ink_by, background, background_by, where)


def _needed(style: Style) -> float:
    return CONTRAST_WHEN_LARGE if style.size >= LARGE else CONTRAST


def _told(ratio: float) -> str:
    """The ratio cut, not rounded, so that 4.49 is never told as 4.5."""
    return f"{int(ratio * 10) / 10:g}"


def _better(worst: _Pair, pairs: Iterator[_Pair], needed: float) -> str:
    """A colour that can be read on every background that the style lies upon."""
    color = legible(worst.ink, [pair.background for pair in pairs if pair.ink == worst.ink], needed)
    return f'"{to_hex(color)}" can be read there' if color is not None else "choose a lighter or a darker background"


def _names(styles: list[Style]) -> str:
    names = list(dict.fromkeys(f"'{style.name}'" for style in styles))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
