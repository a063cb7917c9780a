"""Lay the sheets that extend one another over each other, follow every `like`, and remember which line decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handout.problems import MOST_UNKNOWN, Problems, near
from handout.record import Mutable, Record, field
from handout.source import Span
from handout.style.parts import PARTS
from handout.style.sheet_file import Given, SheetFile
from handout.style.values import ColorName, Rgb


class Decision(Record, kw_only=False):
    """A value, the line that decided it, and how far from the base its sheet stands: a later layer wins."""

    value: object
    span: Span
    layer: int


class Cascade(Mutable, kw_only=False):
    """Everything that the sheets say, later ones over earlier ones."""

    colors: dict[str, Decision] = field(default_factory=dict)
    fonts: dict[str, dict[str, Span]] = field(default_factory=dict)
    page: dict[str, Decision] = field(default_factory=dict)
    styles: dict[str, dict[str, Decision]] = field(default_factory=dict)
    like: dict[str, Decision] = field(default_factory=dict)
    names: dict[str, Span] = field(default_factory=dict)


def layered(files: Sequence[SheetFile]) -> Cascade:
    """The sheets laid over each other, the base first."""
    cascade = Cascade()
    for layer, file in enumerate(files):
        for color, rgb in (file.colors or {}).items():
            cascade.colors[color.text] = Decision(rgb, color.span, layer)
        for role, font in (file.fonts or {}).items():
            cascade.fonts[role] = font.families
        for name, given in (file.page.given if file.page is not None else {}).items():
            cascade.page[name] = _decision(given, layer)
        for style, block in (file.styles or {}).items():
            cascade.names[style.text] = style.span
            properties = cascade.styles.setdefault(style.text, {})
            properties |= {name: _decision(given, layer) for name, given in block.given.items()}
            if block.like is not None:
                cascade.like[style.text] = _decision(block.like, layer)
    return cascade


def fill_in(cascade: Cascade, place: Span) -> None:
    """Give the parts that no sheet names the style of the part that each is like, for as far as there is one.

    A clinic's whole sheet was written before there were some of them. What they have is decided at `place`.
    """
    for name, part in PARTS.items():
        if name not in cascade.styles and part.like in cascade.styles:
            cascade.styles[name] = {prop: Decision(value, place, 0) for prop, value in part.given.items()}
            cascade.like[name] = Decision(part.like, place, 0)


def _decision(given: Given, layer: int) -> Decision:
    return Decision(given.value, given.span, layer)


def resolved(cascade: Cascade, problems: Problems) -> dict[str, dict[str, Decision]]:
    """What holds for each style once every `like` is followed, colours and fonts looked up."""
    found: dict[str, dict[str, Decision]] = {}
    for name in cascade.styles:
        _follow(name, cascade, found, problems)
    return {name: dict(_looked_up(properties, cascade, problems)) for name, properties in found.items()}


def _follow(name: str, cascade: Cascade, found: dict[str, dict[str, Decision]], problems: Problems) -> None:
    """Work out one style and all it is like, from the far end of the chain back."""
    chain: dict[str, None] = {}
    while name not in found:
        chain[name] = None
        like = cascade.like.get(name)
        if like is None:
            break
        target = str(like.value)
        if target in chain:
            names = list(chain)
            loop = names[names.index(target) :]
            latest = max((cascade.like[style] for style in reversed(loop)), key=lambda decision: decision.layer)
            message = f"'{' is like '.join([*loop, target])}': a loop"
            problems.error("E44", latest.span, message, "take one 'like' out")
            break
        if target not in cascade.styles:
            problems.error(
                "E46",
                like.span,
                f"there is no style '{target}' in this sheet",
                _hint(target, cascade.styles, "name a style of this sheet or of the one it extends"),
            )
            break
        name = target
    for style in reversed(chain):
        like = cascade.like.get(style)
        base = found.get(str(like.value), {}) if like is not None else {}
        found[style] = base | cascade.styles[style]


def _looked_up(
    properties: Mapping[str, Decision], cascade: Cascade, problems: Problems
) -> Iterator[tuple[str, Decision]]:
    """The properties of a style with each name of a colour or a font looked up; without those that nothing has."""
    for prop, typed in properties.items():
        if prop == "font" or type(typed.value) is ColorName:
            decision = _named(prop, typed, cascade, problems)
            if decision is not None:
                yield prop, decision
        else:
            yield prop, typed


def _named(prop: str, typed: Decision, cascade: Cascade, problems: Problems) -> Decision | None:
    """The decision with its colour's name replaced by the colour; None, and reported, when the name is unknown.

    A later sheet that gives the name another colour decides, not the line that uses the name.
    """
    if isinstance(typed.value, ColorName):
        color = cascade.colors.get(typed.value.name)
        if color is None:
            problems.error(
                "E42",
                typed.span,
                f"'{typed.value.name}' is not among this sheet's colors",
                _hint(typed.value.name, cascade.colors, 'type its digits in quotes: "#1a5276"'),
            )
            return None
        place = color if color.layer > typed.layer else typed
        return Decision(color.value, place.span, place.layer)
    if prop == "font" and typed.value not in cascade.fonts:
        problems.error(
            "E43",
            typed.span,
            f"'{typed.value}' is not among this sheet's fonts",
            _hint(str(typed.value), cascade.fonts, "name its family under 'fonts'"),
        )
        return None
    return typed


def _hint(typed: str, known: Mapping[str, object], otherwise: str) -> str:
    close = near(typed, known)
    return close if close is not None and close.startswith("did you mean") else otherwise


def refuse_unknown(cascade: Cascade, problems: Problems) -> None:
    """Refuse a style that styles nothing: no part of a handout has its name and no style is like it."""
    used = {str(decision.value) for decision in cascade.like.values()}
    unknown = [name for name in cascade.names if name not in PARTS and name not in used]
    for name in unknown[:MOST_UNKNOWN]:
        problems.error(
            "E40",
            cascade.names[name],
            f"no part of a handout is called '{name}', and no style is like it",
            _hint(name, PARTS, f"take it out, or write 'like: {name}' in another style"),
        )
    if len(unknown) > MOST_UNKNOWN:
        problems.error(
            "E40",
            cascade.names[unknown[MOST_UNKNOWN]],
            f"{len(unknown) - MOST_UNKNOWN} more styles that style nothing, from here on",
        )


def colors_of(cascade: Cascade) -> dict[str, Rgb]:
    """The sheet's colours by name; those that could not be read are left out."""
    return {name: decision.value for name, decision in cascade.colors.items() if isinstance(decision.value, tuple)}
