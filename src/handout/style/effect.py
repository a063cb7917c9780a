"""Tell of lines of a sheet that show nothing: beside what else is said of a part, or because no part asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from handout.part import BOX, CHECKLIST, LIST, PAGE, RUNNING, TERMS, WORDS, Kind
from handout.problems import Problems
from handout.source import Span
from handout.style.cascade import Cascade, Decision
from handout.style.parts import PARTS
from handout.style.properties import FRAMED, Paper, Style
from handout.style.room import COLUMN_GUTTER, NARROWEST_COLUMN, TERM_SHARE
from handout.style.sheet_file import SheetFile
from handout.style.values import WHITE, ColorName

_CHECKED = {
    "columns": (LIST, CHECKLIST, TERMS), "border_color": (*FRAMED, RUNNING), "border_width": FRAMED,
    "border_sides": FRAMED, "radius": (BOX,), "space_before": (WORDS,),
}  # fmt: skip
"""Properties that need others beside them, and the kinds of part in which they do."""


def refuse_without_effect(
    styles: Mapping[str, Style], decisions: Mapping[str, Mapping[str, Decision]], page: Paper, file: str,
    problems: Problems,
) -> None:  # fmt: skip
    """Tell of each line of this file that shows in none of the parts which it decides.

    What comes from a sheet that this one extends may be meant for others, and shows there.
    """
    width, em = page.width - page.left - page.right, styles["paragraph"].size
    in_vain: dict[tuple[Span, str], tuple[str, str, str] | None] = {}
    for name, part in PARTS.items():
        for prop, kinds in _CHECKED.items():
            by = decisions[name].get(prop)
            if by is not None and by.span.file == file and part.kind in kinds:
                why = _why_idle(prop, styles[name], part.kind, width, em)
                found = None if why is None else (name, *why)
                in_vain[by.span, prop] = in_vain.get((by.span, prop), found) and found
    for (span, prop), found in in_vain.items():
        if found is not None:
            name, reason, hint = found
            problems.error("E59", span, f"'{prop}' shows nothing in '{name}': {reason}", hint)


def tell_of_unused(files: Sequence[SheetFile], cascade: Cascade, problems: Problems) -> None:
    """Warn of a colour or font of the last file that no style uses, and whose name is nearly one it could have changed.

    Other names may lie unused: a clinic keeps all its colours in one sheet, and uses some.
    """
    *bases, own = files
    values = [decision.value for style in cascade.styles.values() for decision in style.values()]
    used = {value.name if isinstance(value, ColorName) else value for value in values}
    colors = {name.text: name.span for name in own.colors or ()}
    fonts = {name: font.span for name, font in (own.fonts or {}).items()}
    earlier = [name.text for base in bases for name in base.colors or ()]
    for what, names, known in (
        ("colour", colors, earlier), ("font", fonts, [name for base in bases for name in base.fonts or ()]),
    ):  # fmt: skip
        open_names = sorted({*known} - {*names})
        for name in names:
            meant = next((one for one in open_names if _is_slip(name, one)), None)
            if meant and name not in used and name not in known:
                message = f"no style of this sheet uses the {what} '{name}'"
                problems.warning("W51", names[name], message, f"did you mean '{meant}'?")


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one letter was left out, put in, changed, or changed places with the next; a digit numbers a colour."""
    start = _shared(typed, meant)
    wrong, right = typed[start:], meant[start:]
    end = _shared(wrong[::-1], right[::-1])
    wrong, right = wrong[: len(wrong) - end], right[: len(right) - end]
    is_turned = len(wrong) == 2 and wrong == right[::-1]
    return len(meant) > 2 and (max(len(wrong), len(right)) == 1 or is_turned) and not wrong.isdigit()


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _why_idle(prop: str, style: Style, kind: Kind, width: float, em: float) -> tuple[str, str] | None:
    """Why this property of a style shows nothing, and what to type; None where it does."""
    has_sides, has_width = style.border_sides != "none" or kind is RUNNING, style.border_width > 0
    is_framed = style.border_sides == "all" and has_width
    match prop:
        case "columns" if style.columns > 1 and (needed := _width_of_two(kind, em)) > width:
            why = f"two columns of letters of {em:g}pt need {needed:.0f}pt, and the page has {width:.0f}pt"
            return why, "take it out, or make the letters or the margins smaller"
        case "border_color" | "border_width" if not has_sides and (has_width or prop == "border_color"):
            more = "" if has_width else ", border_width: 1pt"
            why = "it has no border: 'border_sides' is none"
            return why, f"say where in '{style.name}': border_sides: all{more}"
        case "border_color" | "border_sides" if has_sides and not has_width:
            return (
                "its border has no thickness: 'border_width' is 0",
                f"say how thick in '{style.name}': border_width: 1pt",
            )
        case "radius" if style.radius and style.background in (None, WHITE) and not is_framed:
            why = "it has neither a background nor a border all around"
            return why, f"take it out, or say in '{style.name}': border_sides: all"
        case "space_before" if style.space_before and (part := PARTS[style.name]).comes_first:
            if PAGE in part.on:
                return "it is the first on its page", "make the margin larger: page: {margins: {top: …}}"
            return "it is the first in its box", f"make the box roomier: {part.on[0]}: {{padding: …}}"
        case _:
            return None


def _width_of_two(kind: Kind, em: float) -> float:
    """What two columns need: of a list two that are wide enough, of words to know one for their meanings."""
    if kind is TERMS:
        return NARROWEST_COLUMN * em / (1 - TERM_SHARE) + COLUMN_GUTTER
    return 2 * NARROWEST_COLUMN * em + COLUMN_GUTTER
