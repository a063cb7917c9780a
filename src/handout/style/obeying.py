"""Refuse a property that the part it is typed on cannot obey: nothing in a sheet is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handout.part import BOX, KINDS, Kind
from handout.problems import Problems
from handout.style.cascade import Cascade
from handout.style.parts import PARTS
from handout.style.properties import obeyed

BOX_SIDES = ("all", "start", "top", "bottom", "cut", "none")


def refuse_idle(cascade: Cascade, problems: Problems) -> None:
    """Tell of each property that does nothing where it stands. What comes by way of `like` is passed over.

    A style of a clinic's own is obeyed by the parts that are like it; one of them must obey what it says.
    """
    alike = _alike(cascade)
    for name, properties in cascade.styles.items():
        kinds = _kinds(name, alike)
        known = frozenset().union(*map(obeyed, kinds))
        for prop, decision in properties.items():
            if kinds and prop not in known:
                problems.error(
                    "E63",
                    decision.span,
                    f"'{prop}' does nothing in '{name}': {' and '.join(kind.name for kind in kinds)} cannot obey it",
                    _hint(name, prop, kinds),
                )
            elif prop == "border_sides" and decision.value == "rows" and all(kind is BOX for kind in kinds):
                problems.error(
                    "E63", decision.span, f"'{name}' is a box: it has no rows", f"type one of {', '.join(BOX_SIDES)}"
                )


def _alike(cascade: Cascade) -> dict[str, list[str]]:
    """The styles that say they are like one, by its name."""
    alike: dict[str, list[str]] = {}
    for style, like in cascade.like.items():
        alike.setdefault(str(like.value), []).append(style)
    return alike


def _kinds(name: str, alike: Mapping[str, list[str]]) -> list[Kind]:
    """The kind of a part; of a style of one's own, those of all parts that are like it, each once."""
    part = PARTS.get(name)
    if part is not None:
        return [part.kind]
    return list(dict.fromkeys(PARTS[follower].kind for follower in _followers(name, alike) if follower in PARTS))


def _followers(name: str, alike: Mapping[str, list[str]]) -> Iterator[str]:
    """The styles that are like this one, directly or by way of others; a loop was reported before."""
    waiting, seen = [name], {name}
    while waiting:
        for style in alike.get(waiting.pop(), ()):
            if style not in seen:
                seen.add(style)
                waiting.append(style)
                yield style


def _hint(name: str, prop: str, kinds: list[Kind]) -> str:
    """Parts inside this one that can obey it, or else what this one obeys."""
    inside = [part for part in PARTS if part.startswith(f"{name}-") and prop in obeyed(PARTS[part].kind)]
    if inside:
        return f"type it in {' or '.join(repr(part) for part in inside[:3])}"
    others = [kind.name for kind in KINDS if prop in obeyed(kind)]
    if others and len(others) <= 3:
        return f"take it out; only {' or '.join(others)} can have it"
    return f"take it out, or type one of {', '.join(sorted(obeyed(kinds[0])))}"
